"""The diagnosis by dimension and its total."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator import domain
from generator.domain import Conclusion, convert
from generator.facts.plain import Data, ratio, rows


def derive(data: Data) -> tuple[domain.Diagnosis, ...]:
    """All dimensions in the order given."""
    found = rows(data, "diagnosis")
    return tuple(convert.build(domain.Diagnosis, row, no=no) for no, row in enumerate(found, 1))


def total(found: tuple[domain.Diagnosis, ...]) -> domain.DiagnosisTotal:
    """Sums over the dimensions that apply and have both score and full score."""
    applying = [one for one in found if one.conclusion != Conclusion.NOT_APPLICABLE]
    conclusions = [one.conclusion for one in applying]
    sums = _sums(applying)
    score, full = sums or (None, None)
    return domain.DiagnosisTotal(
        score=score,
        full=full,
        rate=ratio(*sums) if sums else None,
        conform=conclusions.count(Conclusion.CONFORM),
        partly=conclusions.count(Conclusion.PARTLY),
        fail=conclusions.count(Conclusion.FAIL),
    )


def _sums(found: Iterable[domain.Diagnosis]) -> tuple[Decimal, Decimal] | None:
    """The sums of scores and of full scores; None where no dimension has both."""
    scored = [(one.score, one.full) for one in found if one.score is not None and one.full is not None]
    if not scored:
        return None
    scores, fulls = zip(*scored, strict=True)
    return sum(scores, Decimal(0)), sum(fulls, Decimal(0))
