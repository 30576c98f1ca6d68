"""The diagnosis by dimension and its total."""

from __future__ import annotations

from decimal import Decimal

from generator import domain
from generator.facts.plain import Data, decimal, rows, share, text, written

_APART = "不适用"


def derive(data: Data) -> tuple[domain.Diagnosis, ...]:
    """All dimensions in the order given."""
    keys = ("dimension", "checks", "finding", "conclusion", "score", "full", "problem", "basis", "advice")
    return tuple(
        domain.Diagnosis(no, *(text(row, key) for key in (*keys, "priority", "due")))
        for no, row in enumerate(rows(data, "diagnosis"), 1)
    )


def total(data: Data) -> domain.DiagnosisTotal:
    """Sums over the dimensions that apply and have both score and full score."""
    found = [row for row in rows(data, "diagnosis") if text(row, "conclusion") != _APART]
    pairs = [(decimal(row.get("score")), decimal(row.get("full"))) for row in found]
    scored = [(score, full) for score, full in pairs if score is not None and full is not None]
    score = sum((score for score, _ in scored), Decimal(0))
    full = sum((full for _, full in scored), Decimal(0))
    conclusions = [text(row, "conclusion") for row in found]
    return domain.DiagnosisTotal(
        score=written(score) if scored else "",
        full=written(full) if scored else "",
        rate=share(score, full),
        conform=conclusions.count("符合"),
        partly=conclusions.count("基本符合"),
        fail=conclusions.count("不符合"),
    )
