"""Rows of the meeting and inspection ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator import domain
from generator.facts.plain import Data, items, joined, part, rows, text

BLANK_ROWS = 15
_KIND = "托管检查"
# The fields of a row that say what its hazard says.
_OF_HAZARD = {
    "description": "description",
    "level": "level",
    "basis": "basis",
    "factor": "factor",
    "cause": "cause",
    "measure": "recommendation",
    "interim": "interim",
    "liable": "department",
    "responsible": "responsible",
    "due": "deadline",
    "funds": "funds",
    "spent": "spent",
    "rectified": "rectified",
    "rechecked": "rechecked",
    "rechecker": "rechecker",
    "result": "result",
    "accepted": "accepted",
    "acceptor": "acceptor",
    "acceptance": "acceptance",
}


def meetings(data: Data) -> tuple[domain.Meeting, ...]:
    """Meetings in the order of their days."""
    keys = ("date", "time", "kind", "place", "chair", "expected", "present", "topic", "content")
    more = ("responsible", "due", "state", "minutes", "attached")
    found = sorted(rows(part(data, "records"), "meetings"), key=lambda row: text(row, "date"))
    return tuple(
        domain.Meeting(no, *(text(row, key) for key in keys + more)) for no, row in enumerate(found, 1)
    )


def blank_rows(data: Data) -> tuple[int, ...]:
    """Numbers of the rows left for the pen."""
    count = data.get("blank_rows")
    return tuple(range(1, (count if isinstance(count, int) else BLANK_ROWS) + 1))


def inspections(data: Data, hazards: tuple[domain.Hazard, ...]) -> tuple[domain.InspectionRow, ...]:
    """One row for each hazard of each inspection, in the order of days; hazards no inspection names
    belong to one of the same day that names none, else to an inspection of their own."""
    given = _claimed(rows(part(data, "records"), "inspections"), hazards)
    named = {number for _, numbers in given for number in numbers}
    own = _by_day(hazard for hazard in hazards if hazard.number not in named)
    known = {hazard.number: hazard for hazard in hazards}
    entries = sorted(given + own, key=lambda entry: text(entry[0], "date"))
    found: list[domain.InspectionRow] = []
    for inspection, numbers in entries:
        for place, number in enumerate(numbers or ("",)):
            count = "" if place else str(len(numbers))
            found.append(_row(len(found) + 1, inspection, count, number, known))
    return tuple(found)


def _claimed(given: Iterable[Data], hazards: tuple[domain.Hazard, ...]) -> list[tuple[Data, tuple[str, ...]]]:
    """Each inspection with the numbers it names, or of its day when it does not say."""
    found = list(given)
    named = {str(number) for row in found for number in items(row, "hazards")}
    claimed = []
    for row in found:
        numbers = tuple(str(number) for number in items(row, "hazards"))
        if row.get("hazards") is None:
            kind = text(row, "kind")
            free = (one for one in hazards if one.number not in named and _fits(kind, one.source))
            numbers = tuple(hazard.number for hazard in free if hazard.found == text(row, "date"))
            named.update(numbers)
        claimed.append((row, numbers))
    return claimed


def _fits(kind: str, source: str) -> bool:
    """Whether a hazard of that source may belong to an inspection of that kind: the agency's to its own."""
    return not source or (source == _KIND) == (kind == _KIND)


def _by_day(hazards: Iterable[domain.Hazard]) -> list[tuple[Data, tuple[str, ...]]]:
    days: dict[tuple[str, str], list[domain.Hazard]] = {}
    for hazard in hazards:
        days.setdefault((hazard.found, hazard.source or _KIND), []).append(hazard)
    return [
        (
            {"date": day, "kind": kind, "inspectors": joined(hazard.finder for hazard in found)},
            tuple(hazard.number for hazard in found),
        )
        for (day, kind), found in days.items()
    ]


def _row(
    no: int, inspection: Data, count: str, number: str, known: Mapping[str, domain.Hazard]
) -> domain.InspectionRow:
    hazard = known.get(number)
    told = {name: str(getattr(hazard, source)) if hazard else "" for name, source in _OF_HAZARD.items()}
    return domain.InspectionRow(
        no=no,
        date=text(inspection, "date"),
        kind=text(inspection, "kind"),
        inspectors=text(inspection, "inspectors"),
        department=text(inspection, "department") or (hazard.zone if hazard else ""),
        found=count,
        hazard=number,
        overdue=_overdue(hazard),
        handling=_handling(hazard),
        photos=joined((hazard.before and "前", hazard.after and "后")) if hazard else "",
        published="",
        note=text(inspection, "note"),
        **told,
    )


def _handling(hazard: domain.Hazard | None) -> str:
    if hazard is None or not (hazard.at_once or hazard.deadline):
        return ""
    return "当场整改" if hazard.at_once else "限期整改"


def _overdue(hazard: domain.Hazard | None) -> str:
    if hazard is None or not hazard.overdue:
        return ""
    return "重大逾期" if hazard.major else "逾期"
