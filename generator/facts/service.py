"""The items of Article 14, and the state of the systems and ledgers of Articles 17 and 18."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from generator import domain
from generator.domain import Month, convert
from generator.facts import agreed as agreed_
from generator.facts import deadline
from generator.facts.plain import Data, items, rows
from generator.library import Library

_LESSONS = 2  # trainings on units that a month has time for


def annual(data: Data, year: int, day: datetime.date, library: Library) -> domain.AnnualPlan:
    """Plans of a year are for its months from the first plan of the service on, whenever they are printed."""
    first = next(iter(agreed_.every(data)))
    made = deadline.made_on(first.agreement, first.documents, day, library)
    begun = made if made.year == year else first.first
    return domain.AnnualPlan(year, begun.month if begun and begun.year == year else 1)


def lessons(first: int, units: Sequence[domain.Unit]) -> tuple[domain.subjects.Lesson, ...]:
    """Trainings on the units in their order, from a month of the year to its end, a few a month at most."""
    taught, left = [one for one in units if one.training], 13 - first
    each = min(-(-len(taught) // left), _LESSONS) or 1
    found = enumerate(taught[: each * left])
    return tuple(_lesson(first + place // each, one) for place, one in found)


def _lesson(month: int, one: domain.Unit) -> domain.subjects.Lesson:
    return domain.subjects.Lesson(month, one.title, one.training, one.places, one.posts)


def agreed(data: Data, library: Library) -> frozenset[int]:
    """Numbers of the items that the agency provides; all unless said otherwise."""
    given = [item for item in items(data, "service_items") if isinstance(item, int)]
    return frozenset(given or _every_number(library))


def _every_number(library: Library) -> Iterable[int]:
    return range(1, len(library.table("service_items")) + 1)


def service_items(data: Data, schedule: domain.Schedule, library: Library) -> tuple[domain.ServiceItem, ...]:
    """Every item with the rows of the plan that carry it."""
    provided, words = agreed(data, library), enumerate(library.table("service_items"), 1)
    return tuple(_item(no, told, schedule if no in provided else None) for no, told in words)


def _item(no: int, words: str, schedule: domain.Schedule | None) -> domain.ServiceItem:
    """An item with the plan that carries it; None where it is not provided."""
    return domain.ServiceItem(no, words, bool(schedule), _carried(no, schedule) if schedule else ())


def _carried(no: int, schedule: domain.Schedule) -> tuple[int, ...]:
    return tuple(visit.no for visit in schedule.visits if no in visit.items)


def system_states(data: Data, chemicals: bool, library: Library) -> tuple[domain.SystemState, ...]:
    """Fourteen systems, and the fifteenth where dangerous chemicals are used."""
    table = library.table("systems")
    names = [*table["systems"], *([table["chemicals"]] if chemicals else [])]
    return _states(names, rows(data, "systems"))


def ledger_states(data: Data, library: Library) -> tuple[domain.SystemState, ...]:
    """Eight ledgers."""
    return _states(library.table("systems")["ledgers"], rows(data, "ledgers"))


def _states(names: list[str], given: tuple[Data, ...]) -> tuple[domain.SystemState, ...]:
    known = {row.get("no"): row for row in given}
    return tuple(_state(no, name, known.get(no, {})) for no, name in enumerate(names, 1))


def _state(no: int, name: str, row: Data) -> domain.SystemState:
    due = domain.first_day(domain.moment(row.get("due")))
    return convert.build(domain.SystemState, row, no=no, name=name, due=Month.of(due) if due else None)
