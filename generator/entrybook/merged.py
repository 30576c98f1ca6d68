"""Merged cells of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from generator.entrybook.scanned import Place


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell from its first row and column to its last, all from 1; the value stands in the first."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def first(self) -> Place:
        """The row and the column of the value."""
        return self.top, self.left

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def of_corners(first: Place, last: Place) -> Merge:
    """A merged cell from its corners, which the reader counts from 0."""
    (top, left), (bottom, right) = first, last
    return Merge(top + 1, left + 1, bottom + 1, right + 1)
