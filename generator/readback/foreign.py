"""Hazard lists that other systems export: their headings and words as those of our ledger of inspections."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.entrybook import cells
from generator.library import DAYS, Library, ledgers
from generator.readback.tables import TOP, Line, Table, plainly

_MOMENT = re.compile(r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_TABLE = "hazard_headings"
_LEDGER, _SHEET = "inspections", "检查记录"

Words = Mapping[str, Mapping[str, str]]
_Titles = Mapping[int, str]  # by their columns
Row = list[cells.Value]


@dataclass(frozen=True)
class List(Table):
    """A hazard list of another system; ``words`` are its own by title, ``name`` the client's.

    ``owner`` is the column that says whose row it is, 0 for none.
    """

    words: Words
    owner: int
    name: str

    def value(self, row: int, column: int) -> cells.Value:
        """The value of a cell in the words of our ledger; of a moment the day."""
        found = super().value(row, column)
        meant = self.columns.get(column)
        if found is None or not meant:
            return found
        if meant.type in DAYS:
            return _day(found)
        return self._in_our_words(found, meant.title) if isinstance(found, str) else found

    def _in_our_words(self, text: str, title: str) -> str | None:
        known = self.words.get(title)
        return known.get(plainly(text), text) or None if known else text

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
    return _day_of(value) if isinstance(value, str) else value


def _day_of(text: str) -> str:
    found = _MOMENT.fullmatch(text.strip())
    return found[1] if found else text


def found(book: cells.Book, library: Library, name: str) -> Iterator[List]:
    """The sheets that are hazard lists of other systems, for the client of that name."""
    for grid in book.sheets:
        table = None if grid.hidden else _list(grid, library, name)
        if table:
            yield table


def _list(grid: cells.Sheet, library: Library, name: str) -> List | None:
    """The sheet as a hazard list, from the row with the most of its titles; None where it is none."""
    known = library.table(_TABLE)
    head, titles = _head(grid, known["headings"])
    ledger = ledgers.load(library)[_LEDGER]
    sheet = ledger.sheet(_SHEET)
    if not sheet or not _is_list(titles, known):
        return None
    columns = {at: column for at, title in titles.items() if (column := sheet.column(title))}
    given = _given(grid.rows[head - 1])
    owner = _owner(given, known["enterprise"])
    others = {at: title for at, title in given.items() if at not in {*columns, owner}}
    return List(ledger, sheet, grid, head, columns, others, None, 0, _words(known["words"]), owner, name)


def _given(row: Row) -> dict[int, str]:
    """The titles of a row as they are written, by their columns."""
    return {at: str(one).strip() for at, one in enumerate(row, 1) if one is not None}


def _is_list(titles: _Titles, known: Mapping[str, Any]) -> bool:
    """Whether a sheet has titles enough to be a hazard list, with those that none is without."""
    return len(titles) >= known["least"] and {*known["needed"]} <= {*titles.values()}


def _owner(given: _Titles, names: Sequence[str]) -> int:
    """The column that says whose row it is, 0 for none."""
    own = set(map(plainly, names))
    return next((at for at, title in given.items() if plainly(title) in own), 0)


def _head(grid: cells.Sheet, headings: Mapping[str, list[str]]) -> tuple[int, _Titles]:
    """The row (from 1) with the most of the titles, 0 where there are no rows, and these by their columns."""
    named = {row: _columns(values, headings) for row, values in enumerate(grid.rows[:TOP], 1)}
    head = max(named, key=lambda row: len(named[row]), default=0)
    return head, named.get(head, {})


def _words(given: Words) -> Words:
    """The words of each column as they are compared."""
    return {title: {plainly(said): meant for said, meant in one.items()} for title, one in given.items()}


def _columns(row: Row, headings: Mapping[str, list[str]]) -> dict[int, str]:
    """The title of our ledger for each column that is known; of several for one title the likeliest."""
    given = _first_of_each(row)
    found: dict[int, str] = {}
    for title, names in headings.items():
        at = next((given[plain] for plain in map(plainly, names) if plain in given), 0)
        if at:
            found.setdefault(at, title)
    return found


def _first_of_each(row: Row) -> dict[str, int]:
    """The first column of each title of a row, as titles are compared."""
    given = [(plainly(title), at) for at, title in _given(row).items()]
    return dict(reversed(given))
