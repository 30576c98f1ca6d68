"""What boards and cards show of units: rules to know by heart, what nobody may do, what to do first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from generator import domain
from generator.facts import signs
from generator.library import Library, knowledge

Units = Sequence[domain.Unit]
Points = Sequence[domain.RiskPoint]
Scenes = Sequence[domain.Scene]


def gravest(units: Units, points: Points) -> tuple[domain.Unit, ...]:
    """The units that risk points tell of, those of the gravest point first, at one point as they come.

    ``points`` come with the gravest first.
    """
    ranked = sorted((_rank(unit, points), at) for at, unit in enumerate(units))
    return tuple(units[at] for rank, at in ranked if rank < len(points))


def _rank(unit: domain.Unit, points: Points) -> int:
    """The place of the first risk point that tells of a unit and may have one of its accidents."""
    places = (at for at, point in enumerate(points) if _tells_of(point, unit))
    return next(places, len(points))


def _tells_of(point: domain.RiskPoint, unit: domain.Unit) -> bool:
    return point.keys in unit.points and not {*unit.accidents}.isdisjoint(point.accidents)


def iron(units: Units) -> tuple[str, ...]:
    """The rules to know by heart, the first of each unit before the second of any."""
    return tuple(signs.turns(unit.iron for unit in units))


def never(units: Units, count: int, library: Library) -> tuple[str, ...]:
    """So many first prohibitions of each unit, those of pairs that meet before them."""
    met = chain.from_iterable(_said(pair, "never") for pair in _met(units, library))
    own = chain.from_iterable(unit.never[:count] for unit in units)
    return tuple(dict.fromkeys((*met, *own)))


def first(units: Units, library: Library) -> tuple[str, ...]:
    """What to do first: of the pair that meets where there is one, else of the gravest unit.

    The gravest unit has its say before a pair of two others.
    """
    for pair in _met(units, library):
        if steps := tuple(_said(pair, "first")):
            return steps if units[0].key in pair["pair"] else (*units[0].first, *steps)
    return units[0].first if units else ()


def shortly(units: Units, points: Points, scenes: Scenes, library: Library) -> tuple[str, ...]:
    """The same in few words: of the pair that meets, else the card of the gravest unit's scene plan."""
    if any(pair.get("first") for pair in _met(units, library)):
        return first(units, library)
    for unit in units:
        ours = knowledge.heads(library)[unit.key].get("scenes", {})
        may = _accidents(unit, points)
        for scene in scenes:
            if scene.key in ours and not may.isdisjoint(scene.types):
                return (scene.do,)
    return ()


def _accidents(unit: domain.Unit, points: Points) -> set[str]:
    """What may happen at the risk points that tell of a unit."""
    return {name for point in points if point.keys in unit.points for name in point.accidents}


def _met(units: Units, library: Library) -> Iterator[knowledge.Head]:
    """The pairs of which both units are there."""
    decided = library.once(_decided)
    for one, other in combinations([unit.key for unit in units], 2):
        if pair := decided.get(frozenset((one, other))):
            yield pair


def _decided(library: Library) -> dict[frozenset[str], knowledge.Head]:
    """The pairs by their two units."""
    return {frozenset(pair["pair"]): pair for pair in knowledge.pairs(library).values()}


def _said(pair: knowledge.Head, field: str) -> Iterator[str]:
    return (row["say"] for row in pair.get(field, ()))
