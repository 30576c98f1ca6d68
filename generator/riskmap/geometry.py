"""Plane geometry of outlines, in plain Python: enough for every zone that is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Point

_HAIR = 1e-6  # what rounding may add to a length or a share of it
Line = tuple[Point, Point]


def clean(points: Sequence[Point]) -> tuple[Point, ...]:
    """The outline without repeated corners (a closing corner included)."""
    out: list[Point] = []
    for x, y in points:
        if not out or (x, y) != out[-1]:
            out.append((float(x), float(y)))
    while len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return tuple(out)


def sides(points: Sequence[Point]) -> Iterator[Line]:
    """The edges of an outline, the closing one last."""
    return zip(points, (*points[1:], *points[:1]), strict=True)


def between(start: Point, end: Point, part: float) -> Point:
    """The point that lies at a part of the way."""
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def _turning(points: Sequence[Point]) -> float:
    """Twice the area inside an outline; below 0 where it runs to the right."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in sides(points))


def area(points: Sequence[Point]) -> float:
    """The area inside an outline."""
    return abs(_turning(points)) / 2


def is_rectangle(points: Sequence[Point]) -> bool:
    """Whether an outline is an upright rectangle."""
    return len(points) == 4 and set(points) == set(Box.about(points).corners) and area(points) > 0


def contains(points: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside an outline (even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in sides(points):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def within(room: Box, box: Box) -> bool:
    """Whether a box lies in another one."""
    return room.grown(_HAIR).holds(box)


def turned(points: tuple[Point, ...], way: int) -> tuple[Point, ...]:
    """The outline running to the left (way 1) or to the right (-1); a rectangle keeps its first corner."""
    runs_left = _turning(points) > 0
    return points if runs_left == (way > 0) else (points[0], *reversed(points[1:]))


def crosses_box(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight line passes through the inside of a box."""
    return clipped(start, end, box) is not None


def clipped(start: Point, end: Point, box: Box) -> Line | None:
    """The part of a straight line inside a box (clipping by Liang and Barsky)."""
    across = _inner_part(start[0], end[0], box.left, box.right)
    along = _inner_part(start[1], end[1], box.bottom, box.top)
    if not across or not along:
        return None
    enter, leave = max(0.0, across[0], along[0]), min(1.0, across[1], along[1])
    if leave - enter <= _HAIR:
        return None
    return between(start, end, enter), between(start, end, leave)


def _inner_part(start: float, end: float, low: float, high: float) -> tuple[float, float] | None:
    """From which to which part of its way a number that goes from start to end lies between two others.

    None where it stands still outside of them or on one of them.
    """
    run = end - start
    if run == 0:
        still_inside = start - low > _HAIR and high - start > _HAIR
        return (0.0, 1.0) if still_inside else None
    first, second = (low - start) / run, (high - start) / run
    return (first, second) if first <= second else (second, first)


@dataclass(frozen=True, slots=True)
class _Axes:
    """Axes turned to the left: a point is told by its way along them (u) and across them (v)."""

    cos: float
    sin: float

    @classmethod
    def turned(cls, degrees: float) -> _Axes:
        turn = math.radians(degrees)
        return cls(math.cos(turn), math.sin(turn))

    def into(self, point: Point) -> Point:
        x, y = point
        return (x * self.cos + y * self.sin, y * self.cos - x * self.sin)

    def sides(self, ring: Sequence[Point]) -> Iterator[Line]:
        return sides([self.into(point) for point in ring])

    def back(self, u: float, v: float) -> Point:
        return (u * self.cos - v * self.sin, u * self.sin + v * self.cos)


def hatch(rings: Sequence[Sequence[Point]], angle: float, spacing: float) -> list[Line]:
    """Parallel lines inside rings (even-odd rule); lines of neighbouring outlines continue each other.

    The lines stand at whole multiples of the spacing from the origin, not from the outline: that is what
    lets those of neighbours meet.
    """
    axes = _Axes.turned(angle)
    edges = [side for ring in rings for side in axes.sides(ring)]
    lines: list[Line] = []
    for v in _levels(edges, spacing):
        cuts = _cuts(edges, v)
        for enter, leave in zip(cuts[::2], cuts[1::2], strict=False):
            lines.append((axes.back(enter, v), axes.back(leave, v)))
    return lines


def _levels(edges: Sequence[Line], spacing: float) -> list[float]:
    """The multiples of the spacing between the lowest and the highest corner."""
    corners = [v for (_, v), _ in edges]
    first, end = math.floor(min(corners) / spacing) + 1, math.ceil(max(corners) / spacing)
    return [step * spacing for step in range(first, end)]


def _cuts(edges: Sequence[Line], v: float) -> list[float]:
    """Where edges cross the level v, from left to right."""
    return sorted(
        u1 + (v - v1) * (u2 - u1) / (v2 - v1) for (u1, v1), (u2, v2) in edges if (v1 > v) != (v2 > v)
    )


def nice(length: float) -> float:
    """The greatest of 1, 2, 5, 10, 20, 50 ... that is not above a length."""
    power = 10.0 ** math.floor(math.log10(length))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= length * (1 + 1e-9))
