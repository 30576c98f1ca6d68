"""The service plan of twelve months: what Article 16 asks, month by month, on working days."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from generator import domain
from generator.facts import acts, dates, workdays
from generator.facts.dates import Day, parse
from generator.facts.plain import NUMBERS, Data, items, joined, part, rows, text
from generator.facts.topics import DRILL, INSPECTION, TRAINING, Topic, Topics, preferred
from generator.library import built_in

VISITS = 2
_WHOLE_ENOUGH = 10
_SPREAD = 7


@dataclass(frozen=True, slots=True)
class Month:
    """The part of a calendar month that the service covers; a short stub at either end asks for nothing."""

    first: Day
    last: Day
    required: bool

    def covers(self, day: Day) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit with its day; row is what the data gave, done the day on which it was made."""

    day: Day
    topic: Topic
    row: Data
    given: bool
    done: Day | None = None


# A day that counts for Article 16, with the form of its visit: one made, or one that is still to come.
Kept = tuple[Day, str]


def derive(data: Data, today: Day, topics: Topics, inspected: Iterable[Day]) -> domain.Schedule:
    """Visits given in the data are kept; what a month lacks is added from the day on, never before it.

    ``inspected`` are the days of the agency's inspections that the ledger knows.
    """
    months = service_months(data)
    given = _given(data, today, topics)
    kept = _kept(given, today) + [(day, INSPECTION) for day in inspected]
    left = tuple(month for month in months if month.last >= today)
    added = _placed(data, left, today, given, _drafts(months, left, kept, topics))
    planned = sorted(given + added, key=lambda visit: visit.day)
    visits = _rows(_closed(planned, topics), topics)
    kept += _kept(added, today)
    checks = tuple(check for month in months if (check := _check(month, kept, today)))
    trainings, drills = _count(kept, TRAINING), _count(kept, DRILL)
    enough = trainings >= trainings_due(months) and drills >= drills_due(months)
    return domain.Schedule(
        visits=visits,
        months=checks,
        visit_days=len({day for day, _ in kept}),
        inspections=_count(kept, INSPECTION),
        trainings=trainings,
        drills=drills,
        tentative=any(visit.tentative for visit in visits),
        complete=bool(visits) and enough and all(check.complete for check in checks),
    )


def _kept(visits: Iterable[Planned], today: Day) -> list[Kept]:
    """The visits made, on the day they were made, and those to come; what was missed counts for nothing."""
    days = ((visit.done or visit.day, visit) for visit in visits)
    return [(day, visit.topic.form) for day, visit in days if visit.done or day >= today]


def service_span(data: Data) -> tuple[Day, Day] | None:
    """The first and last day of service, at most twelve months."""
    agreement = part(data, "agreement")
    start = parse(text(agreement, "start")) or parse(text(agreement, "effective"))
    if start is None:
        return None
    longest = dates.year_end(start)
    end = parse(text(agreement, "end")) or longest
    return start, (min(end, longest) if end >= start else longest)


def service_months(data: Data) -> tuple[Month, ...]:
    """The calendar months of the service; a stub of under ten days asks for nothing beside longer ones."""
    span = service_span(data)
    if span is None:
        return ()
    pieces = []
    first, end = span
    while first <= end:
        last = min(dates.month_end(first), end)
        pieces.append((first, last))
        if last >= end:
            break
        first = last + dates.ONE
    whole = [(last - first).days + 1 >= _WHOLE_ENOUGH for first, last in pieces]
    return tuple(
        Month(first, last, enough or not any(whole))
        for (first, last), enough in zip(pieces, whole, strict=True)
    )


def trainings_due(months: tuple[Month, ...]) -> int:
    """Two trainings of all staff a year, one in half a year or less."""
    return 2 if _asked(months) > 6 else 1


def drills_due(months: tuple[Month, ...]) -> int:
    """One drill a year; none in under three months."""
    return 1 if _asked(months) >= 3 else 0


def _asked(months: tuple[Month, ...]) -> int:
    return sum(month.required for month in months)


def _count(kept: Iterable[Kept], form: str) -> int:
    """How many days have a visit of the form."""
    return len({day for day, kind in kept if kind == form})


def _given(data: Data, today: Day, topics: Topics) -> list[Planned]:
    """Visits of the data; content and items left out are those usual for the form."""
    found = []
    for row in rows(part(data, "schedule"), "visits"):
        day = parse(text(row, "date"))
        if day:
            usual = topics.usual(text(row, "form"), day.month)
            numbers = tuple(n for n in items(row, "items") if isinstance(n, int)) or usual.items
            topic = Topic(usual.form, text(row, "content") or usual.content, numbers)
            found.append(Planned(day, topic, row, True, parse(acts.done(row, "done", today))))
    return found


def _drafts(
    months: tuple[Month, ...], left: tuple[Month, ...], kept: list[Kept], topics: Topics
) -> list[list[Topic]]:
    """For each month left the topics to add: the inspection first, then the rest, then training and drill."""
    drafts = [_lacking(month, kept, topics) for month in left]
    _open(left, drafts, kept, topics)
    within = [(day, form) for day, form in kept if any(month.covers(day) for month in months)]
    for turn in range(_count(within, TRAINING), trainings_due(months)):
        _settle(left, drafts, topics.training(turn), topics)
    for _ in range(_count(within, DRILL), drills_due(months)):
        _settle(left, drafts, topics.drill(), topics)
    return drafts


