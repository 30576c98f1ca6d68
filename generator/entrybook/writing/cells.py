"""Contents put into the cells of a sheet that XlsxWriter writes, and where its rows end."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.entrybook.entries import Value
from generator.entrybook.filled import Page
from generator.entrybook.layout import HEADINGS, READY_ROWS

FIRST = HEADINGS + 1  # the first row below the headings, from 0


def last(page: Page) -> int:
    """The last row, from 0, that is ready to be filled in."""
    return HEADINGS + len(page.rows) + READY_ROWS


def put(sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """Write a content as what it is; an empty cell keeps its style."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value, style)


def lines(text: Value, width: float) -> int:
    """How many lines a text takes in a column of a width in characters, of which a Chinese one is two."""
    if not isinstance(text, str) or (len(text) * 2 <= width and "\n" not in text):
        return 1
    return sum(max(1, math.ceil(wide(line) / width)) for line in text.rstrip("\n").split("\n"))


def wide(text: str) -> int:
    """The width of a text in characters, of which a Chinese one, three bytes, is two."""
    return (len(text) + len(text.encode("utf-8", "replace")) + 1) // 2


def span(column: int, first: int, last_row: int, until: int | None = None) -> str:
    """Cells below each other, or of several columns: $B$3:$B$302, rows and columns from 0."""
    end = column if until is None else until
    return f"${xl_col_to_name(column)}${first + 1}:${xl_col_to_name(end)}${last_row + 1}"


def quoted(name: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + name.replace("'", "''") + "'"
