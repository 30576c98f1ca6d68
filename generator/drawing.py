"""The four-colour map of one client: geometry from the record, grades and names from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import riskmap
from generator.errors import DataError
from generator.facts import model
from generator.problems import error
from generator.record import Record
from generator.word.photos import Picture

Point = tuple[float, float]

_SIZE = (420, 297)
_DPI = 200
_MM = 25.4


class Drawing:
    """The map of one client, drawn at most once and only when a deliverable shows it."""

    def __init__(self, record: Record, facts: model.Facts) -> None:
        self._record = record
        self._facts = facts
        self._png = b""

    def png(self) -> bytes:
        """The map as PNG (A3 landscape, 200 dpi); DataError when the plan cannot be drawn."""
        if not self._png:
            plan = site(self._record, self._facts)
            faults = riskmap.check(plan)
            if faults:
                raise DataError([error("四色图", fault) for fault in faults])
            self._png = riskmap.draw(plan, "png", _SIZE, _DPI)
        return self._png

    def picture(self) -> Picture | str:
        """The map for Word documents, "" where there is no plan."""
        if not self._facts.has.map:
            return ""
        width, height = (round(side / _MM * _DPI) for side in _SIZE)
        return Picture(self.png(), "png", width, height, self._facts.site.title)


def site(record: Record, facts: model.Facts) -> riskmap.Site:
    """The plan to draw: metres from the data, everything judged or worded from the facts."""
    plan: Mapping[str, Any] = record.data["site"]
    shapes = {zone["code"]: _outline(zone) for zone in record.data["zones"]}
    assembly = plan.get("assembly")
    return riskmap.Site(
        title=facts.site.title,
        enterprise=facts.enterprise.name,
        width=float(plan["width"]),
        height=float(plan["height"]),
        assembly=(assembly["name"], _point(assembly["at"])) if assembly else None,
        north=float(plan.get("north") or 0),
        exits=tuple((place.get("name", ""), _point(place["at"])) for place in plan.get("exits") or ()),
        routes=tuple(tuple(_point(at) for at in route) for route in plan.get("routes") or ()),
        zones=tuple(
            riskmap.Zone(zone.code, zone.name, zone.grade, shapes[zone.code], zone.accidents, zone.lead)
            for zone in facts.zones
        ),
        top_risks=tuple(
            (risk.code, risk.name, risk.zone, risk.grade, risk.responsible, risk.phone)
            for risk in facts.top_risks
        ),
        risk_points=tuple((grade.grade, grade.points) for grade in facts.grades),
        preparer=facts.site.preparer,
        approver=facts.site.approver,
        date=facts.site.date,
    )


def _outline(zone: Mapping[str, Any]) -> tuple[Point, ...]:
    if "polygon" in zone:
        return tuple(_point(at) for at in zone["polygon"])
    x, y, width, height = (float(number) for number in zone["rect"])
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _point(at: Any) -> Point:
    return float(at[0]), float(at[1])
