"""Plane geometry enough to tell a sound outline from a faulty one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Point = tuple[float, float]


def simple(points: Sequence[Point]) -> bool:
    """True when no two sides of the closed outline meet but neighbours in their common corner."""
    corners = list(points[:-1] if points[0] == points[-1] else points)
    if len(corners) < 3 or len(set(corners)) < len(corners):
        return False
    return not _turns_round(corners) and not _sides_meet(corners)


def _turns_round(corners: Sequence[Point]) -> bool:
    """Whether at some corner a side runs back over the one before it."""
    after = [*corners[1:], corners[0]]
    before = [corners[-1], *corners[:-1]]
    return any(map(_folds_back, before, corners, after))


def _sides_meet(corners: Sequence[Point]) -> bool:
    """Whether any two sides that are no neighbours meet."""
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    return any(_cross(*sides[i], *sides[j]) for i, j in _apart(len(sides)))


def _apart(count: int) -> Iterator[tuple[int, int]]:
    """Each pair of sides that are no neighbours; the first and the last are neighbours too."""
    for first in range(count):
        for second in range(first + 2, count):
            if (first, second) != (0, count - 1):
                yield first, second


def _folds_back(before: Point, corner: Point, after: Point) -> bool:
    if _turn(before, corner, after):
        return False
    (x, y), (right, up) = _way(before, corner), _way(corner, after)
    return x * right + y * up < 0


def _way(start: Point, end: Point) -> Point:
    """How far it is from one point to the other, in either direction of the plane."""
    return end[0] - start[0], end[1] - start[1]


def _turn(a: Point, b: Point, c: Point) -> int:
    (x, y), (right, up) = _way(a, b), _way(a, c)
    value = x * up - y * right
    return (value > 0) - (value < 0)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if _turn(a, b, c) != _turn(a, b, d) and _turn(c, d, a) != _turn(c, d, b):
        return True
    return _touches(a, b, c) or _touches(a, b, d) or _touches(c, d, a) or _touches(c, d, b)


def _touches(a: Point, b: Point, c: Point) -> bool:
    """Whether the third point lies on the side from the first to the second."""
    return _turn(a, b, c) == 0 and _between(a, b, c)


def _between(a: Point, b: Point, c: Point) -> bool:
    return all(min(start, end) <= at <= max(start, end) for start, end, at in zip(a, b, c, strict=True))
