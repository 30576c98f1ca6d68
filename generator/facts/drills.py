"""Papers of drills: those of the plan with what was recorded of them, and those recorded beside it."""

from __future__ import annotations

from generator import domain
from generator.domain import VisitForm, convert
from generator.facts.papers import Held, Numbers, fulfilled
from generator.facts.plain import Data, by_day, late, part, rows, text


def papers(data: Data, uscc: str, plan: domain.Schedule) -> tuple[domain.DrillPaper, ...]:
    """A paper for each drill, in the order of days."""
    visits = [visit for visit in plan.visits if visit.form == VisitForm.DRILL]
    kept = [(domain.day(row.get("date")), row) for row in by_day(data, "drills")]
    # The record of a drill tells that it was held: it is found on the day planned, too.
    found = fulfilled(visits, kept, lambda visit: visit.done or visit.date)
    numbers = Numbers(uscc, "YL")
    return tuple(_paper(one, numbers) for one in found)


def _paper(held: Held[Data], numbers: Numbers) -> domain.DrillPaper:
    row = held.record or {}
    made = domain.day(row.get("date")) or held.done
    return convert.build(
        domain.DrillPaper,
        row,
        number=numbers.of(made),
        planned=held.planned,
        date=made,
        steps=convert.every(domain.DrillStep, rows(row, "timeline")),
        content=held.content,
        participants=held.participants,
        cooperation=held.cooperation,
        late=late(row),
        **_judged(part(row, "evaluation")),
    )


def _judged(evaluation: Data) -> dict[str, str]:
    """How the drill went, by the fields of its paper."""
    told = {name: text(evaluation, name) for name in ("people", "coordination", "effect", "outside")}
    return {**told, "supplies_ready": text(evaluation, "supplies")}
