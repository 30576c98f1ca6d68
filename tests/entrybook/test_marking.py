"""The copy of an entry book in which every problem is marked: at its cell, in a list, nothing read anew."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.assets import InMemory
from generator.entrybook import layout, marking, reading
from generator.entrybook.reading import Reading
from generator.library import built_in
from generator.problems import Origin, Problem, error, warning
from tests.entrybook import books
from tests.entrybook.test_reading import PNG

pytestmark = pytest.mark.usefixtures("brief_books")

NAME = "厂/填报簿.xlsx"
LAYOUT = layout.of("client", built_in())
DAY = datetime.date(2026, 1, 1)
BLANK = "【重填：表格里是 {}】"
DAYS = [datetime.datetime.fromisoformat(text) for text in ("2026-09-01 08:30", "2026-09-01")]
SHEETS: dict[str, list[tuple[object, ...]]] = {
    "企业": [("项目", "内容"), ("从业人员数", "两百"), ("备忘", "另记")],
    "设备": [
        ("备注格", "名称", "设备编号", "数量"),
        (),
        ("乙", "锯床", DAY, 1),
        (None, "冲床", 9.1e17, "两台"),
    ],
    "区域": [("区域编号", "名称"), ("A1", "冲压"), ("A1", "喷漆")],
    "风险点": [("所属区域", "名称"), ("A1 喷漆", "粉尘爆炸"), ("A9", "无处")],
    "隐患": [("位置", "整改前照片"), ("门口", "photos/a.png｜北侧")],
}


def _read(sheets: dict[str, list[tuple[object, ...]]] = SHEETS) -> Reading:
    return reading.read(books.entry(sheets), NAME, LAYOUT)


def _marked(problems: list[Problem], read: Reading | None = None) -> openpyxl.Workbook:
    beside = InMemory({"photos/a.png": PNG})
    raw = marking.marked(read or _read(), problems, LAYOUT, built_in(), beside, NAME)
    return openpyxl.load_workbook(io.BytesIO(raw))


def _cell(book: openpyxl.Workbook, sheet: str, heading: str, row: int) -> Any:
    """A cell by its heading, its row counted from that; of a form by its label."""
    there = book[sheet]
    assert isinstance(there, Worksheet)
    for line in there.iter_rows(max_row=200, max_col=60):
        for cell in line:
            if str(cell.value or "").rstrip(" *") == heading:
                return there.cell(cell.row, 2) if row == 0 else there.cell(cell.row + row, cell.column)
    raise AssertionError(heading)


def _listed(book: openpyxl.Workbook) -> list[tuple[object, ...]]:
    rows = [row[1:] for row in book["问题清单"].iter_rows(min_row=3, values_only=True)]
    return [row for row in rows if any(row)]


def _is_red(cell: Any) -> bool:
    return str(cell.fill.fgColor.rgb).endswith("F5B7B1")


def _at(cell: str, keys: tuple[str | int, ...], severity: str = "error") -> Problem:
    make = error if severity == "error" else warning
    return make("标签", f"{cell} 不对", "请改", Origin(NAME, cell=cell), keys)


def test_a_problem_is_marked_at_its_cell_in_the_copy_wherever_it_stood() -> None:
    found = [
        _at("设备!D4", ("equipment", 1, "count")),
        _at("设备!C3", ("equipment", 0, "code")),
        _at("企业!B2", ("enterprise", "headcount"), "warning"),
        _at("设备!B3", ("equipment", 0, "state")),  # a field without a cell is told at that of its row
        error("", "记录不对", "", Origin("厂/records/2026-11-01.yaml", 3, 1), ("equipment", 1)),
    ]
    book = _marked(found)
    cells = {
        ("设备", "数量", 2): "错误：标签：设备!D4 不对；请改",
        ("设备", "设备编号", 1): "错误：标签：设备!C3 不对；请改",
        ("企业", "从业人员数", 0): "提示：标签：企业!B2 不对；请改",
        ("设备", "状态", 1): "错误：标签：设备!B3 不对；请改",
    }
    for place, words in cells.items():
        cell = _cell(book, *place)
        assert _is_red(cell), place
        assert cell.comment and cell.comment.text == words
    assert not _is_red(_cell(book, "设备", "数量", 1))
    count, code, state = (
        _cell(book, "设备", *one).coordinate for one in (("数量", 2), ("设备编号", 1), ("状态", 1))
    )
    headcount = _cell(book, "企业", "从业人员数", 0).coordinate
    assert _listed(book) == [
        ("错误", None, "厂/records/2026-11-01.yaml:3:1：记录不对"),
        ("提示", f"企业!{headcount}", "标签：企业!B2 不对；请改"),
        ("错误", f"设备!{code}", "标签：设备!C3 不对；请改"),
        ("错误", f"设备!{state}", "标签：设备!B3 不对；请改"),
        ("错误", f"设备!{count}", "标签：设备!D4 不对；请改"),
    ]
    link = book["问题清单"].cell(5, 3).hyperlink
    assert link is not None
    assert link.location == f"'设备'!{code}"


def test_what_was_typed_stays_but_for_what_would_be_read_as_another_value() -> None:
    read = _read()
    book = _marked(list(read.problems), read)
    assert _cell(book, "企业", "从业人员数", 0).value == "两百"
    assert _cell(book, "设备", "数量", 2).value == "两台"
    assert _cell(book, "设备", "设备编号", 2).value == 9.1e17
    assert _cell(book, "设备", "设备编号", 1).value == "【重填：表格里是 2026-01-01】"
    again = reading.read(_bytes(read), NAME, LAYOUT)
    lost = {keys for keys in read.lost if keys[-1] == "code"}
    assert lost == {("equipment", 0, "code"), ("equipment", 1, "code")}
    assert ("equipment", 1, "code") in again.lost
    assert [one.get("code") for one in again.content["equipment"]] == ["【重填：表格里是 2026-01-01】", None]
    assert again.content["hazards"] == read.content["hazards"]
    assert set(again.pictures) == {"photos/a.png"}


def _bytes(read: Reading) -> bytes:
    beside = InMemory({"photos/a.png": PNG})
    return marking.marked(read, read.problems, LAYOUT, built_in(), beside, NAME)


def test_what_is_not_ours_is_listed_as_left_out() -> None:
    read = _read()
    book = _marked([*read.problems, *read.notes], read)
    left = [row[2] for row in _listed(book) if row[0] == "未带入"]
    assert any(str(one).startswith("企业!B3") or "“备忘”" in str(one) for one in left)
    assert any("“备注格”" in str(one) for one in left)
    assert not any(str(one).startswith("厂/") for one in left)


def test_what_is_said_of_a_whole_sheet_is_no_part_that_was_left_out() -> None:
    book = _marked([_at("设备!A1", ("equipment",), "warning")])
    assert book["问题清单"].page_setup.orientation == "landscape"
    assert ("提示", "设备!A2", "标签：设备!A1 不对；请改") in _listed(book)
    assert not _is_red(_cell(book, "设备", "名称", 2))


def test_what_is_said_of_several_is_marked_where_it_is_told() -> None:
    book = _marked([_at("风险点!B2", ("zones", 1), "warning")])  # “A1 喷漆” is the second place
    name = _cell(book, "风险点", "名称", 1)
    assert _is_red(name) and ("提示", f"风险点!{name.coordinate}", "标签：风险点!B2 不对；请改") in _listed(
        book
    )


def test_two_rows_of_one_number_keep_what_lies_in_them() -> None:
    book = _marked([_at("区域!A3", ("zones", 1, "code"))])
    code = _cell(book, "区域", "区域编号", 2)
    assert _is_red(code)
    assert [_cell(book, "区域", "区域编号", 1).value, code.value] == ["A1", "A1"]
    assert _cell(book, "风险点", "名称", 1).value == "粉尘爆炸"
    assert _cell(book, "风险点", "所属区域", 1).value == "A1 喷漆"


def test_a_content_that_another_cell_would_not_refuse_is_a_blank_to_be_filled_in() -> None:
    """30% is lost where it was typed; 0.3 in the copy would be a number like any other."""
    typed = {("model", 0): 0.3, ("model", 1): 9.1e17, ("serial", 0): "同上", ("serial", 1): DAY}
    lost = {("equipment", row, field): content for (field, row), content in typed.items()}
    book = _marked([], replace(_read(), lost=lost))
    there = [
        _cell(book, "设备", heading, row).value for heading in ("型号规格", "出厂编号") for row in (1, 2)
    ]
    assert there == [BLANK.format(0.3), 9.1e17, "同上", BLANK.format(DAY)]


def test_a_row_that_nobody_owns_keeps_what_says_the_same_in_the_copy() -> None:
    rows = [("A9", content) for content in (DAY, 1.0, "甲")]
    book = _marked([], _read({**SHEETS, "风险点": [("所属区域", "名称"), *rows]}))
    there = [_cell(book, "风险点", "名称", row).value for row in (1, 2, 3)]
    assert there == [BLANK.format(DAY), "1", "甲"]


def test_a_row_that_nobody_owns_stays_in_the_copy_marked() -> None:
    read = _read()
    book = _marked(list(read.problems), read)
    owner = _cell(book, "风险点", "所属区域", 2)
    assert (owner.value, _cell(book, "风险点", "名称", 2).value) == ("A9", "无处")
    assert _is_red(owner)
    again = reading.read(_bytes(read), NAME, LAYOUT)
    assert [str(one).partition("：")[2] for one in again.problems if "A9" in str(one)] == [
        "“所属区域”里写的“A9”找不到；请从下拉列表里选"
    ]
    assert [(one.path, one.cells["名称"]) for one in again.loose] == [(("zones", "risks"), "无处")]


def test_what_a_row_without_an_owner_holds_is_taken_for_no_other_value() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("区域").write_row(0, 0, ["区域编号"])
        made.add_worksheet("隐患").write_row(0, 0, ["位置"])
        sheet = made.add_worksheet("历次复查")
        sheet.write_row(0, 0, ["所属隐患", "复查日期", "复查结论", "复查人"])
        sheet.write_row(1, 0, ["YH9", None, None, 13888888888])
        sheet.write_datetime(1, 1, DAYS[0], made.add_format({"num_format": "yyyy-m-d"}))
        sheet.write_number(1, 2, 0.3, made.add_format({"num_format": "0%"}))

    read = reading.read(books.book(fill), NAME, LAYOUT)
    found = _marked(list(read.problems), read)
    row = [_cell(found, "历次复查", heading, 1).value for heading in ("复查日期", "复查结论", "复查人")]
    assert row == [DAYS[1], "【重填：表格里是 0.3】", "13888888888"]
