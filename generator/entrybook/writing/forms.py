"""The sheets of single values: 项目 | 内容 | 说明, an object a section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from generator.entrybook.entries import Value
from generator.entrybook.filled import Page
from generator.entrybook.layout import FORM_HEADINGS, HEADINGS, STAR, Column, Form, Section
from generator.entrybook.writing import checks, tables, wording
from generator.entrybook.writing.book import Book, Sheet
from generator.entrybook.writing.cells import FIRST, put
from generator.entrybook.writing.cells import lines as height

_WIDTHS = (30, 46, 66)
_PIXELS = 300  # of the column of contents
_PAPER_A4 = 9
_VALUE = 1  # its column, from 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form: its row in the sheet and its number among the columns, both from 0."""

    row: int
    number: int
    column: Column
    section: Section


def lines(form: Form) -> Iterator[Line]:
    """The lines of a form in their rows; each section has a row of its own before its lines."""
    row, number = FIRST, 0
    for section in form.sections:
        row += 1
        for column in section.columns:
            yield Line(row, number, column, section)
            row, number = row + 1, number + 1


def write(book: Book, page: Page) -> None:
    """Write one sheet of single values."""
    form = page.sheet
    assert isinstance(form, Form)
    sheet = book.sheet(form.name, form.part)
    _head(book, sheet)
    found, remarks = list(lines(form)), book.remarks(form.name)
    for section, own in groupby(found, key=attrgetter("section")):
        for at, line in enumerate(own):
            if not at:
                _section(book, sheet, section, line.row - 1)
            _line(book, sheet, line, page.rows[0][line.number], remarks.get((0, line.number), ""))
    _blanks(book, sheet, found)
    _set_up(sheet, form, found[-1].row)


def _head(book: Book, sheet: Sheet) -> None:
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    book.head(sheet, "在“内容”一列填；带 * 的必填，没有的空着")
    sheet.set_row_pixels(HEADINGS, 28)
    for at, heading in enumerate(FORM_HEADINGS):
        sheet.write_string(HEADINGS, at, heading, book.styles.named("head"))


def _section(book: Book, sheet: Sheet, section: Section, row: int) -> None:
    style = book.styles.named("section")
    sheet.set_row_pixels(row, 26)
    sheet.write_string(row, 0, section.title, style)
    sheet.write_blank(row, 1, None, style)
    about = wording.plain(section.about)
    sheet.write_string(row, 2, about if about != section.title else "", style)


def _line(book: Book, sheet: Sheet, line: Line, value: Value, told: str) -> None:
    """A line with its value; ``told`` is what is wrong with that."""
    column, row = line.column, line.row
    names = tables.pictured(column, value)
    words = "；".join(wording.note(column).split("\n"))
    _make_room(sheet, row, value, words, len(names))
    _label(book, sheet, row, column)
    put(sheet, row, _VALUE, value, book.styles.of(column, bool(told), form=True))
    sheet.write_string(row, 2, words, book.styles.named("told"))
    book.note(sheet, row, _VALUE, told)
    checks.offer(book, sheet, column, (row, _VALUE, row, _VALUE))
    if names:
        book.pasting.paste(sheet, row, _VALUE, names, (_PIXELS, tables.PICTURE_HEIGHT))


def _make_room(sheet: Sheet, row: int, value: Value, words: str, pictures: int) -> None:
    """Make a line as high as its pictures, or its words, ask for."""
    if pictures:
        sheet.set_row_pixels(row, tables.PICTURE_HEIGHT + 20 * pictures)
    else:
        sheet.lines(row, max(height(value, _WIDTHS[1]), height(words, _WIDTHS[2] * 1.15)))


def _label(book: Book, sheet: Sheet, row: int, column: Column) -> None:
    style, star = ("label_wanted", STAR) if column.required else ("label", "")
    sheet.write_string(row, 0, column.heading + star, book.styles.named(style))


def _blanks(book: Book, sheet: Sheet, found: list[Line]) -> None:
    """Colour the blanks that matter: what is required, and what goes with what is given beside it."""
    for line in found:
        row, beside = line.row, _beside(line, found)
        if line.column.required or beside:
            rule = checks.red(book, "" if line.column.required else beside, "$B$", row)
            sheet.conditional_format(row, _VALUE, row, _VALUE, rule)


def _beside(line: Line, found: list[Line]) -> str:
    """Whether anything of the object is given that a line is needed for; "" where nothing can be."""
    keys = line.column.keys[:-1]
    rows = [one.row for one in found if one.column.keys[:-1] == keys]
    if not line.column.needed or len(rows) < 2:
        return ""
    return f"{checks.counted(f'$B${min(rows) + 1}:$B${max(rows) + 1}')}>0,"


def _set_up(sheet: Sheet, form: Form, last: int) -> None:
    sheet.freeze_panes(FIRST, 1)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{last + 1}"})
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADINGS)
    sheet.print_area(0, 0, last, 2)
    sheet.set_footer(f"&L{form.name}&R第 &P 页，共 &N 页")
