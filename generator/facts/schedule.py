"""The service plan of twelve months: what Article 16 asks, month by month, on working days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator import domain
from generator.domain import Month, VisitForm
from generator.facts import agreed, dates, deadline, placing, term, workdays
from generator.facts.agenda import Span
from generator.facts.kept import Kept, count, counts, days
from generator.facts.plain import Data, Fields, part, rows, text
from generator.facts.term import ServiceMonth
from generator.facts.topics import Topic, Topics
from generator.library import Library

VISITS = 2  # days on site that Article 16 asks for each month, one of them with an inspection
Day = datetime.date
Months = tuple[ServiceMonth, ...]
Drafts = list[list[Topic]]  # the topics to add, month by month


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


def derive(
    data: Data, today: Day, topics: Topics, inspected: Iterable[Day], library: Library
) -> domain.Schedule:
    """Visits given in the data are kept; what a month lacks is added from the day on, never before it.

    ``inspected`` are the days in this period of the agency's inspections that the ledger knows.
    """
    months, given = term.months(data), _given(data, topics)
    kept = _kept(given, today) + [Kept(day, VisitForm.INSPECTION) for day in inspected]
    left = tuple(month for month in months if month.last >= today)
    drafts, taken = _drafts(months, left, kept, topics), [visit.day for visit in given]
    added = [Planned(*one) for one in placing.placed(data, left, today, taken, drafts, library)]
    planned = sorted(given + added, key=lambda visit: visit.day)
    visits = _visits(_closed(planned, topics), topics, today, library)
    return _schedule(visits, months, kept + _kept(added, today), today)


def span(data: Data, today: Day, library: Library) -> Span:
    """The months that need visits yet, and the first that the plan had to fill."""
    months = term.months(data)
    named = [Month.of(month.first) for month in months if month.required and month.last >= today]
    left = tuple(month for month in named if not _is_full(month, data))
    return Span(_begin(data, months, today, library), left)


def _begin(data: Data, months: Months, today: Day, library: Library) -> Month:
    """The month of the plan itself, or the next one where the data has arranged its visits."""
    made = deadline.made_on(part(data, "agreement"), part(data, "documents"), today, library)
    begin = max([made, *(month.first for month in months[:1])])
    if _is_full(Month.of(begin), data):
        begin = dates.month_end(begin) + dates.ONE
    return Month.of(begin)


def _is_full(month: Month, data: Data) -> bool:
    """Whether the data has as many visits in a month as it asks for."""
    dated = {domain.day(row.get("date")) for row in rows(part(data, "schedule"), "visits")}
    return sum(day is not None and Month.of(day) == month for day in dated) >= VISITS


def _schedule(
    visits: tuple[domain.Visit, ...], months: Months, kept: list[Kept], today: Day
) -> domain.Schedule:
    """The plan with what it comes to, by month and as a whole."""
    checks = tuple(check for month in months if (check := _check(month, kept, today)))
    whole = _is_enough(kept, months) and all(check.complete for check in checks)
    return domain.Schedule(
        visits=visits,
        months=checks,
        visit_days=days(kept),
        complete=bool(visits) and whole,
        **counts(kept),
        **_standing(visits),
    )


def _standing(visits: tuple[domain.Visit, ...]) -> Fields:
    """How far the visits have come."""
    missed = tuple(visit for visit in visits if visit.missed)
    made = sum(bool(visit.done) for visit in visits)
    ahead, tentative = len(visits) > made + len(missed), any(visit.tentative for visit in visits)
    return {"missed": missed, "begun": made > 0, "ahead": ahead, "tentative": tentative}


def _is_enough(kept: list[Kept], months: Months) -> bool:
    """Whether the term has the trainings and drills that it asks for."""
    trainings, drills = count(kept, VisitForm.TRAINING), count(kept, VisitForm.DRILL)
    return trainings >= term.trainings_due(months) and drills >= term.drills_due(months)


def _kept(visits: Iterable[Planned], today: Day) -> list[Kept]:
    """The visits made, on the day they were made, and those to come; what was missed counts for nothing."""
    counting = (visit for visit in visits if visit.done or visit.day >= today)
    return [Kept(visit.done or visit.day, visit.topic.form) for visit in counting]


def _given(data: Data, topics: Topics) -> list[Planned]:
    """Visits of the data in this period."""
    found, within = [], agreed.period(data)
    for place, row in enumerate(rows(part(data, "schedule"), "visits")):
        one = _arranged(row, place)
        if one.date and one.form and within(one.date):
            topic = _topic(one, topics.usual(one.form, one.date.month))
            found.append(Planned(one.date, topic, one, one.done))
    return found


def _arranged(row: Data, place: int) -> Arranged:
    # Whoever takes part is written as the plan prints it: the agency's people；the enterprise's.
    parties = tuple(filter(None, text(row, "participants").split("；")))
    return domain.convert.build(Arranged, row, participants=parties, keys=("schedule", "visits", place))


def _topic(one: Arranged, usual: Topic) -> Topic:
    """Content and items left out are those usual for the form."""
    return Topic(one.form or usual.form, one.content or usual.content, one.items or usual.items)


def _drafts(months: Months, left: Months, kept: list[Kept], topics: Topics) -> Drafts:
    """For each month left the topics to add: the inspection first, then the rest, then training and drill."""
    drafts = [_lacking(month, kept, topics) for month in left]
    _open(left, drafts, kept, topics)
    within = [one for one in kept if any(month.covers(one.day) for month in months)]
    for turn in range(count(within, VisitForm.TRAINING), term.trainings_due(months)):
        _settle(left, drafts, topics.training(turn), topics)
    for _ in range(count(within, VisitForm.DRILL), term.drills_due(months)):
        _settle(left, drafts, topics.drill(), topics)
    return drafts


def _open(left: Months, drafts: Drafts, kept: list[Kept], topics: Topics) -> None:
    """The first inspection is the diagnosis, unless there is one already by then."""
    first = min((one.day for one in kept if one.form == VisitForm.INSPECTION), default=Day.max)
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
    here, name = _within(month, kept), Month.of(month.first)
    added = [] if count(here, VisitForm.INSPECTION) else [topics.inspection(name)]
    missing = VISITS - days(here) - len(added)
    return added + [topics.second(name)] * max(missing, 0)


def _within(month: ServiceMonth, kept: list[Kept]) -> list[Kept]:
    return [one for one in kept if month.covers(one.day)]


def _settle(months: Months, drafts: Drafts, topic: Topic, topics: Topics) -> None:
    """Hold the training or drill on a free visit of the best month, else add a visit to it."""
    best = [drafts[place] for place in _best_first(months, topics.preferred(topic.form))]
    for draft in best:
        if draft and _free(draft[-1]):
            draft[-1] = topics.merged(topic, draft[-1])
            return
    if best:
        best[0].append(topic)


def _best_first(months: Months, order: list[int]) -> list[int]:
    """The places of the months that need visits, by the order of calendar months."""
    asked = [place for place, month in enumerate(months) if month.required]
    return sorted(asked, key=lambda place: (order.index(months[place].first.month), place))


def _free(topic: Topic) -> bool:
    """Whether a visit has room for a training or a drill beside its own work."""
    return topic.form not in (VisitForm.INSPECTION, VisitForm.TRAINING, VisitForm.DRILL)


def _closed(planned: list[Planned], topics: Topics) -> list[Planned]:
    """The same visits, the last of those added summing up the service."""
    if not planned or planned[-1].arranged:
        return planned
    last = planned[-1]
    return [*planned[:-1], Planned(last.day, topics.closing(last.topic))]


def _visits(planned: list[Planned], topics: Topics, today: Day, library: Library) -> tuple[domain.Visit, ...]:
    """The rows of the plan, each told which day of its month it is."""
    found = []
    for no, (visit, order) in enumerate(zip(planned, _orders(planned), strict=True), 1):
        one = _visit(no, visit, order, topics, library)
        found.append(replace(one, missed=not one.done and one.date < today))
    return tuple(found)


def _orders(planned: Iterable[Planned]) -> Iterator[int]:
    """Of each visit which day of its month with a visit it is on."""
    months: dict[Month, list[Day]] = {}
    for visit in planned:
        seen = months.setdefault(Month.of(visit.day), [])
        if visit.day not in seen:
            seen.append(visit.day)
        yield len(seen)


def _visit(no: int, visit: Planned, order: int, topics: Topics, library: Library) -> domain.Visit:
    topic, told = visit.topic, visit.arranged
    return domain.Visit(
        no=no,
        month=Month.of(visit.day),
        order=f"第{order}次",
        date=visit.day,
        tentative=told is None and workdays.is_workday(visit.day, library) is None,
        form=topic.form,
        content=topic.content,
        items=topic.items,
        done=visit.done,
        missed=False,
        subjects=topic.subjects,
        keys=told.keys if told else (),
        **_usual(visit, topics),
    )


def _usual(visit: Planned, topics: Topics) -> Fields:
    """Who takes part, what is asked of the enterprise and what is left there: as arranged, else as usual."""
    form, told = visit.topic.form, visit.arranged
    return {
        "participants": (told and told.participants) or topics.participants(form, visit.done or visit.day),
        "cooperation": (told and told.cooperation) or topics.cooperation(form),
        "output": (told and told.output) or topics.output(form),
    }


def _check(month: ServiceMonth, kept: list[Kept], today: Day) -> domain.MonthCheck | None:
    """Article 16 for one month; a stub is listed only when it has visits."""
    here = _within(month, kept)
    if not here and not month.required:
        return None
    visits, counted = days(here), counts(here)
    return domain.MonthCheck(
        month=Month.of(month.first),
        visits=visits,
        complete=not month.required or (visits >= VISITS and counted["inspections"] >= 1),
        over=month.last < today,
        **counted,
    )
