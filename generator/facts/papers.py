"""What all papers of the service share: numbers, visits and records brought together, made and ahead."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator import domain
from generator.domain import convert

SIGN_ROWS = 25
_MOST_PAGES = 20
_CODE_TAIL = 6
_Record = TypeVar("_Record")
_Paper = TypeVar("_Paper", domain.InspectionPaper, domain.TrainingPaper, domain.DrillPaper)


class Numbers:
    """Numbers of one kind of paper: kind, end of the credit code, day; a second one of a day gets -02."""

    def __init__(self, uscc: str, kind: str) -> None:
        self._stem = "-".join(filter(None, (kind, uscc[-_CODE_TAIL:])))
        self._days: Counter[datetime.date] = Counter()

    def of(self, day: domain.Day) -> str:
        """The next number of the day; "" for what has no day yet."""
        if day is None:
            return ""
        self._days[day] += 1
        count = self._days[day]
        number = f"{self._stem}-{day.isoformat().replace('-', '')}"
        return number if count == 1 else f"{number}-{count:02d}"


@dataclass(frozen=True, slots=True)
class Held(Generic[_Record]):
    """What was recorded, and the visit of the plan that it fulfils; either may be missing.

    day is that of the record or, without one, on which the visit was made or is planned.
    """

    day: datetime.date
    record: _Record | None
    visit: domain.Visit | None

    @property
    def planned(self) -> domain.Day:
        return self.visit.date if self.visit else None

    @property
    def done(self) -> domain.Day:
        return self.visit.done if self.visit else None

    @property
    def content(self) -> str:
        return self.visit.content if self.visit else ""

    @property
    def participants(self) -> domain.Sentences:
        return self.visit.participants if self.visit else ()

    @property
    def cooperation(self) -> str:
        return self.visit.cooperation if self.visit else ""


def fulfilled(
    visits: Iterable[domain.Visit],
    records: Iterable[tuple[domain.Day, _Record]],
    day_of: Callable[[domain.Visit], domain.Day],
) -> list[Held[_Record]]:
    """What was recorded with the visit of the plan that it fulfils, by objects, in the order of days.

    ``day_of`` tells the day on which a visit's record is to be looked for. Several visits of one day take
    its records in their order, the last of them all that remain; a visit without a record stands alone, and
    so does a record without a visit.
    """
    waiting, planned = _by_day(records), list(visits)
    to_come = Counter(map(day_of, planned))
    found: list[Held[_Record]] = []
    for visit in planned:
        day = day_of(visit)
        to_come[day] -= 1
        found += _held(visit, _taken(waiting, day, last=not to_come[day]))
    for day, rest in waiting.items():
        found += [Held(day, record, None) for record in rest]
    return sorted(found, key=lambda one: one.day)


def _held(visit: domain.Visit, records: Iterable[_Record]) -> list[Held[_Record]]:
    """A visit with each of its records, or alone."""
    day = visit.done or visit.date
    return [Held(day, record, visit) for record in records] or [Held(day, None, visit)]


_Waiting = dict[datetime.date, list[_Record]]  # records without a visit so far, by their days


def _by_day(records: Iterable[tuple[domain.Day, _Record]]) -> _Waiting[_Record]:
    found: _Waiting[_Record] = {}
    for day, record in records:
        found.setdefault(day or datetime.date.min, []).append(record)
    return found


def _taken(waiting: _Waiting[_Record], day: domain.Day, *, last: bool) -> list[_Record]:
    """Takes the next record of the day, or all that remain for the last of its visits."""
    if day is None:
        return []
    own = waiting.pop(day, [])
    if last:
        return own
    waiting[day] = own[1:]
    return own[:1]


def made(whole: domain.Papers) -> domain.Papers:
    """What has taken place."""
    return domain.Papers(
        visits=tuple(one for one in whole.visits if one.done),
        inspections=_dated(whole.inspections),
        trainings=_dated(whole.trainings),
        drills=_dated(whole.drills),
        contacts=whole.contacts,
        rechecks=tuple(one for one in whole.rechecks if one.rechecked),
    )


def ahead(whole: domain.Papers) -> domain.Papers:
    """What is planned and not yet held."""
    return domain.Papers(
        visits=tuple(one for one in whole.visits if not one.done),
        inspections=_undated(whole.inspections),
        trainings=_undated(whole.trainings),
        drills=_undated(whole.drills),
        contacts=(),
        rechecks=tuple(one for one in whole.rechecks if not one.rechecked),
    )


def _dated(papers: Iterable[_Paper]) -> tuple[_Paper, ...]:
    return tuple(paper for paper in papers if paper.date)


def _undated(papers: Iterable[_Paper]) -> tuple[_Paper, ...]:
    return tuple(paper for paper in papers if not paper.date)


def sign_pages(people: int) -> tuple[domain.SignPage, ...]:
    """Pages of 25 rows for that many people: one at least, 20 at most."""
    count = min(max(-(-people // SIGN_ROWS), 1), _MOST_PAGES)
    return tuple(_sign_page(no, count) for no in range(1, count + 1))


def _sign_page(no: int, count: int) -> domain.SignPage:
    return domain.SignPage(no, count, tuple(range((no - 1) * SIGN_ROWS + 1, no * SIGN_ROWS + 1)))


BLANK = domain.Papers(
    visits=(convert.build(domain.VisitPaper, {}),),
    inspections=(convert.build(domain.InspectionPaper, {}),),
    trainings=(convert.build(domain.TrainingPaper, {}, pages=sign_pages(1)),),
    drills=(convert.build(domain.DrillPaper, {}),),
    contacts=(convert.build(domain.ContactPaper, {}),),
    rechecks=(convert.build(domain.RecheckPaper, {}),),
)
