"""Which scene plans of the emergency plan answer a hazard: by its accident types and by where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator import domain
from generator.facts import scenes
from generator.facts.condition import named, say
from generator.facts.evidence import Evidence
from generator.facts.plain import distinct
from generator.library import Library
from generator.problems import Problem
from generator.record import Record

Where = Mapping[str, frozenset[str] | None]  # by plan the zones of what it is about; None: any place


def where(
    found: Evidence, zones: Mapping[str, str], units: Mapping[str, domain.Words], library: Library
) -> Where:
    """The names of the zones where the substance or machine of each plan is.

    ``zones`` are names by code, ``units`` the names of the zones of the units that are there.
    """
    return {key: _zones(plan, found, zones, units) for key, plan in scenes.plans(library).items()}


def _zones(
    plan: scenes.Plan, found: Evidence, zones: Mapping[str, str], units: Mapping[str, domain.Words]
) -> frozenset[str] | None:
    if "unit" in plan:
        return frozenset(units.get(plan["unit"], ()))
    if "when" not in plan:
        return None
    return frozenset(zones.get(one.subject.zone, "") for name in plan["when"] for one in found[name])


def plans(hazard: domain.Hazard, known: Sequence[domain.Scene], places: Where) -> domain.Words:
    """The titles of plans that its own words on emergency do not name; each is in the emergency plan."""
    answering = distinct(scene.title for scene in _answering(hazard, known, places))
    return tuple(title for title in answering if title not in hazard.emergency)


def _answering(hazard: domain.Hazard, known: Sequence[domain.Scene], places: Where) -> Iterator[domain.Scene]:
    """For each of its accident types the plans for its zone and for any place, else one made for it."""
    for accident in hazard.accidents:
        fitting = [scene for scene in known if accident in scene.types]
        near = [scene for scene in fitting if _is_near(places[scene.key], hazard.zone)]
        yield from near or [scene for scene in fitting if scene.types[0] == accident][:1]


def _is_near(zones: frozenset[str] | None, zone: str) -> bool:
    """Whether a plan is for a zone; what is told of the enterprise as a whole may be anywhere."""
    return zones is None or zones == {""} or bool(zone) and zone in zones


def unanswered(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Major hazards that are open, with nothing to say of what to do when it happens."""
    for hazard in facts.hazards_major:
        closed = hazard.result is domain.Recheck.RECTIFIED
        if not (closed or hazard.emergency or hazard.plans):
            message = "重大事故隐患没有可能导致的事故类型，治理方案的应急预案一项留空"
            if hazard.accidents:
                message = "事故应急救援预案里没有应对它的现场处置方案，治理方案的应急预案一项留空"
            hint = "补填事故类型（accidents），或者治理期间的应急措施（emergency）"
            yield say(record, hazard.keys, named(hazard), message, hint)
