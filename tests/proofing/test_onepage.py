"""A drawn board is one page: what its rows take at least is held against the paper."""

import io
import zipfile

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn

from generator.library import home
from generator.word import onepage

FORMS = ("board", "board_a3")
SPARE = 151  # twentieths of a point that the large board leaves


def drawn(change, name="board"):
    """The problems of a built-in board after a change."""
    document = Document(str(home.templates() / "form" / f"{name}.docx"))
    change(document)
    target = io.BytesIO()
    document.save(target)
    return [one.message for one in onepage.check(target.getvalue(), "board.docx")]


def grown(twips):
    """The first row made higher."""

    def change(document):
        height = next(document.element.body.iter(qn("w:trHeight")))
        height.set(qn("w:val"), str(int(height.get(qn("w:val"))) + twips))

    return change


@pytest.mark.parametrize("name", FORMS)
def test_the_boards_are_one_page(name):
    assert drawn(lambda _: None, name) == []


def test_rows_may_fill_the_page_and_no_more():
    assert drawn(grown(SPARE)) == []
    said = "各行加起来至少高 433 毫米，纸张除去上下边距只有 432 毫米，会印成两页"
    assert drawn(grown(SPARE + 1)) == [said]


def test_paragraphs_behind_the_table_take_room():
    def added(count):
        return lambda document: [document.add_paragraph("附注") for _ in range(count)]

    assert drawn(added(1)) == []
    assert len(drawn(added(2))) == 1


def test_rows_under_a_condition_take_none():
    """The place for photos stands there only where no advisor does."""

    def change(document):
        rows = iter(document.tables[0]._tbl.iterchildren(qn("w:tr")))
        next(row for row in rows if "if not" in "".join(row.itertext()))
        height = next(next(rows).iter(qn("w:trHeight")))
        height.set(qn("w:val"), "20000")

    assert drawn(change) == []


def test_nothing_begins_a_page():
    assert drawn(lambda one: one.add_paragraph().add_run().add_break(WD_BREAK.PAGE)) == [
        "有分页符或者分节符，会印成两页"
    ]
    assert "有分页符或者分节符，会印成两页" in drawn(lambda one: one.add_section())


def test_a_template_without_cards_has_pages_as_it_likes():
    document = Document()
    for _ in range(200):
        document.add_paragraph("正文").add_run().add_break(WD_BREAK.PAGE)
    target = io.BytesIO()
    document.save(target)
    assert list(onepage.check(target.getvalue(), "plan.docx")) == []


def test_the_text_may_lie_in_a_part_of_another_name():
    """Office on the web calls it word/document2.xml."""
    board = (home.templates() / "form/board.docx").read_bytes()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(board)) as given, zipfile.ZipFile(target, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                data = data.replace(b"word/document.xml", b"word/document2.xml")
            made.writestr(
                name.replace("word/document.xml", "word/document2.xml").replace(
                    "document.xml.rels", "document2.xml.rels"
                ),
                data,
            )
    assert [*onepage.check(target.getvalue(), "board.docx")] == []
