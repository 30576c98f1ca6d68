"""How the service and the advisors stand on the day, against Articles 10, 11, 16 and 21."""

from __future__ import annotations

from collections.abc import Iterable

from generator import domain
from generator.facts import dates, schedule
from generator.facts.dates import Day, parse
from generator.facts.plain import Data, joined
from generator.facts.topics import DRILL, TRAINING

CLIENTS = 40
YEARS = 5
VALID, LAPSED = "有效", "已满一年"
WITHIN, BEYOND = "未超过40家", "超过40家"
FIT, UNFIT = "符合", "不符合"
_COLLEGE = ("大专", "专科", "本科", "大学", "学士", "硕士", "研究生", "博士")
_HIGH_SCHOOL = ("高中", "中专", "职高", "技校", "中技")


def advisor(one: domain.Advisor, day: Day) -> domain.AdvisorFile:
    """An advisor's file: qualification, training of the year, and number of clients."""
    until = dates.later(one.trained, 12)
    load = (BEYOND if int(one.roster) > CLIENTS else WITHIN) if one.roster else ""
    return domain.AdvisorFile(
        advisor=one,
        qualified=qualification(one.education, one.experience_years),
        training=(VALID if until >= day.isoformat() else LAPSED) if until else "",
        training_until=until,
        roster=one.roster,
        load=load,
    )


def qualification(education: str, years: str) -> str:
    """Article 10: college, or high school with five years in safety; "" where the data does not tell."""
    if not education:
        return ""
    if any(word in education for word in _COLLEGE):
        return FIT
    if not any(word in education for word in _HIGH_SCHOOL):
        return UNFIT
    if not years:
        return ""
    return FIT if float(years) >= YEARS else UNFIT


def progress(
    data: Data, day: Day, plan: domain.Schedule, inspections: tuple[domain.InspectionSheet, ...]
) -> domain.Progress:
    """What was done by the day, and the months that fell short."""
    months = schedule.service_months(data)
    inspected = _days((sheet.date for sheet in inspections), day)
    present = _days((visit.done for visit in plan.visits), day) | inspected
    trainings = _days((visit.done for visit in plan.visits if visit.form == TRAINING), day)
    drills = _days((visit.done for visit in plan.visits if visit.form == DRILL), day)
    past = [month for month in months if month.required and month.last < day]
    short_visits = _short(past, present, schedule.VISITS)
    short_inspections = _short(past, inspected, 1)
    over = bool(months) and months[-1].last < day
    asked, drills_asked = schedule.trainings_due(months), schedule.drills_due(months)
    return domain.Progress(
        visit_days=len(present),
        inspections=len(inspected),
        trainings=len(trainings),
        drills=len(drills),
        trainings_due=asked,
        drills_due=drills_asked,
        short_visits=short_visits,
        short_inspections=short_inspections,
        visits_met=over and not short_visits,
        visits_running=bool(present) and not over and not short_visits,
        inspections_met=over and not short_inspections,
        inspections_running=bool(inspected) and not over and not short_inspections,
        trainings_met=len(trainings) >= asked,
        drills_met=bool(drills_asked) and len(drills) >= drills_asked,
        drills_asked=bool(drills_asked),
        over=over,
    )


def _days(written: Iterable[str], day: Day) -> set[Day]:
    return {one for one in map(parse, written) if one and one <= day}


def _short(past: list[schedule.Month], done: set[Day], asked: int) -> str:
    """The names of the months with fewer days than asked."""
    return joined(
        dates.month_of(month.first) for month in past if sum(month.covers(one) for one in done) < asked
    )
