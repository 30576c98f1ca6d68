"""Days as texts and texts as days; calendar months."""

from __future__ import annotations

import calendar
import datetime
import re

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
