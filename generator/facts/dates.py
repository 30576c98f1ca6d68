"""Days, months and spans of them."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import overload

from generator.domain import Moment, Month, Notice, first_day, last_day, moment, printing

Day = datetime.date
ONE = datetime.timedelta(days=1)
_WRITTEN = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse(text: str) -> Day | None:
    """The day written as 2026-09-01; None for anything else."""
    try:
        return Day.fromisoformat(text) if _WRITTEN.fullmatch(text) else None
    except ValueError:
        return None


def chinese(value: Day | str) -> str:
    """2026年9月1日, or 2026年9月 of a month; other texts stay as they are."""
    day = parse(value) if isinstance(value, str) else value
    if day:
        return f"{day.year}年{day.month}月{day.day}日"
    return month_name(str(value))


def month_name(text: str) -> str:
    """2026年9月 of 2026-09 or 2026-09-15; other texts stay as they are."""
    day = parse(f"{text[:7]}-01")
    return month_of(day) if day and (len(text) == 7 or parse(text)) else text


def month_of(day: Day) -> str:
    """The name of the day's month."""
    return f"{day.year}年{day.month}月"


def month_end(day: Day) -> Day:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def year_end(start: Day) -> Day:
    """The last day of the twelve months that begin on the day."""
    if start.year >= datetime.MAXYEAR:
        return Day.max
    if (start.month, start.day) == (2, 29):
        return Day(start.year + 1, 2, 28)
    return start.replace(year=start.year + 1) - ONE


def span(first: Day, last: Day) -> tuple[Day, ...]:
    """Every day from the first to the last."""
    return tuple(first + datetime.timedelta(days=n) for n in range((last - first).days + 1))


@overload
def months_after(value: Day, months: int) -> Day | None: ...
@overload
def months_after(value: Month, months: int) -> Month | None: ...
def months_after(value: Day | Month, months: int) -> Moment:
    """The day, or the month, that many calendar months after; None beyond the last year of the calendar.

    A month that is too short for the day ends on its own last day.
    """
    years, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    if years > datetime.MAXYEAR:
        return None
    reached = Month(years, month + 1)
    return (
        reached if isinstance(value, Month) else reached.first.replace(day=min(value.day, reached.last.day))
    )


def has_come(value: Moment, day: Day) -> bool:
    """Whether the day, or the month, has begun; False for none."""
    first = first_day(value)
    return first is not None and first <= day


def nearness(limit: Moment, day: Day) -> Notice | None:
    """How near a limit is, a month ending on its last day; None without one."""
    last = last_day(limit)
    if last is None:
        return None
    left = (last - day).days
    if left < 0:
        return Notice.PAST
    if left <= 30:
        return Notice.THIRTY_DAYS
    return Notice.SIXTY_DAYS if left <= 60 else Notice.FAR


# The same of texts, for records that do not keep days as days yet.


def later(text: str, months: int) -> str:
    """The day, or the month, that many calendar months after one written 2026-09-15 or 2026-09."""
    value = moment(text)
    found = months_after(value, months) if value else None
    return printing.words(found)


def reached(text: str, day: Day) -> bool:
    """Whether the day or month written has come; False for anything else."""
    return has_come(moment(text), day)


def notice(text: str, day: Day) -> str:
    """How near a limit is, in words; "" without one."""
    return printing.words(nearness(moment(text), day))
