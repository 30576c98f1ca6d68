"""Until when nothing changes by itself: the first day on which time alone may change a fact."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from generator import domain
from generator.domain import Delivery, Month, first_day, last_day
from generator.facts import agreed
from generator.facts.dates import ONE, month_end
from generator.library import Library
from generator.record import Record

_NO_DAY = frozenset({"str", "int", "float", "bool", "Decimal"})  # what fields are annotated with
# Days from a date at which what is told of it changes: it comes, it is past.
_STEPS = (0, 1)
# The same of limits that are told beforehand, a week, thirty and sixty days ahead; and where they are.
_AHEAD = (-7, -30, -60)
_LIMITS = frozenset(
    {"certificates", "deadline", "equipment", "health_factors", "people", "records", "special_equipment"}
)
_APART = _LIMITS | {"day"}
_DAYLESS = (str, int, float, Decimal, type(None))


def same_until(
    record: Record, facts: domain.Facts, day: datetime.date, library: Library
) -> datetime.date | None:
    """The first day after the day on which a fact may differ though the data does not; None without any.

    It may come too early, never too late: a new month begins, a date in data or facts comes near, comes
    or passes, the service begins or ends, an edition of a law begins or ends. While the plan is
    overdue, every day counts, as the days are told.
    """
    if facts.deadline.state == Delivery.OVERDUE:
        return _after(day, 1)
    limits = set(_known(getattr(facts, name) for name in _LIMITS))
    dated = {*limits, *_others(facts), *_given(record.data), *_of_service(record), *_of_laws(library)}
    turns = {*_turning(dated, _STEPS), *_turning(limits, _AHEAD), _after(month_end(day), 1)}
    return min((one for one in turns if one and one > day), default=None)


def _others(facts: domain.Facts) -> Iterator[datetime.date]:
    """The days of all facts that are no limits."""
    return _known(getattr(facts, name) for name in _names(domain.Facts) if name not in _APART)


def _turning(days: Iterable[datetime.date], steps: Iterable[int]) -> Iterator[domain.Day]:
    return (_after(one, step) for one in days for step in steps)


def _after(day: datetime.date, days: int) -> domain.Day:
    """So many days after; None beyond the calendar."""
    try:
        return day + days * ONE
    except OverflowError:
        return None


def _of_service(record: Record) -> Iterator[datetime.date]:
    """The first and last day of each period of service; its months begin and end where months do."""
    for period in agreed.periods(record):
        yield from filter(None, (period.start, period.end))


def _of_laws(library: Library) -> frozenset[datetime.date]:
    """The days on which editions of laws begin and end."""
    return library.once(_turns)


def _turns(library: Library) -> frozenset[datetime.date]:
    return frozenset(_given(library.table("laws")))


def _given(data: object) -> Iterator[datetime.date]:
    """Every day and month written in plain data, a month by both its ends."""
    texts, open_ = set(), [data]
    while open_:
        value = open_.pop()
        if isinstance(value, Mapping):
            open_ += value.values()
        elif isinstance(value, (list, tuple)):
            open_ += value
        elif isinstance(value, str):
            texts.add(value)
        elif isinstance(value, datetime.date):
            yield value
    for text in texts:
        yield from _ends(domain.moment(text))


def _known(values: Iterable[Any]) -> Iterator[datetime.date]:
    """Every day and month in some of the facts; what several of them hold is looked into once."""
    open_ = list(values)
    seen: set[int] = set()
    while open_:
        value = open_.pop()
        if isinstance(value, (datetime.date, Month)):
            yield from _ends(value)
        elif id(value) not in seen:
            seen.add(id(value))
            open_ += [inner for inner in _inside(value) if not isinstance(inner, _DAYLESS)]


def _inside(value: Any) -> Iterable[Any]:
    """What a list, a mapping or a record holds; nothing of what is none of them."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, Mapping):
        return value.values()
    kind: Any = type(value)
    return _reader(kind)(value)


@cache
def _reader(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields of a record that may hold a day."""
    names = _names(kind)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a record that may hold a day; none of what is no record."""
    found = fields(kind) if is_dataclass(kind) else ()
    return tuple(field.name for field in found if field.type not in _NO_DAY)


def _ends(value: domain.Moment) -> Iterator[datetime.date]:
    ends = (first_day(value), last_day(value))
    return (one for one in ends if one)
