from __future__ import annotations

from pathlib import Path

from lxml import etree

from generator.word.compile import compile_parts
from generator.word.keeping import kept
from generator.word.layout import read_layout
from generator.word.source import parse
from generator.word.tree import w

ROOT = Path(__file__).resolve().parent.parent.parent
LAYOUT = read_layout(ROOT / "templates" / "layout" / "record.docx")
LONG = ["@table", "|--|--|", *(f"| 第{n}行 | 乙 |" for n in range(1, 7))]


def _body(*lines: str) -> etree._Element:
    document = parse("\n".join(lines), "x.md", ROOT)
    return etree.fromstring(compile_parts(document, LAYOUT)["word/document.xml"])


def _kept(*lines: str) -> list[str]:
    """The texts of the paragraphs that are kept with the next, up to the signatures."""
    found = []
    for item in _body(*lines).iter(w("p")):
        words = "".join(text.text or "" for text in item.iter(w("t")))
        if words.startswith("日期"):
            break
        if item.find(f"{w('pPr')}/{w('keepNext')}") is not None:
            found.append(words)
    return found


def test_signatures_stay_with_the_note_and_the_end_of_the_table() -> None:
    assert _kept(*LONG, "@note 注", "@sign 甲方") == ["第5行", "乙", "第6行", "乙", "", "注", "甲方"]


def test_a_small_table_goes_with_its_signatures_as_a_whole() -> None:
    assert _kept("@table", "|--|--|", "| 甲 | 乙 |", "| 丙 | 丁 |", "@sign 某") == [
        "甲",
        "乙",
        "丙",
        "丁",
        "",
        "某",
    ]


def test_a_date_stays_with_the_paragraphs_before_it() -> None:
    lines = [f"第{n}段" for n in range(1, 7)]
    assert _kept(*lines, "@right 某公司", "@right 某日") == [
        "第2段",
        "第3段",
        "第4段",
        "第5段",
        "第6段",
        "某公司",
    ]


def test_text_without_signatures_is_kept_with_nothing() -> None:
    assert _kept("甲", "@note 乙", *LONG) == []
    document = parse("甲\n# 乙\n@sign 丙", "x.md", ROOT)
    assert kept(document.blocks) == frozenset()


def test_a_text_does_not_end_with_a_line_alone_on_a_page() -> None:
    made = _body("甲", "乙", "## 丙", "丁")
    whole = [item for item in made.iter(w("p")) if item.find(f"{w('pPr')}/{w('keepLines')}") is not None]
    assert len(whole) == 3
    assert _kept("甲", "乙", "## 丙", "丁") == ["乙", "丙"]


def test_the_last_turn_of_a_loop_goes_with_what_follows() -> None:
    lines = ["@table", "|--|", "| {% for one in hazards %} |", "| {{ one.number }} |", "| {% endfor %} |"]
    assert _kept(*lines, "@sign 甲方") == ["{{ one.number }}", "", "甲方"]
    words = [
        "".join(text.text or "" for text in row.iter(w("t")))
        for row in _body(*lines, "@sign 甲").iter(w("tr"))
    ]
    assert words[1:5] == ["{%tr if loop.last %}", "{{ one.number }}", "{%tr else %}", "{{ one.number }}"]


def test_no_page_ends_with_a_line_that_its_table_left_alone() -> None:
    assert _kept(*LONG, "@note 甲", "乙", "@pagebreak", "丙") == ["第5行", "乙", "第6行", "乙", "", "甲"]
    assert _kept(*LONG, "@note 甲", "## 乙") == []


def test_the_table_of_either_branch_stays_with_the_note_after_both() -> None:
    first, other = (["@table", "|--|", f"| {name} |"] for name in "甲乙")
    lines = [
        "{% if has.dust %}",
        *first,
        "{% else %}",
        "{% if has.gas %}",
        "丙",
        "{% endif %}",
        *other,
        "{% endif %}",
    ]
    assert _kept(*lines, "@note 丁", "@pagebreak", "戊") == ["甲", "", "乙", ""]


def test_places_to_sign_stay_with_the_note_before_them() -> None:
    lines = ["@note 甲", "@table style=plain", "|--|--|", "| 编制： | 审核： |"]
    assert "甲" in _kept(*LONG, *lines, "@pagebreak", "乙")


def test_rows_are_held_together_where_the_table_asks() -> None:
    lines = ["|--|--|", *(f"| 第{n}行 | 乙 |" for n in range(1, 7))]
    assert len(_kept("@table keep=rows", *lines)) == 12
    assert len(_kept("@table keep=next", *lines)) == 13
    assert _kept("@table", *lines) == []


def test_rows_down_to_the_first_picture_are_held_together() -> None:
    lines = ["|--|--|", "| 甲 | 乙 |", "| 丙 | ![图](hazard.photo 60x40) |", "| 丁 | 戊 |", "| 己 | 庚 |"]
    assert _kept("@table keep=head", *lines)[:3] == ["甲", "乙", "丙"]
    assert len(_kept("@table keep=head", *lines)) == 4


def test_rows_down_to_the_first_loop_are_held_together_where_there_is_no_picture() -> None:
    loop = ["| {% for step in steps %} |", "| {{ step.do }} | 丁 |", "| {% endfor %} |", "| 戊 | 己 |"]
    lines = ["|--|--|", "| 甲 | 乙 |", "| 环节 | 措施 |", *loop]
    assert _kept("@table keep=head", *lines) == ["甲", "乙", "环节", "措施"]


def test_a_table_that_a_loop_fills_is_not_held_together() -> None:
    lines = ["@table", "|--|", "| {% for one in hazards %} |", "| {{ one.number }} |", "| {% endfor %} |"]
    assert _kept(*lines, "| 合计 |", "@sign 甲方") == ["合计", "", "甲方"]
