"""The lists that cells are chosen from, on the hidden sheet: choices, rows of other sheets, codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


class _Formula(NamedTuple):
    text: str
    value: str


class Dropdowns:
    """Lays out the lists as they are asked for; the hidden sheet is written when all are known."""

    def __init__(self, book: xlsxwriter.Workbook, pages: Pages, codes: Mapping[str, Codes]) -> None:
        self._book, self._codes = book, codes
        self._pages = {page.sheet.path: page for page in pages.pages if isinstance(page.sheet, Table)}
        self._next = LISTS
        self._known: dict[tuple[str, ...], str] = {}
        self._cells: dict[tuple[int, int], str | _Formula] = {}

    def source(self, column: Column, owner: Path | None) -> list[str] | str | None:
        """What a cell of a column is chosen from, None where it is not; ``owner`` is that of its table."""
        if column.role is Role.OWNER and owner:
            return self._rows(owner)
        if column.library:
            return (
                f"={_HERE}!{span(self._library(column.library), 1, len(self._codes[column.library].words))}"
            )
        if column.refers:
            return self._rows(column.refers[0].path)
        choices = (
            ("是", "否")
            if column.kind is Kind.YES and not column.choices
            else tuple(map(str, column.choices))
        )
        return self._choices(choices) if choices else None

    def brought(self, library: str, field: str, cell: str) -> str:
        """The formula that brings out a field of the code that stands in a cell."""
        at, known = self._library(library), self._codes[library]
        fields = list(known.fields)
        table = span(at + 1, 1, len(known.words), at + 1 + len(fields))
        code = f'LEFT({cell}&" ",FIND(" ",{cell}&" ")-1)'
        found = f"VLOOKUP({code},{_HERE}!{table},{fields.index(field) + 2},FALSE)"
        return f'=IF({cell}="","",IFERROR({found},""))'

    def put(self, sheet: Worksheet, first: Sequence[Sequence[str]]) -> None:
        """Write the hidden sheet: rows of its first columns, and the lists."""
        cells: dict[tuple[int, int], str | _Formula] = dict(self._cells)
        cells |= {(row, at): text for row, texts in enumerate(first) for at, text in enumerate(texts)}
        for (row, at), content in sorted(cells.items()):
            if isinstance(content, _Formula):
                sheet.write_formula(row, at, content.text, None, content.value)
            else:
                sheet.write_string(row, at, content)

    def _choices(self, choices: tuple[str, ...]) -> list[str] | str:
        if len(",".join(choices)) <= _LONGEST and not any("," in one for one in choices):
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
            at = self._column(1)
            whole = f"{_HERE}!{span(at, FIRST, last(page))}"
            used = f'MAX(1,SUMPRODUCT(MAX(({whole}<>"")*(ROW({whole})-{FIRST}))))'
            start = f"{_HERE}!{span(at, FIRST, FIRST).partition(':')[0]}"
            self._book.define_name(f"名单_{page.sheet.name}", f"={start}:INDEX({whole},{used})")
            self._known[path] = f"=名单_{page.sheet.name}"
            self._cells |= {(row, at): one for row, one in enumerate(_labels(page), FIRST)}
        return self._known[path]

    def _library(self, name: str) -> int:
        """The first column of reference data: labels, codes, and what is brought out of it."""
        key = ("library", name)
        if key not in self._known:
            known = self._codes[name]
            at = self._column(2 + len(known.fields))
            self._known[key] = str(at)
            for row, (code, words) in enumerate(known.words.items(), 1):
                texts = (label(code, words), code, *(texts.get(code, "") for texts in known.fields.values()))
                self._cells |= {(row, at + number): text for number, text in enumerate(texts)}
        return int(self._known[key])

    def _column(self, count: int) -> int:
        self._next += count
        return self._next - count


def _labels(page: Page) -> list[_Formula]:
    """The label of each ready row: a formula, with what it gives now."""
    table = page.sheet
    assert isinstance(table, Table) and table.key
    key = table.columns.index(table.key)
    caption = next(
        at for at, one in enumerate(table.columns) if one.keys == table.caption and one.role is Role.FIELD
    )
    values = [label(row[key], row[caption]) if row[caption] else "" for row in page.rows]
    cells = [
        f"INDEX({quoted(table.name)}!${xl_col_to_name(at)}:${xl_col_to_name(at)},ROW())"
        for at in (key, caption)
    ]
    text = f'=IF({cells[1]}="","",TRIM({cells[0]}&" "&SUBSTITUTE({cells[1]},CHAR(10)," ")))'
    return [_Formula(text, value) for value in values] + [_Formula(text, "")] * (
        last(page) - FIRST + 1 - len(values)
    )
