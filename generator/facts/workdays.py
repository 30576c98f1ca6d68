"""Working days by the published holiday arrangements; a year that is not published is not known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from generator.facts.dates import ONE
from generator.library import Library

Day = datetime.date
_WEEKEND = 5  # Saturday, as weekday() counts
_REMEMBERED = 4096  # days: the same ones are asked for again and again


class _Year(NamedTuple):
    """Days off and shifted working days of a year."""

    off: frozenset[Day]
    work: frozenset[Day]


def is_workday(day: Day, library: Library) -> bool | None:
    """Whether it is a working day; None in a year whose arrangement is not published."""
    return library.once(_is_workday, day)


def _is_workday(library: Library, day: Day) -> bool | None:
    year = library.once(_published, day.year)
    if year:
        return day in year.work or (day.weekday() < _WEEKEND and day not in year.off)
    return _in_calendar(day)


@lru_cache(_REMEMBERED)
def _in_calendar(day: Day) -> bool | None:
    """The same by the calendar of a library, which goes through all of its holidays to know its own end."""
    # Imported here: past years are rarely asked for, and most runs need only our own table.
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def _published(library: Library, year: int) -> _Year | None:
    """The arrangement of a year in our own table."""
    table = library.table("holidays")["years"].get(year)
    if table is None:
        return None
    off: set[Day] = set()
    for first, last in table["rest"]:
        day = Day.fromisoformat(first)
        while day <= Day.fromisoformat(last):
            off.add(day)
            day += ONE
    return _Year(frozenset(off), frozenset(map(Day.fromisoformat, table["work"])))


def after(start: Day, count: int, library: Library) -> Day | None:
    """The count-th working day after the start (the start itself does not count); None when not known."""
    day = start
    while count:
        if day == Day.max:
            return None
        day += ONE
        working = is_workday(day, library)
        if working is None:
            return None
        count -= working
    return day


def likely(day: Day, library: Library) -> bool:
    """Whether a visit may be planned; in an unpublished year on any weekday that is no holiday by law."""
    return library.once(_likely, day)


def _likely(library: Library, day: Day) -> bool:
    working = is_workday(day, library)
    if working is not None:
        return working
    return day.weekday() < _WEEKEND and not _is_holiday_by_law(day, library)


def _is_holiday_by_law(day: Day, library: Library) -> bool:
    """A holiday of a fixed day, or of the lunar calendar as far as the table goes."""
    statutory: Mapping[str, Any] = library.table("holidays")["statutory"]
    return f"{day:%m-%d}" in statutory["yearly"] or day.isoformat() in statutory["lunar"].get(day.year, ())
