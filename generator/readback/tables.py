"""The sheets of a workbook that are those of a ledger, their columns and their rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.entrybook import cells, habits
from generator.library import Column, Ledger, Library, Sheet, ledgers
from generator.problems import Origin, Problem, error
from generator.readback import values
from generator.schema import Shape
from generator.workbooks import keys

TOP = 12  # rows in which the titles are looked for
_MOST_FOREIGN = 2  # titles in five that may be missing where no key column tells whose sheet it is
_MOST_MERGED = 1000  # rows of one merged cell
_YEAR = re.compile(r"年度：\s*(\d{4})\s*年")
_CLIENT = re.compile(r"企业名称：\s*(\S+)")

_At = tuple[int, int]  # the row and the column of a cell
_Known = list[tuple[Ledger, Sheet]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its number in the sheet and its key, None where it has none."""

    number: int
    key: keys.Key | None

    @property
    def name(self) -> str:
        """The identity in its key; "" where it has none."""
        return self.key.identity if self.key else ""


@dataclass(frozen=True)
class Table:
    """A sheet of a ledger as a workbook has it.

    ``columns`` are the columns of the definition by where they stand, ``others`` titles that it does not
    know; ``mark`` is what stands above our keys, None in a workbook without; ``head`` is the row of the
    titles and ``keys_at`` the column of the keys, 0 for none.
    """

    ledger: Ledger
    sheet: Sheet
    grid: cells.Sheet
    head: int
    columns: Mapping[int, Column]
    others: Mapping[int, str]
    mark: keys.Mark | None
    keys_at: int

    def lines(self) -> Iterator[Line]:
        """The rows in which something was typed, down to the last."""
        typed = self._typed
        return (self._line(number) for number in self.below if self._is_filled(number, typed))

    def _is_filled(self, row: int, columns: Collection[int]) -> bool:
        return any(self.value(row, at) is not None for at in columns)

    def _line(self, number: int) -> Line:
        key = self.grid.value(number, self.keys_at) if self.keys_at else None
        return Line(number, keys.keyed(key))

    def cell(self, row: int, at: int) -> TypedCell:
        """A cell of a column that the definition knows."""
        return TypedCell(self, row, at)

    def value(self, row: int, column: int) -> cells.Value:
        """The value of a cell, of a merged one in all its rows; a text of nothing but spaces is none."""
        found = self._merged.get((row, column)) or (row, column)
        value = self.grid.value(*found)
        return value if not isinstance(value, str) or value.strip() else None

    def origin(self, row: int, column: int) -> Origin:
        """The place of a cell."""
        return self.grid.origin(row, column)

    @property
    def place(self) -> Origin:
        """Where what is about all rows is told."""
        return self.origin(self.head, 1)

    @property
    def below(self) -> range:
        """The numbers of the rows below the titles."""
        return range(self.head + 1, len(self.grid.rows) + 1)

    @property
    def _typed(self) -> Collection[int]:
        """The columns that people write into."""
        return {at for at, column in self.columns.items() if column.typed}

    def faults(self) -> Iterator[Problem]:
        """Cells that people write into, and that hold a formula without a value."""
        typed = self._typed
        for row, at in sorted({*self.grid.errors, *self.grid.uncalculated}):
            fault = self.grid.fault(row, at)
            if fault and row > self.head and at in typed:
                yield error("", *fault, self.origin(row, at))

    def extra(self) -> Iterator[str]:
        """The titles that the definition does not know and under which something stands."""
        for at, title in self.others.items():
            if any(self.value(row, at) is not None for row in self.below):
                yield title

    @property
    def known_by(self) -> tuple[tuple[str, ...], ...]:
        """The values by which a row without a key is the same one, the surest first; all of them."""
        return (self.sheet.into.by,) if self.sheet.into else ()

    @property
    def year(self) -> int | None:
        """The year that the ledger is of; None where it does not say."""
        found = _YEAR.search(self._told())
        return self.mark.year if self.mark else int(found[1]) if found else None

    @property
    def client(self) -> str:
        """The name of the enterprise that stands above; "" for none."""
        found = _CLIENT.search(self._told())
        return found[1] if found else ""

    def _told(self) -> str:
        """What stands above the titles."""
        return "　".join(str(one) for row in self.grid.rows[: self.head - 1] for one in row if one)

    @cached_property
    def _merged(self) -> Mapping[_At, _At]:
        """For each further row of a merged cell below the titles the place of its value."""
        found: dict[_At, _At] = {}
        for one in self.grid.merged:
            if one.top > self.head and one.bottom - one.top < _MOST_MERGED:
                further = range(one.top + 1, one.bottom + 1)
                found |= dict.fromkeys(((row, one.left) for row in further), (one.top, one.left))
        return found


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A cell of a table: its row and its column, both from 1."""

    table: Table
    row: int
    at: int

    @property
    def column(self) -> Column:
        """What the ledger says of the column."""
        return self.table.columns[self.at]

    @property
    def value(self) -> cells.Value:
        """What was typed."""
        return self.table.value(self.row, self.at)

    @property
    def shown(self) -> str:
        """What was typed as a line tells it."""
        return values.shown(self.value)

    @property
    def plain(self) -> str:
        """What was typed as it is compared."""
        return values.plain(self.value, self.column)

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return self.table.origin(self.row, self.at)

    def data(self, shape: Shape) -> Any:
        """The value as data has it; LostError."""
        return values.data(self.value, shape, self._form)

    def _form(self) -> str:
        return self.table.grid.number_format(self.row, self.at)


def found(book: cells.Book, library: Library) -> Iterator[Table]:
    """The sheets that belong to a ledger of the library and can be read back."""
    known = [*_readable(library)]
    for grid in book.sheets:
        table = _marked(grid, known) or _like(grid, known)
        if table:
            yield table


def _readable(library: Library) -> Iterator[tuple[Ledger, Sheet]]:
    """The sheets of ledgers whose rows have a place in the data."""
    for ledger in ledgers.load(library).values():
        yield from ((ledger, sheet) for sheet in ledger.sheets if sheet.into)


def originals(found: list[Table]) -> list[Table]:
    """The sheets without those that were copied of another: the one under its own name, else the first."""
    best: dict[tuple[str, str], Table] = {}
    for one in found:
        name = (one.ledger.id, one.sheet.name)
        if name not in best or one.grid.name == one.sheet.name:
            best[name] = one
    return [one for one in found if one in best.values()]


def _marked(grid: cells.Sheet, known: _Known) -> Table | None:
    """The sheet that has our keys."""
    names = {(ledger.id, sheet.name): (ledger, sheet) for ledger, sheet in known}
    for at, mark in _marks(grid):
        if found := names.get((mark.ledger, mark.sheet)):
            return _table(*found, grid, at, mark)
    return None


def _marks(grid: cells.Sheet) -> Iterator[tuple[_At, keys.Mark]]:
    """The marks among the first rows, each with its row and column."""
    for row, line in enumerate(grid.rows[:TOP], 1):
        for column, value in enumerate(line, 1):
            if mark := keys.marked(value):
                yield (row, column), mark


def _like(grid: cells.Sheet, known: _Known) -> Table | None:
    """The sheet of another's name or without keys, by its name and most of its titles."""
    name = grid.name.strip()
    for ledger, sheet in known:
        if sheet.name == name:
            rows = range(1, min(TOP, len(grid.rows)) + 1)
            tables = (_table(ledger, sheet, grid, (row, 0), None) for row in rows)
            if found := next(filter(_is_likely, tables), None):
                return found
    return None


