"""The sheets of a workbook that are those of a ledger, their columns and their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.entrybook import cells, habits
from generator.library import Column, Ledger, Library, Sheet, ledgers
from generator.problems import Origin, Problem, error
from generator.workbooks import keys

_SUM = "合计"
TOP = 12  # rows in which the titles are looked for
_MOST_FOREIGN = 2  # titles in five that may be missing where no key column tells whose sheet it is
_MOST_MERGED = 1000  # rows of one merged cell
_YEAR = re.compile(r"年度：\s*(\d{4})\s*年")
_CLIENT = re.compile(r"企业名称：\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its number in the sheet and its key, None where it has none."""

    number: int
    key: keys.Key | None


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
        typed = [at for at, column in self.columns.items() if column.typed]
        for number in range(self.head + 1, len(self.grid.rows) + 1):
            if any(self.value(number, at) not in (None, "") for at in typed):
                yield Line(
                    number, keys.keyed(self.grid.value(number, self.keys_at)) if self.keys_at else None
                )

    def value(self, row: int, column: int) -> cells.Value:
        """The value of a cell, of a merged one in all its rows; a text of nothing but spaces is none."""
        found = self._merged.get((row, column)) or (row, column)
        value = self.grid.value(*found)
        return value if not isinstance(value, str) or value.strip() else None

    def origin(self, row: int, column: int) -> Origin:
        """The place of a cell."""
        return self.grid.origin(row, column)

    def faults(self) -> Iterator[Problem]:
        """Cells that people write into, and that hold a formula without a value."""
        wanted = {at for at, column in self.columns.items() if column.typed}
        for row, at in sorted({*self.grid.errors, *self.grid.uncalculated}):
            fault = self.grid.fault(row, at)
            if fault and row > self.head and at in wanted:
                yield error("", *fault, self.origin(row, at))

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
    def _merged(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """For each further row of a merged cell below the titles the place of its value."""
        spans = (
            one for one in self.grid.merged if one.top > self.head and one.bottom - one.top < _MOST_MERGED
        )
        return {
            (row, one.left): (one.top, one.left)
            for one in spans
            for row in range(one.top + 1, one.bottom + 1)
        }


def found(book: cells.Book, library: Library) -> Iterator[Table]:
    """The sheets that belong to a ledger of the library and can be read back."""
    known = [(ledger, one) for ledger in ledgers.load(library).values() for one in ledger.sheets if one.into]
    for grid in book.sheets:
        table = _marked(grid, known) or _like(grid, known)
        if table:
            yield table


def originals(found: list[Table]) -> list[Table]:
    """The sheets without those that were copied of another: the one under its own name, else the first."""
    best: dict[tuple[str, str], Table] = {}
    for one in found:
        name = (one.ledger.id, one.sheet.name)
        if name not in best or one.grid.name == one.sheet.name:
            best[name] = one
    return [one for one in found if one in best.values()]


def _marked(grid: cells.Sheet, known: list[tuple[Ledger, Sheet]]) -> Table | None:
    """The sheet that has our keys."""
    for row, values in enumerate(grid.rows[:TOP], 1):
        for column, value in enumerate(values, 1):
            mark = keys.marked(value)
            for ledger, sheet in known:
                if mark and (ledger.id, sheet.name) == (mark.ledger, mark.sheet):
                    return _table(ledger, sheet, grid, row, mark, column)
    return None


def _like(grid: cells.Sheet, known: list[tuple[Ledger, Sheet]]) -> Table | None:
    """The sheet of another's name or without keys, by its name and most of its titles."""
    for ledger, sheet in known:
        if sheet.name != grid.name.strip():
            continue
        for row in range(1, min(TOP, len(grid.rows)) + 1):
            table = _table(ledger, sheet, grid, row, None, 0)
            missing = len(sheet.columns) - len(table.columns)
            if missing * 5 <= len(sheet.columns) * _MOST_FOREIGN:
                return table
    return None


def _table(
    ledger: Ledger, sheet: Sheet, grid: cells.Sheet, head: int, mark: keys.Mark | None, keys_at: int
) -> Table:
    wanted = {plainly(column.title): column for column in sheet.columns}
    columns: dict[int, Column] = {}
    others: dict[int, str] = {}
    for at, value in enumerate(grid.rows[head - 1], 1):
        if value is None or at == keys_at:
            continue
        column = wanted.pop(plainly(value), None)
        if column:
            columns[at] = column
        else:
            others[at] = str(value).strip()
    return Table(ledger, sheet, grid, head, columns, others, mark, keys_at)


def plainly(title: object) -> str:
    """A title as it is meant: half-width, in small letters, without spaces and line breaks."""
    return habits.folded(str(title))
