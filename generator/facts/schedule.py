"""The service plan of twelve months: what Article 16 asks, month by month, on working days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator import domain
from generator.domain import Month, VisitForm
from generator.facts import agreed, dates, deadline, placing, term, workdays
from generator.facts.agenda import Span
from generator.facts.plain import Data, part, rows, text
from generator.facts.term import ServiceMonth
from generator.facts.topics import Topic, Topics
from generator.library import Library

VISITS = 2  # days on site that Article 16 asks for each month, one of them with an inspection


@dataclass(frozen=True, slots=True)
class Arranged:
    """A visit as the client's data has arranged it; what it leaves out is usual for its form."""

    date: domain.Day
    form: VisitForm | None
    content: str
    items: domain.ArticleItems
    participants: domain.Sentences
    cooperation: str
    output: str
    done: domain.Day
    keys: domain.Place


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit with its day: arranged by the data, or added; done is the day on which it was made."""

    day: datetime.date
    topic: Topic
    arranged: Arranged | None = None
    done: domain.Day = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A day that counts for Article 16, with the form of its visit: one made, or one to come."""

    day: datetime.date
    form: VisitForm


def derive(
    data: Data,
    today: datetime.date,
    topics: Topics,
    inspected: Iterable[datetime.date],
    library: Library,
) -> domain.Schedule:
    """Visits given in the data are kept; what a month lacks is added from the day on, never before it.

    ``inspected`` are the days in this period of the agency's inspections that the ledger knows.
    """
    months = term.months(data)
    given = _given(data, topics)
    kept = _kept(given, today) + [Kept(day, VisitForm.INSPECTION) for day in inspected]
    left = tuple(month for month in months if month.last >= today)
    days = [visit.day for visit in given]
    drafts = _drafts(months, left, kept, topics)
    added = [Planned(*one) for one in placing.placed(data, left, today, days, drafts, library)]
    kept += _kept(added, today)
    planned = sorted(given + added, key=lambda visit: visit.day)
    visits = _visits(_closed(planned, topics), topics, today, library)
    return _schedule(visits, months, kept, today)


def span(data: Data, today: datetime.date, library: Library) -> Span:
    """The months that need visits yet, and the first that the plan had to fill.

    That is the month of the plan itself, or the next one where the data has arranged its visits.
    """
    months = term.months(data)
    made = deadline.made_on(part(data, "agreement"), part(data, "documents"), today, library)
    begin = max([made, *(month.first for month in months[:1])])
    if _is_full(Month.of(begin), data):
        begin = dates.month_end(begin) + dates.ONE
    named = [Month.of(month.first) for month in months if month.required and month.last >= today]
    return Span(Month.of(begin), tuple(month for month in named if not _is_full(month, data)))


def _is_full(month: Month, data: Data) -> bool:
    """Whether the data has as many visits in a month as it asks for."""
    dated = {domain.day(row.get("date")) for row in rows(part(data, "schedule"), "visits")}
    return sum(day is not None and Month.of(day) == month for day in dated) >= VISITS


def _schedule(
    visits: tuple[domain.Visit, ...], months: tuple[ServiceMonth, ...], kept: list[Kept], today: datetime.date
) -> domain.Schedule:
    """The plan with what it comes to, by month and as a whole."""
    checks = tuple(check for month in months if (check := _check(month, kept, today)))
    missed = tuple(visit for visit in visits if visit.missed)
    made = tuple(visit for visit in visits if visit.done)
    trainings, drills = _count(kept, VisitForm.TRAINING), _count(kept, VisitForm.DRILL)
    enough = trainings >= term.trainings_due(months) and drills >= term.drills_due(months)
    return domain.Schedule(
        visits=visits,
        missed=missed,
        begun=bool(made),
        ahead=len(visits) > len(made) + len(missed),
        months=checks,
        visit_days=_days(kept),
        inspections=_count(kept, VisitForm.INSPECTION),
        trainings=trainings,
        drills=drills,
        tentative=any(visit.tentative for visit in visits),
        complete=bool(visits) and enough and all(check.complete for check in checks),
    )


def _kept(visits: Iterable[Planned], today: datetime.date) -> list[Kept]:
    """The visits made, on the day they were made, and those to come; what was missed counts for nothing."""
    return [
        Kept(visit.done or visit.day, visit.topic.form)
        for visit in visits
        if visit.done or visit.day >= today
    ]


def _days(kept: Iterable[Kept]) -> int:
    """How many days there are: two visits of one day count once."""
    return len({one.day for one in kept})


def _count(kept: Iterable[Kept], form: VisitForm) -> int:
    """How many days have a visit of the form."""
    return _days(one for one in kept if one.form == form)


def _given(data: Data, topics: Topics) -> list[Planned]:
    """Visits of the data in this period; content and items left out are those usual for the form."""
    found, within = [], agreed.period(data)
    for place, row in enumerate(rows(part(data, "schedule"), "visits")):
        # Whoever takes part is written as the plan prints it: the agency's people；the enterprise's.
        parties = tuple(filter(None, text(row, "participants").split("；")))
        keys = ("schedule", "visits", place)
        one = domain.convert.build(Arranged, row, participants=parties, keys=keys)
        if one.date and one.form and within(one.date):
            usual = topics.usual(one.form, one.date.month)
            topic = Topic(one.form, one.content or usual.content, one.items or usual.items)
            found.append(Planned(one.date, topic, one, one.done))
    return found


