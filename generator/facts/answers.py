"""Which scene plans of the emergency plan answer a hazard: by its accident types and by where it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator import domain
from generator.facts import scenes
from generator.facts.condition import named, say
from generator.facts.evidence import Evidence
from generator.facts.plain import Names, distinct
from generator.facts.seen import Kind, Subject
from generator.library import Library, knowledge
from generator.problems import Problem
from generator.record import Record

Zones = frozenset[str] | None  # None: any place
Where = Mapping[str, Zones]  # by plan the zones of what it is about
Units = Mapping[str, domain.Words]  # by unit the names of its zones
Scenes = Sequence[domain.Scene]
_UNKNOWN = frozenset({""})  # the zones of what is there, nobody knows where
_NO_ACCIDENT = "重大事故隐患没有可能导致的事故类型"
_NO_PLAN = "事故应急救援预案里没有应对它的现场处置方案"


def where(found: Evidence, zones: Names, units: Units, library: Library) -> Where:
    """The names of the zones where the substance or machine of each plan is; ``units`` are those there."""
    return {key: _zones(plan, found, zones, units) for key, plan in scenes.plans(library).items()}


def _zones(plan: scenes.Plan, found: Evidence, zones: Names, units: Units) -> Zones:
    if "unit" in plan:
        return frozenset(units.get(plan["unit"], ()))
    shown = [one.subject for name in plan.get("when", ()) for one in found[name]]
    if "when" not in plan or _is_of_all(shown):
        return None
    return frozenset(zones.get(one.zone, "") for one in shown)


def _is_of_all(shown: Sequence[Subject]) -> bool:
    """Whether the enterprise as a whole is all that shows it."""
    return bool(shown) and all(one.kind is Kind.ENTERPRISE for one in shown)


def of_units(units: Iterable[domain.Unit], library: Library) -> frozenset[str]:
    """The keys of the plans that are those of the units."""
    return frozenset(key for unit in units for key in _of_unit(unit, library))


def _of_unit(unit: domain.Unit, library: Library) -> Iterable[str]:
    plans: Iterable[str] = knowledge.heads(library)[unit.key].get("scenes", {})
    return plans


def plans(hazard: domain.Hazard, known: Scenes, places: Where, own: Collection[str]) -> domain.Words:
    """The titles of plans, each in the emergency plan, for what those that its own words name do not answer.

    ``own`` are keys of the plans of the hazard's units.
    """
    return distinct(scene.title for scene in _answering(hazard, known, places, own))


def _answering(
    hazard: domain.Hazard, known: Scenes, places: Where, own: Collection[str]
) -> Iterator[domain.Scene]:
    """For each of its accident types the plans of its units, for its zone and for any place.

    Where there is none: those of which nobody knows the place, else one that is made for it.
    """
    near = {scene.key for scene in known if _is_near(places[scene.key], hazard.zone)}.union(own)
    lost = {key for key, zones in places.items() if zones == _UNKNOWN}
    for accident in hazard.accidents:
        fitting = _for(accident, known)
        if not _are_named(fitting, hazard.emergency):
            yield from _among(fitting, near) or _among(fitting, lost) or _made_for(accident, fitting)


def _for(accident: str, known: Scenes) -> list[domain.Scene]:
    return [scene for scene in known if accident in scene.types]


def _are_named(scenes: Scenes, words: str) -> bool:
    """Whether the words name any of the plans."""
    return any(scene.title in words for scene in scenes)


def _made_for(accident: str, scenes: Scenes) -> list[domain.Scene]:
    """The first of the plans that is for the accident before all others, if any is."""
    return [scene for scene in scenes if scene.types[0] == accident][:1]


def _among(scenes: Scenes, keys: Collection[str]) -> list[domain.Scene]:
    return [scene for scene in scenes if scene.key in keys]


def _is_near(zones: Zones, zone: str) -> bool:
    return zones is None or bool(zone) and zone in zones


def unanswered(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """Major hazards that are open, with nothing to say of what to do when it happens."""
    for hazard in facts.hazards_major:
        closed = hazard.result is domain.Recheck.RECTIFIED
        if not (closed or hazard.emergency or hazard.plans):
            lacking = _NO_PLAN if hazard.accidents else _NO_ACCIDENT
            message = f"{lacking}，治理方案的应急预案一项留空"
            hint = "补填事故类型（accidents），或者治理期间的应急措施（emergency）"
            yield say(record, hazard.keys, named(hazard), message, hint)
