"""Plane geometry enough to tell a sound outline from a faulty one."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def simple(points: Sequence[Point]) -> bool:
    """True when no two sides of the closed outline meet but neighbours in their common corner."""
    corners = list(points[:-1] if points[0] == points[-1] else points)
    count = len(corners)
    if count < 3 or len(set(corners)) < count:
        return False
    after = [*corners[1:], corners[0]]
    before = [corners[-1], *corners[:-1]]
    if any(map(_folds_back, before, corners, after)):
        return False
    return not _sides_meet(list(zip(corners, after, strict=True)))


def _sides_meet(sides: Sequence[tuple[Point, Point]]) -> bool:
    """Whether any two sides that are no neighbours meet; the first and the last are neighbours too."""
    count = len(sides)
    return any(
        _cross(*sides[i], *sides[j])
        for i in range(count)
        for j in range(i + 2, count)
        if (i, j) != (0, count - 1)
    )


def _folds_back(before: Point, corner: Point, after: Point) -> bool:
    if _turn(before, corner, after):
        return False
    ahead = (corner[0] - before[0]) * (after[0] - corner[0]) + (corner[1] - before[1]) * (
        after[1] - corner[1]
    )
    return ahead < 0


def _turn(a: Point, b: Point, c: Point) -> int:
    value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (value > 0) - (value < 0)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if _turn(a, b, c) != _turn(a, b, d) and _turn(c, d, a) != _turn(c, d, b):
        return True
    return any(
        _turn(p, q, r) == 0 and _between(p, q, r) for p, q, r in ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    )


def _between(a: Point, b: Point, c: Point) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])