def _open(left: tuple[Month, ...], drafts: list[list[Topic]], kept: list[Kept], topics: Topics) -> None:
    """The first inspection is the diagnosis, unless there is one already by then."""
    for month, draft in zip(left, drafts, strict=True):
        if any(form == INSPECTION and day <= month.last for day, form in kept):
            return
        if draft and draft[0].form == INSPECTION:
            draft[0] = topics.opening(draft[0])
            return


def _lacking(month: Month, kept: list[Kept], topics: Topics) -> list[Topic]:
    if not month.required:
        return []
    here = [(day, form) for day, form in kept if month.covers(day)]
    added = [] if _count(here, INSPECTION) else [topics.inspection(month.first.month)]
    missing = VISITS - len({day for day, _ in here}) - len(added)
    return added + [topics.second(month.first.month)] * max(missing, 0)


def _settle(months: tuple[Month, ...], drafts: list[list[Topic]], topic: Topic, topics: Topics) -> None:
    """Hold the training or drill on a free visit of the best month, else add a visit to it."""
    order = preferred(topic.form)
    asked = [place for place, month in enumerate(months) if month.required]
    best = sorted(asked, key=lambda place: (order.index(months[place].first.month), place))
    for place in best:
        draft = drafts[place]
        if draft and draft[-1].form not in (INSPECTION, TRAINING, DRILL):
            draft[-1] = topics.merged(topic, draft[-1])
            return
    if best:
        drafts[best[0]].append(topic)


def _placed(
    data: Data, left: tuple[Month, ...], today: Day, given: list[Planned], drafts: list[list[Topic]]
) -> list[Planned]:
    """Each topic on a day of its own: a working day to come, not one to avoid, spread over the month."""
    avoid = {day for value in items(part(data, "schedule"), "avoid") if (day := parse(str(value)))}
    taken = avoid | {visit.day for visit in given}
    shift = _shift(data)
    found = []
    for month, draft in zip(left, drafts, strict=True):
        days = dates.span(max(month.first, today), month.last)
        free = [day for day in days if day not in taken and workdays.likely(day, built_in())]
        for place, topic in enumerate(draft):
            if not free:
                break
            day = min(free, key=lambda day: (abs(day - _target(month, place, shift)), day))  # noqa: B023
            free.remove(day)
            found.append(Planned(day, topic, {}, False))
    return found


def _shift(data: Data) -> int:
    """A number that differs between clients, so that one advisor's visits do not all fall on one day."""
    enterprise = part(data, "enterprise")
    return zlib.crc32((text(enterprise, "uscc") or text(enterprise, "name")).encode()) % _SPREAD


def _target(month: Month, place: int, shift: int) -> Day:
    """Where in the month a visit should be; the end of a quarter's last month is left to the assessment."""
    parts = (15 + 3 * shift, 50 + 2 * shift, 35 + 3 * shift, 5 + 3 * shift)
    length = (month.last - month.first).days
    return month.first + datetime.timedelta(days=length * parts[min(place, len(parts) - 1)] // 100)


def _closed(planned: list[Planned], topics: Topics) -> list[Planned]:
    """The same visits, the last of those added summing up the service."""
    if not planned or planned[-1].given:
        return planned
    last = planned[-1]
    return [*planned[:-1], Planned(last.day, topics.closing(last.topic), last.row, given=False)]


def _rows(planned: list[Planned], topics: Topics) -> tuple[domain.Visit, ...]:
    days: dict[tuple[int, int], list[Day]] = {}
    found = []
    for no, visit in enumerate(planned, 1):
        seen = days.setdefault((visit.day.year, visit.day.month), [])
        if visit.day not in seen:
            seen.append(visit.day)
        found.append(_visit(no, visit, len(seen), topics))
    return tuple(found)


def _visit(no: int, visit: Planned, order: int, topics: Topics) -> domain.Visit:
    form = visit.topic.form
    return domain.Visit(
        no=no,
        month=dates.month_of(visit.day),
        order=f"第{order}次",
        date=visit.day.isoformat(),
        tentative=not visit.given and workdays.is_workday(visit.day, built_in()) is None,
        form=form,
        content=visit.topic.content,
        items=joined(visit.topic.items, NUMBERS),
        participants=text(visit.row, "participants") or topics.participants(form),
        cooperation=text(visit.row, "cooperation") or topics.cooperation(form),
        output=text(visit.row, "output") or topics.output(form),
        done=visit.done.isoformat() if visit.done else "",
    )


def _check(month: Month, kept: list[Kept], today: Day) -> domain.MonthCheck | None:
    """Article 16 for one month; a stub is listed only when it has visits."""
    here = [(day, form) for day, form in kept if month.covers(day)]
    if not here and not month.required:
        return None
    visits, inspections = len({day for day, _ in here}), _count(here, INSPECTION)
    return domain.MonthCheck(
        month=dates.month_of(month.first),
        visits=visits,
        inspections=inspections,
        trainings=_count(here, TRAINING),
        drills=_count(here, DRILL),
        complete=not month.required or (visits >= VISITS and inspections >= 1),
        over=month.last < today,
    )
