"""The display list: what a page consists of, in millimetres from the lower left corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_TURNS = [2 * math.pi * step / 36 for step in range(36)]
_CIRCLE = [(math.cos(turn), math.sin(turn)) for turn in _TURNS]
Point = tuple[float, float]
Ring = tuple[Point, ...]


class Box(NamedTuple):
    """An upright rectangle by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def center(self) -> Point:
        return ((self.left + self.right) / 2, (self.bottom + self.top) / 2)

    @property
    def corners(self) -> tuple[Point, ...]:
        return (
            (self.left, self.bottom),
            (self.right, self.bottom),
            (self.right, self.top),
            (self.left, self.top),
        )

    def grown(self, by: float) -> Box:
        """The box with every edge moved outwards."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def at(self, across: float, up: float) -> Point:
        """The point at shares of the width and the height, (0, 0) being the lower left corner."""
        return (self.left + across * self.width, self.bottom + up * self.height)

    def contains(self, point: Point) -> bool:
        """Whether a point lies inside or on an edge."""
        x, y = point
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def nearest(self, point: Point) -> Point:
        """The point of the box that is nearest to a point."""
        x, y = point
        return (min(max(x, self.left), self.right), min(max(y, self.bottom), self.top))

    def cut_top(self, height: float) -> tuple[Box, Box]:
        """A strip of that height along the upper edge, and the rest."""
        cut = self.top - height
        return self._replace(bottom=cut), self._replace(top=cut)

    def cut_bottom(self, height: float) -> tuple[Box, Box]:
        """A strip of that height along the lower edge, and the rest."""
        cut = self.bottom + height
        return self._replace(top=cut), self._replace(bottom=cut)

    def holds(self, other: Box) -> bool:
        """Whether another box lies in this one; edges may coincide."""
        return self.contains((other.left, other.bottom)) and self.contains((other.right, other.top))

    def common(self, other: Box) -> Box:
        """The box that two boxes share; they meet."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, min(self.right, other.right), min(self.top, other.top))

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    @classmethod
    def about(cls, points: Sequence[Point]) -> Box:
        """The smallest box that has all of some points."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys))

    @classmethod
    def around(cls, center: Point, width: float, height: float) -> Box:
        """A box of the given size about a point."""
        x, y = center
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True, slots=True)
class Fill:
    """A closed polygon with a face, an edge, or both.

    `more` are further rings of the same area; a ring that turns the other way is a hole.
    """

    points: tuple[Point, ...]
    face: str | None = None
    edge: str | None = None
    width: float = 0.0
    more: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Open polylines of one colour and width; `dash` is on and off in millimetres."""

    lines: tuple[tuple[Point, ...], ...]
    color: str
    width: float
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; x is the start, middle or end (`anchor`), y the baseline."""

    x: float
    y: float
    text: str
    size: float
    color: str
    bold: bool = False
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture as ink in a box: its white lets through what is under it.

    `pixels` are the places in the picture, from its upper left, of the points (0, 0), (1, 0) and (0, 1)
    of the page.
    """

    box: Box
    data: bytes
    pixels: tuple[Point, ...]
    strength: float


Shape = Fill | Lines | Text | Raster


def box_fill(box: Box, face: str | None = None, edge: str | None = None, width: float = 0.0) -> Fill:
    """A rectangle."""
    return Fill(box.corners, face, edge, width)


def disc(center: Point, radius: float, face: str | None, edge: str | None = None, width: float = 0.0) -> Fill:
    """A circle, as a polygon of 36 sides."""
    x, y = center
    points = tuple((x + radius * across, y + radius * up) for across, up in _CIRCLE)
    return Fill(points, face, edge, width)


def text_in(
    x: float, middle: float, text: str, size: float, color: str, bold: bool = False, anchor: str = "start"
) -> Text:
    """A line of text whose characters are centred on the height `middle`."""
    return Text(x, middle - 0.37 * size, text, size, color, bold, anchor)
