"""The diagnosis by dimension and its total."""

from __future__ import annotations

from decimal import Decimal

from generator import domain
from generator.domain import Conclusion, convert
from generator.facts.plain import Data, ratio, rows


def derive(data: Data) -> tuple[domain.Diagnosis, ...]:
    """All dimensions in the order given."""
    found = enumerate(rows(data, "diagnosis"), 1)
    return tuple(convert.build(domain.Diagnosis, row, no=no) for no, row in found)


def total(found: tuple[domain.Diagnosis, ...]) -> domain.DiagnosisTotal:
    """Sums over the dimensions that apply and have both score and full score."""
    applying = [one for one in found if one.conclusion != Conclusion.NOT_APPLICABLE]
    scored = [(one.score, one.full) for one in applying if one.score is not None and one.full is not None]
    score = sum((score for score, _ in scored), Decimal(0))
    full = sum((full for _, full in scored), Decimal(0))
    conclusions = [one.conclusion for one in applying]
    return domain.DiagnosisTotal(
        score=score if scored else None,
        full=full if scored else None,
        rate=ratio(score, full),
        conform=conclusions.count(Conclusion.CONFORM),
        partly=conclusions.count(Conclusion.PARTLY),
        fail=conclusions.count(Conclusion.FAIL),
    )
