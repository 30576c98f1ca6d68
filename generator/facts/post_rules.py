"""Operating rules by post: which rules of machines its holders follow, what its substances add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from generator import domain
from generator.facts import grading, heart
from generator.facts.heart import Units
from generator.facts.plain import Fields, distinct
from generator.library import Library, knowledge

_PARTS = ("before", "during", "after", "forbidden")  # of operating rules
_TREATED = 2  # units whose first aid is told
_UNITS, _NEVER = 4, 3  # of a post: the gravest units, and so many prohibitions of each


Zones = Sequence[domain.Zone]
Rules = Sequence[domain.OperatingRule]


def derive(
    posts: Iterable[domain.Post], zones: Zones, rules: Rules, library: Library
) -> tuple[domain.PostRule, ...]:
    """One for each post that has a rule of a machine or a unit of knowledge."""
    found = (_rule(post, zones, rules, library) for post in posts)
    return tuple(one for one in found if one.rules or one.first)


def _rule(post: domain.Post, zones: Zones, rules: Rules, library: Library) -> domain.PostRule:
    own = [rule for rule in rules if post.name in rule.posts]
    units = _units(post, zones, own, library)
    return domain.PostRule(
        post=post.name,
        department=post.department,
        zone=post.zone,
        headcount=post.headcount,
        rules=tuple(rule.title for rule in own),
        certificates=distinct(filter(None, (rule.certificate for rule in own))),
        hazards=post.hazards,
        units=tuple(unit.title for unit in units),
        **_work(post.name, units, library),
        **_by_heart(units, library),
        medical=distinct(_all(units[:_TREATED], "medical")),
        ppe=post.ppe or distinct(_all(units, "ppe")),
    )


def _work(post: str, units: Units, library: Library) -> Fields:
    """What the units say of the work that the post does itself."""
    done = [unit for unit in units if not unit.hands or post in unit.hands]
    return {part: distinct(_lines(done, part, library)) for part in _PARTS}


def _by_heart(units: Units, library: Library) -> Fields:
    few = units[:_UNITS]
    never, first = heart.never(few, _NEVER, library), heart.first(units, library)
    return {"iron": heart.iron(few), "never": never, "first": first}


def _units(post: domain.Post, zones: Zones, own: Rules, library: Library) -> Units:
    """The units that risk points of its zone tell of: the gravest at its own machines, then the gravest."""
    points = [point for zone in zones if zone.code == post.zone_code for point in zone.risks]
    units = heart.gravest(post.units, grading.gravest(tuple(points), library))
    first = _at_machines(units, {name for rule in own for name in rule.names})
    return sorted(units, key=lambda unit: unit is not first)


def _at_machines(units: Units, names: set[str]) -> domain.Unit | None:
    """The first of the units that is at one of the machines."""
    return next((unit for unit in units if not names.isdisjoint(unit.machines)), None)


def _lines(units: Units, part: str, library: Library) -> Iterator[str]:
    """What the units add to operating rules, each thing once."""
    heads = knowledge.heads(library)
    for unit in units:
        beside = [other.key for other in units if other is not unit]
        yield from knowledge.lines(heads[unit.key], part, beside)


def _all(units: Units, field: str) -> Iterator[str]:
    return chain.from_iterable(getattr(unit, field) for unit in units)
