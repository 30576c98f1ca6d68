"""Finding room on the plan: a fine grid that knows what is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.canvas import Box, Point
from generator.riskmap.geometry import Line

_CELL = 1.0  # mm
_TRIED = 60  # the nearest places, and as many of the others, whose leaders are measured
_SAMPLES = 80  # points along a leader at which the cost of what it crosses is read
_ASKEW = 0.15  # what a leader that is neither upright nor level counts more, as a share of its shorter way

Floats = NDArray[np.floating[Any]]
Flags = NDArray[np.bool_]
Indexes = NDArray[np.intp]
Counts = NDArray[np.int32]
_Cells = tuple[slice, slice]  # rows and columns


class Space:
    """The free and the taken part of a box, in cells of one millimetre."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._shape = (max(int(box.height / _CELL), 1), max(int(box.width / _CELL), 1))
        self._taken = np.zeros(self._shape, np.bool_)
        self._cost = np.zeros(self._shape, np.float32)
        self._sums: Counts | None = None
        self._refused: list[tuple[int, int]] = []

    def take(self, box: Box, cost: float) -> None:
        """Nothing may be placed on the box; a leader over it costs so much a millimetre."""
        cells = self._cells(box)
        self._fill(cells)
        np.maximum(self._cost[cells], cost, out=self._cost[cells])

    def take_outline(self, edges: Iterable[Line], cost: float) -> None:
        """The same for the inside (even-odd rule) and the edges of an outline."""
        sides = list(edges)
        cells = self._cells(Box.about([point for side in sides for point in side]))
        inside = self._inside(sides, cells)
        for start, end in sides:
            self.take_line(start, end, cost)
        self._taken[cells] |= inside
        self._sums = None
        part = self._cost[cells]
        np.maximum(part, inside * np.float32(cost), out=part)

    def _inside(self, sides: Iterable[Line], cells: _Cells) -> Flags:
        """Which of the cells have their middle inside an outline."""
        x, y = self._middles(cells)
        inside = np.zeros((len(y), len(x)), np.bool_)
        for (x1, y1), (x2, y2) in sides:
            if y1 != y2:
                inside ^= ((y1 > y) != (y2 > y)) & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        return inside

    def _middles(self, cells: _Cells) -> tuple[Floats, Floats]:
        """Where the middles of cells lie: across in a row, up in a column."""
        (rows, columns), (high, wide) = cells, self._shape
        x, y = _centers(self._box.left, wide, columns), _centers(self._box.bottom, high, rows)
        return x, y[:, None]

    def take_line(self, start: Point, end: Point, cost: float) -> None:
        """The same for a straight line."""
        cells = self._along(start, end)
        self._fill(cells)
        self._cost[cells] = np.maximum(self._cost[cells], cost)

    def _fill(self, cells: _Cells | tuple[Indexes, Indexes]) -> None:
        self._taken[cells] = True
        self._sums = None

    def find(self, width: float, height: float, anchor: Point) -> tuple[Box, float] | None:
        """The free box of that size whose leader to the anchor is best, and the leader's cost."""
        h, w = _cells_in(height), _cells_in(width)
        if self._hopeless(h, w):
            return None
        spots = self._spots(h, w)
        if not len(spots.left):
            self._refused.append((h, w))  # what is taken stays taken: nothing as large finds room later
            return None
        return self._best(spots.tried(anchor), (width, height), anchor)

    def _hopeless(self, h: int, w: int) -> bool:
        """Whether so many cells are more than the box has, or than found no room before."""
        return h > self._shape[0] or w > self._shape[1] or self._was_refused(h, w)

    def _was_refused(self, h: int, w: int) -> bool:
        return any(h >= high and w >= wide for high, wide in self._refused)

    def _spots(self, h: int, w: int) -> _Spots:
        """All places where so many rows and columns of cells are free."""
        rows, columns = np.nonzero(self._taken_in(h, w) == 0)
        left, bottom = self._box.left + columns * _CELL, self._box.bottom + rows * _CELL
        return _Spots(left, bottom, w * _CELL, h * _CELL)

    def _taken_in(self, h: int, w: int) -> Counts:
        """How many cells are taken in each part of so many rows and columns."""
        total = self._total()
        taken: Counts = total[h:, w:] - total[:-h, w:] - total[h:, :-w] + total[:-h, :-w]
        return taken

    def _total(self) -> Counts:
        """How many cells are taken below and to the left of each corner."""
        if self._sums is None:
            self._sums = np.zeros((self._shape[0] + 1, self._shape[1] + 1), np.int32)
            self._sums[1:, 1:] = self._taken.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
        return self._sums

    def _best(self, spots: _Spots, size: tuple[float, float], anchor: Point) -> tuple[Box, float]:
        """The box in the middle of the spot with the cheapest leader, and what that leader costs."""
        x, y = spots.middles()
        across = _nearest(anchor[0], x, size[0])
        along = _nearest(anchor[1], y, size[1])
        costs = self._costs(anchor, across, along)
        best = int(np.argmin(costs))
        return Box.around((float(x[best]), float(y[best])), *size), float(costs[best])

    def _costs(self, start: Point, across: Floats, along: Floats) -> Floats:
        """For leaders from one point to each of the ends: the length plus what they cross."""
        across, along = across - start[0], along - start[1]
        lengths: Floats = np.hypot(across, along)
        costs: Floats = lengths + self._passed(start, across, along).mean(1) * lengths / _CELL
        return costs

    def _passed(self, start: Point, across: Floats, along: Floats) -> Floats:
        """The cost of each cell at points along ways that lead so far across and along from one point."""
        parts = np.linspace(0.0, 1.0, _SAMPLES)
        columns, rows = start[0] + np.outer(across, parts), start[1] + np.outer(along, parts)
        return self._cost[self._cells_of(rows, columns)]

    def _along(self, start: Point, end: Point) -> tuple[Indexes, Indexes]:
        """The cells that a straight line passes, two points a cell."""
        steps = _steps(end[0] - start[0], end[1] - start[1])
        return self._cells_of(np.linspace(start[1], end[1], steps), np.linspace(start[0], end[0], steps))

    def _cells_of(self, up: Floats, across: Floats) -> tuple[Indexes, Indexes]:
        """Rows and columns of the cells at heights and places in mm; those beyond the box at its edge."""
        rows, columns = self._shape
        return _at(up - self._box.bottom, rows), _at(across - self._box.left, columns)

    def _cells(self, box: Box) -> _Cells:
        """Rows and columns of every cell that a box touches."""
        left, low = self._box.left, self._box.bottom
        return _span(box.bottom - low, box.top - low), _span(box.left - left, box.right - left)


