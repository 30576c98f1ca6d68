"""Which scene plan answers the gravest risk: that is what is drilled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator import domain

_Rank = tuple[int, int, bool]


def scene(
    points: Iterable[domain.RiskPoint], scenes: Sequence[domain.Scene], types: Iterable[str]
) -> domain.Scene | None:
    """The plan for the gravest point that has one; without points that for the first of the accident types.

    ``points`` come the gravest first.
    """
    for point in points:
        if fitting := [one for one in scenes if not set(one.types).isdisjoint(point.accidents)]:
            return min(fitting, key=lambda one: _fit(one, point))
    return next((one for kind in types for one in scenes if kind in one.types), None)


def _fit(one: domain.Scene, point: domain.RiskPoint) -> _Rank:
    """For sorting: what answers the accident that the point names first, then by words, then by place."""
    return _first_shared(point.accidents, one.types), -_called(one, point), not _is_in(point.zone, one.places)


def _first_shared(accidents: Sequence[str], types: Iterable[str]) -> int:
    return min(accidents.index(kind) for kind in types if kind in accidents)


def _is_in(zone: str, places: Iterable[str]) -> bool:
    return any(place.startswith(zone) for place in places)


def _called(one: domain.Scene, point: domain.RiskPoint) -> int:
    """How many of the plan's words a point says."""
    said = f"{point.name} {point.step} {point.source}"
    return sum(word in said for word in one.words)
