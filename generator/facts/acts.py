"""Acts that leave a day in the data: without the day, or before it, no document says that they were done."""

from __future__ import annotations

from collections.abc import Iterator

from generator import domain
from generator.facts import dates
from generator.facts.dates import Day
from generator.facts.plain import Data, part, rows, text
from generator.record import Keys

_DOCUMENTS = (
    "plan_delivered",
    "plan_filed",
    "letter_enterprise_delivered",
    "letter_bureau_delivered",
    "board_posted",
    "contract_uploaded",
)
_SYSTEMS = ("consulted", "policy_reviewed", "published")
_EMERGENCY = ("emergency_reviewed", "emergency_published", "emergency_filed")
_HAZARD = ("notified", "rectified", "rechecked")


def derive(data: Data, day: Day) -> domain.Acts:
    """The days of what the enterprise decided about its systems and its emergency plan."""
    given = part(data, "documents")
    return domain.Acts(*(dates.chinese(done(given, key, day)) for key in (*_SYSTEMS, *_EMERGENCY)))


def done(row: Data, key: str, day: Day) -> str:
    """The day under the key as written, "" until it has come: what lies ahead is no act yet."""
    written = text(row, key)
    return "" if written > day.isoformat() else written


def places(data: Data) -> Iterator[Keys]:
    """The key paths of all days that tell of an act."""
    for key in (*_DOCUMENTS, *_SYSTEMS, *_EMERGENCY):
        if key in part(data, "documents"):
            yield "documents", key
    visits = rows(part(data, "schedule"), "visits")
    yield from (("schedule", "visits", n, "done") for n, row in enumerate(visits) if "done" in row)
    for n, row in enumerate(rows(data, "hazards")):
        yield from (("hazards", n, key) for key in _HAZARD if key in row)
        if "date" in part(row, "acceptance"):
            yield "hazards", n, "acceptance", "date"
