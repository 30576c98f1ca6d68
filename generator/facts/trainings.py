"""Papers of the trainings that the agency gives: those of the plan, and others that an advisor gave."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator import domain
from generator.domain import TrainingKind, VisitForm, convert
from generator.facts.papers import Held, Numbers, fulfilled, sign_pages
from generator.facts.plain import Fields, distinct

Serving = Callable[[domain.Day], tuple[domain.Advisor, ...]]
_BETWEEN_NAMES = re.compile(r"[\s、，,;；/／:：()（）]+")
_TITLES = re.compile("^(辅导员|讲师)|(辅导员|讲师|老师|工程师)$")
_NOT_HELD = convert.build(domain.Training, {})


def papers(
    enterprise: domain.Enterprise,
    plan: domain.Schedule,
    kept: tuple[domain.Training, ...],
    advisors: Serving,
) -> tuple[domain.TrainingPaper, ...]:
    """A paper for each training of the plan and for each that those gave beside it who served on its day."""
    visits = [visit for visit in plan.visits if visit.form == VisitForm.TRAINING]
    days, numbers = {visit.done for visit in visits}, Numbers(enterprise.uscc, "PX")
    ours = [(one.date, one) for one in kept if _is_ours(one, days, advisors)]
    found = fulfilled(visits, ours, lambda visit: visit.done)
    return tuple(_paper(one, numbers, enterprise.headcount, advisors) for one in found)


def _is_ours(one: domain.Training, days: set[domain.Day], advisors: Serving) -> bool:
    """Whether a training belongs to the service."""
    return bool(teachers(one, advisors(one.date))) or _is_planned(one, days)


def _is_planned(one: domain.Training, days: set[domain.Day]) -> bool:
    """Whether it is the plan's training of all staff of that day, whoever taught."""
    return one.date in days and one.kind == TrainingKind.ALL_STAFF


def teachers(training: domain.Training, advisors: tuple[domain.Advisor, ...]) -> tuple[domain.Advisor, ...]:
    """The advisors among those who taught, each by the whole name: 王伟 is not 王伟强."""
    names = _names(training.teacher)
    return tuple(one for one in advisors if one.name and one.name in names)


def _names(written: str) -> set[str]:
    """Who is named, with their titles and without."""
    parts = _BETWEEN_NAMES.split(written)
    return {*parts, *(_TITLES.sub("", one) for one in parts)}


def _paper(
    held: Held[domain.Training],
    numbers: Numbers,
    headcount: int,
    advisors: Serving,
) -> domain.TrainingPaper:
    one = held.record or _NOT_HELD
    made = one.date or held.done
    return domain.TrainingPaper(
        number=numbers.of(made),
        planned=held.planned,
        date=made,
        content=held.content,
        **_recorded(one),
        # Who of the enterprise takes part: nobody where the plan names the advisors alone.
        trainees=tuple(party for party in held.participants if party.startswith("企业")),
        pages=sign_pages(_expected(held.record, headcount)),
        badges=distinct(advisor.badge_number for advisor in teachers(one, advisors(made))),
        late=one.late,
    )


def _recorded(one: domain.Training) -> Fields:
    """What was taught, by whom and where, and how many took part."""
    return {
        "topic": one.topic,
        "hours": one.hours,
        "teacher": one.teacher,
        "place": one.place,
        "expected": one.expected,
        "present": one.present,
        "method": one.method,
        "passed": one.passed,
        "rate": one.rate,
    }


def _expected(one: domain.Training | None, headcount: int) -> int:
    """How many are to sign; the whole staff for a training that is only planned."""
    return headcount if one is None else one.expected or one.present or 0