def _drafts(
    months: tuple[ServiceMonth, ...], left: tuple[ServiceMonth, ...], kept: list[Kept], topics: Topics
) -> list[list[Topic]]:
    """For each month left the topics to add: the inspection first, then the rest, then training and drill."""
    drafts = [_lacking(month, kept, topics) for month in left]
    _open(left, drafts, kept, topics)
    within = [one for one in kept if any(month.covers(one.day) for month in months)]
    for turn in range(_count(within, VisitForm.TRAINING), term.trainings_due(months)):
        _settle(left, drafts, topics.training(turn), topics)
    for _ in range(_count(within, VisitForm.DRILL), term.drills_due(months)):
        _settle(left, drafts, topics.drill(), topics)
    return drafts


def _open(
    left: tuple[ServiceMonth, ...], drafts: list[list[Topic]], kept: list[Kept], topics: Topics
) -> None:
    """The first inspection is the diagnosis, unless there is one already by then."""
    first = min((one.day for one in kept if one.form == VisitForm.INSPECTION), default=datetime.date.max)
    for month, draft in zip(left, drafts, strict=True):
        if first <= month.last:
            return
        if draft and draft[0].form == VisitForm.INSPECTION:
            draft[0] = topics.opening(draft[0])
            return


def _lacking(month: ServiceMonth, kept: list[Kept], topics: Topics) -> list[Topic]:
    """What a month has too little of: an inspection, then other visits."""
    if not month.required:
        return []
    here, name = [one for one in kept if month.covers(one.day)], Month.of(month.first)
    added = [] if _count(here, VisitForm.INSPECTION) else [topics.inspection(name)]
    missing = VISITS - _days(here) - len(added)
    return added + [topics.second(name)] * max(missing, 0)


def _settle(
    months: tuple[ServiceMonth, ...], drafts: list[list[Topic]], topic: Topic, topics: Topics
) -> None:
    """Hold the training or drill on a free visit of the best month, else add a visit to it."""
    order = topics.preferred(topic.form)
    asked = [place for place, month in enumerate(months) if month.required]
    best = sorted(asked, key=lambda place: (order.index(months[place].first.month), place))
    for place in best:
        draft = drafts[place]
        if draft and _free(draft[-1]):
            draft[-1] = topics.merged(topic, draft[-1])
            return
    if best:
        drafts[best[0]].append(topic)


def _free(topic: Topic) -> bool:
    """Whether a visit has room for a training or a drill beside its own work."""
    return topic.form not in (VisitForm.INSPECTION, VisitForm.TRAINING, VisitForm.DRILL)


def _closed(planned: list[Planned], topics: Topics) -> list[Planned]:
    """The same visits, the last of those added summing up the service."""
    if not planned or planned[-1].arranged:
        return planned
    last = planned[-1]
    return [*planned[:-1], Planned(last.day, topics.closing(last.topic))]


def _visits(
    planned: list[Planned], topics: Topics, today: datetime.date, library: Library
) -> tuple[domain.Visit, ...]:
    """The rows of the plan, each told which day of its month it is."""
    days: dict[Month, list[datetime.date]] = {}
    found = []
    for no, visit in enumerate(planned, 1):
        seen = days.setdefault(Month.of(visit.day), [])
        if visit.day not in seen:
            seen.append(visit.day)
        one = _visit(no, visit, len(seen), topics, library)
        found.append(replace(one, missed=not one.done and one.date < today))
    return tuple(found)


def _visit(no: int, visit: Planned, order: int, topics: Topics, library: Library) -> domain.Visit:
    form, told = visit.topic.form, visit.arranged
    return domain.Visit(
        no=no,
        month=Month.of(visit.day),
        order=f"第{order}次",
        date=visit.day,
        tentative=told is None and workdays.is_workday(visit.day, library) is None,
        form=form,
        content=visit.topic.content,
        items=visit.topic.items,
        participants=(told and told.participants) or topics.participants(form, visit.done or visit.day),
        cooperation=(told and told.cooperation) or topics.cooperation(form),
        output=(told and told.output) or topics.output(form),
        done=visit.done,
        missed=False,
        subjects=visit.topic.subjects,
        keys=told.keys if told else (),
    )


def _check(month: ServiceMonth, kept: list[Kept], today: datetime.date) -> domain.MonthCheck | None:
    """Article 16 for one month; a stub is listed only when it has visits."""
    here = [one for one in kept if month.covers(one.day)]
    if not here and not month.required:
        return None
    visits, inspections = _days(here), _count(here, VisitForm.INSPECTION)
    return domain.MonthCheck(
        month=Month.of(month.first),
        visits=visits,
        inspections=inspections,
        trainings=_count(here, VisitForm.TRAINING),
        drills=_count(here, VisitForm.DRILL),
        complete=not month.required or (visits >= VISITS and inspections >= 1),
        over=month.last < today,
    )
