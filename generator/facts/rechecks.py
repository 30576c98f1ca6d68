"""Papers of re-checks: one for each day on which hazards of an inspection were looked at again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from generator import domain
from generator.domain import Recheck
from generator.facts.papers import Numbers


def papers(uscc: str, inspected: Iterable[domain.InspectionPaper]) -> tuple[domain.RecheckPaper, ...]:
    """Those made, in the order of their days, then one for each inspection that leaves hazards to look at.

    A paper made holds the hazards of its day alone, so that it stays as it is when others are re-checked.
    """
    numbers = Numbers(uscc, "FC")
    found = list(inspected)
    dated = sorted(((day, one) for one in found for day in _days(one)), key=lambda pair: pair[0])
    made = [
        _paper(one, [hazard for hazard in one.hazards if hazard.rechecked == day], day, numbers)
        for day, one in dated
    ]
    waiting = [(one, [hazard for hazard in one.hazards if _waits(hazard)]) for one in found]
    return (*made, *(_paper(one, hazards, None, numbers) for one, hazards in waiting if hazards))


def _days(inspection: domain.InspectionPaper) -> set[datetime.date]:
    """The days on which hazards of the inspection were re-checked."""
    return {hazard.rechecked for hazard in inspection.hazards if hazard.rechecked}


def _waits(hazard: domain.Hazard) -> bool:
    """Whether a re-check is still to come: none has a day, or the last one did not find it rectified."""
    return not hazard.rechecked or hazard.result is not Recheck.RECTIFIED


def _paper(
    inspection: domain.InspectionPaper, hazards: list[domain.Hazard], day: domain.Day, numbers: Numbers
) -> domain.RecheckPaper:
    return domain.RecheckPaper(
        number=numbers.of(day),
        notice=inspection.notice,
        inspected=inspection.date,
        rechecked=day,
        hazards=tuple(hazards),
        total=len(hazards),
        major=sum(hazard.major for hazard in hazards),
        rectified=sum(hazard.result is Recheck.RECTIFIED for hazard in hazards),
        notified=inspection.total,
    )
