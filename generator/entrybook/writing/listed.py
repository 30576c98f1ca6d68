"""The sheet 问题清单: every problem with a link to its cell, and what was not brought along."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from generator.entrybook.layout import PROBLEMS, Form
from generator.entrybook.writing import forms
from generator.entrybook.writing.book import Book, Sheet
from generator.entrybook.writing.cells import FIRST, lines, quoted
from generator.entrybook.writing.remarks import Remark

_HEADINGS, _WIDTHS = ("序号", "级别", "位置", "问题"), (8, 10, 24, 100)


def write(book: Book, lost: Sequence[str]) -> None:
    """Write the sheet."""
    sheet = book.sheet(PROBLEMS)
    sheet.set_tab_color("#C0392B")
    _head(book, sheet)
    for row, one in enumerate(book.all_remarks, FIRST):
        _problem(book, sheet, row, one)
    for row, text in enumerate(lost, FIRST + len(book.all_remarks)):
        _words(book, sheet, row, "未带入", text)
    _set_up(sheet)


def _head(book: Book, sheet: Sheet) -> None:
    book.head(sheet, "改好了把这一份另存，或者照着改原来的那一份；点位置跳到那一格")
    for at, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(FIRST - 1, at, heading, book.styles.named("head"))


def _set_up(sheet: Sheet) -> None:
    sheet.freeze_panes(FIRST, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST - 1)


def _problem(book: Book, sheet: Sheet, row: int, remark: Remark) -> None:
    """A line with its number, and a link to the cell that it is about."""
    sheet.write_number(row, 0, row - FIRST + 1, book.styles.named("plain"))
    if place := _place(book, remark):
        target, shown = f"internal:{quoted(remark.sheet)}!{place}", f"{remark.sheet}!{place}"
        sheet.write_url(row, 2, target, book.styles.named("link"), shown)
    _words(book, sheet, row, remark.severity, remark.message)


def _words(book: Book, sheet: Sheet, row: int, severity: str, text: str) -> None:
    """What kind of thing a line tells, and its words."""
    plain = book.styles.named("plain")
    sheet.write_string(row, 1, severity, plain)
    sheet.write_string(row, 3, text, plain)
    sheet.lines(row, lines(text, _WIDTHS[3]))


def _place(book: Book, remark: Remark) -> str:
    """The cell of a remark, as D7; "" where it has none."""
    sheet = book.pages.layout.sheet(remark.sheet) if remark.sheet else None
    if sheet is None:
        return ""
    if isinstance(sheet, Form):
        row = next(line.row for line in forms.lines(sheet) if line.number == remark.column)
        return str(xl_rowcol_to_cell(row, 1))
    return str(xl_rowcol_to_cell(FIRST + remark.row, remark.column))
