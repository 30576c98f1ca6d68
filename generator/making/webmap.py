"""The four-colour maps as one HTML page that needs no server and no network: tap a zone for its risks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import domain
from generator.domain import printing
from generator.library import Library
from generator.riskmap import COLORS, TEXT_COLORS, Outline, Site, Zone, grade_of, outline

_PAGE = "page/riskmap.html"
_PLACE = '"DATA"'
_CAUTION = ("危险化学品", "有限空间")
_Shown = dict[str, Any]  # as the page reads it
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


def page(shown: Mapping[str, Any], library: Library) -> bytes:
    """The page as UTF-8: the library's page with what it shows of a client in it."""
    source = library.data(_PAGE).decode()
    return source.replace(_PLACE, _in_script(shown), 1).encode()


def _in_script(shown: Mapping[str, Any]) -> str:
    """As JSON without what closes a script element: it must not stand in one, whatever a name says."""
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def shown(facts: domain.Facts, plans: Sequence[Site]) -> _Shown:
    """What the page shows of a client, as plain data; ``plans`` as facts.site.sheets."""
    return {
        "title": facts.site.title,
        "enterprise": facts.enterprise.name,
        "preparer": facts.site.preparer,
        "approver": facts.site.approver,
        "date": domain.printing.printed(facts.site, "date"),
        "note": facts.agency.name,
        "unassessed": grade_of(""),
        "grades": [_grade(one) for one in facts.grades],
        "sheets": _map_pages(facts, plans),
    }


def _grade(one: domain.GradeCount) -> _Shown:
    return {
        "grade": one.grade,
        "zones": one.zones,
        "points": one.points,
        "fill": COLORS[one.grade],
        "ink": TEXT_COLORS[one.grade],
    }


def _map_pages(facts: domain.Facts, plans: Sequence[Site]) -> list[_Shown]:
    return [_map_page(facts, named, plan) for named, plan in zip(facts.site.sheets, plans, strict=True)]


def _map_page(facts: domain.Facts, named: domain.Sheet, plan: Site) -> _Shown:
    return {
        "name": named.name,
        "title": named.title,
        "width": plan.width,
        "height": plan.height,
        "lines": plan.lines,
        "routes": plan.routes,
        "places": list(_places(plan)),
        "zones": _zones(facts, plan),
    }


def _places(plan: Site) -> Iterator[_Shown]:
    """Exits, marks and the assembly point, in the order in which the page draws them."""
    for name, at in plan.exits:
        yield {"kind": "exit", "name": name, "at": at}
    for kind, at in plan.marks:
        yield {"kind": _look(kind), "name": kind, "at": at}
    if plan.assembly:
        name, at = plan.assembly
        yield {"kind": "assembly", "name": name, "at": at}


def _look(kind: str) -> str:
    return "caution" if kind in _CAUTION else "mark"


def _zones(facts: domain.Facts, plan: Site) -> list[_Shown]:
    known = {zone.code: zone for zone in facts.zones}
    return [_zone(known[zone.code], zone) for zone in plan.zones]


def _zone(zone: domain.Zone, drawn: Zone) -> _Shown:
    return {
        "code": zone.code,
        "name": zone.name,
        "grade": zone.grade,
        "lead": zone.lead,
        "phone": zone.phone,
        **_drawn(outline(drawn)),
        "risks": [_risk(point) for point in zone.risks],
    }


def _risk(point: domain.RiskPoint) -> _Shown:
    """A risk point in words; the page numbers the steps of what to do in an emergency."""
    return {key: printing.printed(point, key) for key in _RISK} | {"emergency_steps": point.emergency_steps}


def _drawn(shape: Outline | None) -> _Shown:
    """The outline in metres, a place for the label, width and height; a zone may have no outline."""
    if not shape:
        return {"rings": (), "middle": (0, 0), "room": (0, 0)}
    return {"rings": shape.rings, "middle": shape.middles[0], "room": (shape.box.width, shape.box.height)}
