"""Days, months and spans of them."""

from __future__ import annotations

import calendar
import datetime
from typing import overload

from generator.domain import Moment, Month, Notice, first_day, last_day

Day = datetime.date
ONE = datetime.timedelta(days=1)


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
