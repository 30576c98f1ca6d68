"""Operating rules by post: which rules of machines its holders follow, what its substances add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from generator import domain
from generator.facts import grading, heart
from generator.facts.plain import distinct
from generator.library import Library

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
    points = [point for zone in zones if zone.code == post.zone_code for point in zone.risks]
    units = heart.gravest(post.units, grading.gravest(tuple(points), library))
    own = [rule for rule in rules if post.name in rule.posts]
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
        before=distinct(_all(units, "before")),
        during=distinct(_all(units, "during")),
        after=distinct(_all(units, "after")),
        never=heart.never(units[:_UNITS], _NEVER, library),
        forbidden=distinct(_all(units, "forbidden")),
        first=heart.first(units, library),
        ppe=post.ppe or distinct(_all(units, "ppe")),
    )


def _all(units: Iterable[domain.Unit], field: str) -> Iterator[str]:
    return chain.from_iterable(getattr(unit, field) for unit in units)
