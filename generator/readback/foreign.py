"""Hazard lists that other systems export: their headings and words as those of our ledger of inspections."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.entrybook import cells
from generator.library import DAYS, Library, ledgers
from generator.readback.tables import TOP, Line, Table, plainly

_MOMENT = re.compile(r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_TABLE = "hazard_headings"
_LEDGER, _SHEET = "inspections", "检查记录"


@dataclass(frozen=True)
class List(Table):
    """A hazard list of another system; ``words`` are its own by title, ``name`` the client's.

    ``owner`` is the column that says whose row it is, 0 for none.
    """

    words: Mapping[str, Mapping[str, str]]
    owner: int
    name: str

    def value(self, row: int, column: int) -> cells.Value:
        """The value of a cell in the words of our ledger; of a moment the day."""
        found = super().value(row, column)
        if found is None or column not in self.columns:
            return found
        if self.columns[column].type in DAYS:
            return _day(found)
        known = self.words.get(self.columns[column].title)
        return known.get(plainly(found), found) or None if known and isinstance(found, str) else found

    def lines(self) -> Iterator[Line]:
        """The rows about the client."""
        return (line for line in super().lines() if self._is_own(line.number))

    @property
    def foreign(self) -> int:
        """How many rows are about others."""
        return sum(not self._is_own(line.number) for line in super().lines())

    @property
    def known_by(self) -> tuple[tuple[str, ...], ...]:
        """A hazard is the same by its number, else by the day and the words of its finding."""
        return ("hazard",), ("date", "description")

    def _is_own(self, row: int) -> bool:
        whose = super().value(row, self.owner) if self.owner else None
        return whose is None or plainly(whose) == plainly(self.name)


def _day(value: cells.Value) -> cells.Value:
    """The day of a moment that systems write to the second; any other value as it is."""
    if isinstance(value, datetime.datetime):
        return value.date()
    found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1] if found else value


def found(book: cells.Book, library: Library, name: str) -> Iterator[List]:
    """The sheets that are hazard lists of other systems, for the client of that name."""
    known = library.table(_TABLE)
    for grid in book.sheets:
        table = None if grid.hidden else _list(grid, known, library, name)
        if table:
            yield table


def _list(grid: cells.Sheet, known: Mapping[str, Any], library: Library, name: str) -> List | None:
    """The sheet as a hazard list, from the row with the most of its titles; None where it is none."""
    head, titles = _head(grid, known["headings"])
    ledger = ledgers.load(library)[_LEDGER]
    sheet = ledger.sheet(_SHEET)
    if not sheet or len(titles) < known["least"] or not set(known["needed"]) <= set(titles.values()):
        return None
    columns = {at: column for at, title in titles.items() if (column := sheet.column(title))}
    given = {at: str(one).strip() for at, one in enumerate(grid.rows[head - 1], 1) if one is not None}
    own = set(map(plainly, known["enterprise"]))
    owner = next((at for at, title in given.items() if plainly(title) in own), 0)
    others = {at: title for at, title in given.items() if at not in {*columns, owner}}
    return List(ledger, sheet, grid, head, columns, others, None, 0, _words(known["words"]), owner, name)


def _head(grid: cells.Sheet, headings: Mapping[str, list[str]]) -> tuple[int, Mapping[int, str]]:
    """The row (from 1) with the most of the titles, 0 where there are no rows, and these by their columns."""
    rows = range(1, min(TOP, len(grid.rows)) + 1)
    named = {row: _columns(grid.rows[row - 1], headings) for row in rows}
    head = max(named, key=lambda row: len(named[row]), default=0)
    return head, named.get(head, {})


def _words(given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The words of each column as they are compared."""
    return {title: {plainly(said): meant for said, meant in one.items()} for title, one in given.items()}


def _columns(row: list[cells.Value], headings: Mapping[str, list[str]]) -> dict[int, str]:
    """The title of our ledger for each column that is known; of several for one title the likeliest."""
    given = {plainly(value): at for at, value in reversed(list(enumerate(row, 1))) if value is not None}
    found: dict[int, str] = {}
    for title, names in headings.items():
        at = next((given[plain] for plain in map(plainly, names) if plain in given), 0)
        if at and at not in found:
            found[at] = title
    return found
