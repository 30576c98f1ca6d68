"""Papers of re-checks: one for each day on which hazards of an inspection were looked at again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from generator import domain
from generator.domain import Recheck
from generator.facts import rounds
from generator.facts.papers import Numbers


def papers(uscc: str, inspected: Iterable[domain.InspectionPaper]) -> tuple[domain.RecheckPaper, ...]:
    """Those made, in the order of their days, then one for each inspection that leaves hazards to look at.

    A paper made holds the hazards of its day alone as they were found on it, and its number is made of the
    days of re-check and inspection: it stays as it is whatever else is re-checked, then or later.
    """
    found = list(inspected)
    dated = sorted(((day, one) for one in found for day in _days(one)), key=lambda pair: pair[0])
    made = (_made(uscc, one, day) for day, one in dated)
    return (*made, *(_paper(one, hazards, None, "") for one in found if (hazards := _waiting(one))))


def _days(inspection: domain.InspectionPaper) -> set[datetime.date]:
    """The days on which hazards of the inspection were re-checked."""
    return {one.date for hazard in inspection.hazards for one in hazard.rechecks if one.date}


def _waiting(inspection: domain.InspectionPaper) -> list[domain.Hazard]:
    """The hazards of an inspection that are still to be looked at."""
    return [hazard for hazard in inspection.hazards if _waits(hazard)]


def _waits(hazard: domain.Hazard) -> bool:
    """Whether a re-check is still to come: none has a day, or the last one did not find it rectified."""
    return not hazard.rechecked or hazard.result is not Recheck.RECTIFIED


def _made(uscc: str, inspection: domain.InspectionPaper, day: datetime.date) -> domain.RecheckPaper:
    again = [one for one in inspection.hazards if any(each.date == day for each in one.rechecks)]
    number = f"{Numbers(uscc, 'FC').of(day)}-{inspection.date:%Y%m%d}"
    return _paper(inspection, [rounds.on(one, day) for one in again], day, number)


def _paper(
    inspection: domain.InspectionPaper,
    hazards: Sequence[domain.Hazard],
    day: domain.Day,
    number: str,
) -> domain.RecheckPaper:
    return domain.RecheckPaper(
        number=number,
        notice=inspection.notice,
        inspected=inspection.date,
        rechecked=day,
        hazards=tuple(hazards),
        total=len(hazards),
        major=sum(hazard.major for hazard in hazards),
        rectified=sum(hazard.result is Recheck.RECTIFIED for hazard in hazards),
        notified=inspection.total,
    )
