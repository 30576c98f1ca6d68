"""How the service and the advisors stand on the day, against Articles 10, 11, 16 and 21."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from generator import domain
from generator.domain import Load, Month, Qualification, TrainingState, VisitForm
from generator.facts import dates, schedule, term
from generator.facts.plain import Data, Fields
from generator.facts.term import ServiceMonth

CLIENTS = 40  # Article 21: as a rule no advisor serves more
YEARS = 5  # Article 10: in safety management, where the schooling is below college
_TRAINING_MONTHS = 12  # Article 11: every year
_COLLEGE = ("大专", "专科", "本科", "大学", "学士", "硕士", "研究生", "博士")
_HIGH_SCHOOL = ("高中", "中专", "职高", "技校", "中技")
_Days = frozenset[datetime.date]


def advisor(one: domain.Advisor, day: datetime.date) -> domain.AdvisorFile:
    """An advisor's file: qualification, training of the year, and number of clients."""
    until = trained_until(one)
    return domain.AdvisorFile(
        advisor=one,
        qualified=qualification(one),
        training=_training(until, day),
        training_until=until,
        roster=one.roster,
        load=_load(one.roster),
    )


def trained_until(one: domain.Advisor) -> domain.Day:
    """The last day on which the training of the year holds; None where no training is known."""
    return dates.months_after(one.trained, _TRAINING_MONTHS) if one.trained else None


def _training(until: domain.Day, day: datetime.date) -> TrainingState | None:
    if until is None:
        return None
    return TrainingState.VALID if day <= until else TrainingState.LAPSED


def _load(roster: int | None) -> Load | None:
    if roster is None:
        return None
    return Load.BEYOND if roster > CLIENTS else Load.WITHIN


def qualification(one: domain.Advisor) -> Qualification | None:
    """Article 10: college, or high school with five years in safety; None where the data does not tell."""
    if not one.education:
        return None
    if any(word in one.education for word in _COLLEGE):
        return Qualification.FIT
    if not any(word in one.education for word in _HIGH_SCHOOL):
        return Qualification.UNFIT
    if one.experience_years is None:
        return None
    return Qualification.FIT if one.experience_years >= YEARS else Qualification.UNFIT


@dataclass(frozen=True, slots=True)
class _Done:
    """Days, each once, by what was done on them."""

    present: _Days
    inspected: _Days
    trained: _Days
    drilled: _Days


def progress(
    data: Data, day: datetime.date, plan: domain.Schedule, inspections: tuple[domain.InspectionPaper, ...]
) -> domain.Progress:
    """What was done by the day, and the months that fell short."""
    months, done = term.months(data), _done(plan, inspections)
    return domain.Progress(
        visit_days=len(done.present),
        inspections=len(done.inspected),
        trainings=len(done.trained),
        drills=len(done.drilled),
        **_monthly(months, done, day),
        **_in_the_term(months, done),
    )


def _monthly(months: tuple[ServiceMonth, ...], done: _Done, day: datetime.date) -> Fields:
    """How what is asked of every month stands: the visits and the inspection."""
    past = [month for month in months if month.required and month.last < day]
    over = bool(months) and months[-1].last < day
    short_visits = _short(past, done.present, schedule.VISITS)
    short_inspections = _short(past, done.inspected, 1)
    return {
        "short_visits": short_visits,
        "short_inspections": short_inspections,
        "visits_met": over and not short_visits,
        "visits_running": _running(done.present, over, short_visits),
        "inspections_met": over and not short_inspections,
        "inspections_running": _running(done.inspected, over, short_inspections),
        "over": over,
    }


def _in_the_term(months: tuple[ServiceMonth, ...], done: _Done) -> Fields:
    """How what is asked of the term as a whole stands: trainings and drills."""
    trainings_due, drills_due = term.trainings_due(months), term.drills_due(months)
    return {
        "trainings_due": trainings_due,
        "drills_due": drills_due,
        "trainings_met": len(done.trained) >= trainings_due,
        "drills_met": 0 < drills_due <= len(done.drilled),
        "drills_asked": drills_due > 0,
    }


def _done(plan: domain.Schedule, inspections: tuple[domain.InspectionPaper, ...]) -> _Done:
    inspected = _dated(paper.date for paper in inspections)
    visited = _dated(visit.done for visit in plan.visits)
    return _Done(
        present=visited | inspected,
        inspected=inspected,
        trained=_held(plan, VisitForm.TRAINING),
        drilled=_held(plan, VisitForm.DRILL),
    )


def _held(plan: domain.Schedule, form: VisitForm) -> _Days:
    return _dated(visit.done for visit in plan.visits if visit.form == form)


def _dated(told: Iterable[domain.Day]) -> _Days:
    return frozenset(filter(None, told))


def _running(days: _Days, over: bool, short: domain.ProseMonths) -> bool:
    return bool(days) and not over and not short


def _short(past: list[ServiceMonth], done: _Days, asked: int) -> domain.ProseMonths:
    """The months with fewer days than asked."""
    return tuple(Month.of(month.first) for month in past if _days_in(month, done) < asked)


def _days_in(month: ServiceMonth, days: _Days) -> int:
    return sum(map(month.covers, days))
