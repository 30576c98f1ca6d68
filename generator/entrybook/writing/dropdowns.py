"""The lists that cells are chosen from, on the hidden sheet: choices, rows of other sheets, codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.entrybook.choices import Codes
from generator.entrybook.filled import Page, Pages
from generator.entrybook.kinds import Kind
from generator.entrybook.layout import HIDDEN, LISTS, Column, Path, Role, Table, label
from generator.entrybook.writing.cells import FIRST, last, quoted, span

_LONGEST = 255  # characters of a list that a validation holds itself
_HERE = quoted(HIDDEN)
_YES_NO = ("是", "否")


class _Formula(NamedTuple):
    text: str
    value: str


_Place = tuple[int, int]  # row and column, from 0


class Dropdowns:
    """Lays out the lists as they are asked for; the hidden sheet is written when all are known."""

    def __init__(self, book: xlsxwriter.Workbook, pages: Pages, codes: Mapping[str, Codes]) -> None:
        self._book, self._codes = book, codes
        self._pages = {page.sheet.path: page for page in pages.pages if isinstance(page.sheet, Table)}
        self._next = LISTS
        self._libraries: dict[str, int] = {}
        self._known: dict[tuple[str, ...], str] = {}
        self._cells: dict[_Place, str | _Formula] = {}

    def source(self, column: Column, owner: Path | None) -> list[str] | str | None:
        """What a cell of a column is chosen from, None where it is not; ``owner`` is that of its table."""
        if column.role is Role.OWNER and owner:
            return self._rows(owner)
        if column.library:
            cells = span(self._library(column.library), 1, len(self._codes[column.library].words))
            return f"={_HERE}!{cells}"
        if column.refers:
            return self._rows(column.refers[0].path)
        choices = _YES_NO if column.kind is Kind.YES and not column.choices else column.choices
        return self._choices(tuple(map(str, choices))) if choices else None

    def brought(self, library: str, field: str, cell: str) -> str:
        """The formula that brings out a field of the code that stands in a cell."""
        at, known = self._library(library), self._codes[library]
        fields = list(known.fields)
        table = span(at + 1, 1, len(known.words), at + 1 + len(fields))
        found = f"VLOOKUP({_first_word(cell)},{_HERE}!{table},{fields.index(field) + 2},FALSE)"
        return f'=IF({cell}="","",IFERROR({found},""))'

    def put(self, sheet: Worksheet, first: Sequence[Sequence[str]]) -> None:
        """Write the hidden sheet: rows of its first columns, and the lists."""
        cells = {(row, at): text for row, texts in enumerate(first) for at, text in enumerate(texts)}
        for (row, at), content in sorted({**self._cells, **cells}.items()):
            if isinstance(content, _Formula):
                sheet.write_formula(row, at, content.text, None, content.value)
            else:
                sheet.write_string(row, at, content)

    def _choices(self, choices: tuple[str, ...]) -> list[str] | str:
        if _is_short(choices):
            return list(choices)
        if choices not in self._known:
            at = self._column(1)
            self._cells |= {(row, at): text for row, text in enumerate(choices, 1)}
            self._known[choices] = f"={_HERE}!{span(at, 1, len(choices))}"
        return self._known[choices]

    def _rows(self, path: Path) -> str | None:
        """The rows of a sheet, each in the row of the hidden sheet in which it stands on its own."""
        page = self._pages.get(path)
        if page is None:
            return None
        if path not in self._known:
            at, name = self._column(1), f"名单_{page.sheet.name}"
            self._book.define_name(name, f"={_used(at, last(page))}")
            self._known[path] = f"={name}"
            self._cells |= {(row, at): one for row, one in enumerate(_labels(page), FIRST)}
        return self._known[path]

    def _library(self, name: str) -> int:
        """The first column of reference data: labels, codes, and what is brought out of it."""
        if name not in self._libraries:
            known = self._codes[name]
            at = self._libraries[name] = self._column(2 + len(known.fields))
            for row, texts in enumerate(_code_rows(known), 1):
                self._cells |= {(row, at + number): text for number, text in enumerate(texts)}
        return self._libraries[name]

    def _column(self, count: int) -> int:
        self._next += count
        return self._next - count


def _is_short(choices: tuple[str, ...]) -> bool:
    """Whether a validation can hold a list itself."""
    return len(",".join(choices)) <= _LONGEST and not any("," in one for one in choices)


def _first_word(cell: str) -> str:
    return f'LEFT({cell}&" ",FIND(" ",{cell}&" ")-1)'


def _used(at: int, end: int) -> str:
    """The cells of a column of the hidden sheet down to the last that shows something."""
    whole = f"{_HERE}!{span(at, FIRST, end)}"
    used = f'MAX(1,SUMPRODUCT(MAX(({whole}<>"")*(ROW({whole})-{FIRST}))))'
    start = f"{_HERE}!{span(at, FIRST, FIRST).partition(':')[0]}"
    return f"{start}:INDEX({whole},{used})"


def _code_rows(known: Codes) -> Iterator[tuple[str, ...]]:
    """For each code its label, itself, and what is brought out of it."""
    for code, words in known.words.items():
        yield (label(code, words), code, *(texts.get(code, "") for texts in known.fields.values()))


def _labels(page: Page) -> list[_Formula]:
    """The label of each ready row: a formula, with what it gives now."""
    table = page.sheet
    assert isinstance(table, Table) and table.key
    key, caption = table.columns.index(table.key), table.caption_at
    values = [label(row[key], row[caption]) if row[caption] else "" for row in page.rows]
    text = _label(_in_row(table, key), _in_row(table, caption))
    blank = [_Formula(text, "")] * (last(page) - FIRST + 1 - len(values))
    return [_Formula(text, value) for value in values] + blank


def _in_row(table: Table, at: int) -> str:
    """The cell of a column of a table in the row in which the formula stands."""
    letter = xl_col_to_name(at)
    return f"INDEX({quoted(table.name)}!${letter}:${letter},ROW())"


def _label(key: str, caption: str) -> str:
    """The formula of a label of a number and a name."""
    return f'=IF({caption}="","",TRIM({key}&" "&SUBSTITUTE({caption},CHAR(10)," ")))'
