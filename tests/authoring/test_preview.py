"""A template is previewed with extreme data, with LibreOffice and without it, and nothing is half-written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.api import previews
from generator.authoring import pictured, preview
from generator.errors import PackError, TemplateError
from generator.library import built_in, catalogue
from generator.word import text
from tests.cli.running import run
from tests.conftest import DAY
from tests.word import check, made
from tests.word.made import p


def documents(name: str) -> dict[str, bytes]:
    entry = catalogue.find(name, built_in())
    assert entry
    return dict(preview.documents(built_in().data(entry.template), "t", entry, built_in()))


@pytest.mark.parametrize("name", ["board_a3", "badge_tags", "letter_bureau", "hazard_notice"])
def test_every_way_gives_a_sound_document(name: str) -> None:
    found = documents(name)
    assert {"选填的都不填", "全部填写且很长"} <= set(found)
    assert [way for way, data in found.items() if check.check(data)] == []


def test_a_board_is_shown_with_no_advisor_and_with_twelve_of_the_longest_names() -> None:
    found = {way: text.text(data) for way, data in documents("board_a3").items()}
    assert "由服务机构张贴" in found["辅导员00人"]
    assert found["辅导员12人"].count("示例辅导员") == 12
    assert found["辅导员12人且姓名最长"].count("吐尔逊买买提") == 12
    assert "示例文字示例文字" not in found["选填的都不填"]


def test_long_texts_bear_the_titles_of_their_values() -> None:
    words = text.text(documents("letter_bureau")["全部填写且很长"])
    assert "被托管单位·行业名称（示例文字）被托管单位·行业名称（示例文字）" in words


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own template, on a machine without examples and without LibreOffice."""
    monkeypatch.setattr(previews.home, "templates", lambda: tmp_path / "nowhere" / "templates")
    monkeypatch.setattr(pictured, "found", lambda: "")
    file = tmp_path / "filing.docx"
    file.write_bytes(made.docx(p("{{ enterprise.name }}")))
    return file


def test_without_libreoffice_word_files_are_written_and_it_is_said(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "预览"
    done = run("template", "preview", own, "--as", "letter_filing", "-o", out)
    assert done.returncode == 0
    assert "没有找到 LibreOffice，只写 Word 文件" in done.stderr
    assert "Word 2 份，PDF 0 份" in done.stdout
    assert {path.name for path in out.iterdir()} == {"选填的都不填.docx", "全部填写且很长.docx"}
    again = run("template", "preview", own, "--as", "letter_filing", "-o", out)
    assert (again.returncode, "已存在，未改动" in again.stderr) == (1, True)


def test_a_faulty_template_is_refused_and_nothing_written(own: Path, tmp_path: Path) -> None:
    own.write_bytes(made.docx(p("{{ nobody }}")))
    with pytest.raises(TemplateError, match="没有名为 nobody 的取值"):
        previews.write(own, "letter_filing", built_in(), DAY, tmp_path / "预览")
    with pytest.raises(PackError, match="已存在"):
        previews.write(own, "letter_filing", built_in(), DAY, tmp_path)
    assert not (tmp_path / "预览").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for LibreOffice")
@pytest.mark.parametrize(
    ("script", "said"),
    [("exit 0", "没有转换出 PDF：甲"), ("sleep 30", "秒没有转换完"), ("", "")],
)
def test_libreoffice_that_fails_or_hangs_is_told(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictured, "_PATIENCE", 1)
    office = tmp_path / "soffice"
    if script:
        office.write_text(f"#!/bin/sh\nexec {script}\n" if "sleep" in script else f"#!/bin/sh\n{script}\n")
        office.chmod(0o755)
    files, notes = pictured.pages({"甲": made.docx(p("甲"))}, str(office))
    assert files == {}
    assert (said or "运行不了") in notes[0].message
