"""Reading a registry: columns by the words over them, a client a row, every fault at its cell."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import pytest

from generator.errors import IntakeError
from generator.library import built_in
from generator.registry import Listing, headings, read
from generator.schema import shape
from tests.entrybook import books
from tests.rows import each

HEADS = ("企业名称", "信用代码", "县市区", "职工人数", "负责人", "协议生效日期", "辅导员")
DAY = datetime.date(2026, 9, 1)
FIRST = ("示例甲厂（虚构）", "91330799MADEMB001J", "永康市", 30, "张三", DAY, "示例辅导员A、示例辅导员B")
SECOND = ("示例乙厂（虚构）", "91330799MADEMB002M", "兰溪市", "12", "李四", "2026-10-01", None)


def _listed(*rows: tuple[object, ...]) -> Listing:
    """The registry of a workbook with these rows."""
    options = {"default_date_format": "yyyy-mm-dd"}
    return _read(books.book(lambda made: _fill(made.add_worksheet("2026"), rows), **options))


def _read(raw: bytes) -> Listing:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "名册.xlsx"
        file.write_bytes(raw)
        return read(file, built_in())


def _fill(sheet: Any, rows: tuple[tuple[object, ...], ...]) -> None:
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)


def test_every_field_is_one_of_the_clients_data_and_every_heading_means_one_thing() -> None:
    table = built_in().table("registry")
    names = [
        plain for row in table["fields"] + table["unclear"] for plain in map(headings.plain, row["names"])
    ]
    names += map(headings.plain, table["ignored"])
    assert sorted(names) == sorted(set(names))
    for field in headings.fields(built_in()):
        at = shape.client().at(field.field)
        assert at.title, field.field
        assert bool(at.items) == (field.several is not None), field.field
        if field.several:
            assert at.items and at.items.required == (field.several,), field.field


def test_a_row_is_the_data_of_a_client_with_the_cell_of_each_value() -> None:
    found = _listed(HEADS, FIRST, SECOND)
    one, two = found.rows
    assert one.data == {
        "enterprise": {
            "name": "示例甲厂（虚构）",
            "uscc": "91330799MADEMB001J",
            "county": "永康市",
            "headcount": 30,
        },
        "people": {"principal": {"name": "张三"}},
        "agreement": {"effective": "2026-09-01"},
        "advisors": ["示例辅导员A", "示例辅导员B"],
    }
    assert one.origins[("agreement", "effective")].cell == "2026!F2"
    assert (one.client.name, one.client.code) == (FIRST[0], FIRST[1])
    assert "advisors" not in two.data and two.data["agreement"] == {"effective": "2026-10-01"}
    assert not one.problems and not found.notes


def test_headings_may_stand_over_headings_and_below_a_title() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("名册")
        sheet.merge_range("A1:E1", "2026年企业名册")
        sheet.merge_range("A2:A3", "序号")
        sheet.merge_range("B2:B3", "企 业\n名称 *")
        sheet.merge_range("C2:D2", "主要负责人")
        sheet.write_row("C3", ("姓名", "电话"))
        sheet.merge_range("E2:E3", "辅导员（必填）")
        sheet.write_row("A4", (1, "甲厂", "张三", "100-0000-0001"))
        sheet.write_row("A5", (2, "乙厂", "李四", "100-0000-0002"))
        sheet.merge_range("E4:E5", "示例辅导员A")

    found = _read(books.book(fill))
    assert [row.data["people"]["principal"]["phone"] for row in found.rows] == [
        "100-0000-0001",
        "100-0000-0002",
    ]
    assert [row.data["advisors"] for row in found.rows] == [["示例辅导员A"]] * 2
    assert not found.notes


def test_a_client_over_several_rows_stands_in_the_first_of_them() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("名册")
        _fill(sheet, (("企业名称", "主要负责人"), (None, "张三"), (None, "李四"), ("乙厂", "王五")))
        sheet.merge_range("A2:A3", "甲厂")

    found = _read(books.book(fill))
    heads = [(row.client.name, row.data["people"]["principal"]["name"]) for row in found.rows]
    assert heads == [("甲厂", "张三"), ("乙厂", "王五")]
    assert ["没有企业名称" in str(note) for note in found.notes] == [True]


@each(
    [
        (("企业名称", "电话"), "2026!B1：说不清“电话”是哪一项；请改列名：写明是谁的"),
        (("企业名称", "单位名称"), "2026!B1：2026!A1 和这一列都是“企业名称”；"),
        (("企业", "联系人", "地址", "住所", "厂址"), "2026!E1：2026!C1 和这一列都是“生产地址”；"),
        (("名称", "代码"), "：没有“企业名称”这一列；"),
        (("企业名称",), "：列名下面没有企业；"),
    ]
)
def test_headings_that_are_not_clear_are_told_and_nothing_is_read(heads: tuple[str, ...], told: str) -> None:
    rows = [heads, ("甲厂", "乙")] if len(heads) > 1 else [heads]
    with pytest.raises(IntakeError) as caught:
        _listed(*rows)
    assert told in str(caught.value.problems[0])


def test_what_is_not_read_is_told() -> None:
    found = _listed((*HEADS, "乡镇"), (*FIRST, "虚构镇"), (None, None, None, 42))
    assert [row.client.name for row in found.rows] == [FIRST[0]]
    assert [str(note).partition("2026!")[2] for note in found.notes] == [
        "H1：这些列没有读：乡镇（H 列）；要读的改成认得的列名，见 tuoguan registry --new 写出的空白名册",
        "A3：这一行没有企业名称，没有读；合计、备注不用理会",
    ]


@each(
    [
        (1, "91330799MADEMB001", "2026!B2", "统一社会信用代码"),
        (1, 9.133079912345e17, "2026!B2", "统一社会信用代码"),
        (1, DAY, "2026!B2", "统一社会信用代码"),
        (2, "永康", "2026!C2", "属地"),
        (3, "三十", "2026!D2", "从业人员数"),
        (5, "2026-02-30", "2026!F2", "生效日期"),
    ]
)
def test_a_fault_stands_at_its_cell(column: int, value: object, cell: str, label: str) -> None:
    row = [*FIRST]
    row[column] = value
    found = _listed(HEADS, tuple(row))
    assert [(one.origin.cell, one.severity) for one in found.rows[0].problems if one.origin] == [
        (cell, "error")
    ]
    assert label in found.rows[0].problems[0].where


def test_sheets_that_are_hidden_or_no_registry_are_told() -> None:
    def fill(made: Any) -> None:
        _fill(made.add_worksheet("名册"), (HEADS, FIRST[:4]))
        _fill(made.add_worksheet("附表"), (("企业名称", "甲厂", "与营业执照一致"), ("地址", "路1号")))
        old = made.add_worksheet("旧")
        _fill(old, (HEADS, SECOND[:4]))
        old.hide()

    found = _read(books.book(fill))
    assert [row.client.name for row in found.rows] == [FIRST[0]]
    assert [note.message for note in found.notes] == [
        "工作表“附表”没有“企业名称”一列，没有读",
        "工作表“旧”是隐藏的，没有读",
    ]


def test_names_alone_are_a_registry() -> None:
    assert [row.client.name for row in _listed(("企业名称",), ("甲厂",), ("乙厂",)).rows] == ["甲厂", "乙厂"]


def test_what_excel_makes_of_a_phone_and_of_wide_digits_is_read() -> None:
    heads = ("企业名称", "主要负责人", "主要负责人电话", "人数", "生效日期")
    found = _listed(heads, ("甲厂", "张三", 10000000201, "３０", "2026年9月1日"))
    data = found.rows[0].data
    assert data["people"]["principal"]["phone"] == "10000000201" and not found.rows[0].problems
    assert data["enterprise"]["headcount"] == 30 and data["agreement"]["effective"] == "2026-09-01"


def test_a_code_without_a_name_is_a_fault_and_an_empty_line_is_none() -> None:
    found = _listed(HEADS, FIRST, (None,), (None, "91330799MADEMB002M"))
    assert [[str(one).partition("2026!")[2] for one in row.problems] for row in found.rows] == [
        [],
        ["A4：没有企业名称，没有建立；请补上"],
    ]
