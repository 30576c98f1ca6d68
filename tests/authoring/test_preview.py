"""A template is previewed with extreme data, with LibreOffice and without it, and nothing is half-written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.api import previews
from generator.authoring import pictured, plausible, preview
from generator.errors import PackError, TemplateError
from generator.library import built_in, catalogue
from generator.problems import Problem
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
    assert found["辅导员12人且姓名最长"].count("吐尔逊买买提") == 12 + 3  # and the principals and the contact
    assert "永康市应急管理局" in found["选填的都不填"]


def test_what_a_board_shows_could_hang_on_a_wall() -> None:
    """Each word is one that the data could say; long ones are as long as life lets them be."""
    found = {way: text.text(data) for way, data in documents("board_large").items()}
    assert [way for way, words in found.items() if "示例文字" in words] == []
    assert all("更新日期：2026年9月1日" in words for words in found.values())
    assert all("依照《中华人民共和国安全生产法》第十五条" in words for words in found.values())
    assert all("自 2026年9月1日" in words and "至 2027年8月31日" in words for words in found.values())
    usual, long = found["辅导员03人"], found["全部填写且很长"]
    assert "永康市示例星澜杯业有限公司（虚构）" in usual
    assert (len(plausible._FIRM), len(plausible._PERSON)) == (60, 20)
    assert plausible._FIRM in long
    assert long.count(plausible._PERSON) == 3 + 6
    assert (
        long.count("0579-0000-0000、100-0000-0000") == 3 + 6 + 3
    )  # people, advisors, complaint and supervision


@pytest.mark.parametrize("name", ["letter_enterprise", "letter_bureau", "hazard_notice", "badge_cards"])
def test_papers_say_words_that_the_data_could_say(name: str) -> None:
    assert [way for way, data in documents(name).items() if "示例文字" in text.text(data)] == []


def test_a_value_of_which_nothing_is_known_says_its_title() -> None:
    entry = catalogue.find("plan", built_in())
    assert entry
    say = plausible.Words(entry, built_in(), DAY).usual
    assert say("control.revisions[].reason") == "修订记录·原因（示例文字）"
    assert say("hazards[].before[]") == "隐患·整改前照片"
    assert (say("day"), say("agreement.start")) == ("2026年11月23日", "2026年9月1日")
    assert plausible.Words(entry, built_in(), DAY).long("agreement.start") == "2026年9月1日"


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


def test_where_advisors_are_only_listed_few_numbers_of_them_are_shown() -> None:
    listed = [way for way in documents("letter_enterprise") if way.startswith("辅导员")]
    assert listed == ["辅导员01人", "辅导员03人", "辅导员12人", "辅导员12人且姓名最长"]
    assert len([way for way in documents("badge_tags") if way.startswith("辅导员")]) == 9 + 1


def test_a_document_with_more_pages_than_the_built_in_template_is_told(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for LibreOffice gives each document a page for each 甲 in it, and one more."""

    def converted(given: dict[str, bytes], _: str) -> tuple[dict[str, bytes], list[Problem]]:
        made = {name: b"/Type/Pages " + b"/Type/Page/Parent " * _pages(data) for name, data in given.items()}
        return made, []

    monkeypatch.setattr(pictured, "converted", converted)
    monkeypatch.setattr(pictured, "_drawn", lambda _: ({}, []))
    own.write_bytes(made.docx(p("{{ enterprise.name }}{% if enterprise.products %}甲{% endif %}")))
    longer = [str(one) for one in previews.preview(own, "letter_filing", built_in(), DAY, "soffice").notes]
    assert len(longer) == 1
    assert longer[0].startswith("全部填写且很长：有 2 页，内置模板同样填写是 1 页")


def _pages(data: bytes) -> int:
    return 1 + text.text(data).count("甲")
