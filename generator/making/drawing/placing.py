"""From a plan's own measure (units or pixels) to metres, by a scale or by two points known in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
Pair = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Placing:
    """A scaling and turning: metres are `factor` times a point, as a complex number, plus `shift`.

    Where y points down (`flipped`) it is turned up first.
    """

    factor: complex
    shift: complex = 0j
    flipped: bool = False

    def at(self, point: Point) -> Point:
        """A point of the plan in metres."""
        made = self.factor * _complex(point, self.flipped) + self.shift
        return made.real, made.imag

    def along(self, line: Iterable[Point]) -> tuple[Point, ...]:
        """A line or a ring of the plan in metres."""
        return tuple(map(self.at, line))

    def back(self, point: Point) -> Point:
        """A point in metres on the plan."""
        made = (complex(*point) - self.shift) / self.factor
        return made.real, -made.imag if self.flipped else made.imag


def by_points(first: Pair, second: Pair, flipped: bool) -> Placing | None:
    """The placing that brings two points of the plan to two points in metres; None where they coincide."""
    a, b = (_complex(plan, flipped) for plan, _ in (first, second))
    c, d = (complex(*metres) for _, metres in (first, second))
    if a == b or c == d:
        return None
    factor = (d - c) / (b - a)
    return Placing(factor, c - factor * a, flipped)


def _complex(point: Point, flipped: bool) -> complex:
    return complex(point[0], -point[1] if flipped else point[1])
