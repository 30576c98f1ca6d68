"""On which days of their months the visits are planned that the data does not arrange itself."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable, Iterator

from generator import domain
from generator.facts import dates, workdays
from generator.facts.dates import Day
from generator.facts.plain import Data, items, part, text
from generator.facts.term import ServiceMonth
from generator.facts.topics import Topic
from generator.library import Library

_SPREAD = 7


def placed(
    data: Data,
    months: tuple[ServiceMonth, ...],
    today: Day,
    given: Iterable[Day],
    drafts: list[list[Topic]],
    library: Library,
) -> Iterator[tuple[Day, Topic]]:
    """Each topic of each month on a day of its own, spread over the month.

    It is a working day to come, none that the data avoids or that is ``given`` to another visit.
    """
    taken, shift = avoided(data).union(given), _shift(data)
    for month, draft in zip(months, drafts, strict=True):
        working = library.once(_working_days, month.first, month.last)
        targets = (_target(month, place, shift) for place in range(len(draft)))
        days = _nearest_free(targets, [day for day in working if day not in taken], today)
        yield from zip(days, draft, strict=False)


def _nearest_free(targets: Iterable[Day], free: list[Day], today: Day) -> Iterator[Day]:
    """The free day to come that is nearest to each target, as long as there is one."""
    ahead = [day for day in free if day >= today]
    for target in targets:
        if ahead:
            day = _chosen(free, ahead, target)
            free.remove(day)
            ahead.remove(day)
            yield day


def _working_days(library: Library, first: Day, last: Day) -> tuple[Day, ...]:
    """The days of a month on which work is likely."""
    return tuple(day for day in dates.span(first, last) if workdays.likely(day, library))


def _chosen(free: list[Day], ahead: list[Day], target: Day) -> Day:
    """The free day nearest to the target; once it has passed, the last of those ahead.

    So a visit that is still to be made does not move from day to day.
    """
    day = _nearest(free, target)
    return day if day in ahead else ahead[-1]


def avoided(data: Data) -> frozenset[Day]:
    """The days on which the data asks for no visit."""
    found = (domain.day(value) for value in items(part(data, "schedule"), "avoid"))
    return frozenset(day for day in found if day)


def _nearest(days: list[Day], target: Day) -> Day:
    """The day nearest to the target, the earlier of two."""
    return min(days, key=lambda day: (abs(day - target), day))


def _shift(data: Data) -> int:
    """A number that differs between clients, so that one advisor's visits do not all fall on one day."""
    enterprise = part(data, "enterprise")
    return zlib.crc32((text(enterprise, "uscc") or text(enterprise, "name")).encode()) % _SPREAD


def _target(month: ServiceMonth, place: int, shift: int) -> Day:
    """Where in the month a visit should be; the end of a quarter's last month is left to the assessment."""
    # In percent of the month: the inspection early, the other visit after the middle, further ones between.
    parts = (15 + 3 * shift, 50 + 2 * shift, 35 + 3 * shift, 5 + 3 * shift)
    length = (month.last - month.first).days
    return month.first + datetime.timedelta(days=length * parts[min(place, len(parts) - 1)] // 100)
