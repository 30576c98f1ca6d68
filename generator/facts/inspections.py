"""Papers of the agency's inspections: those that the ledger knows, and those of the plan beside them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from generator import domain
from generator.domain import SENTENCES, InspectionKind, Recheck, VisitForm, printing
from generator.facts.papers import Numbers
from generator.facts.plain import Fields, distinct, grouped

_KINDS = ("JC", "ZG")  # the inspection, its notice
Rows = Iterable[domain.InspectionRow]
Hazards = tuple[domain.Hazard, ...]
Numbering = Mapping[str, Numbers]  # by the kind of paper
_Visits = dict[datetime.date, list[domain.Visit]]  # by their days


@dataclass(frozen=True, slots=True)
class _Inspection:
    """An inspection of one day: rows of the ledger, and visits of the plan that were made with it.

    done is None while it is only planned; the rows are then empty and the visit is one.
    """

    day: datetime.date
    done: domain.Day
    rows: tuple[domain.InspectionRow, ...]
    visits: tuple[domain.Visit, ...]

    @property
    def planned(self) -> domain.Day:
        return self.visits[0].date if self.visits else None

    def seen(self, known: Mapping[str, domain.Hazard]) -> Hazards:
        """The hazards that it found, of those known by their numbers."""
        return tuple(known[row.hazard] for row in self.rows if row.hazard in known)


def inspected(listed: Rows) -> frozenset[datetime.date]:
    """The days on which the agency inspected, by the ledger."""
    return frozenset(row.date for row in listed if row.date and row.kind == InspectionKind.AGENCY)


def papers(
    uscc: str,
    plan: domain.Schedule,
    listed: Rows,
    hazards: Hazards,
) -> tuple[domain.InspectionPaper, ...]:
    """A paper for each day of inspections that was held, and for each visit that is still to be made."""
    known = {hazard.number: hazard for hazard in hazards}
    numbers = {kind: Numbers(uscc, kind) for kind in _KINDS}
    visits = [visit for visit in plan.visits if visit.form == VisitForm.INSPECTION]
    return tuple(
        _paper(one, one.seen(known), numbers, _next(visits, one.day)) for one in _inspections(visits, listed)
    )


def _next(visits: Iterable[domain.Visit], day: datetime.date) -> domain.Day:
    """The day of the first visit after a day."""
    return min((visit.date for visit in visits if visit.date > day), default=None)


def _inspections(visits: list[domain.Visit], listed: Rows) -> list[_Inspection]:
    """Inspections in the order of their days: all of one day are one, but for visits not made on it."""
    rows = _of_agency(listed)
    held = _held(visits, rows)
    found = []
    for visit in (one for one in visits if not one.done):
        # The ledger knows an inspection of the day for which the visit was planned: this is it.
        if held.get(visit.date) == []:
            held[visit.date].append(visit)
        else:
            found.append(_Inspection(visit.date, None, (), (visit,)))
    found += [_Inspection(day, day, tuple(rows.get(day, ())), tuple(own)) for day, own in held.items()]
    return sorted(found, key=lambda one: one.day)


def _held(visits: Iterable[domain.Visit], days: Iterable[datetime.date]) -> _Visits:
    """The visits made on each day, and none on those days that the ledger alone knows."""
    found: _Visits = {day: [] for day in days}
    for visit in visits:
        if visit.done:
            found.setdefault(visit.done, []).append(visit)
    return found


def _of_agency(listed: Rows) -> dict[datetime.date, list[domain.InspectionRow]]:
    """The rows of the agency's inspections by their days."""
    groups = grouped((row for row in listed if row.kind == InspectionKind.AGENCY), lambda row: row.date)
    return {day: found for day, found in groups.items() if day}


def _paper(
    one: _Inspection, seen: Hazards, numbers: Numbering, to_come: domain.Day
) -> domain.InspectionPaper:
    return domain.InspectionPaper(
        **_numbered(one.done, one.done if seen else None, numbers),
        planned=one.planned,
        date=one.done,
        inspectors=_inspectors(one),
        escort=distinct(hazard.escort for hazard in seen),
        scope=_scope(one, seen),
        content=printing.words(distinct(visit.content for visit in one.visits), SENTENCES),
        note=distinct(row.note for row in one.rows),
        hazards=seen,
        **_counted(seen),
        recorded=bool(one.rows),
        next=to_come,
        late=distinct(row.late for row in one.rows),
    )


def _counted(seen: Hazards) -> Fields:
    rectified = sum(hazard.result is Recheck.RECTIFIED for hazard in seen)
    return {"total": len(seen), "major": sum(hazard.major for hazard in seen), "rectified": rectified}


def _numbered(done: domain.Day, followed: domain.Day, numbers: Numbering) -> Fields:
    """The numbers of a day's papers; ``followed`` is None where no hazard calls for a notice."""
    return {"number": numbers["JC"].of(done), "notice": numbers["ZG"].of(followed)}


def _inspectors(one: _Inspection) -> domain.Words:
    """Who inspected by the ledger; while it names nobody, who takes part by the plan."""
    named = distinct(name for row in one.rows for name in row.inspectors)
    return named or _by_the_plan(one)


def _by_the_plan(one: _Inspection) -> domain.Words:
    parties = distinct(party for visit in one.visits for party in visit.participants)
    return (printing.words(parties, SENTENCES),) if parties else ()


def _scope(one: _Inspection, seen: Iterable[domain.Hazard]) -> domain.Words:
    """The departments that the ledger names, and the zones of the hazards."""
    return distinct(chain(_departments(one), (hazard.zone for hazard in seen)))


def _departments(one: _Inspection) -> Iterator[str]:
    return (name for row in one.rows for name in row.department)
