"""What is to be published: the files that belong to it, and what it must say of itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.authoring import drafts
from generator.authoring.drafts import Asked, Draft
from generator.errors import GeneratorError
from generator.word import provenance, stamped
from tests.bundles import folders
from tests.rows import each
from tests.word import made

FIRST, LAST = datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)
ASKED = Asked("专业委", "2026.11", applies_from=FIRST)
FEES = "reference/fees.yaml"
SAYS = {
    "id": "专业委",
    "applies_from": "2027-01-01",
    "changes": ["一", "二"],
    "tool": {"from": "0.1", "before": "2"},
}


def of(*given: Path, name: str = "", asked: Asked = ASKED) -> Draft:
    return drafts.draft(given, name, asked, "0.1.0")


def said(*given: Path, name: str = "", asked: Asked = ASKED) -> list[str]:
    with pytest.raises(GeneratorError) as caught:
        of(*given, name=name, asked=asked)
    return list(map(str, caught.value.problems))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A bundle's folder that says all that is needed."""
    return folders.bundle(tmp_path / "own", {FEES: folders.shipped(FEES)}, **SAYS)


def word(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(made.docx(made.p("甲")))
    return [folder / name for name in names]


def test_a_folder_says_of_itself_what_no_option_says(own: Path) -> None:
    found = of(own, asked=Asked(applies_until=LAST, title="题"))
    about = found.about
    assert (about.id, about.version, about.title) == ("专业委", "2026.11", "题")
    assert (about.applies_from, about.applies_until, about.changes) == (FIRST, LAST, ("一", "二"))
    assert (about.tool_from, about.tool_before, found.needs) == ("0.1", "2", 2)
    assert found.sources == {FEES: own / FEES, "edition.yaml": own / "edition.yaml"}


def test_the_edition_that_is_published_says_the_same_and_lists_every_file(own: Path) -> None:
    text = of(own).edition(["word/a.docx", "edition.yaml", FEES]).decode()
    assert yaml.safe_load(text) == {
        **SAYS, "edition": "2026.11", "needs": 2, "title": "专业委模板包", "files": [FEES, "word/a.docx"],
    }  # fmt: skip


def test_what_programs_leave_lying_about_is_not_published(own: Path) -> None:
    for name in (
        ".DS_Store",
        "reference/Thumbs.db",
        "word/~$board.docx",
        "reference/.git/x.yaml",
        "readme.txt",
    ):
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_bytes(b"x")
    assert set(of(own).sources) == {FEES, "edition.yaml"}


def test_what_is_none_of_a_bundle_s_is_told_by_its_place(own: Path) -> None:
    (own / "word").mkdir()
    (own / "word" / "run.exe").write_bytes(b"x")
    (line,) = said(own)
    assert line == f"{own / 'word' / 'run.exe'}：模板包里不该有的文件，不能发布；移出模板包的文件夹"


def test_options_may_not_contradict_the_folder(own: Path) -> None:
    lines = said(own, asked=Asked("别的", "2026.12", applies_from=LAST))
    assert [line.partition("：")[2].partition("；")[0] for line in lines] == [
        "edition.yaml 里 id 是 专业委，--id 写的是 别的",
        "edition.yaml 里 edition 是 2026.11，--version 写的是 2026.12",
        "edition.yaml 里 applies_from 是 2027-01-01，--from 写的是 2027-12-31",
    ]


@each(
    [
        ({"id": "a b"}, "编号"),
        ({"edition": "v1"}, "版次"),
        ({"applies_from": "2027-02-29"}, "没有这一天：2027-02-29"),
        ({"applies_until": "2026-12-31"}, "停用日期 2026-12-31 早于启用日期 2027-01-01"),
        ({"surprise": 1}, "没有“surprise”这一项"),
        ({"needs": "one"}, "格式"),
    ]
)
def test_a_folder_that_says_it_wrongly_is_told(
    more: Mapping[str, object], words: str, tmp_path: Path
) -> None:
    own = folders.bundle(tmp_path / "-".join(more), {FEES: b""}, **{**SAYS, **more})
    assert any(words in line for line in said(own, asked=Asked()))


@each([(1, 2), (2, 2)])
def test_what_is_published_needs_a_tool_that_knows_samples(
    needs: int, published: int, tmp_path: Path
) -> None:
    own = folders.bundle(tmp_path / str(needs), {FEES: b""}, **{**SAYS, "needs": needs})
    assert yaml.safe_load(of(own).edition([FEES]))["needs"] == published


def test_a_day_without_quotes_is_a_day(own: Path) -> None:
    path = own / "edition.yaml"
    path.write_text(path.read_text("utf-8").replace("'2027-01-01'", "2027-01-01"), "utf-8")
    assert of(own).about.applies_from == FIRST


@each(
    [
        (replace(ASKED, id=""), "没有写模板包的编号；用 --id 写"),
        (replace(ASKED, id="con"), "编号不能用：con"),
        (replace(ASKED, version=""), "没有写版次；用 --version 写"),
        (replace(ASKED, version="1.2.3.4.5"), "版次不能用：1.2.3.4.5"),
        (replace(ASKED, applies_from=None), "没有写从哪天起用；用 --from"),
        (replace(ASKED, applies_until=datetime.date(2026, 12, 31)), "早于启用日期"),
    ]
)
def test_what_every_bundle_must_say(asked: Asked, words: str, tmp_path: Path) -> None:
    (line,) = said(*word(tmp_path, "plan.docx"), asked=asked)
    assert words in line
    assert of(tmp_path / "plan.docx", asked=replace(ASKED, applies_until=FIRST)).about.applies_until == FIRST


def test_word_files_are_known_by_their_names(tmp_path: Path) -> None:
    found = of(*word(tmp_path, "Board_Large.DOCX", "plan.docx"))
    assert set(found.sources) == {"form/board.docx", "word/plan.docx"}
    assert (found.needs, found.about.tool_from, found.about.title) == (2, "0.1.0", "专业委模板包")


def test_a_single_word_file_may_be_named(tmp_path: Path) -> None:
    (file,) = word(tmp_path, "新样式.docx")
    assert of(file, name="board_a3").sources == {"form/board_a3.docx": file}


def test_an_exported_template_is_known_by_its_mark_whatever_it_is_called(tmp_path: Path) -> None:
    exported = {provenance.TEMPLATE: "board_large"}
    for name in ("新样式.docx", "plan.docx"):
        (tmp_path / name).write_bytes(stamped.copy(made.docx(made.p("甲")), exported, name))
    assert of(tmp_path / "新样式.docx").sources == {"form/board.docx": tmp_path / "新样式.docx"}
    (line,) = said(tmp_path / "plan.docx")
    assert "文件名是 plan，由 board_large 的模板改成" in line
    assert set(of(tmp_path / "plan.docx", name="plan").sources) == {"word/plan.docx"}


def test_files_that_nothing_can_be_made_of_are_told(tmp_path: Path, own: Path) -> None:
    plan, other, text = word(tmp_path, "plan.docx", "新样式.docx", "plan.doc")
    (tmp_path / "b").mkdir()
    (again,) = word(tmp_path / "b", "PLAN.docx")
    for given, name, words in (
        ([other], "", "不知道是哪一件交付件的模板"),
        ([plan], "plann", "没有这个编号的 Word 交付件；可用 tuoguan list 查看；是否应为 plan？"),
        ([text], "", "格式是 .doc，不是 .docx"),
        ([plan, other], "plan", "只能用于一个文件"),
        ([plan, again], "", "是同一交付件的模板"),
        ([own, plan], "", "文件夹只能单独发布"),
        ([tmp_path / "none"], "", "找不到文件"),
        ([tmp_path / "b"], "", "没有这个文件，不知道发布的是什么"),
    ):
        (line,) = said(*given, name=name)
        assert words in line
