"""The sheets of one row a thing: headings with notes, rows, ready rows, what cells are chosen from."""

from __future__ import annotations

import math
from collections.abc import Iterator

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from generator.entrybook import photos
from generator.entrybook.entries import Value
from generator.entrybook.filled import Cells, Page
from generator.entrybook.kinds import GEOMETRY, PICTURED, Kind
from generator.entrybook.layout import HEADINGS, READY_ROWS, STAR, Column, Role, Table
from generator.entrybook.writing import checks, wording
from generator.entrybook.writing.book import Book, Sheet
from generator.entrybook.writing.cells import FIRST, last, lines, put, wide
from generator.entrybook.writing.remarks import HEADED

PICTURE_HEIGHT = 110  # pixels of a row with pictures that they have
_LINE = 18  # pixels of a line of text
_WIDTHS = {
    **{Kind.DATE: 12, Kind.MONTH: 12, Kind.NUMBER: 11, Kind.INTEGER: 9, Kind.MIXED: 13, Kind.YES: 8},
    **{Kind.CHOICE: 13, Kind.TEXT: 16, Kind.PICTURE: 22, Kind.PICTURES: 44},
    **dict.fromkeys(GEOMETRY, 18),
}
_PROSE, _POINTING, _LISTED, _KEY = 38, 20, 22, 9
# Words of headings under which sentences are usual.
_LONG = (
    "描述",
    "措施",
    "建议",
    "内容",
    "说明",
    "情况",
    "依据",
    "理由",
    "原因",
    "情景",
    "问题",
    "现状",
    "危险",
    "要点",
)
_PIXELS = 7  # of a character of a column's width
_PAPER_A4, _PAGE = 9, 170  # characters of a line that can be read on paper


def write(book: Book, page: Page) -> None:
    """Write one sheet of rows."""
    table = page.sheet
    assert isinstance(table, Table)
    sheet = book.sheet(table.name, table.part)
    _columns(book, sheet, table)
    book.head(sheet, f"{wording.plain(table.about)}；每{_one(table)}一行")
    _headings(book, sheet, table)
    _rows(book, sheet, table, page)
    for at, column in enumerate(table.columns):
        checks.offer(book, sheet, column, (FIRST, at, last(page), at), table.owner)
    checks.blanks(book, sheet, table, last(page))
    _set_up(sheet, table, page)


def _rows(book: Book, sheet: Sheet, table: Table, page: Page) -> None:
    """The rows, those that are ready to be filled in, and the marks of cells that something is wrong with."""
    rows = _Rows(book, sheet, table)
    for at, row in enumerate(page.rows, FIRST):
        rows.put(at, row)
    for at, key in enumerate(_numbers(table, page), FIRST + len(page.rows)):
        rows.ready(at, key)
    for (number, place), told in book.remarks(table.name).items():
        if number != HEADED:  # listed alone: a heading keeps its own note
            rows.mark(FIRST + number, place, page.rows[number][place], told)


def _one(table: Table) -> str:
    about = table.title
    return f"个{about}" if len(about) < 5 else "件"


def _columns(book: Book, sheet: Sheet, table: Table) -> None:
    for at, column in enumerate(table.columns):
        options = {"hidden": True} if column.role is Role.MARKS else {}
        sheet.set_column(at, at, width(column), book.styles.of(column), options)


def width(column: Column) -> float:
    """The width of a column in characters."""
    if column.role in (Role.KEY, Role.SHOWN):
        return _KEY if column.role is Role.KEY else _LISTED
    is_pointing = column.refers or column.library or column.role is Role.OWNER
    wanted = [_usual(column), min(wide(column.heading), 20) / 1.5 + 3]
    wanted += [_POINTING] if is_pointing else []
    return max(*wanted, _LISTED) if column.many else max(wanted)


def _usual(column: Column) -> float:
    """The width that values of a kind ask for."""
    is_long = column.prose and any(word in column.heading for word in _LONG)
    return _PROSE if is_long else _WIDTHS[column.kind]


def _headings(book: Book, sheet: Sheet, table: Table) -> None:
    sheet.set_row_pixels(HEADINGS, 40)
    for at, column in enumerate(table.columns):
        style, star = ("wanted", STAR) if column.required else ("head", "")
        sheet.write_string(HEADINGS, at, column.heading + star, book.styles.named(style))
        if column.role is not Role.MARKS:
            book.note(sheet, HEADINGS, at, wording.note(column))


def pictured(column: Column, value: Value) -> list[str]:
    """The files that a cell names to be pasted into it."""
    if column.kind is Kind.PICTURE and isinstance(value, str):
        return [value]
    if column.kind is not Kind.PICTURES or not isinstance(value, str):
        return []
    return [line.photo for line in photos.lines(value) if line.photo]


