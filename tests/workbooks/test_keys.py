"""The hidden keys of a ledger's rows: which row it is, what was changed in it, and nothing to see of them."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator import workbooks
from generator.domain import Facts
from generator.library import built_in, ledgers
from generator.library.ledgers import Sheet
from generator.making import prints
from generator.schema import shape
from generator.word import printed, values
from generator.workbooks import keys
from tests import once
from tests.conftest import ROOT
from tests.rows import each

ABOUT = once.derived(ROOT / "examples" / "xinglan-cups")
LEDGERS = ledgers.load(built_in())
READ_BACK = [(name, sheet) for name, one in LEDGERS.items() for sheet in one.sheets if sheet.into]


@cache
def _context() -> Any:
    return values.prepare(ABOUT, {})


def _sheet(name: str, sheet: str, about: Facts = ABOUT) -> Worksheet:
    made = workbooks.build(LEDGERS[name], about, _context())
    return openpyxl.load_workbook(io.BytesIO(made))[sheet]


def _keys(sheet: Worksheet) -> list[keys.Key]:
    column = [cell.value for cell in list(sheet.columns)[-1]]
    return [key for key in map(keys.keyed, column) if key]


def test_keys_are_hidden_and_sorted_along_but_never_printed() -> None:
    sheet = _sheet("meetings", "会议记录")
    titles = [column.title for column in LEDGERS["meetings"].sheets[1].columns]
    assert sheet.max_column == len(titles) + 1
    hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    assert hidden == {"Q"}
    assert sheet.auto_filter.ref == f"A3:Q{sheet.max_row}"
    assert sheet.print_area.startswith("'会议记录'!$A$1:$P$")
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:P1", "A2:P2"}
    mark = keys.marked(sheet["Q3"].value)
    assert mark == keys.Mark("meetings", "会议记录", ABOUT.year, ABOUT.enterprise.uscc, tuple(titles[1:]))
    assert len(_keys(sheet)) == len(ABOUT.meetings) > 0
    assert len({key.identity for key in _keys(sheet)}) == len(ABOUT.meetings)


def test_a_sheet_that_is_not_read_back_has_no_keys() -> None:
    sheet = _sheet("meetings", "年度会议计划")
    assert sheet.max_column == len(LEDGERS["meetings"].sheets[0].columns)
    assert not any(column.hidden for column in sheet.column_dimensions.values())


def test_one_changed_cell_changes_its_digest_alone() -> None:
    first, *others = ABOUT.meetings
    changed = (replace(first, state="已落实，见纪要"), *others)
    before, after = (
        _keys(_sheet("meetings", "会议记录", replace(ABOUT, meetings=rows)))
        for rows in (ABOUT.meetings, changed)
    )
    assert before[1:] == after[1:]
    assert before[0].identity == after[0].identity
    titles = [column.title for column in LEDGERS["meetings"].sheets[1].typed]
    cells = zip(titles, before[0].cells, after[0].cells, strict=True)
    assert [title for title, one, other in cells if one != other] == ["落实情况"]


def test_rows_alike_have_keys_of_their_own() -> None:
    one = ABOUT.meetings[0]
    twins = _keys(_sheet("meetings", "会议记录", replace(ABOUT, meetings=(one, one))))
    assert [key.identity.partition("#")[2] for key in twins] == ["", "2"]


@pytest.mark.parametrize(
    "text", [None, 3, "", "tuoguan-2|a|b|2026|c|d", "tuoguan-1|a|b|近年|c|d", "tuoguan-1|a|b|2026|c"]
)
def test_other_texts_are_no_marks(text: object) -> None:
    assert keys.marked(text) is None


@pytest.mark.parametrize(
    "text", [None, 3, "", "会议", "AAAAAAAA", "AAAAAAA:...", "AAAAAAAA:....", "AAAAAAAA#:"]
)
def test_other_texts_are_no_keys(text: object) -> None:
    assert keys.keyed(text) is None


def test_a_key_is_what_was_written() -> None:
    key = keys.Key("AAAA-_AA#12", ("...", keys.short("甲")))
    assert keys.keyed(str(key)) == key


# Columns that people write into and the data has no place for: what is typed there is told as not read.
UNREAD = {("inspections", "检查记录", "照片（前/后）"), ("inspections", "检查记录", "是否通报")}
UNREAD |= {("equipment", "设备台账", "备注"), ("trainings", "持证人员", "备注")}
UNREAD |= {("health", "有限空间", title) for title in ("编号", "防护要求", "警示牌", "照片")}


@each(READ_BACK)
def test_what_is_read_back_has_its_place_in_the_data(name: str, sheet: Sheet) -> None:
    assert sheet.into
    row = shape.client().at(sheet.into.list).items
    assert row, (name, sheet.into.list)
    for column in sheet.typed:
        read = column.value and row.at(sheet.into.field(column.value)).title
        derived = sheet.into.is_derived(column.value)
        assert bool(read or derived) != ((name, sheet.name, column.title) in UNREAD), (name, column.title)
    assert all(row.child(given).title for given in sheet.into.given)


def test_a_row_of_inspections_belongs_to_an_inspection_as_well() -> None:
    sheet = next(sheet for name, sheet in READ_BACK if name == "inspections")
    assert sheet.into and sheet.into.beside
    row = shape.client().at(sheet.into.beside.list).items
    assert row and set(row.required) <= {column.value for column in sheet.typed}


@pytest.mark.parametrize(
    "other",
    [
        replace(ABOUT, year=ABOUT.year + 1),
        replace(ABOUT, enterprise=replace(ABOUT.enterprise, uscc="91330782MA00000000")),
    ],
)
def test_what_stands_above_the_keys_counts_among_what_is_printed(other: Facts) -> None:
    """Else a ledger would not be made anew when it changes."""
    before, after = (
        prints.of_ledger(LEDGERS["meetings"], values.prepare(about, {}), printed.Known())
        for about in (ABOUT, other)
    )
    assert before != after
    assert before.keys() == after.keys()
