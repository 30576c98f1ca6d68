"""Where everything of a sheet stands, and formulas with names of columns as formulas with cells."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.domain import printing
from generator.library import REFERENCE, Column, Sheet
from generator.workbooks.cells import letters
from generator.workbooks.keys import Mark

FURTHER = 200  # rows after the printed ones that choices, formulas and sums reach too
ROW = "\0"  # stands for the row's number in a formula that many rows share


@dataclass(frozen=True)
class Place:
    """A sheet and its rows: facts or lines, then blank ones; ``printed`` and ``reach`` are last rows.

    ``mark`` stands above the keys of its rows, None where they have none.
    """

    sheet: Sheet
    rows: tuple[Any, ...]
    blank: int
    mark: Mark | None = None

    @cached_property
    def head(self) -> int:
        """The row of the columns' titles, under a title, the head, and the sums if there are any."""
        return 4 if any(column.total for column in self.sheet.columns) else 3

    @cached_property
    def first(self) -> int:
        return self.head + 1

    @cached_property
    def printed(self) -> int:
        return self.head + (len(self.sheet.lines) or len(self.rows) + self.blank)

    @cached_property
    def reach(self) -> int:
        return self.printed + (0 if self.still else FURTHER)

    @cached_property
    def still(self) -> bool:
        """Whether nobody adds rows here."""
        return bool(self.sheet.lines) or self.sheet.fixed

    @cached_property
    def right(self) -> str:
        """The last column."""
        return letters(len(self.sheet.columns))

    @cached_property
    def end(self) -> str:
        """The last column with the hidden one of the keys, which moves along when rows are sorted."""
        return letters(len(self.sheet.columns) + 1) if self.mark else self.right

    @cached_property
    def width(self) -> int:
        """The width of all columns in Excel characters."""
        return sum(column.width for column in self.sheet.columns)

    def letter(self, title: str) -> str:
        """The column of a title."""
        return letters(self._at(title) + 1)

    def _at(self, title: str) -> int:
        return [column.title for column in self.sheet.columns].index(title)

    def cells(self, title: str, sign: str, row: str) -> str:
        """The cells of a column that a sign behind its title means: all, the first, or that of a row."""
        if sign == ":":
            return self.whole(title)
        return self.letter(title) + (f"${self.first}" if sign == "^" else row)

    def whole(self, title: str) -> str:
        """All cells of a column that may be filled; of rows that nobody adds to, the ones with words."""
        letter = self.letter(title)
        return f"${letter}${self.first}:${letter}${self._last(title) if self.still else self.reach}"

    def _last(self, title: str) -> int:
        """The last row with words in a column."""
        at = self._at(title)
        texts = [line[at].text for line in self.sheet.lines] or self._values(at)
        return self.head + max((n for n, text in enumerate(texts, 1) if text), default=1)

    def _values(self, at: int) -> list[str]:
        """What stands in the cells of a column: 0 is something, what is not known is not."""
        value = self.sheet.columns[at].value
        return [printing.words(getattr(row, value)) for row in self.rows]


Places = Mapping[str, Place]  # of all sheets, by their names


def formula(text: str, place: Place, places: Places, row: int | None = None) -> str:
    """A formula as XML; without a row ROW stands for its number."""
    at = ROW if row is None else str(row)

    def cells(match: re.Match[str]) -> str:
        other, title, sign = match.groups()
        if other:
            return f"{quoted(other)}!{places[other].whole(title)}"
        return place.cells(title, sign, at)

    return html.escape(REFERENCE.sub(cells, text.removeprefix("=")), quote=False)


def running(column: Column, place: Place) -> str:
    """A formula that numbers a row once its next cell is filled."""
    after = place.sheet.columns[place.sheet.columns.index(column) + 1].title
    return f'IF([{after}]="","",ROW()-{place.head})'


def quoted(name: str) -> str:
    """A sheet's name as formulas write it."""
    return f"'{name}'"
