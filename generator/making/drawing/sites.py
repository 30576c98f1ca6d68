"""The sheets to draw: metres from the record, everything judged or worded from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator import domain, riskmap
from generator.making.drawing import beneath, imported
from generator.making.drawing.imported import Import
from generator.problems import Problem
from generator.record import Keys, Record

Point = tuple[float, float]
Ring = tuple[Point, ...]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map with its place in the data, the numbers of its zones there, and what its files lack."""

    site: riskmap.Site
    keys: Keys
    zones: tuple[int, ...]
    problems: tuple[Problem, ...]

    def place(self, about: tuple[str | int, ...]) -> Keys:
        """The key path in the data of what a finding about the map names."""
        if about[:1] == ("zones",):
            return ("zones", self.zones[int(about[1])])
        return (*self.keys, *about)


def sheets(record: Record, facts: domain.Facts) -> tuple[Sheet, ...]:
    """One sheet for the site and each floor that has zones, in the order of the facts' sheets."""
    plan: Row = record.data["site"]
    places: dict[str, tuple[Keys, Row]] = {plan.get("name", ""): (("site",), plan)}
    for number, floor in enumerate(plan.get("floors") or ()):
        places.setdefault(floor["name"], (("site", "floors", number), floor))
    return tuple(_sheet(record, facts, named, *places[named.name]) for named in facts.site.sheets)


def _sheet(record: Record, facts: domain.Facts, named: domain.Sheet, keys: Keys, row: Row) -> Sheet:
    first = record.data["site"].get("name", "")
    rows = {
        n: record.data["zones"][n]
        for n, zone in enumerate(facts.zones)
        if (zone.floor or first) == named.name
    }
    read = Import()
    if row.get("zones_from"):
        read = imported.read(record, (*keys, "zones_from"), row["zones_from"], rows)
    under = beneath.read(record, (*keys, "background"), row["background"]) if row.get("background") else None
    problems = [*read.problems, *([under] if isinstance(under, Problem) else [])]
    zones = [facts.zones[number] for number in rows]
    drawn = [_zone(facts.zones[n], zone, read.outlines.get(n, ([], []))) for n, zone in rows.items()]
    site = replace(
        _site(facts, named, row, zones, drawn),
        lines=read.lines,
        beneath=None if isinstance(under, Problem) else under,
    )
    return Sheet(site, keys, tuple(rows), tuple(problems))


def _site(
    facts: domain.Facts, named: domain.Sheet, row: Row, zones: list[domain.Zone], drawn: list[riskmap.Zone]
) -> riskmap.Site:
    assembly = row.get("assembly")
    whole = len(facts.site.sheets) > 1
    codes = {zone.code for zone in zones}
    return riskmap.Site(
        title=named.title,
        enterprise=facts.enterprise.name,
        width=float(row["width"]),
        height=float(row["height"]),
        assembly=(assembly["name"], point(assembly["at"])) if assembly else None,
        north=float(row.get("north") or 0),
        exits=tuple((place.get("name", ""), point(place["at"])) for place in row.get("exits") or ()),
        routes=tuple(tuple(point(at) for at in route) for route in row.get("routes") or ()),
        marks=tuple((mark["kind"], point(mark["at"])) for mark in row.get("marks") or ()),
        zones=tuple(drawn),
        top_risks=tuple(
            (risk.code, risk.name, risk.zone, risk.grade, risk.responsible, risk.phone)
            for risk in facts.top_risks
            if risk.zone_code in codes
        ),
        risk_points=tuple(
            (grade.grade, sum(risk.grade == grade.grade for zone in zones for risk in zone.risks))
            for grade in facts.grades
        ),
        totals=tuple((grade.grade, grade.zones, grade.points) for grade in facts.grades) if whole else (),
        preparer=facts.site.preparer,
        reviewer=facts.site.reviewer,
        approver=facts.site.approver,
        date=facts.site.date,
        version=facts.site.version,
    )


def _zone(zone: domain.Zone, row: Row, read: tuple[list[Ring], list[Ring]]) -> riskmap.Zone:
    """A zone by its own outline, else by what a floor plan gave."""
    own = [
        _ring(patch) for patch in (row, *(row.get("parts") or ())) if "rect" in patch or "polygon" in patch
    ]
    outers = [*own, *read[0]] or [()]
    holes = [_ring(patch) for patch in row.get("holes") or ()] + read[1]
    return riskmap.Zone(
        zone.code,
        zone.name,
        zone.grade,
        outers[0],
        zone.accidents,
        zone.lead,
        holes=tuple(holes),
        parts=tuple(outers[1:]),
        warnings=zone.warnings,
    )


def _ring(row: Row) -> tuple[Point, ...]:
    if "polygon" in row:
        return tuple(point(at) for at in row["polygon"])
    x, y, width, height = (float(number) for number in row["rect"])
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def point(at: Any) -> Point:
    """A point of the data, in metres."""
    return float(at[0]), float(at[1])
