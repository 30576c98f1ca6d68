"""A copy of an entry book, made anew of what was read of it, in which every problem is marked at its cell."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from generator.assets import Assets, Overlay
from generator.entrybook import choices, entries, filled, habits, writing
from generator.entrybook.cells import Value
from generator.entrybook.filled import Page, Pages
from generator.entrybook.kinds import COUNTED, Kind
from generator.entrybook.layout import Column, Layout, Role, Table
from generator.entrybook.reading import Reading
from generator.entrybook.taken import Loose
from generator.entrybook.writing import HEADED, Remark
from generator.library import Library
from generator.places import cell_place
from generator.problems import Keys, Problem

_CUT = 1e15  # from here on a spreadsheet has not kept all digits
_LEVELS = {"error": "错误", "warning": "提示"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the copy: its sheet, the row of its page and the column of its sheet, both from 0.

    The row -1 is that of the headings: what is told of a table as a whole.
    """

    sheet: str
    row: int
    column: int


Place = tuple[int, int]  # a row and a column, from 0
ByCell = Mapping[str, list[Keys]]  # the values of a book by the cells that they stand in
LooseSpots = Mapping[tuple[str, int], Spot]  # of rows that belong nowhere, by their sheets and lines


def marked(
    reading: Reading,
    problems: Sequence[Problem],
    layout: Layout,
    library: Library,
    assets: Assets,
    name: str,
) -> bytes:
    """The bytes of the copy; ``name`` is what the places of the problems call the book, ``assets`` what lies
    beside it.

    What was typed and cannot be read stands in its cell as it did, as far as it would be refused there again.
    What a spreadsheet made a day or a number of would be read as another value, and an empty cell as nothing
    to tell: in such cells stands a blank to be filled in (`habits.blank`).
    """
    pages, untaken = filled.tried(reading.content, layout, choices.words(library))
    spots = Spots(reading.content, layout)
    pages, loose = _with_loose(_restored(pages, spots, reading.lost), reading.loose)
    marking = _Marking(name, spots, loose, _by_cell(reading))
    marking.left.extend(str(one) for one in untaken if not isinstance(one.keys[-1], int))
    for one in problems:
        marking.take(one)
    assets = Overlay(reading.pictures, assets)
    return writing.write(pages, library, assets, _in_order(marking.remarks, layout), marking.left, name)


@dataclass(frozen=True, slots=True)
class _Marking:
    """Gathers the remarks of a copy, and what is ``left`` of the book and not brought along."""

    name: str
    spots: Spots
    loose: LooseSpots
    places: ByCell
    remarks: list[Remark] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def take(self, problem: Problem) -> None:
        """Take a problem for a remark, or for one of what is left."""
        keys = _keys(problem, self.name, self.places)
        spot = _meant(problem, self.spots.of(keys)) if keys else _of_loose(problem, self.loose)
        if spot or problem.keys or problem.severity == "error" or not _is_of(problem, self.name):
            self.remarks.append(_remark(problem, spot, self.name))
        else:
            self.left.append(_told(problem, self.name))


def _by_cell(reading: Reading) -> ByCell:
    """The values of a book by the cells that they stand in."""
    found: dict[str, list[Keys]] = {}
    for keys, origin in reading.origins.items():
        found.setdefault(origin.cell, []).append(keys)
    return found


def _in_order(remarks: Sequence[Remark], layout: Layout) -> list[Remark]:
    """Remarks sheet by sheet and from top to bottom, those of no sheet first."""
    sheets = {sheet.name: number for number, sheet in enumerate(layout.sheets)}
    return sorted(remarks, key=lambda one: (sheets.get(one.sheet, -1), one.row, one.column))


class Spots:
    """Where each value of the data of a book stands when it is written."""

    def __init__(self, data: Mapping[str, Any], layout: Layout) -> None:
        self._layout = layout
        self._rows: dict[Keys, tuple[Table, int]] = {}
        for table in layout.tables:
            for number, keys in enumerate(_rows(data, layout, table)):
                self._rows[keys] = table, number

    def of(self, keys: Keys) -> Spot | None:
        """The cell of a value, of a row the one by which it is known; None where there is none."""
        for end in range(len(keys), 0, -1):
            if found := self._rows.get(keys[:end]):
                table, number = found
                return Spot(table.name, number, _column(table, keys[end:]))
        whole = self._layout.table(keys)
        return Spot(whole.name, HEADED, 0) if whole else self._single(keys)

    def _single(self, keys: Keys) -> Spot | None:
        for form in self._layout.forms:
            for at, one in enumerate(form.columns):
                if _is_within(one.keys, keys):
                    return Spot(form.name, 0, at)
        return None


def _is_within(one: Keys, other: Keys) -> bool:
    """Whether one of two places lies in the other."""
    return one == other[: len(one)] or other == one[: len(other)]


