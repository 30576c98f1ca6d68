"""Which cell a floating picture belongs to.

It belongs to the row that most of it lies in. One that covers several rows belongs to the row at whose upper
left corner it begins, as it does where it was pasted and never moved. Else nobody can tell. Of the columns
those that take pictures count, and among them it is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from generator.entrybook.drawings import Floating
from generator.entrybook.grid import PIXEL, Grid

_MOSTLY = 0.6  # of a picture in one line: it belongs there
_TOUCHED = 0.25  # of a picture over columns that take pictures: it is meant for one of them
_AT_CORNER = 4 * PIXEL  # so near the edges of a cell it was pasted there


Shares = Mapping[int, float]  # how much of a picture lies in each line


class Owner(NamedTuple):
    """The cell of a picture, row and column from 0; whether only the corner at which it begins tells."""

    row: int
    column: int
    by_corner: bool


class Doubt(NamedTuple):
    """The cells, from the first to the last, between which nobody can choose."""

    first: tuple[int, int]
    last: tuple[int, int]


def owner(one: Floating, grid: Grid, columns: Collection[int]) -> Owner | Doubt | None:
    """The cell of a picture among those of the columns; None for one that is meant for none of them."""
    over = _columns(one, grid, columns)
    if not over:
        return None
    column = _chosen(over, one.column, _across(one, grid))
    if column is None:
        return _between_columns(over, one.row)
    return _in_column(one, grid, column)


def _between_columns(over: Shares, row: int) -> Doubt:
    return Doubt((row, min(over)), (row, max(over)))


def _across(one: Floating, grid: Grid) -> float:
    """How far from the left edge of its cell a picture begins."""
    return one.box.left - grid.columns.start(one.column)


def _down(one: Floating, grid: Grid) -> float:
    """How far from the upper edge of its cell a picture begins."""
    return one.box.top - grid.rows.start(one.row)


def _in_column(one: Floating, grid: Grid, column: int) -> Owner | Doubt:
    """The cell of a picture among those of one column."""
    rows = _merged(_rows(one, grid), grid, column)
    begins = grid.row(one.row, column)
    found = _chosen(rows, begins, _down(one, grid))
    if found is None:
        return _between_rows(rows, begins, column)
    return Owner(found, column, rows[found] < _MOSTLY)


def _between_rows(rows: Shares, begins: int, column: int) -> Doubt:
    """That it may be any of the rows, which may be none but that where a picture begins."""
    return Doubt((min(rows, default=begins), column), (max(rows, default=begins), column))


def _merged(rows: Shares, grid: Grid, column: int) -> Shares:
    """The shares of rows by those that the cells of a column count for."""
    found: dict[int, float] = defaultdict(float)
    for row, share in rows.items():
        found[grid.row(row, column)] += share
    return found


def _columns(one: Floating, grid: Grid, columns: Collection[int]) -> Shares:
    """How much of a picture lies in each of the columns, together 1; empty for one meant for none."""
    if grid.columns.size(one.column) == 0:
        return {one.column: 1.0} if one.column in columns else {}
    shares = grid.columns.shares(one.box.left, one.box.right)
    ours = {column: share for column, share in shares.items() if column in columns}
    total = sum(ours.values())
    if total < _TOUCHED and one.column not in ours:
        return {}
    return {column: share / total for column, share in ours.items()}


def _rows(one: Floating, grid: Grid) -> Shares:
    """How much of a picture lies in each row; all of it in the row that it begins in where that is hidden.

    A filter hides rows, and the pictures of those that are hidden then lie over others.
    """
    if grid.rows.size(one.row) == 0:
        return {one.row: 1.0}
    return grid.rows.shares(one.box.top, one.box.bottom)


def _chosen(shares: Shares, begins: int, offset: float) -> int | None:
    """The line with most of a picture, else the one that it was pasted into; None where neither tells."""
    largest = max(shares, key=lambda line: shares[line], default=None)
    if largest is not None and shares[largest] >= _MOSTLY:
        return largest
    return begins if begins in shares and 0 <= offset <= _AT_CORNER else None


def in_order(pictures: Sequence[Floating]) -> list[Floating]:
    """Pictures of one cell as they are read: in lines, each from the left."""
    return [one for line in _lines(pictures) for one in sorted(line, key=attrgetter("box.left"))]


def _lines(pictures: Sequence[Floating]) -> list[list[Floating]]:
    lines: list[list[Floating]] = []
    for one in sorted(pictures, key=attrgetter("box.top")):
        if lines and _is_beside(one, lines[-1][0]):
            lines[-1].append(one)
        else:
            lines.append([one])
    return lines


def _is_beside(one: Floating, first: Floating) -> bool:
    """Whether a picture stands in the line that another begins."""
    return one.box.middle < first.box.bottom
