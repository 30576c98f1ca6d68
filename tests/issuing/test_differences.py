"""Two versions of a document side by side: what was added, dropped and changed, and what was done by hand."""

from __future__ import annotations

import pytest

from generator import issued
from generator.issuing import differences
from tests.rows import each
from tests.word import made
from tests.word.made import p, tbl, tc, tr

NAME = "方案.docx"


def _told(before: str, after: str, own: str | None = None) -> list[str]:
    edits = differences.edits(made.docx(own), made.docx(before), NAME) if own else issued.NONE
    found = differences.compare((NAME, made.docx(before)), (NAME, made.docx(after)), edits)
    assert found is not None
    return [str(one) for one in found]


def _heading(words: str) -> str:
    return p(words, properties='<w:outlineLvl w:val="0"/>')


def test_equal_documents_have_no_differences() -> None:
    assert _told(p("甲") + p("乙"), p("甲") + p("乙")) == []


@each(
    [
        (p("甲"), p("甲") + p("乙"), "增加段落 “乙”"),
        (p("甲") + p("乙"), p("甲"), "删去段落 “乙”"),
        (p("甲厂 12 人"), p("甲厂 13 人"), "改动段落 “甲厂 12 人”→“甲厂 13 人”"),
        (tbl(tr(tc("人数"), tc("12"))), tbl(tr(tc("人数"), tc("13"))), "改动表行 “人数 | 12”→“人数 | 13”"),
        (_heading("概况") + p("甲"), _heading("概况") + p("乙"), "改动段落〔概况〕 “甲”→“乙”"),
    ]
)
def test_a_difference_is_told_in_a_line(before: str, after: str, told: str) -> None:
    assert _told(before, after) == [told]


def test_a_long_passage_is_shown_around_what_changed() -> None:
    before, after = ("前" * 50 + change + "后" * 50 for change in ("十二", "十三"))
    assert _told(p(before), p(after)) == [
        f"改动段落 “{'前' * 10}…{'前' * 7}十二{'后' * 8}…”→“…{'前' * 7}十三{'后' * 8}…”"
    ]


def test_a_passage_moved_is_dropped_in_one_place_and_added_in_the_other() -> None:
    body = [p(words) for words in ("甲甲甲", "乙乙乙", "丙丙丙")]
    assert sorted(_told("".join(body), "".join([body[1], body[2], body[0]]))) == [
        "删去段落 “甲甲甲”",
        "增加段落 “甲甲甲”",
    ]


def test_a_paragraph_in_the_place_of_a_row_is_no_change_of_it() -> None:
    assert _told(tbl(tr(tc("甲"))) + p("丁"), p("甲乙") + p("丁")) == ["删去表行 “甲”", "增加段落 “甲乙”"]


def test_changed_passages_are_paired_with_their_likes() -> None:
    before = p("灭火器六具，存放于车间东侧") + p("丙丙丙丙丙丙")
    after = p("另一件事") + p("灭火器八具，存放于车间东侧")
    assert _told(before, after) == [
        "增加段落 “另一件事”",
        "改动段落 “灭火器六具，存放于车间东…”→“灭火器八具，存放于车间东…”",
        "删去段落 “丙丙丙丙丙丙”",
    ]


def test_what_was_edited_before_issuing_is_told_as_such() -> None:
    frozen = p("甲车间一百人，手改") + p("乙12") + p("手加的一段话")
    assert _told(frozen, p("甲车间一百人") + p("乙13"), own=p("甲车间一百人") + p("乙12")) == [
        "改动段落 “甲车间一百人，手改”→“甲车间一百人”（签发前手工改过）",
        "改动段落 “乙12”→“乙13”",
        "删去段落 “手加的一段话”（签发前手工改过）",
    ]


def test_lines_of_data_files_are_compared() -> None:
    found = differences.compare(
        ("甲.csv", "名称,甲\n人数,12".encode()), ("甲.csv", "名称,甲\n人数,13".encode())
    )
    assert [str(one) for one in found or ()] == ["改动表行 “人数,12”→“人数,13”"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("甲.pdf", b"%PDF"), ("甲.docx", made.docx(p("甲")))),
        (("甲.docx", b"no zip"), ("甲.docx", made.docx(p("甲")))),
        (("甲.png", b"1"), ("甲.png", b"2")),
    ],
)
def test_what_has_no_text_cannot_be_compared(before: tuple[str, bytes], after: tuple[str, bytes]) -> None:
    assert differences.compare(before, after) is None