def _rows(data: Mapping[str, Any], layout: Layout, table: Table) -> Iterator[Keys]:
    """The key paths of a table's rows in the order in which they are written."""
    owner = layout.table(table.owner) if table.owner else None
    for keys in _rows(data, layout, owner) if owner else ((),):
        below = (*keys, *table.below)
        yield from ((*below, number) for number in range(len(_at(data, below) or ())))


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        known = isinstance(key, int) or isinstance(data, Mapping)
        data = (data[key] if isinstance(key, int) else data.get(key)) if known else None
    return data


def _column(table: Table, keys: Keys) -> int:
    """The column of a value of a row, or the one that the row is known by."""
    captions = (at for at, one in enumerate(table.columns) if one.keys and one.keys == table.caption)
    return next(chain(_own(table, keys), captions), 0)


def _own(table: Table, keys: Keys) -> Iterator[int]:
    """The columns that hold a value of a row, or what it lies in."""
    return (at for at, one in enumerate(table.columns) if one.keys and keys and _is_within(one.keys, keys))


def _is_of(problem: Problem, name: str) -> bool:
    return bool(problem.origin and problem.origin.file == name and problem.origin.cell)


def _keys(problem: Problem, name: str, places: ByCell) -> Keys:
    """The value that a problem is about, by its cell in the book that was read; () for none of it.

    What is missing is told at the cell of the row that misses it, what is lost at a cell without a value.
    """
    if problem.origin is None or not _is_of(problem, name):
        return ()
    there, own = places.get(problem.origin.cell, []), problem.keys
    is_within = not there or any(own[: len(one)] == one for one in there)
    return own if own and is_within else max(there, key=len, default=())


def _meant(problem: Problem, spot: Spot | None) -> Spot | None:
    """The spot of a problem, but for that of a column that is not ours, which is told at the headings too."""
    return None if spot and spot.row == HEADED and not problem.keys else spot


def _remark(problem: Problem, spot: Spot | None, name: str) -> Remark:
    level = _LEVELS[problem.severity]
    if spot:
        return Remark(level, str(replace(problem, origin=None)), spot.sheet, spot.row, spot.column)
    return Remark(level, _told(problem, name))


def _told(problem: Problem, name: str) -> str:
    """A problem with its place, which is in the book where no file is named."""
    return str(problem).removeprefix(name).strip()


def _restored(pages: Pages, spots: Spots, lost: Mapping[Keys, Value]) -> Pages:
    """The pages with what was typed where no value could be told from it, as far as it stays what it is."""
    put: dict[str, dict[Place, Value]] = {}
    for keys, value in lost.items():
        if spot := spots.of(keys):
            shown = value if _stays(value) else habits.blank(value)
            put.setdefault(spot.sheet, {})[spot.row, spot.column] = shown
    return replace(pages, pages=tuple(_filled(page, put.get(page.sheet.name, {})) for page in pages.pages))


def _filled(page: Page, values: Mapping[Place, Value]) -> Page:
    if not values:
        return page
    rows = [list(row) for row in page.rows]
    for (row, column), value in values.items():
        if row < len(rows) and isinstance(value, str | float):
            rows[row][column] = value
    return replace(page, rows=tuple(map(tuple, rows)))


def _stays(value: Value) -> bool:
    """Whether a content that was refused is refused in another cell as well: a text, a number cut off."""
    return isinstance(value, str) or (isinstance(value, float) and abs(value) >= _CUT)


def _with_loose(pages: Pages, rows: Sequence[Loose]) -> tuple[Pages, LooseSpots]:
    """The pages with the rows whose owners are not known, and where each stands by its sheet and line."""
    spots: dict[tuple[str, int], Spot] = {}
    made = []
    for page in pages.pages:
        table = page.sheet
        own = [row for row in rows if isinstance(table, Table) and row.path == table.path]
        spots |= _loose_spots(page, own)
        made.append(replace(page, rows=(*page.rows, *(_loose_cells(page, row) for row in own))))
    return replace(pages, pages=tuple(made)), spots


def _loose_spots(page: Page, rows: Sequence[Loose]) -> LooseSpots:
    """Where rows stand that come after those of a page: the cell of what they would point at."""
    at = page.sheet.at(Role.OWNER) if isinstance(page.sheet, Table) else None
    numbered = enumerate(rows, len(page.rows))
    return {(row.sheet, row.line): Spot(page.sheet.name, number, at or 0) for number, row in numbered}


def _loose_cells(page: Page, row: Loose) -> filled.Cells:
    return tuple(_typed(one, row.cells.get(one.heading)) for one in page.sheet.columns)


def _typed(column: Column, value: Value) -> entries.Value:
    """A content as it may stand in the cells of a column without meaning something else there."""
    if value is None or column.role in (Role.KEY, Role.SHOWN):
        return None  # ours
    if column.kind is Kind.DATE and isinstance(value, datetime.date):
        return value.date() if isinstance(value, datetime.datetime) else value
    if isinstance(value, float) and column.kind in COUNTED:
        return value
    return value if isinstance(value, str | float) and _stays(value) else habits.meant(value, column)


def _of_loose(problem: Problem, loose: LooseSpots) -> Spot | None:
    origin = problem.origin
    return loose.get((origin.sheet, cell_place(origin.cell)[0])) if origin and origin.cell else None
