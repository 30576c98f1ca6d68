"""How a document lives: which day governs it, and what it says of its own versions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.domain.kinds import Day, Place, ProseDay


class Life(StrEnum):
    """What becomes of a document once it is made.

    Issued ones bear the day of their act and are then frozen; records are made from what was known on the day
    of the event; standing ones change by revision alone; there is one yearly one for each calendar year; a
    current one is replaced whenever what it shows has changed.
    """

    ISSUED = "issued"
    RECORD = "record"
    STANDING = "standing"
    YEARLY = "yearly"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Period:
    """A period of service: that of one agreement, numbered from 1.

    Without a first day nothing is known of its end. keys is where the agreement was read.
    """

    no: int
    start: Day
    end: Day
    number: str
    keys: Place

    @property
    def key(self) -> str:
        """What tells its papers from those of other periods."""
        return period_key(self.no, self.start)

    @property
    def tail(self) -> str:
        """What names it in titles and paths, "" for the first: （2027-09-01起）."""
        return f"（{self.key}起）" if self.key else ""


def period_key(no: int, first: Day) -> str:
    """The key of the papers of a period: none in the first, its first day in the later ones."""
    return first.isoformat() if no > 1 and first else ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of a document: the day it was issued, why it was made and what changed by it."""

    version: str
    day: ProseDay
    reason: str


@dataclass(frozen=True, slots=True)
class Control:
    """What a document says of itself.

    dated is the day that it bears, None until it is issued (left to the pen); revisions are its versions in
    their order, none while there is only a first one that was not issued.
    """

    version: str
    dated: ProseDay
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a document says of its template: version of the template, and eight characters of code.

    The code follows from the template and from all else that the document prints.
    """

    version: str
    code: str
