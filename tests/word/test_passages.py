"""Passages of a Word file: what stands there, under which heading, and how its pictures are told apart."""

from __future__ import annotations

import pytest

from generator.errors import TemplateError
from generator.word import passages
from tests.word import made, png
from tests.word.made import p, style, tbl, tc, tr


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _read(body: str, **choices: object) -> list[tuple[str, str, bool]]:
    found = passages.read(made.docx(body, **choices), "甲.docx")
    return [(one.heading, one.words, one.row) for one in found]


def test_a_passage_stands_under_the_nearest_heading_before_it() -> None:
    body = (
        p("前言")
        + p("概况", properties=_outline(0))
        + p("甲厂")
        + p("现状", properties=_outline(8))
        + p("乙")
    )
    assert _read(body) == [
        ("", "前言", False),
        ("", "概况", False),
        ("概况", "甲厂", False),
        ("概况", "现状", False),
        ("现状", "乙", False),
    ]


def test_what_word_calls_body_text_is_no_heading() -> None:
    assert _read(p("概况", properties=_outline(9)) + p("甲"))[1][0] == ""


def test_numbers_stand_in_headings_and_not_in_what_is_compared() -> None:
    chapter = style("Chapter")
    body = p("总则", properties=chapter + _outline(0)) + p("甲", properties=style("Clause"))
    assert _read(body) == [("", "总则", False), ("第一章 总则", "甲", False)]


def test_each_row_of_a_table_is_a_passage_and_blank_ones_are_none() -> None:
    body = tbl(tr(tc("姓名"), tc("王  五")), tr(tc(""), tc("")))
    assert _read(body) == [("", "姓名 | 王 五", True)]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateError, match="乙"):
        passages.read(b"%PDF-1.7", "乙.docx")


def _pictured(data: bytes, *, in_root: bool = False) -> bytes:
    """A Word file that shows one picture and no word; its text may lie in the root of the zip."""
    blip = (
        '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId9"/>'
        '<wp:docPr id="1" name="x"/>'
    )
    content: dict[str, str | bytes] = {**made.parts(f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>")}
    content["word/media/a.png"] = data
    links = made.relationships(made.relationship("rId9", "image", "media/a.png"))
    content["word/_rels/document.xml.rels"] = links
    png = '<Default Extension="png" ContentType="image/png"/>'
    types = content["[Content_Types].xml"]
    assert isinstance(types, str)
    content["[Content_Types].xml"] = types.replace("<Default", f"{png}<Default", 1)
    return made.packed(_with_text_in_root(content) if in_root else content)


def _with_text_in_root(content: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """The same file, its main part and what shows its pictures beside the list of types."""
    moved = {
        name.replace("word/document.xml", "document.xml").replace("word/_rels/document", "_rels/document"): (
            data.replace("word/document.xml", "document.xml") if isinstance(data, str) else data
        )
        for name, data in content.items()
    }
    links = made.relationship("rId9", "image", "word/media/a.png")
    return {**moved, "_rels/document.xml.rels": made.relationships(links)}


def test_pictures_are_told_apart_by_their_bytes() -> None:
    red, again, blue = (passages.read(_pictured(png.made(side, 4)), "甲.docx") for side in (4, 4, 5))
    assert len(red) == 1
    assert red == again != blue


def test_pictures_of_a_text_in_the_root_of_the_file_are_told_apart_as_well() -> None:
    red, blue = (passages.read(_pictured(png.made(side, 4), in_root=True), "甲.docx") for side in (4, 5))
    assert [len(one.pictures) for one in red] == [1]
    assert red == passages.read(_pictured(png.made(4, 4)), "甲.docx") != blue
