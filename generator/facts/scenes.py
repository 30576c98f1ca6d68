"""Scene plans: of the library those that the enterprise's substances and accident types call for.

A sentence may ask for what must be there or must not, so that each plan speaks of what is there alone, and
no general sentence stands before the one for the substance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator import domain
from generator.domain import Grade
from generator.facts import evidence
from generator.facts.evidence import Evidence
from generator.facts.plain import distinct
from generator.library import Library, knowledge

Plan = Mapping[str, Any]
Places = Mapping[str, tuple[str, ...]]  # of each accident type, or of each unit, the names of places
_SIGN, _ARROW = "；", "→"


def derive(
    found: Evidence, accidents: Places, zones: Mapping[str, str], units: Places, library: Library
) -> tuple[domain.Scene, ...]:
    """The plans in the library's order; a general one only for a type that none for its substance answers.

    The plan of one kind of machine stands beside the general one, which is for all others. ``zones`` are
    names by code, ``units`` the places of the units that are there.
    """
    known = plans(library)
    called = {key for key, plan in known.items() if _called(plan, found, units)}
    answering = [known[key] for key in called if "unit" not in known[key]]
    left = set(accidents) - {name for plan in answering for name in plan["types"]}
    called |= {key for key, plan in known.items() if plan.get("general") and left.intersection(plan["types"])}
    where = {
        key: _places(plan, found, accidents, zones, units) for key, plan in known.items() if key in called
    }
    return tuple(_scene(key, known[key], found, where[key]) for key in where)


def by_grade(found: Iterable[domain.Scene], points: Sequence[domain.RiskPoint]) -> tuple[domain.Scene, ...]:
    """The plans for the gravest risk points first; of one grade as they come, those of no risk point last.

    ``points`` come with the gravest first.
    """
    return tuple(sorted(found, key=lambda scene: _rank(scene, points)))


def _rank(scene: domain.Scene, points: Sequence[domain.RiskPoint]) -> int:
    """The place of the grade of the gravest risk point that a plan is for."""
    ours = (point for point in points if set(scene.types).intersection(point.accidents))
    near = (point.grade.rank for point in ours if not scene.places or _named(point.zone, scene.places))
    return min(near, default=len(Grade))


def _named(zone: str, places: Iterable[str]) -> bool:
    return any(zone in place for place in places)


def plans(library: Library) -> Mapping[str, Plan]:
    """The plans by key, those of fire and explosion first."""
    return knowledge.scenes(library)


def _called(plan: Plan, found: Evidence, units: Places) -> bool:
    barred = any(found[key] for key in plan.get("unless", ()))
    there = any(found[key] for key in plan.get("when", ())) or plan.get("unit") in units
    return plan.get("always") is True or not barred and there


def _scene(key: str, plan: Plan, found: Evidence, places: tuple[str, ...]) -> domain.Scene:
    card = plan["card"]
    return domain.Scene(
        key=key,
        title=plan["title"],
        types=tuple(plan["types"]),
        words=tuple(plan["words"]),
        places=places,
        risk=_said(plan["risk"], found),
        steps=tuple(_steps(plan, found)),
        notes=_said(plan["notes"], found),
        do=_said(card["do"], found, _ARROW),
        call=_said(card["call"], found),
        never=_said(card["never"], found),
    )


def _places(
    plan: Plan, found: Evidence, accidents: Places, zones: Mapping[str, str], units: Places
) -> tuple[str, ...]:
    """Where the plan's substance or machine is; where nothing tells it, where its accidents may happen.

    Places that are all of several zones tell nothing.
    """
    if "unit" in plan:
        return units[plan["unit"]]
    shown = () if plan.get("always") else plan.get("when", ())
    told = distinct(evidence.places((one for name in shown for one in found[name]), zones))
    near = distinct(place for name in plan["types"] for place in accidents.get(name, ()))
    everywhere = len(zones) > 1 and {*zones.values()} <= {*near}
    return told or (() if everywhere else near)


def _steps(plan: Plan, found: Evidence) -> Iterator[domain.SceneStep]:
    for step in plan["steps"]:
        if _fits(step, found):
            yield domain.SceneStep(stage=step["stage"], action=_said(step["do"], found), by=step["by"])


def _said(words: Any, found: Evidence, sign: str = _SIGN) -> str:
    """The sentences that fit, one after another."""
    return sign.join(_fitting(words if isinstance(words, list) else [words], found))


def _fitting(words: Iterable[Any], found: Evidence) -> Iterator[str]:
    for one in words:
        if isinstance(one, str):
            yield one
        elif _fits(one, found):
            yield one["text"]


def _fits(row: Mapping[str, Any], found: Evidence) -> bool:
    """Whether any of ``when`` is there, all of ``all`` are, and none of ``unless`` is."""
    when, every, unless = row.get("when", ()), row.get("all", ()), row.get("unless", ())
    there = not when or any(found[key] for key in when)
    return there and all(found[key] for key in every) and not any(found[key] for key in unless)
