"""Emergency supplies, and when extinguishers are to be repaired and scrapped."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from generator import domain
from generator.domain import CheckCycle, ExtinguisherState, Moment, Notice, SupplyKind, convert, first_day
from generator.facts import dates
from generator.facts.dates import Day
from generator.facts.plain import Data, rows
from generator.library import Library

EXTINGUISHERS = frozenset(
    {
        SupplyKind.WATER_EXTINGUISHER,
        SupplyKind.POWDER_EXTINGUISHER,
        SupplyKind.CARBON_DIOXIDE_EXTINGUISHER,
        SupplyKind.OTHER_EXTINGUISHER,
    }
)
_MONTHS = {CheckCycle.MONTH: 1, CheckCycle.QUARTER: 3, CheckCycle.HALF_YEAR: 6, CheckCycle.YEAR: 12}
_DAYS = {CheckCycle.WEEK: 7, CheckCycle.HALF_MONTH: 15}


@dataclass(frozen=True, slots=True)
class _Life:
    """When an extinguisher is to be repaired first, then again, and scrapped; all None for the rest."""

    first_repair: Moment = None
    repair_years: int | None = None
    next_repair: Moment = None
    scrap: Moment = None


def derive(data: Data, day: Day, library: Library) -> tuple[domain.Supply, ...]:
    """All emergency supplies in the order given."""
    found = rows(data, "emergency_supplies")
    return tuple(_supply(no, row, day, library) for no, row in enumerate(found, 1))


def extinguishers(supplies: tuple[domain.Supply, ...]) -> tuple[domain.Supply, ...]:
    """The fire extinguishers among the supplies."""
    return tuple(one for one in supplies if one.kind in EXTINGUISHERS)


def _supply(no: int, row: Data, day: Day, library: Library) -> domain.Supply:
    one = convert.build(domain.Supply, row, no=no, state=None)
    life = _life(one, library)
    expires = one.expires or life.scrap
    return replace(
        one,
        expires=expires,
        expiry_state=dates.nearness(expires, day),
        next_check=next_check(one.checked, one.cycle),
        first_repair=life.first_repair,
        repair_years=life.repair_years,
        next_repair=_next_repair(life),
        scrap=life.scrap,
        state=_state(life, expires, day),
    )


def _next_repair(life: _Life) -> Moment:
    """When it is repaired next; what is scrapped first is not repaired before."""
    return None if _reaches(life.next_repair, life.scrap) else life.next_repair


def _life(one: domain.Supply, library: Library) -> _Life:
    """The days that follow from the month of making, by the years of its kind (reference/extinguishers)."""
    years = library.table("extinguishers").get(one.kind)
    if not years:
        return _Life()
    first = _after(one.made, years["first"])
    return _Life(
        first_repair=first,
        repair_years=years["again"],
        next_repair=_after(one.repaired, years["again"]) if one.repaired else first,
        scrap=_after(one.made, years["scrap"]),
    )


def _after(value: Moment, years: int) -> Moment:
    return None if value is None else dates.months_after(value, 12 * years)


def _reaches(one: Moment, other: Moment) -> bool:
    """Whether a day or month is not before another."""
    first, second = first_day(one), first_day(other)
    return bool(first and second and first >= second)


def next_check(checked: domain.Day, cycle: CheckCycle | None) -> domain.Day:
    """The day of the next check; None while the last or the cycle is unknown."""
    if checked is None or cycle is None:
        return None
    if cycle in _DAYS:
        return checked + datetime.timedelta(days=_DAYS[cycle])
    return dates.months_after(checked, _MONTHS[cycle])


def _state(life: _Life, expires: Moment, day: Day) -> ExtinguisherState | Notice | None:
    if life.scrap is None:
        return dates.nearness(expires, day)
    if dates.has_come(life.scrap, day):
        return ExtinguisherState.SCRAP
    return ExtinguisherState.REPAIR if dates.has_come(life.next_repair, day) else ExtinguisherState.GOOD
