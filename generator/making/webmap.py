"""The four-colour maps as one HTML page that needs no server and no network: tap a zone for its risks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator import domain
from generator.library import home
from generator.riskmap import COLORS, TEXT_COLORS, Site, Zone, grade_of, outline

_PAGE = "page/riskmap.html"
_PLACE = '"DATA"'
_CAUTION = ("危险化学品", "有限空间")
_RISK = (
    "code",
    "name",
    "grade",
    "accidents",
    "source",
    "consequence",
    "formula",
    "reason",
    "engineering",
    "management",
    "training",
    "ppe",
    "emergency_steps",
    "proposed",
    "control_level",
    "responsible",
    "frequency",
)


def page(facts: domain.Facts, plans: Sequence[Site]) -> bytes:
    """The page as UTF-8: the shipped page with the client's data in it; ``plans`` as facts.site.sheets."""
    source = (home.templates() / _PAGE).read_text("utf-8")
    # What closes a script element must not stand in it, whatever a name says.
    words = json.dumps(_data(facts, plans), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return source.replace(_PLACE, words, 1).encode()


def _data(facts: domain.Facts, plans: Sequence[Site]) -> dict[str, Any]:
    return {
        "title": facts.site.title,
        "enterprise": facts.enterprise.name,
        "preparer": facts.site.preparer,
        "approver": facts.site.approver,
        "date": facts.site.date,
        "note": facts.agency.name,
        "unassessed": grade_of(""),
        "grades": [_grade(one) for one in facts.grades],
        "sheets": [_sheet(facts, named, plan) for named, plan in zip(facts.site.sheets, plans, strict=True)],
    }


def _grade(one: domain.GradeCount) -> dict[str, Any]:
    look = {"fill": COLORS[one.grade], "ink": TEXT_COLORS[one.grade]}
    return {"grade": one.grade, "zones": one.zones, "points": one.points, **look}


def _sheet(facts: domain.Facts, named: domain.Sheet, plan: Site) -> dict[str, Any]:
    known = {zone.code: zone for zone in facts.zones}
    places = [{"kind": "exit", "name": name, "at": at} for name, at in plan.exits]
    for kind, at in plan.marks:
        places.append({"kind": "caution" if kind in _CAUTION else "mark", "name": kind, "at": at})
    if plan.assembly:
        places.append({"kind": "assembly", "name": plan.assembly[0], "at": plan.assembly[1]})
    return {
        "name": named.name,
        "title": named.title,
        "width": plan.width,
        "height": plan.height,
        "lines": plan.lines,
        "routes": plan.routes,
        "places": places,
        "zones": [_zone(known[zone.code], zone) for zone in plan.zones],
    }


def _zone(zone: domain.Zone, drawn: Zone) -> dict[str, Any]:
    shape = outline(drawn)
    box = shape.box if shape else None
    return {
        "code": zone.code,
        "name": zone.name,
        "grade": zone.grade,
        "lead": zone.lead,
        "phone": zone.phone,
        "rings": shape.rings if shape else (),
        "middle": shape.middles[0] if shape else (0, 0),
        "room": (box.right - box.left, box.top - box.bottom) if box else (0, 0),
        "risks": [{key: getattr(risk, key) for key in _RISK} for risk in zone.risks],
    }
