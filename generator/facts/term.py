"""The term of the service: its first and last day, its months, and what a term of that length asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator import domain
from generator.facts import dates
from generator.facts.plain import Data, part

# Our reading of Article 16, which speaks of months: a stub of fewer days at either end is no month.
_WHOLE_ENOUGH = 10


@dataclass(frozen=True, slots=True)
class ServiceMonth:
    """The part of a calendar month that the service covers; a short stub at either end asks for nothing."""

    first: datetime.date
    last: datetime.date
    required: bool

    def covers(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What the agreement says of its term."""

    effective: domain.Day
    start: domain.Day
    end: domain.Day


def span(data: Data) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of service, at most twelve months; None where no first day is known."""
    agreed = domain.convert.build(_Agreed, part(data, "agreement"))
    start = agreed.start or agreed.effective
    if start is None:
        return None
    longest = dates.year_end(start)
    # An end before the start says nothing: the service then lasts its year.
    if agreed.end is None or agreed.end < start:
        return start, longest
    return start, min(agreed.end, longest)


def months(data: Data) -> tuple[ServiceMonth, ...]:
    """The calendar months of the service; a stub of under ten days asks for nothing beside longer ones."""
    term = span(data)
    if term is None:
        return ()
    pieces = list(_pieces(*term))
    enough = [(last - first).days + 1 >= _WHOLE_ENOUGH for first, last in pieces]
    alone = not any(enough)
    return tuple(
        ServiceMonth(first, last, whole or alone) for (first, last), whole in zip(pieces, enough, strict=True)
    )


def _pieces(first: datetime.date, end: datetime.date) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The term cut where months end."""
    while True:
        last = min(dates.month_end(first), end)
        yield first, last
        if last >= end:
            return
        first = last + dates.ONE


def trainings_due(months: tuple[ServiceMonth, ...]) -> int:
    """Two trainings of all staff a year (Article 16), one in half a year or less."""
    return 2 if _asked(months) > 6 else 1


def drills_due(months: tuple[ServiceMonth, ...]) -> int:
    """One drill a year (Article 16); none in under three months."""
    return 1 if _asked(months) >= 3 else 0


def _asked(months: tuple[ServiceMonth, ...]) -> int:
    return sum(month.required for month in months)