def _is_likely(table: Table) -> bool:
    """Whether a row has most titles of the sheet."""
    wanted = len(table.sheet.columns)
    return (wanted - len(table.columns)) * 5 <= wanted * _MOST_FOREIGN


def _table(ledger: Ledger, sheet: Sheet, grid: cells.Sheet, at: _At, mark: keys.Mark | None) -> Table:
    """The sheet with its titles in the row ``at`` and its keys in that column."""
    head, keys_at = at
    titles = {number: value for number, value in enumerate(grid.rows[head - 1], 1) if value is not None}
    titles.pop(keys_at, None)
    columns = _columns(titles, sheet)
    others = {number: str(title).strip() for number, title in titles.items() if number not in columns}
    return Table(ledger, sheet, grid, head, columns, others, mark, keys_at)


def _columns(titles: Mapping[int, cells.Value], sheet: Sheet) -> dict[int, Column]:
    """The columns of the definition by where they stand, of two with one title the first."""
    wanted = {plainly(column.title): column for column in sheet.columns}
    found = {}
    for number, title in titles.items():
        if column := wanted.pop(plainly(title), None):
            found[number] = column
    return found


def plainly(title: object) -> str:
    """A title as it is meant: half-width, in small letters, without spaces and line breaks."""
    return habits.folded(str(title))
