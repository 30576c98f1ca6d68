"""A ledger's workbook as a script writes it with openpyxl: heads, rows, blank rows, dropdowns, borders."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.domain import printing

_MORE = 200
_THIN = Side(style="thin")
_EDGE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def by_openpyxl(ledger: Any, derived: Any) -> bytes:
    """The workbook of a ledger's definition; summaries with formulas are left out."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in ledger.sheets:
        _sheet(book.create_sheet(sheet.name), sheet, _rows(derived, sheet.rows.get(1, "")))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(derived: Any, name: str) -> Any:
    found = derived
    for part in filter(None, name.split(".")):
        found = getattr(found, part)
    return found if name else ()


def _sheet(page: Any, sheet: Any, rows: Any) -> None:
    page.append([column.title for column in sheet.columns])
    for row in rows:
        page.append([_value(row, column.value) for column in sheet.columns])
    last = len(rows) + _MORE + 1
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        if column.choices:
            choice = DataValidation("list", formula1='"' + ",".join(column.choices) + '"', allow_blank=True)
            page.add_data_validation(choice)
            choice.add(f"{letter}2:{letter}{last}")
        for place in range(1, last + 1):
            cell = page.cell(place, number)
            cell.border = _EDGE
            cell.alignment = Alignment(vertical="center", wrap_text=True)
        page.cell(1, number).font = Font(name="黑体", size=10)
        page.cell(1, number).fill = PatternFill("solid", fgColor="E8E8E8")
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"


def _value(row: Any, name: str) -> Any:
    """A value as openpyxl takes it: numbers and days as they are, everything else as its words."""
    found = row
    for part in filter(None, name.split(".")):
        found = getattr(found, part)
    if not name:
        return None
    if isinstance(found, (Decimal, int, datetime.date)) and not isinstance(found, bool):
        return found
    return printing.words(found)
