"""Rows of the meeting and inspection ledgers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator import domain
from generator.domain import InspectionKind, Lateness, convert, printing
from generator.facts.hazards import AT_ONCE
from generator.facts.plain import Data, Fields, by_day, distinct, grouped, joined, late, text
from generator.facts.yearly import Year

BLANK_ROWS = 15
_IN_TIME = "限期整改"
_NO_HAZARD = convert.build(domain.Hazard, {}, keys=())
Hazards = tuple[domain.Hazard, ...]
Rows = tuple[domain.InspectionRow, ...]


@dataclass(frozen=True, slots=True)
class _Inspection:
    """An inspection of the ledger, with the numbers of the hazards that it found."""

    date: domain.Day
    kind: InspectionKind | None
    inspectors: domain.Words
    department: domain.Words
    note: str
    late: str
    hazards: domain.Words


def meetings(data: Data) -> tuple[domain.Meeting, ...]:
    """Meetings in the order of their days."""
    return tuple(_meeting(no, row) for no, row in enumerate(by_day(data, "meetings"), 1))


def _meeting(no: int, row: Data) -> domain.Meeting:
    return convert.build(domain.Meeting, row, no=no, late=late(row))


def blank_rows(data: Data) -> tuple[int, ...]:
    """Numbers of the rows left for the pen."""
    count = data.get("blank_rows")
    return tuple(range(1, (count if isinstance(count, int) else BLANK_ROWS) + 1))


def inspections(data: Data, hazards: Hazards) -> Rows:
    """One row for each hazard of each inspection, in the order of days; hazards no inspection names
    belong to one of the same day that names none, else to an inspection of their own."""
    given = list(_given(data, hazards))
    entries = sorted([*given, *_unnamed(given, hazards)], key=lambda one: one.date or datetime.date.min)
    return _rows(entries, {hazard.number: hazard for hazard in hazards})


def _unnamed(given: Iterable[_Inspection], hazards: Hazards) -> Iterator[_Inspection]:
    """Inspections of the hazards that none of those given names."""
    named = {number for one in given for number in one.hazards}
    return _by_day(hazard for hazard in hazards if hazard.number not in named)


def of_year(found: Rows, year: Year) -> Rows:
    """The rows of the inspections of that year, numbered anew."""
    own = (row for row in found if year.holds(row.date))
    return tuple(replace(row, no=no) for no, row in enumerate(own, 1))


def _rows(entries: Iterable[_Inspection], known: Mapping[str, domain.Hazard]) -> Rows:
    """A row for each hazard of each inspection; the first of an inspection tells how many there are."""
    found: list[domain.InspectionRow] = []
    for inspection in entries:
        for place, number in enumerate(inspection.hazards or ("",)):
            count = None if place else len(inspection.hazards)
            found.append(_row(len(found) + 1, inspection, count, number, known.get(number)))
    return tuple(found)


def _given(data: Data, hazards: Hazards) -> Iterator[_Inspection]:
    """Each inspection of the data with the hazards it names, or those of its day when it does not say."""
    given = [(row, _read(row)) for row in by_day(data, "inspections")]
    named = {number for _, one in given for number in one.hazards}
    for row, one in given:
        if row.get("hazards") is not None:
            yield one
        else:
            free = tuple(number for number in _fitting(one, hazards) if number not in named)
            named.update(free)
            yield replace(one, hazards=free)


def _fitting(inspection: _Inspection, hazards: Iterable[domain.Hazard]) -> Iterator[str]:
    return (hazard.number for hazard in hazards if _fits(inspection, hazard))


def _read(row: Data) -> _Inspection:
    """An inspection as the data has it; the people and the departments are written with 、 between them."""
    people, departments = text(row, "inspectors"), text(row, "department")
    return convert.build(
        _Inspection,
        row,
        inspectors=distinct(people.split("、")),
        department=distinct(departments.split("、")),
        late=late(row),
    )


def _fits(inspection: _Inspection, hazard: domain.Hazard) -> bool:
    """Whether a hazard may have been found in an inspection: on its day, the agency's in the agency's."""
    if hazard.found != inspection.date:
        return False
    return not hazard.source or _is_agencys(hazard.source) == _is_agencys(inspection.kind)


def _is_agencys(kind: InspectionKind | None) -> bool:
    return kind == InspectionKind.AGENCY


def _by_day(hazards: Iterable[domain.Hazard]) -> Iterator[_Inspection]:
    """Inspections of which only the hazards tell: those of one day and one source together."""
    groups = grouped(hazards, lambda one: (one.found, one.source or InspectionKind.AGENCY))
    return (_told_by(day, kind, found) for (day, kind), found in groups.items())


def _told_by(day: domain.Day, kind: InspectionKind, found: list[domain.Hazard]) -> _Inspection:
    numbers = tuple(hazard.number for hazard in found)
    return _Inspection(day, kind, distinct(hazard.finder for hazard in found), (), "", "", numbers)


def _row(
    no: int, inspection: _Inspection, count: int | None, number: str, found: domain.Hazard | None
) -> domain.InspectionRow:
    hazard = found or _NO_HAZARD
    belated = joined((inspection.late, hazard.late), "；")
    return domain.InspectionRow(
        no=no,
        date=inspection.date,
        kind=inspection.kind,
        inspectors=inspection.inspectors,
        department=inspection.department or distinct([hazard.zone]),
        found=count,
        hazard=number,
        published="",
        note=inspection.note,
        late=belated,
        remark=distinct((inspection.note, *map(_earlier, hazard.earlier), belated)),
        **_seen(hazard),
        **_stopping(hazard),
        **_closing(hazard),
    )


def _earlier(one: domain.Round) -> str:
    """What a re-check before the last one found."""
    return f"{one.date}复查：{printing.words(one.result)}"


def _seen(hazard: domain.Hazard) -> Fields:
    """What a hazard is, and what is to be done about it."""
    return {
        "description": hazard.description,
        "level": hazard.level,
        "basis": hazard.basis,
        "factor": hazard.factor,
        "cause": hazard.cause,
        "handling": _handling(hazard),
        "measure": hazard.recommendation,
        "interim": hazard.interim,
    }


def _stopping(hazard: domain.Hazard) -> Fields:
    return {
        "stop": hazard.stop,
        "stop_due": hazard.stop_due,
        "stopped": hazard.stopped,
        "stop_late": Lateness.NOT_STOPPED if hazard.stop_overdue else None,
    }


def _closing(hazard: domain.Hazard) -> Fields:
    """Who mends a hazard by when, and what became of it: cost, rectification, re-check and acceptance."""
    return {
        "liable": hazard.department,
        "responsible": hazard.responsible,
        "due": hazard.deadline,
        "overdue": _lateness(hazard),
        "funds": hazard.funds,
        "spent": hazard.spent,
        "rectified": hazard.rectified,
        "rechecked": hazard.rechecked,
        "rechecker": hazard.rechecker,
        "result": hazard.result,
        "accepted": hazard.accepted,
        "acceptor": hazard.acceptor,
        "acceptance": hazard.acceptance,
        "photos": _photographed(hazard),
    }


def _photographed(hazard: domain.Hazard) -> tuple[str, ...]:
    """Whether there are photos of before, of after."""
    return tuple(side for side, shown in (("前", hazard.before), ("后", hazard.after)) if shown)


def _handling(hazard: domain.Hazard) -> str:
    if hazard.at_once:
        return AT_ONCE
    return _IN_TIME if hazard.deadline else ""


def _lateness(hazard: domain.Hazard) -> Lateness | None:
    if not hazard.overdue:
        return None
    return Lateness.MAJOR_LATE if hazard.major else Lateness.LATE
