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


def later(text: str, months: int) -> str:
    """The day, or the month, that many calendar months after one written 2026-09-15 or 2026-09."""
    whole = len(text) == len("2026-09-15")
    day = parse(text if whole else f"{text}-01")
    if day is None:
        return ""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if years > datetime.MAXYEAR:
        return ""
    last = calendar.monthrange(years, month + 1)[1]
    return Day(years, month + 1, min(day.day, last)).isoformat()[: len(text)]


def reached(text: str, day: Day) -> bool:
    """Whether the day or month written has come; False for anything else."""
    return bool(text) and text <= day.isoformat()[: len(text)]


def notice(text: str, day: Day) -> str:
    """How near a limit is, in words: 已超期, 30日内, 60日内 or 正常; "" without one; a month ends it."""
    month = parse(f"{text}-01")
    limit = month_end(month) if month else parse(text)
    if limit is None:
        return ""
    left = (limit - day).days
    if left < 0:
        return "已超期"
    return "30日内" if left <= 30 else "60日内" if left <= 60 else "正常"
