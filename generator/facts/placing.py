"""On which days of their months the visits are planned that the data does not arrange itself."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable, Iterator

from generator import domain
from generator.facts import dates, workdays
from generator.facts.plain import Data, items, part, text
from generator.facts.term import ServiceMonth
from generator.facts.topics import Topic
from generator.library import Library

_SPREAD = 7


def placed(
    data: Data,
    months: tuple[ServiceMonth, ...],
    today: datetime.date,
    given: Iterable[datetime.date],
    drafts: list[list[Topic]],
    library: Library,
) -> Iterator[tuple[datetime.date, Topic]]:
    """Each topic of each month on a day of its own, spread over the month.

    It is a working day to come, none that the data avoids or that is ``given`` to another visit.
    """
    taken = avoided(data).union(given)
    shift = _shift(data)
    for month, draft in zip(months, drafts, strict=True):
        working = library.once(_working_days, month.first, month.last)
        free = [day for day in working if day not in taken]
        ahead = [day for day in free if day >= today]
        for place, topic in enumerate(draft[: len(ahead)]):
            day = _chosen(free, ahead, _target(month, place, shift))
            free.remove(day)
            ahead.remove(day)
            yield day, topic


def _working_days(library: Library, first: datetime.date, last: datetime.date) -> tuple[datetime.date, ...]:
    """The days of a month on which work is likely."""
    return tuple(day for day in dates.span(first, last) if workdays.likely(day, library))


def _chosen(free: list[datetime.date], ahead: list[datetime.date], target: datetime.date) -> datetime.date:
    """The free day nearest to the target; once it has passed, the last of those ahead.

    So a visit that is still to be made does not move from day to day.
    """
    day = _nearest(free, target)
    return day if day in ahead else ahead[-1]


def avoided(data: Data) -> frozenset[datetime.date]:
    """The days on which the data asks for no visit."""
    found = (domain.day(value) for value in items(part(data, "schedule"), "avoid"))
    return frozenset(day for day in found if day)


def _nearest(days: list[datetime.date], target: datetime.date) -> datetime.date:
    """The day nearest to the target, the earlier of two."""
    return min(days, key=lambda day: (abs(day - target), day))


def _shift(data: Data) -> int:
    """A number that differs between clients, so that one advisor's visits do not all fall on one day."""
    enterprise = part(data, "enterprise")
    return zlib.crc32((text(enterprise, "uscc") or text(enterprise, "name")).encode()) % _SPREAD


def _target(month: ServiceMonth, place: int, shift: int) -> datetime.date:
    """Where in the month a visit should be; the end of a quarter's last month is left to the assessment."""
    # In percent of the month: the inspection early, the other visit after the middle, further ones between.
    parts = (15 + 3 * shift, 50 + 2 * shift, 35 + 3 * shift, 5 + 3 * shift)
    length = (month.last - month.first).days
    return month.first + datetime.timedelta(days=length * parts[min(place, len(parts) - 1)] // 100)