class _Rows:
    """Puts the rows of one table, and knows what is the same for all of them."""

    def __init__(self, book: Book, sheet: Sheet, table: Table) -> None:
        self._book, self._sheet, self._table = book, sheet, table
        columns = table.columns
        self._styles = [book.styles.of(column) for column in columns]
        self._widths = [math.inf if column.role is Role.MARKS else width(column) for column in columns]
        self._pictured = [at for at, column in enumerate(columns) if column.kind in PICTURED]
        self._shown = [_Shown(book, table, at) for at, one in enumerate(columns) if one.role is Role.SHOWN]
        self._key = table.at(Role.KEY)

    def put(self, at: int, row: Cells) -> None:
        """Put a row of things into a row of the sheet, from 0."""
        high = 1
        for place, value in enumerate(row):
            if value is not None:
                put(self._sheet, at, place, value, self._styles[place])
                high = max(high, lines(value, self._widths[place]))
        self._show(at, row)
        if not self._paste(at, row, high):
            self._sheet.lines(at, high)

    def ready(self, at: int, key: str) -> None:
        """Number a row that is ready, and let it show what a code means."""
        if self._key is not None:
            self._sheet.write_string(at, self._key, key, self._styles[self._key])
        self._show(at, ())

    def mark(self, at: int, place: int, value: Value, told: str) -> None:
        """Make a cell red and say why; it is put a second time."""
        put(self._sheet, at, place, value, self._book.styles.of(self._table.columns[place], marked=True))
        self._book.note(self._sheet, at, place, told)

    def _paste(self, at: int, row: Cells, high: int) -> bool:
        """Paste the pictures that cells name and make room for them; False where there are none."""
        found = ((place, pictured(self._table.columns[place], row[place])) for place in self._pictured)
        named = [(place, names) for place, names in found if names]
        if named:
            self._sheet.set_row_pixels(at, PICTURE_HEIGHT + high * _LINE)
        for place, names in named:
            room = int(self._widths[place] * _PIXELS), PICTURE_HEIGHT
            self._book.pasting.paste(self._sheet, at, place, names, room)
        return bool(named)

    def _show(self, at: int, row: Cells) -> None:
        """Show what codes mean: a formula, with what it gives now."""
        for one in self._shown:
            style = self._styles[one.place]
            self._sheet.write_formula(at, one.place, one.formula(at), style, one.value(row))


class _Shown:
    """A column that shows something of the code in another one; ``place`` is where it stands, from 0."""

    def __init__(self, book: Book, table: Table, place: int) -> None:
        self.place, self._book = place, book
        shown = table.columns[place]
        columns = enumerate(table.columns)
        fields = ((at, one) for at, one in columns if one.role is Role.FIELD and one.keys == shown.keys)
        self._code_at, self._code = next(fields)
        self._field = shown.shown

    def value(self, row: Cells) -> str:
        """What is shown in a row; "" in one without a code."""
        words = str(row[self._code_at] or "").split(maxsplit=1) if row else []
        fields = self._book.codes[self._code.library].fields
        return fields[self._field].get(words[0], "") if words else ""

    def formula(self, at: int) -> str:
        """What brings it out in a row of the sheet, from 0."""
        cell = f"${xl_col_to_name(self._code_at)}{at + 1}"
        return self._book.dropdowns.brought(self._code.library, self._field, cell)


def _numbers(table: Table, page: Page) -> Iterator[str]:
    """The numbers of the ready rows, after the last that is in use."""
    highest = _highest(table, page) if table.columns[0].role is Role.KEY else 0
    return (table.number(highest + number) for number in range(1, READY_ROWS + 1))


def _highest(table: Table, page: Page) -> int:
    """The highest number that is in use."""
    used = (str(row[0]).removeprefix(table.prefix) for row in page.rows)
    return max(map(int, used), default=0)


def _set_up(sheet: Sheet, table: Table, page: Page) -> None:
    """Frozen headings and names, the filter, and the printed page."""
    seen = len(table.columns) - 2  # the last that is
    caption = next(at for at, one in enumerate(table.columns) if one.keys == table.caption)
    named = caption if caption <= 2 else 0
    sheet.freeze_panes(FIRST, named + 1)
    sheet.autofilter(HEADINGS, 0, last(page), seen + 1)  # who sorts moves the hidden marks along
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last(page), seen)}"})
    _set_up_paper(sheet, table)
    sheet.repeat_columns(0, named)
    sheet.print_area(0, 0, max(FIRST + len(page.rows), FIRST + 20) - 1, seen)


def _set_up_paper(sheet: Sheet, table: Table) -> None:
    """As many pages beside each other as the columns ask for, the headings on each."""
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    total = sum(width(column) for column in table.columns[:-1])
    sheet.fit_to_pages(max(1, round(total / _PAGE)), 0)
    sheet.repeat_rows(HEADINGS)
    sheet.set_footer(f"&L{table.name}&R第 &P 页，共 &N 页")
