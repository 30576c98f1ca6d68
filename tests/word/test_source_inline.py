"""Running text: words, values, tags, bold, pictures and breaks."""

from __future__ import annotations

import pytest

from generator.errors import TemplateError
from generator.word.source_inline import Break, Picture, Tag, Text, Value, parse_line, parse_tag, plain_text
from tests.rows import each


def test_pieces_of_a_line() -> None:
    line = parse_line("甲**乙{{ a.b }}**{{c}}", "x:1")
    assert line == (Text("甲"), Text("乙", True), Value("a.b", True), Value("c"))
    assert plain_text(line) == "甲乙"


def test_tags_within_a_line() -> None:
    line = parse_line("甲{% if a %}乙{% else %}丙{% endif %}", "x:1")
    assert [piece.body for piece in line if isinstance(piece, Tag)] == ["if a", "else", "endif"]


def test_break_and_picture_in_a_cell() -> None:
    line = parse_line("![厂区](a.photo 80x60)<br>甲", "x:1", cell=True)
    assert line == (Picture("a.photo", 80, 60, "厂区"), Break(), Text("甲"))


@each(
    [
        "a",
        "not a.b",
        "a and not b or c",
        "(a or b) and c",
        "loop.first",
        "loop.index > 1",
        "a.level == '重大'",
        'a != "一般"',
        "a.d < 0.5",
    ]
)
def test_conditions(condition: str) -> None:
    assert parse_tag(f"{{% if {condition} %}}", "x:1").body == f"if {condition}"


@each(
    [
        "a b",
        "a ==",
        "and a",
        "a in b",
        "a()",
        "a|length",
        "a == b",
        "(a",
        "a)",
        "1",
        "'x' == a",
        "a[0]",
        "a.__x",
        "none",
    ]
)
def test_other_conditions_are_refused(condition: str) -> None:
    with pytest.raises(TemplateError, match="条件写法不对"):
        parse_tag(f"{{% if {condition} %}}", "x:1")


@each(["for a, b in c", "for loop in c", "for a in c.d()", "endif x", "include 'a'", ""])
def test_other_tags_are_refused(body: str) -> None:
    with pytest.raises(TemplateError, match="控制标签写法不对"):
        parse_tag(f"{{% {body} %}}", "x:1")


@pytest.mark.parametrize(
    "text", ["5 < 8，≥3 m，a_b_c，50%，2*3，____", "《办法》第十四条——“十六项”……", "# 号 @ 号 - 号"]
)
def test_ordinary_signs_are_text(text: str) -> None:
    assert parse_line(text, "x:1") == (Text(text),)
