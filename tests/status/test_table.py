"""The workbook over many clients, as Excel reads it."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import openpyxl

from generator.status import workbook
from tests.status.test_calendar import DAY, DUE, ONE

NEAR, FAR = DAY + datetime.timedelta(60), DAY + datetime.timedelta(61)
DUES = (DUE, replace(DUE, key="a", day=NEAR, late=False), replace(DUE, key="b", day=FAR, late=False))
BOOK = workbook([replace(ONE, dues=DUES), replace(ONE, client="=另一家", dues=(), visits=())], DAY)


def _moment(*parts: int) -> datetime.datetime:
    """A day as openpyxl reads it."""
    return datetime.datetime.combine(datetime.date(*parts), datetime.time())


def test_rows_are_typed_filtered_and_under_frozen_titles() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    assert book.sheetnames[:2] == ["到期", "走访"]
    sheet = book["到期"]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref.startswith("A3:G")
    assert [cell.value for cell in sheet[3]] == [
        "客户", "事项", "要做什么", "状态", "期限", "剩余天数", "依据条款"
    ]  # fmt: skip
    rows = [[cell.value for cell in sheet[row]][3:6] for row in (4, 5, 6)]
    assert rows == [
        ["已逾期", _moment(2026, 11, 20), -3],
        ["临近", _moment(2027, 1, 22), 60],
        ["以后", _moment(2027, 1, 23), 61],
    ]
    assert book["走访"]["B4"].value == _moment(2026, 12, 31)


def test_the_bytes_are_the_same_every_time_and_nobody_is_an_empty_book() -> None:
    again = workbook([replace(ONE, dues=DUES), replace(ONE, client="=另一家", dues=(), visits=())], DAY)
    assert again == BOOK
    assert openpyxl.load_workbook(io.BytesIO(workbook([], DAY)))["到期"]["A4"].value is None
