"""The items of Article 14, and the state of the systems and ledgers of Articles 17 and 18."""

from __future__ import annotations

from generator import domain
from generator.facts import dates
from generator.facts.dates import Day
from generator.facts.plain import NUMBERS, Data, items, joined, rows, text
from generator.library import reference

_NEXT_YEAR_FROM = 11


def annual(day: Day) -> domain.AnnualPlan:
    """Plans of a year made from November on are the next year's; none begins before its day."""
    if day.month >= _NEXT_YEAR_FROM:
        return domain.AnnualPlan(day.year + 1, 1, ahead=True)
    return domain.AnnualPlan(day.year, day.month, ahead=False)


def agreed(data: Data) -> frozenset[int]:
    """Numbers of the items that the agency provides; all unless said otherwise."""
    given = [item for item in items(data, "service_items") if isinstance(item, int)]
    return frozenset(given or range(1, len(reference.load("service_items")) + 1))


def service_items(data: Data, schedule: domain.Schedule) -> tuple[domain.ServiceItem, ...]:
    """Every item with the rows of the plan that carry it."""
    provided = agreed(data)
    return tuple(
        domain.ServiceItem(no, text_, no in provided, _carried(no, schedule) if no in provided else "")
        for no, text_ in enumerate(reference.load("service_items"), 1)
    )


def _carried(no: int, schedule: domain.Schedule) -> str:
    return joined((visit.no for visit in schedule.visits if str(no) in visit.items.split(NUMBERS)), NUMBERS)


def system_states(data: Data, chemicals: bool) -> tuple[domain.SystemState, ...]:
    """Fourteen systems, and the fifteenth where dangerous chemicals are used."""
    table = reference.load("systems")
    names = [*table["systems"], *([table["chemicals"]] if chemicals else [])]
    return _states(names, rows(data, "systems"))


def ledger_states(data: Data) -> tuple[domain.SystemState, ...]:
    """Eight ledgers."""
    return _states(reference.load("systems")["ledgers"], rows(data, "ledgers"))


def _states(names: list[str], given: tuple[Data, ...]) -> tuple[domain.SystemState, ...]:
    known = {row.get("no"): row for row in given}
    return tuple(
        domain.SystemState(no, name, text(row, "state"), dates.month_name(text(row, "due")))
        for no, name in enumerate(names, 1)
        for row in (known.get(no, {}),)
    )
