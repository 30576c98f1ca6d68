"""What boards and cards show of units: rules to know by heart, what nobody may do, what to do first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from generator import domain
from generator.facts import signs
from generator.library import Library, knowledge

# How many units, and how many prohibitions of each, a sheet has room for.
_UNITS, _NEVER = 4, 2

Units = Sequence[domain.Unit]
Points = Sequence[domain.RiskPoint]


def gravest(units: Units, points: Points) -> tuple[domain.Unit, ...]:
    """The units that may cause an accident of the risk points, those of the gravest point first.

    ``points`` come with the gravest first.
    """
    ranked = ((_rank(unit, points), unit) for unit in units)
    found = sorted(((rank, unit) for rank, unit in ranked if rank is not None), key=lambda one: one[0])
    return tuple(unit for _, unit in found)


def _rank(unit: domain.Unit, points: Points) -> int | None:
    """The place of the first risk point that may have an accident of a unit."""
    mine = {*unit.accidents}
    return next((at for at, point in enumerate(points) if mine.intersection(point.accidents)), None)


def iron(units: Units) -> tuple[str, ...]:
    """The rules to know by heart, the first of each unit before the second of any."""
    return tuple(signs.turns(unit.iron for unit in units[:_UNITS]))


def never(units: Units, library: Library) -> tuple[str, ...]:
    """The first prohibitions of each unit, those of pairs that meet before them."""
    met = chain.from_iterable(_said(pair, "never") for pair in _met(units, library))
    own = chain.from_iterable(unit.never[:_NEVER] for unit in units[:_UNITS])
    return tuple(dict.fromkeys((*met, *own)))


def first(units: Units, library: Library) -> tuple[str, ...]:
    """What to do first: of the pair that meets where there is one, else of the gravest unit."""
    for pair in _met(units[:_UNITS], library):
        if steps := tuple(_said(pair, "first")):
            return steps
    return units[0].first if units else ()


def _met(units: Units, library: Library) -> Iterator[knowledge.Head]:
    """The pairs of which both units are there."""
    decided = {frozenset(pair["pair"]): pair for pair in knowledge.pairs(library).values()}
    for one, other in combinations([unit.key for unit in units], 2):
        if pair := decided.get(frozenset((one, other))):
            yield pair


def _said(pair: knowledge.Head, field: str) -> Iterator[str]:
    return (row["say"] for row in pair.get(field, ()))
