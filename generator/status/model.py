"""What is told of how a client stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from generator import domain
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

    @property
    def state(self) -> str:
        """What is to be said of its day; "" for nothing."""
        if self.missed:
            return "已错过"
        return "暂定" if self.tentative else ""


class State(StrEnum):
    """How far a paper is; what was issued counts as kept whether it is signed or not."""

    ISSUED = "已签发"
    SIGNED = "已签字"
    UNSIGNED = "已签发，待签字"
    OPENED = "新版待签发"
    MADE = "待签字留底"
    UNKEPT = "未留底"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was issued, opened anew, or should have been kept.

    id and key name it, day is the one that it bears (of an opened version the day of opening); path is its
    place in the pack, "" where that is not known yet.
    """

    id: str
    key: str
    title: str
    state: State
    version: str = ""
    day: domain.Day = None
    delivered: domain.Day = None
    filed: domain.Day = None
    signed: domain.Day = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A paper that would say something else today than when it was issued, or a file a build would change.

    what is what would be done; why tells the reason, in words.
    """

    id: str
    key: str
    title: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Style:
    """A file of the pack that bears another style than the committee's.

    title and path are the file's; bears tells what it was made by, wanted the committee's style, which is due
    from that day (None: from the beginning).
    """

    id: str
    key: str
    title: str
    path: str
    bears: str
    wanted: str
    due: domain.Day


@dataclass(frozen=True, slots=True)
class Status:
    """How a client stands on the day; dues by urgency, visits by day, papers as they were issued.

    differing are the papers issued that the data contradicts by now, changing the files of the pack that a
    build would change, outdated those that are to be made and posted in another style.

    client is its full name, code what names it for good (its credit code, else its name).
    """

    client: str
    code: str
    day: datetime.date
    dues: tuple[Due, ...]
    visits: tuple[Visit, ...]
    papers: tuple[Paper, ...] = ()
    differing: tuple[Change, ...] = ()
    changing: tuple[Change, ...] = ()
    outdated: tuple[Style, ...] = ()

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

    @property
    def issued(self) -> tuple[Paper, ...]:
        """What was issued, signed or not."""
        return self._papers(State.ISSUED, State.SIGNED, State.UNSIGNED)

    @property
    def unsigned(self) -> tuple[Paper, ...]:
        """What waits for a signature."""
        return self._papers(State.UNSIGNED, State.MADE)

    @property
    def unkept(self) -> tuple[Paper, ...]:
        """What bears the day of an act and was not issued."""
        return self._papers(State.UNKEPT)

    @property
    def opened(self) -> tuple[Paper, ...]:
        """Versions that were opened and are not issued yet."""
        return self._papers(State.OPENED)

    def _papers(self, *states: State) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if paper.state in states)
