"""Working days by the published holiday arrangements; a year that is not published is not known."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from generator.facts.dates import ONE, Day
from generator.library import reference


@cache
def _published(year: int) -> tuple[frozenset[Day], frozenset[Day]] | None:
    """Days off and shifted working days of a year in our own table."""
    table = reference.load("holidays")["years"].get(year)
    if table is None:
        return None
    off: set[Day] = set()
    for first, last in table["rest"]:
        day = Day.fromisoformat(first)
        while day <= Day.fromisoformat(last):
            off.add(day)
            day += ONE
    return frozenset(off), frozenset(map(Day.fromisoformat, table["work"]))


@lru_cache(maxsize=4096)
def is_workday(day: Day) -> bool | None:
    """Whether it is a working day; None in a year whose arrangement is not published."""
    table = _published(day.year)
    if table:
        off, work = table
        return day in work or (day.weekday() < 5 and day not in off)
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def after(start: Day, count: int) -> Day | None:
    """The count-th working day after the start (the start itself does not count); None when not known."""
    day = start
    while count:
        if day == Day.max:
            return None
        day += ONE
        working = is_workday(day)
        if working is None:
            return None
        count -= working
    return day


def likely(day: Day) -> bool:
    """Whether a visit may be planned; in an unpublished year on any weekday that is no holiday by law."""
    working = is_workday(day)
    if working is not None:
        return working
    return day.weekday() < 5 and f"{day:%m-%d}" not in _yearly() and day not in _lunar(day.year)


@cache
def _yearly() -> frozenset[str]:
    return frozenset(_statutory()["yearly"])


@cache
def _lunar(year: int) -> frozenset[Day]:
    return frozenset(map(Day.fromisoformat, _statutory()["lunar"].get(year, ())))


def _statutory() -> dict[str, Any]:
    table: dict[str, Any] = reference.load("holidays")["statutory"]
    return table
