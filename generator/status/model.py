"""What is told of how a client stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.domain import Due

SOON = 60  # days ahead that a glance looks: the longest warning that the facts give
_NEXT = 4


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of the plan that was not made yet; missed once its day is past.

    key names it for good: its month and which visit of the month it is. tentative days may still move.
    """

    key: str
    day: datetime.date
    form: str
    content: str
    tentative: bool
    missed: bool


@dataclass(frozen=True, slots=True)
class Status:
    """How a client stands on the day; dues by urgency, visits by day.

    client is its full name, code what names it for good (its credit code, else its name).
    """

    client: str
    code: str
    day: datetime.date
    dues: tuple[Due, ...]
    visits: tuple[Visit, ...]

    @property
    def overdue(self) -> tuple[Due, ...]:
        """What is late."""
        return tuple(due for due in self.dues if due.late)

    @property
    def soon(self) -> tuple[Due, ...]:
        """What is due within sixty days, or has no day though it is to be done."""
        limit = self.day + datetime.timedelta(days=SOON)
        return tuple(due for due in self.dues if not due.late and (due.day is None or due.day <= limit))

    @property
    def missed(self) -> tuple[Visit, ...]:
        """Visits whose day is past and that were not made."""
        return tuple(visit for visit in self.visits if visit.missed)

    @property
    def next(self) -> tuple[Visit, ...]:
        """The next four visits."""
        return tuple(visit for visit in self.visits if not visit.missed)[:_NEXT]
