"""Operating rules by post: which rules of machines its holders follow, what its substances add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from generator import domain
from generator.facts import grading, heart
from generator.facts.plain import distinct
from generator.library import Library, knowledge

_TREATED = 2  # units whose first aid is told
_UNITS, _NEVER = 4, 3  # of a post: the gravest units, and so many prohibitions of each


def derive(
    posts: Iterable[domain.Post],
    zones: Sequence[domain.Zone],
    rules: Sequence[domain.OperatingRule],
    library: Library,
) -> tuple[domain.PostRule, ...]:
    """One for each post that has a rule of a machine or a unit of knowledge."""
    found = (_rule(post, zones, rules, library) for post in posts)
    return tuple(one for one in found if one.rules or one.first)


def _rule(
    post: domain.Post, zones: Sequence[domain.Zone], rules: Sequence[domain.OperatingRule], library: Library
) -> domain.PostRule:
    own = [rule for rule in rules if post.name in rule.posts]
    units = _units(post, zones, own, library)
    done = [unit for unit in units if not unit.hands or post.name in unit.hands]
    return domain.PostRule(
        post=post.name,
        department=post.department,
        zone=post.zone,
        headcount=post.headcount,
        rules=tuple(rule.title for rule in own),
        certificates=distinct(filter(None, (rule.certificate for rule in own))),
        hazards=post.hazards,
        units=tuple(unit.title for unit in units),
        iron=heart.iron(units[:_UNITS]),
        before=distinct(_lines(done, "before", library)),
        during=distinct(_lines(done, "during", library)),
        after=distinct(_lines(done, "after", library)),
        never=heart.never(units[:_UNITS], _NEVER, library),
        forbidden=distinct(_lines(done, "forbidden", library)),
        first=heart.first(units, library),
        medical=distinct(_all(units[:_TREATED], "medical")),
        ppe=post.ppe or distinct(_all(units, "ppe")),
    )


def _units(
    post: domain.Post,
    zones: Sequence[domain.Zone],
    own: Iterable[domain.OperatingRule],
    library: Library,
) -> tuple[domain.Unit, ...]:
    """The units that risk points of its zone tell of: the gravest at its own machines, then the gravest."""
    points = [point for zone in zones if zone.code == post.zone_code for point in zone.risks]
    units = heart.gravest(post.units, grading.gravest(tuple(points), library))
    names = {name for rule in own for name in rule.names}
    first = next((unit for unit in units if not names.isdisjoint(unit.machines)), None)
    return tuple(sorted(units, key=lambda unit: unit is not first))


def _lines(units: Sequence[domain.Unit], part: str, library: Library) -> Iterator[str]:
    """What the units add to operating rules, each thing once."""
    heads = knowledge.heads(library)
    for unit in units:
        beside = [other.key for other in units if other is not unit]
        yield from knowledge.lines(heads[unit.key], part, beside)


def _all(units: Iterable[domain.Unit], field: str) -> Iterator[str]:
    return chain.from_iterable(getattr(unit, field) for unit in units)