@dataclass(frozen=True, slots=True)
class _Spots:
    """Free places of one size, by their lower left corners; all in mm."""

    left: Floats
    bottom: Floats
    width: float
    height: float

    def tried(self, anchor: Point) -> _Spots:
        """The nearest to a point, and of the others a few from all over the plan."""
        order = _some(np.argsort(self._distances(anchor), kind="stable"))
        return _Spots(self.left[order], self.bottom[order], self.width, self.height)

    def _distances(self, anchor: Point) -> Floats:
        dx = _gaps(anchor[0], self.left, self.width)
        dy = _gaps(anchor[1], self.bottom, self.height)
        distances: Floats = dx + dy + _ASKEW * np.minimum(dx, dy)
        return distances

    def middles(self) -> tuple[Floats, Floats]:
        return self.left + self.width / 2, self.bottom + self.height / 2


def _some(order: Indexes) -> Indexes:
    """The first, and a few from all of the others."""
    every = max(len(order) // _TRIED, 1)
    return np.concatenate((order[:_TRIED], order[_TRIED::every]))


def _gaps(at: float, low: Floats, length: float) -> Floats:
    """How far a number is from each stretch of a length; 0 within."""
    gaps: Floats = np.maximum(np.maximum(low - at, at - low - length), 0)
    return gaps


def _nearest(at: float, middles: Floats, length: float) -> Floats:
    """The number of each stretch, given by its middle, that is nearest to a number."""
    nearest: Floats = np.minimum(np.maximum(at, middles - length / 2), middles + length / 2)
    return nearest


def _span(low: float, high: float) -> slice:
    """The cells from one distance in mm to another, whole and begun ones."""
    return slice(max(int(np.floor(low / _CELL)), 0), max(int(np.ceil(high / _CELL)), 0))


def _steps(across: float, along: float) -> int:
    """How many points of a line stand for all the cells that it passes."""
    return max(int(np.hypot(across, along) / _CELL * 2), 1) + 1


def _at(ways: Floats, count: int) -> Indexes:
    """The cells of a row of so many at distances in mm; those beyond it at its ends."""
    return np.clip((ways / _CELL).astype(np.intp), 0, count - 1)


def _centers(low: float, count: int, part: slice) -> Floats:
    """The middles of some cells of a row of so many that begins at a number."""
    middles: Floats = low + (np.arange(count)[part] + 0.5) * _CELL
    return middles


def _cells_in(length: float) -> int:
    """How many cells in a row a length may touch."""
    return int(np.ceil(length / _CELL)) + 1
