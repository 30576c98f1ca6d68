"""What a value is: days, months, amounts, shares, lists; and the form in which it is written.

A value keeps its type until ``printing`` writes it. What the type alone does not tell, the annotation adds:
``Annotated[date | None, PROSE]`` is written 2026年9月1日, a bare ``date | None`` 2026-09-01.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, NamedTuple

from generator.problems import Keys

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is written: days in words, numbers as a percentage, the sign between items of a list.

    A number with ``decimals`` has so many, halves up; without, as many as it needs.
    """

    prose: bool = False
    percent: bool = False
    sign: str = "、"
    decimals: int | None = None


ROW = Form()
PROSE = Form(prose=True)
PERCENT = Form(percent=True)
SENTENCES = Form(sign="；")
YUAN = Form(decimals=2)
NUMBERS = Form(sign=", ")  # between numbers of papers: with 、 a long row would break inside a number


class Month(NamedTuple):
    """A month known without its day."""

    year: int
    month: int

    @classmethod
    def of(cls, day: datetime.date) -> Month:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def last(self) -> datetime.date:
        return datetime.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])


# A value that is not known is None; it prints as nothing, and `blank` leaves a line for the pen.
Day = datetime.date | None
ProseDay = Annotated[datetime.date | None, PROSE]
Moment = datetime.date | Month | None
ProseMonth = Annotated[Month | None, PROSE]
ProseMonths = Annotated[tuple[Month, ...], PROSE]
Amount = Decimal | None
# Money to the cent: 117500.00.
Yuan = Annotated[Decimal | None, YUAN]
# A part of a whole from 0 to 1, written in percent with one decimal.
Share = Annotated[Decimal | None, PERCENT]
# A number where one was given, else what was written instead of it: 0.2 t, 若干.
Quantity = Decimal | str
Words = tuple[str, ...]
Sentences = Annotated[tuple[str, ...], SENTENCES]
# Numbers of the items of Article 14, written like those of papers.
ArticleItems = Annotated[tuple[int, ...], NUMBERS]
# Where in the data a record stands, for those who warn of it: no template can name it.
HIDDEN = "hidden"
Place = Annotated[Keys, HIDDEN]


def day(written: object) -> Day:
    """The day written 2026-09-01, or the day itself; None for anything else."""
    if isinstance(written, datetime.date):
        return written
    if isinstance(written, str) and _DAY.fullmatch(written):
        try:
            return datetime.date.fromisoformat(written)
        except ValueError:
            return None
    return None


def moment(written: object) -> Moment:
    """The day written 2026-09-01 or the month written 2026-09; None for anything else."""
    if isinstance(written, str) and _MONTH.fullmatch(written):
        year, month = int(written[:4]), int(written[5:])
        return Month(year, month) if year and 1 <= month <= 12 else None
    return day(written)


def first_day(value: Moment) -> Day:
    """The day, or the first of the month."""
    return value.first if isinstance(value, Month) else value


def last_day(value: Moment) -> Day:
    """The day, or the last of the month."""
    return value.last if isinstance(value, Month) else value
