"""Scene plans: of the library those that the enterprise's substances and accident types call for.

A sentence may ask for what must be there or must not, so that each plan speaks of what is there alone, and
no general sentence stands before the one for the substance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import domain
from generator.domain import Grade
from generator.facts import evidence
from generator.facts.evidence import Evidence
from generator.facts.plain import Names, distinct
from generator.library import Library, knowledge

Plan = Mapping[str, Any]
Places = Mapping[str, tuple[str, ...]]  # of each accident type, or of each unit, the names of places
_SIGN, _ARROW = "；", "→"
Points = Sequence[domain.RiskPoint]
Scenes = tuple[domain.Scene, ...]


@dataclass(frozen=True, slots=True)
class _Client:
    """What plans are chosen by; ``units`` are the places of the units that are there."""

    found: Evidence
    accidents: Places
    zones: Names
    units: Places


def derive(found: Evidence, accidents: Places, zones: Names, units: Places, library: Library) -> Scenes:
    """The plans in the library's order; a general one only for a type that none for its substance answers.

    The plan of one kind of machine stands beside the general one, which is for all others. ``units`` are
    the places of the units that are there.
    """
    client = _Client(found, accidents, zones, units)
    known = plans(library)
    called = {key for key, plan in known.items() if _called(plan, found, units)}
    left = set(accidents) - _answered(known[key] for key in called)
    called |= {key for key, plan in known.items() if _is_general(plan, left)}
    chosen = ((key, plan) for key, plan in known.items() if key in called)
    return tuple(_scene(key, plan, found, _places(plan, client)) for key, plan in chosen)


def _answered(plans: Iterable[Plan]) -> set[str]:
    """The accident types that some of the plans answer, one of a kind of machine not counted."""
    return {name for plan in plans if "unit" not in plan for name in plan["types"]}


def _is_general(plan: Plan, left: set[str]) -> bool:
    return bool(plan.get("general")) and not left.isdisjoint(plan["types"])


def by_grade(found: Iterable[domain.Scene], points: Points) -> Scenes:
    """The plans for the gravest risk points first; of one grade as they come, those of no risk point last.

    ``points`` come with the gravest first.
    """
    return tuple(sorted(found, key=lambda scene: _rank(scene, points)))


def _rank(scene: domain.Scene, points: Points) -> int:
    """The place of the grade of the gravest risk point that a plan is for."""
    return min((point.grade.rank for point in points if _is_for(scene, point)), default=len(Grade))


def _is_for(scene: domain.Scene, point: domain.RiskPoint) -> bool:
    """Whether a plan answers an accident of the point where that is."""
    if set(scene.types).isdisjoint(point.accidents):
        return False
    return not scene.places or _named(point.zone, scene.places)


def _named(zone: str, places: Iterable[str]) -> bool:
    return any(zone in place for place in places)


def plans(library: Library) -> Mapping[str, Plan]:
    """The plans by key, those of fire and explosion first."""
    return knowledge.scenes(library)


def _called(plan: Plan, found: Evidence, units: Places) -> bool:
    there = plan.get("unit") in units or _any(plan.get("when", ()), found)
    return plan.get("always") is True or there and not _any(plan.get("unless", ()), found)


def _any(keys: Iterable[str], found: Evidence) -> bool:
    """Whether any of them is there."""
    return any(found[key] for key in keys)


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


def _places(plan: Plan, client: _Client) -> tuple[str, ...]:
    """Where the plan's substance or machine is; where nothing tells it, where its accidents may happen."""
    if "unit" in plan:
        return client.units[plan["unit"]]
    shown = () if plan.get("always") else plan.get("when", ())
    told = distinct(evidence.places((one for name in shown for one in client.found[name]), client.zones))
    return told or _where_it_may_happen(plan, client)


def _where_it_may_happen(plan: Plan, client: _Client) -> tuple[str, ...]:
    """Where the accidents of a plan may happen; places that are all of several zones tell nothing."""
    near = distinct(place for name in plan["types"] for place in client.accidents.get(name, ()))
    everywhere = len(client.zones) > 1 and {*client.zones.values()} <= {*near}
    return () if everywhere else near


def _steps(plan: Plan, found: Evidence) -> Iterator[domain.SceneStep]:
    for step in plan["steps"]:
        if _fits(step, found):
            yield _step(step, found)


def _step(step: Plan, found: Evidence) -> domain.SceneStep:
    return domain.SceneStep(stage=step["stage"], action=_said(step["do"], found), by=step["by"])


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
    there = not when or _any(when, found)
    return there and all(found[key] for key in every) and not _any(unless, found)
