"""Calendar years: of which years there are ledgers, and which rows belong to one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import domain
from generator.facts import agreed, known
from generator.facts.plain import Data, part, rows
from generator.record import Record
from generator.schema import shape

_RECORDS = "records"


def years(record: Record, day: datetime.date) -> tuple[int, ...]:
    """Every year from that of the first period, without one of the first row, to that of the day."""
    return tuple(range(_first(known.on(record, day).data, day), day.year + 1))


def _first(data: Data, day: datetime.date) -> int:
    """The year of the first period, else of the first row: what is older belongs to it."""
    begun = [one.first for one in agreed.every(data) if one.first and one.first <= day]
    return min((one.year for one in begun or _dated(data) if one and one <= day), default=day.year)


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of the ledgers; what has no day, or is older than all, belongs to the first of them."""

    number: int
    first: bool

    def holds(self, day: domain.Day) -> bool:
        """Whether what is of that day belongs to the year."""
        if self.first:
            return day is None or day.year <= self.number
        return day is not None and day.year == self.number

    def before(self, day: domain.Day) -> bool:
        """Whether what is of that day belongs to an earlier year."""
        return not self.first and (day is None or day.year < self.number)


def of(data: Data, number: int, day: datetime.date) -> Year:
    """A year of the ledgers of data that is known on a day."""
    return Year(number, first=number <= _first(data, day))


def only(data: Data, year: Year) -> Data:
    """The data with the records of that year alone."""
    records = part(data, _RECORDS)
    return {**data, _RECORDS: {name: _of_year(records, name, year) for name in records}}


def _of_year(records: Data, name: str, year: Year) -> list[Data]:
    return [row for row in rows(records, name) if year.holds(_day(row, _since(name)))]


def _since(name: str) -> tuple[str, ...]:
    """The dates by which the rows of a list of records are known."""
    listed = shape.client().properties[_RECORDS].child(name).items
    return listed.since if listed else ()


def _dated(data: Data) -> Iterator[domain.Day]:
    """The days of all rows of the ledgers and of the hazards."""
    yield from (_day(row, ("found",)) for row in rows(data, "hazards"))
    records = part(data, _RECORDS)
    for name in records:
        yield from _days(records, name)


def _days(records: Data, name: str) -> Iterator[domain.Day]:
    return (_day(row, _since(name)) for row in rows(records, name))


def _day(row: Data, names: Iterable[str]) -> domain.Day:
    return next(filter(None, (domain.day(row.get(name)) for name in names)), None)
