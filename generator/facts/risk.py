"""Zones and risk points: each graded, a zone by its highest risk, with control levels and counts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator import domain
from generator.facts import grading
from generator.facts.plain import Data, items, joined, part, rows, text

_TOP = 2
_ASIDE = re.compile(r"（.*?）")
_STEPS = re.compile(r"[；;。\n]+")


def zones(data: Data) -> tuple[domain.Zone, ...]:
    """All zones with their risk points."""
    return tuple(_zone(row, _warnings(text(row, "name"), data)) for row in rows(data, "zones"))


def _warnings(name: str, data: Data) -> tuple[str, ...]:
    """What a zone holds by the places given for chemicals and confined spaces, which begin with its name."""
    plain = _ASIDE.sub("", name)
    held = {
        "危险化学品": [text(row, "storage") for row in rows(data, "chemicals")],
        "有限空间": [text(row, "location") for row in rows(data, "confined_spaces")],
    }
    return tuple(kind for kind, places in held.items() if any(place.startswith(plain) for place in places))


def _zone(row: Data, warnings: tuple[str, ...]) -> domain.Zone:
    risks = tuple(_point(risk, row, place) for place, risk in enumerate(rows(row, "risks"), 1))
    grade = min((risk.grade for risk in risks), key=grading.rank, default=grading.unassessed())
    return domain.Zone(
        code=text(row, "code"),
        name=text(row, "name"),
        floor=text(row, "floor"),
        grade=grade,
        color=grading.entry(grade)["color"],
        lead=text(row, "lead"),
        phone=text(row, "phone"),
        posts=joined(items(row, "posts")),
        workshop=row.get("workshop") is True,
        accidents=joined(name for risk in rows(row, "risks") for name in items(risk, "accidents")),
        warnings=warnings,
        risks=risks,
    )


def _point(row: Data, zone: Data, place: int) -> domain.RiskPoint:
    found, bare = grading.grading(row), grading.grading(part(row, "inherent"))
    controls = part(row, "controls")
    return domain.RiskPoint(
        code=text(row, "code") or f"{text(zone, 'code')}-{place:02d}",
        name=text(row, "name"),
        kind=text(row, "kind"),
        unit=text(row, "unit"),
        zone_code=text(zone, "code"),
        zone=text(zone, "name"),
        step=text(row, "step"),
        source=text(row, "source"),
        posts=joined(items(row, "posts")),
        accidents=joined(items(row, "accidents")),
        consequence=text(row, "consequence"),
        method=found.method,
        l=found.values.get("L", ""),
        e=found.values.get("E", ""),
        c=found.values.get("C", ""),
        s=found.values.get("S", ""),
        score=found.score,
        formula=found.formula,
        grade=found.grade,
        color=grading.entry(found.grade)["color"],
        reason=found.reason,
        inherent=bare.formula,
        inherent_grade=bare.grade if bare.formula else "",
        engineering=text(controls, "engineering"),
        management=text(controls, "management"),
        training=text(controls, "training"),
        ppe=text(controls, "ppe"),
        emergency=text(controls, "emergency"),
        emergency_steps=steps(text(controls, "emergency")),
        controls=_all_controls(controls),
        proposed=text(row, "proposed"),
        signs=joined(items(row, "signs")),
        control_level=grading.entry(found.grade)["control"],
        department=text(row, "department"),
        responsible=text(row, "responsible") or text(zone, "lead"),
        phone=text(row, "phone") or _lead_phone(row, zone),
        frequency=text(row, "frequency"),
        note=text(row, "note"),
    )


def _lead_phone(row: Data, zone: Data) -> str:
    """The phone of the zone's lead, unless another is responsible for the point."""
    responsible = text(row, "responsible")
    return text(zone, "phone") if responsible in ("", text(zone, "lead")) else ""


def steps(words: str) -> tuple[str, ...]:
    """What is written as one sentence after another, one by one."""
    return tuple(step for part_ in _STEPS.split(words) if (step := part_.strip()))


def _all_controls(controls: Data) -> str:
    labels: Mapping[str, str] = grading.methods()["controls"]
    return joined(
        (
            f"{label}：{text(controls, key).rstrip('。；')}"
            for key, label in labels.items()
            if text(controls, key)
        ),
        "；",
    )


def ordered(points: tuple[domain.RiskPoint, ...]) -> tuple[domain.RiskPoint, ...]:
    """All points, the gravest first; those alike stay in the order of their zones."""
    return tuple(sorted(points, key=grading.gravity))


def top(points: tuple[domain.RiskPoint, ...]) -> tuple[domain.RiskPoint, ...]:
    """The points of the two highest grades, the gravest first."""
    return tuple(point for point in ordered(points) if grading.rank(point.grade) < _TOP)


def counts(zones_: tuple[domain.Zone, ...]) -> tuple[domain.GradeCount, ...]:
    """How many zones and points have each grade; zones not assessed only when there are any."""
    names = [one["grade"] for one in grading.grades()]
    loose = grading.unassessed()
    shown = [*names, loose] if any(zone.grade == loose for zone in zones_) else names
    return tuple(_count(name, names, zones_) for name in shown)


def _count(name: str, names: list[str], zones_: tuple[domain.Zone, ...]) -> domain.GradeCount:
    ranges = grading.ranges(names.index(name)) if name in names else {}
    return domain.GradeCount(
        grade=name,
        color=grading.entry(name)["color"],
        zones=sum(zone.grade == name for zone in zones_),
        points=sum(point.grade == name for zone in zones_ for point in zone.risks),
        control_level=grading.entry(name)["control"],
        lec_range=ranges.get("lec", ""),
        ls_range=ranges.get("ls", ""),
        lec_least=str(grading.entry(name).get("lec", "")),
        ls_least=str(grading.entry(name).get("ls", "")),
    )
