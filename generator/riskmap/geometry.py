"""Plane geometry of outlines, in plain Python: enough for every zone that is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.canvas import Box, Point


def clean(points: Sequence[Point]) -> tuple[Point, ...]:
    """The outline without repeated corners (a closing corner included)."""
    out: list[Point] = []
    for x, y in points:
        if not out or (x, y) != out[-1]:
            out.append((float(x), float(y)))
    while len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return tuple(out)


def area(points: Sequence[Point]) -> float:
    """The area inside an outline."""
    pairs = zip(points, (*points[1:], *points[:1]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def bounds(points: Sequence[Point]) -> Box:
    """The upright rectangle around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_rectangle(points: Sequence[Point]) -> bool:
    """Whether an outline is an upright rectangle."""
    box = bounds(points)
    return len(points) == 4 and set(points) == set(box.corners) and area(points) > 0


def contains(points: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside an outline (even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def within(room: Box, box: Box) -> bool:
    """Whether a box lies in another one."""
    return (
        box.left >= room.left - 1e-6
        and box.right <= room.right + 1e-6
        and box.bottom >= room.bottom - 1e-6
        and box.top <= room.top + 1e-6
    )


def turned(points: tuple[Point, ...], way: int) -> tuple[Point, ...]:
    """The outline running to the left (way 1) or to the right (-1); a rectangle keeps its first corner."""
    pairs = zip(points, (*points[1:], *points[:1]), strict=True)
    left = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) > 0
    return points if left == (way > 0) else (points[0], *reversed(points[1:]))


def crosses_box(start: Point, end: Point, box: Box) -> bool:
    """Whether a straight line passes through the inside of a box."""
    return clipped(start, end, box) is not None


def clipped(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight line inside a box (clipping by Liang and Barsky)."""
    (x1, y1), (x2, y2) = start, end
    enter, leave = 0.0, 1.0
    for run, gap_low, gap_high in (
        (x2 - x1, x1 - box.left, box.right - x1),
        (y2 - y1, y1 - box.bottom, box.top - y1),
    ):
        if run == 0:
            if gap_low <= 1e-6 or gap_high <= 1e-6:
                return None
            continue
        first, second = sorted((-gap_low / run, gap_high / run))
        enter, leave = max(enter, first), min(leave, second)
    if leave - enter <= 1e-6:
        return None
    return (x1 + (x2 - x1) * enter, y1 + (y2 - y1) * enter), (x1 + (x2 - x1) * leave, y1 + (y2 - y1) * leave)


def hatch(rings: Sequence[Sequence[Point]], angle: float, spacing: float) -> list[tuple[Point, Point]]:
    """Parallel lines inside rings (even-odd rule); lines of neighbouring outlines continue each other."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    edges = []
    for points in rings:
        across = [(x * cos + y * sin, y * cos - x * sin) for x, y in points]
        edges += list(zip(across, (*across[1:], across[0]), strict=True))
    low, high = min(start[1] for start, _ in edges), max(start[1] for start, _ in edges)
    out = []
    for step in range(math.floor(low / spacing) + 1, math.ceil(high / spacing)):
        v = step * spacing
        cuts = sorted(
            u1 + (v - v1) * (u2 - u1) / (v2 - v1) for (u1, v1), (u2, v2) in edges if (v1 > v) != (v2 > v)
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            out.append(
                (
                    (start * cos - v * sin, start * sin + v * cos),
                    (end * cos - v * sin, end * sin + v * cos),
                )
            )
    return out


def nice(length: float) -> float:
    """The greatest of 1, 2, 5, 10, 20, 50 ... that is not above a length."""
    power = 10.0 ** math.floor(math.log10(length))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= length * (1 + 1e-9))
