"""Tables of the dialect: widths, alignment, spans, labels, header and tag rows."""

from __future__ import annotations

from generator.word.source_inline import Tag, Text
from generator.word.source_tables import Cell, Column, Options, Row, Table, parse_options, parse_table


def read(*lines: str, options: Options | None = None) -> Table:
    return parse_table([(line, f"x:{at}") for at, line in enumerate(lines, 1)], options or Options())


def test_rule_gives_widths_and_alignment() -> None:
    made = read("| 甲 | 乙 | 丙 |", "|---|:------:|--:|", "| 1 | 2 | 3 |")
    assert made.columns == (Column(3, "left"), Column(6, "center"), Column(2, "right"))


def test_rows_before_the_rule_are_the_header() -> None:
    made = read("| 甲 |", "|---|", "| 1 |")
    assert made.rows == (Row((Cell((Text("甲"),)),), header=True), Row((Cell((Text("1"),)),)))


def test_option_counts_header_rows_after_the_rule() -> None:
    made = read("|---|---|", "| 甲 |", "| 1 | 2 |", "| 3 | 4 |", options=Options(header=2))
    assert [row.header for row in made.rows if isinstance(row, Row)] == [True, True, False]


def test_last_cell_spans_the_rest() -> None:
    made = read("|---|---|---|---|", "| **名称** | 某企业 |", "| **说明** |")
    assert made.rows == (
        Row((Cell((Text("名称"),), 1, label=True), Cell((Text("某企业"),), 3))),
        Row((Cell((Text("说明"),), 4, label=True),)),
    )


def test_room_for_the_pen_before_a_word_is_kept() -> None:
    made = read("|---|---|", "| 　　年　月 | 　 |", "| 甲　 |")
    assert made.rows[0] == Row((Cell((Text("　　年　月"),)), Cell(())))
    assert made.rows[1] == Row((Cell((Text("甲"),), 2),))


def test_partly_bold_cell_is_no_label() -> None:
    made = read("|---|", "| **甲**乙**丙** |")
    assert made.rows[0] == Row((Cell((Text("甲", True), Text("乙"), Text("丙", True))),))


def test_tag_row() -> None:
    made = read("|---|---|", "| {% for a in b %} |", "| 1 | |", "| {% endfor %} |")
    assert made.rows[0] == Tag("for a in b", "x:2")
    assert made.rows[1] == Row((Cell((Text("1"),)), Cell(())))


def test_options() -> None:
    assert parse_options("height=8 size=small header=2 style=plain", "x:1") == Options(8, "small", 2, "plain")
    assert parse_options("small=place.full", "x:1") == Options(small="place.full")
