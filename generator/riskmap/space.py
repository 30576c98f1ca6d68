"""Finding room on the plan: a fine grid that knows what is taken."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from generator.canvas import Box, Point
from generator.riskmap.geometry import bounds

_CELL = 1.0
_TRIED = 60
_SAMPLES = 80

Floats = NDArray[np.float64]
Indexes = NDArray[np.intp]
Counts = NDArray[np.int32]


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
        rows, columns = self._cells(box)
        self._taken[rows, columns] = True
        self._sums = None
        np.maximum(self._cost[rows, columns], cost, out=self._cost[rows, columns])

    def take_outline(self, edges: Iterable[tuple[Point, Point]], cost: float) -> None:
        """The same for the inside (even-odd rule) and the edges of an outline."""
        sides = list(edges)
        rows, columns = self._cells(bounds([point for side in sides for point in side]))
        x = self._box.left + (np.arange(self._shape[1])[columns] + 0.5) * _CELL
        y = (self._box.bottom + (np.arange(self._shape[0])[rows] + 0.5) * _CELL)[:, None]
        inside = np.zeros((len(y), len(x)), np.bool_)
        for (x1, y1), (x2, y2) in sides:
            if y1 != y2:
                inside ^= ((y1 > y) != (y2 > y)) & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
            self.take_line((x1, y1), (x2, y2), cost)
        self._taken[rows, columns] |= inside
        self._sums = None
        part = self._cost[rows, columns]
        np.maximum(part, inside * np.float32(cost), out=part)

    def take_line(self, start: Point, end: Point, cost: float) -> None:
        """The same for a straight line."""
        rows, columns = self._along(start, end)
        self._taken[rows, columns] = True
        self._sums = None
        self._cost[rows, columns] = np.maximum(self._cost[rows, columns], cost)

    def find(self, width: float, height: float, anchor: Point) -> tuple[Box, float] | None:
        """The free box of that size whose leader to the anchor is best, and the leader's cost."""
        h, w = int(np.ceil(height / _CELL)) + 1, int(np.ceil(width / _CELL)) + 1
        if h > self._shape[0] or w > self._shape[1] or any(h >= a and w >= b for a, b in self._refused):
            return None
        total = self._total()
        rows, columns = np.nonzero(total[h:, w:] - total[:-h, w:] - total[h:, :-w] + total[:-h, :-w] == 0)
        if not len(rows):
            self._refused.append((h, w))  # what is taken stays taken: nothing as large finds room later
            return None
        return self._best(rows, columns, (h * _CELL, w * _CELL), (width, height), anchor)

    def _total(self) -> Counts:
        """How many cells are taken below and to the left of each corner."""
        if self._sums is None:
            self._sums = np.zeros((self._shape[0] + 1, self._shape[1] + 1), np.int32)
            self._sums[1:, 1:] = self._taken.cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
        return self._sums

    def _best(
        self,
        rows: Indexes,
        columns: Indexes,
        cells: tuple[float, float],
        size: tuple[float, float],
        anchor: Point,
    ) -> tuple[Box, float]:
        left, bottom = self._box.left + columns * _CELL, self._box.bottom + rows * _CELL
        dx = np.maximum(np.maximum(left - anchor[0], anchor[0] - left - cells[1]), 0)
        dy = np.maximum(np.maximum(bottom - anchor[1], anchor[1] - bottom - cells[0]), 0)
        order = np.argsort(dx + dy + 0.15 * np.minimum(dx, dy), kind="stable")
        order = np.concatenate((order[:_TRIED], order[_TRIED :: max(len(order) // _TRIED, 1)]))
        x, y = left[order] + cells[1] / 2, bottom[order] + cells[0] / 2
        ends = (
            np.minimum(np.maximum(anchor[0], x - size[0] / 2), x + size[0] / 2),
            np.minimum(np.maximum(anchor[1], y - size[1] / 2), y + size[1] / 2),
        )
        costs = self._costs(anchor, np.stack(ends, axis=1))
        best = int(np.argmin(costs))
        return Box.around((float(x[best]), float(y[best])), *size), float(costs[best])

    def _costs(self, start: Point, ends: Floats) -> Floats:
        """For leaders from one point to each of the ends: the length plus what they cross."""
        parts = np.linspace(0.0, 1.0, _SAMPLES)
        columns = start[0] + np.outer(ends[:, 0] - start[0], parts) - self._box.left
        rows = start[1] + np.outer(ends[:, 1] - start[1], parts) - self._box.bottom
        height, width = self._shape
        passed = self._cost[
            np.clip((rows / _CELL).astype(np.intp), 0, height - 1),
            np.clip((columns / _CELL).astype(np.intp), 0, width - 1),
        ]
        lengths: Floats = np.hypot(ends[:, 0] - start[0], ends[:, 1] - start[1])
        costs: Floats = lengths + passed.mean(1) * lengths / _CELL
        return costs

    def _along(self, start: Point, end: Point) -> tuple[Indexes, Indexes]:
        steps = max(int(np.hypot(end[0] - start[0], end[1] - start[1]) / _CELL * 2), 1) + 1
        columns = (np.linspace(start[0], end[0], steps) - self._box.left) / _CELL
        rows = (np.linspace(start[1], end[1], steps) - self._box.bottom) / _CELL
        return (
            np.clip(np.floor(rows), 0, self._shape[0] - 1).astype(np.intp),
            np.clip(np.floor(columns), 0, self._shape[1] - 1).astype(np.intp),
        )

    def _cells(self, box: Box) -> tuple[slice, slice]:
        return (
            slice(
                max(int(np.floor((box.bottom - self._box.bottom) / _CELL)), 0),
                max(int(np.ceil((box.top - self._box.bottom) / _CELL)), 0),
            ),
            slice(
                max(int(np.floor((box.left - self._box.left) / _CELL)), 0),
                max(int(np.ceil((box.right - self._box.left) / _CELL)), 0),
            ),
        )


def leader_end(box: Box, anchor: Point) -> Point:
    """Where a leader from the anchor meets a label."""
    x, y = anchor
    return (min(max(x, box.left), box.right), min(max(y, box.bottom), box.top))
