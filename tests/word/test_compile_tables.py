"""Tables as Word has them: repeated headers, whole rows, spans, shading and signatures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from generator.word.compile_tables import runs, sign_table, table
from generator.word.layout import read_layout
from generator.word.source_inline import Text, parse_line
from generator.word.source_tables import Options, parse_table
from generator.word.tree import W, w

LAYOUT = read_layout(Path(__file__).resolve().parent.parent.parent / "templates" / "layout" / "record.docx")


def made(*lines: str, options: Options | None = None) -> etree._Element:
    source = parse_table([(line, "x:1") for line in lines], options or Options())
    return etree.fromstring(f'<x xmlns:w="{W}">{table(LAYOUT, source, 9000)}</x>')


def values(element: etree._Element, name: str) -> list[str]:
    return [item.get(w("val")) for item in element.iter(w(name))]


def test_header_repeats_and_no_row_breaks() -> None:
    first, second = made("| 甲 |", "|---|", "| 1 |").iter(w("tr"))
    assert first.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    assert second.find(f"{w('trPr')}/{w('tblHeader')}") is None
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in (first, second))


def test_span_takes_the_width_of_its_columns() -> None:
    cells = list(made("|--|--|--|", "| **甲** | 乙 |").iter(w("tc")))
    assert [cell.find(f"{w('tcPr')}/{w('tcW')}").get(w("w")) for cell in cells] == ["3000", "6000"]
    assert values(cells[1], "gridSpan") == ["2"]


def test_header_and_labels_are_shaded_as_the_layout_says() -> None:
    shaded = [
        bool(list(cell.iter(w("shd"))))
        for cell in made("| 甲 | 乙 |", "|-|-|", "| **丙** | 丁 |").iter(w("tc"))
    ]
    assert shaded == [True, True, True, False]
    assert LAYOUT.shade != "auto"


def test_plain_table_has_neither_shade_nor_border() -> None:
    plain = made("|-|-|", "| **甲** | 乙 |", options=Options(style="plain"))
    assert not list(plain.iter(w("shd")))
    assert values(plain, "tblStyle") == [LAYOUT.styles["table_plain"]]


def test_columns_align_their_cells() -> None:
    cells = made("|:-:|--:|---|", "| 1 | 2 | 3 |")
    aligned = [values(cell, "jc") for cell in cells.iter(w("tc"))]
    assert aligned == [["center"], ["right"], ["left"]]


def test_height_and_size() -> None:
    small = made("|-|", "| 甲 |", options=Options(height=10, size="small"))
    assert [item.get(w("val")) for item in small.iter(w("trHeight"))] == ["567"]
    assert values(small, "pStyle")[0] == LAYOUT.styles["cell_small"]


def test_a_paragraph_follows_every_table() -> None:
    assert [item.tag for item in made("|-|", "| 甲 |")] == [w("tbl"), w("p")]


def test_bold_makes_a_run_of_its_own() -> None:
    content = etree.fromstring(f'<x xmlns:w="{W}">{runs(parse_line("甲**乙**丙", "x:1"), blanks=True)}</x>')
    assert [bool(list(run.iter(w("b")))) for run in content] == [False, True, False]


def test_signatures_leave_space_and_date_for_each() -> None:
    block = etree.fromstring(
        f'<x xmlns:w="{W}">{sign_table(LAYOUT, [(Text("编制人"),), (Text("审核人"),)], 9000)}</x>'
    )
    rows = [["".join(cell.itertext()).strip() for cell in row.iter(w("tc"))] for row in block.iter(w("tr"))]
    assert [row[0] for row in rows] == ["编制人", "审核人"]
    assert [row[1] for row in rows] == ["", ""]
    assert all(row[2] == "日期" and "年" in row[3] for row in rows)


def test_a_table_may_be_small_where_a_value_is_true() -> None:
    source = parse_table([("|-|", "x:1"), ("| 甲 |", "x:2")], Options(small="place.full"))
    small, normal = (
        table(LAYOUT, replace(source, options=Options(size=size)), 1000) for size in ("small", "normal")
    )
    both = table(LAYOUT, source, 1000)
    assert both.index("{%p if place.full %}") < both.index(small) < both.index("{%p else %}")
    assert both.index("{%p else %}") < both.index(normal) < both.index("{%p endif %}")
