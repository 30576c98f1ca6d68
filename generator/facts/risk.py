"""Zones and risk points: each graded, a zone by its highest risk, with control levels and counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator import domain
from generator.domain import Grade, convert
from generator.facts import grading, ppe
from generator.facts.plain import Data, Fields, part, rows, text
from generator.library import Library
from generator.record import Keys

_TOP = (Grade.MAJOR, Grade.SERIOUS)
_READ = ("zones", "chemicals", "confined_spaces")
# What a zone warns of, with the list that tells it and the place that a row of that names.
_HELD = (("危险化学品", "chemicals", "storage"), ("有限空间", "confined_spaces", "location"))
_ASIDE = re.compile(r"（.*?）")
_STEPS = re.compile(r"[；;。\n]+")
Points = tuple[domain.RiskPoint, ...]
Zones = tuple[domain.Zone, ...]


def read(data: Data) -> Data:
    """The parts of the data that zones rest on."""
    return {name: data[name] for name in _READ if name in data}


def zones(data: Data, library: Library) -> Zones:
    """All zones with their risk points."""
    return tuple(_zone(row, place, data, library) for place, row in enumerate(rows(data, "zones")))


def _zone(row: Data, place: int, data: Data, library: Library) -> domain.Zone:
    keys: Keys = ("zones", place)
    risks = _points(row, keys, library)
    grade = min((risk.grade for risk in risks), key=lambda one: one.rank, default=Grade.UNASSESSED)
    return convert.build(
        domain.Zone,
        row,
        grade=grade,
        color=grading.level(grade, library).color,
        accidents=tuple(dict.fromkeys(name for risk in risks for name in risk.accidents)),
        warnings=tuple(_warnings(row, data)),
        risks=risks,
        keys=keys,
    )


def _points(zone: Data, keys: Keys, library: Library) -> Points:
    risks = rows(zone, "risks")
    return tuple(_point(row, zone, (*keys, "risks", at), library) for at, row in enumerate(risks))


def _warnings(zone: Data, data: Data) -> Iterator[str]:
    """What a zone holds: chemicals and spaces of its code, else in places that begin with its name."""
    plain, code = _ASIDE.sub("", text(zone, "name")), text(zone, "code")
    for kind, listed, key in _HELD:
        if any(_is_in(row, code, text(row, key), plain) for row in rows(data, listed)):
            yield kind


def _is_in(row: Data, code: str, place: str, name: str) -> bool:
    told = text(row, "zone")
    return told == code if told else bool(name) and place.startswith(name)


def _point(row: Data, zone: Data, keys: Keys, library: Library) -> domain.RiskPoint:
    """A risk point; its place in the zone, counted from 1, ends the code that it is given."""
    zone_code, place = text(zone, "code"), int(keys[-1]) + 1
    return convert.build(
        domain.RiskPoint,
        row,
        code=text(row, "code") or f"{zone_code}-{place:02d}",
        zone_code=zone_code,
        zone=text(zone, "name"),
        keys=keys,
        **_graded(grading.graded(row, library), library),
        **_before_measures(grading.graded(part(row, "inherent"), library)),
        **_measures(part(row, "controls"), library),
        **_answering(row, zone),
    )


def _graded(found: grading.Graded, library: Library) -> Mapping[str, object]:
    """A point's grade, what it means and what it came from."""
    level = grading.level(found.grade, library)
    meant = {"grade": found.grade, "color": level.color, "control_level": level.control}
    return {**meant, **_scored(found)}


def _scored(found: grading.Graded) -> Mapping[str, object]:
    """What a point's grade came from; its product goes by a factor's letter in either method."""
    factors = {factor.lower(): found.values.get(factor) for factor in "LECS"}
    told = {"method": found.method, "score": found.score, "formula": found.formula, "reason": found.reason}
    return {**factors, **told}


def _before_measures(bare: grading.Graded) -> Mapping[str, object]:
    return {"inherent": bare.formula, "inherent_grade": bare.grade if bare.formula else None}


def _measures(controls: Data, library: Library) -> Mapping[str, object]:
    """The measures by their kind as written, all of them in one list, and what two of them list."""
    labels: Mapping[str, str] = grading.table(library)["controls"]
    written = {key: text(controls, key) for key in labels}
    listed = (f"{labels[key]}：{said.rstrip('。；')}" for key, said in written.items() if said)
    items, first = ppe.items_of(written["ppe"]), steps(written["emergency"])
    return {**written, "controls": tuple(listed), "ppe_items": items, "emergency_steps": first}


def _answering(row: Data, zone: Data) -> Mapping[str, str]:
    """Who is responsible for a point: the zone's lead, with the lead's phone, unless another is named."""
    lead, responsible, phone = text(zone, "lead"), text(row, "responsible"), text(row, "phone")
    if not phone and responsible in ("", lead):
        phone = text(zone, "phone")
    return {"responsible": responsible or lead, "phone": phone}


def steps(words: str) -> tuple[str, ...]:
    """What is written as one sentence after another, one by one."""
    return tuple(filter(None, (step.strip() for step in _STEPS.split(words))))


def top(points: Points, library: Library) -> Points:
    """The points of the two highest grades, the gravest first."""
    return tuple(point for point in grading.gravest(points, library) if point.grade in _TOP)


def counts(zones_: Zones, library: Library) -> tuple[domain.GradeCount, ...]:
    """How many zones and points have each grade; zones not assessed only when there are any."""
    loose = any(zone.grade is Grade.UNASSESSED for zone in zones_)
    shown = [grade for grade in Grade if loose or grade is not Grade.UNASSESSED]
    return tuple(_count(grade, zones_, library) for grade in shown)


def _count(grade: Grade, zones_: Zones, library: Library) -> domain.GradeCount:
    level = grading.level(grade, library)
    return domain.GradeCount(
        grade=grade,
        color=level.color,
        zones=sum(zone.grade is grade for zone in zones_),
        points=sum(point.grade is grade for zone in zones_ for point in zone.risks),
        control_level=level.control,
        lec_least=level.least.get("lec"),
        ls_least=level.least.get("ls"),
        **_ranges(grade, library),
    )


def _ranges(grade: Grade, library: Library) -> Fields:
    """The products of each method that give a grade, by their fields."""
    found = grading.ranges(grade, library)
    return {f"{method}_range": found.get(method, "") for method in ("lec", "ls")}
