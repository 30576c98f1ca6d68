"""Risk grades: LEC or direct judgement, zones by their highest risk, control levels."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator import reference
from generator.facts import model
from generator.facts.plain import Data, decimal, items, joined, part, rows, text

_HIGHEST = 0
_TOP = 2


def _methods() -> Mapping[str, Any]:
    table: Mapping[str, Any] = reference.load("risk_methods")
    return table


def _grades() -> list[dict[str, Any]]:
    grades: list[dict[str, Any]] = _methods()["grades"]
    return grades


def _unassessed() -> str:
    return str(_methods()["unassessed"])


def rank(grade: str) -> int:
    """0 for the highest grade; what is not assessed comes last."""
    names = [entry["grade"] for entry in _grades()]
    return names.index(grade) if grade in names else len(names)


def grade_of(score: Decimal) -> str:
    """The grade of an LEC score."""
    return str(next(entry["grade"] for entry in _grades() if score >= entry["threshold"]))


def _entry(grade: str) -> Mapping[str, Any]:
    """Colour and control level of a grade; empty for what is not assessed."""
    return next((entry for entry in _grades() if entry["grade"] == grade), {"color": "", "control": ""})


def zones(data: Data) -> tuple[model.Zone, ...]:
    """All zones with their risk points."""
    return tuple(_zone(row) for row in rows(data, "zones"))


def _zone(row: Data) -> model.Zone:
    risks = tuple(_point(risk, row, place) for place, risk in enumerate(rows(row, "risks"), 1))
    grade = min((risk.grade for risk in risks), key=rank, default=_unassessed())
    return model.Zone(
        code=text(row, "code"),
        name=text(row, "name"),
        grade=grade,
        color=_entry(grade)["color"],
        lead=text(row, "lead"),
        phone=text(row, "phone"),
        posts=joined(items(row, "posts")),
        workshop=row.get("workshop") is True,
        accidents=joined(name for risk in rows(row, "risks") for name in items(risk, "accidents")),
        risks=risks,
    )


def _point(row: Data, zone: Data, place: int) -> model.RiskPoint:
    reason = text(row, "direct")
    factors = [decimal(row.get(key)) for key in ("L", "E", "C")]
    score = _product(factors) if not reason else None
    grade = _judged(reason, score)
    controls = part(row, "controls")
    return model.RiskPoint(
        code=text(row, "code") or f"{text(zone, 'code')}-{place:02d}",
        name=text(row, "name"),
        kind=text(row, "kind"),
        zone_code=text(zone, "code"),
        zone=text(zone, "name"),
        accidents=joined(items(row, "accidents")),
        consequence=text(row, "consequence"),
        method="直接判定" if reason else ("LEC" if score is not None else ""),
        l="" if reason else text(row, "L"),
        e="" if reason else text(row, "E"),
        c="" if reason else text(row, "C"),
        d="" if score is None else f"{score.normalize():f}",
        grade=grade,
        color=_entry(grade)["color"],
        reason=reason,
        engineering=text(controls, "engineering"),
        management=text(controls, "management"),
        training=text(controls, "training"),
        ppe=text(controls, "ppe"),
        emergency=text(controls, "emergency"),
        controls=_all_controls(controls),
        control_level=_entry(grade)["control"],
        department=text(row, "department"),
        responsible=text(row, "responsible") or text(zone, "lead"),
        phone=text(zone, "phone"),
        frequency=text(row, "frequency"),
    )


def _product(factors: list[Decimal | None]) -> Decimal | None:
    score = Decimal(1)
    for factor in factors:
        if factor is None:
            return None
        score *= factor
    return score


def _judged(reason: str, score: Decimal | None) -> str:
    if reason:
        return str(_grades()[_HIGHEST]["grade"])
    return _unassessed() if score is None else grade_of(score)


def _all_controls(controls: Data) -> str:
    labels: Mapping[str, str] = _methods()["controls"]
    return joined(
        (
            f"{label}：{text(controls, key).rstrip('。；')}"
            for key, label in labels.items()
            if text(controls, key)
        ),
        "；",
    )


def top(points: tuple[model.RiskPoint, ...]) -> tuple[model.RiskPoint, ...]:
    """The points of the two highest grades, the gravest first."""
    chosen = [point for point in points if rank(point.grade) < _TOP]
    return tuple(sorted(chosen, key=lambda point: (rank(point.grade), -Decimal(point.d or "Infinity"))))


def counts(zones_: tuple[model.Zone, ...]) -> tuple[model.GradeCount, ...]:
    """How many zones and points have each grade; zones not assessed only when there are any."""
    names = [entry["grade"] for entry in _grades()]
    loose = [_unassessed()] if any(zone.grade == _unassessed() for zone in zones_) else []
    return tuple(
        model.GradeCount(
            grade=name,
            color=_entry(name)["color"],
            zones=sum(zone.grade == name for zone in zones_),
            points=sum(point.grade == name for zone in zones_ for point in zone.risks),
            control_level=_entry(name)["control"],
        )
        for name in names + loose
    )
