"""Acts that leave a day in the data: without the day, or before it, no document says that they were done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import fields

from generator import domain
from generator.facts.plain import Data, part, rows
from generator.record import Keys

_OWN = tuple(field.name for field in fields(domain.Acts))
_DOCUMENTS = (
    "plan_delivered",
    "plan_filed",
    "letter_enterprise_delivered",
    "letter_bureau_delivered",
    "board_posted",
    "contract_uploaded",
)
_HAZARD = ("notified", "rectified", "rechecked")
_BELOW = (("stop", "done"), ("acceptance", "date"))


def derive(data: Data, day: datetime.date) -> domain.Acts:
    """The days of what the enterprise decided about its systems and its emergency plan."""
    given = part(data, "documents")
    return domain.Acts(**{name: by(day, domain.day(given.get(name))) for name in _OWN})


def by(day: datetime.date, told: domain.Day) -> domain.Day:
    """The day of an act, None until it has come: what lies ahead is no act yet."""
    return told if told and told <= day else None


def places(data: Data) -> Iterator[Keys]:
    """The key paths of all days that tell of an act."""
    for key in (*_DOCUMENTS, *_OWN):
        if key in part(data, "documents"):
            yield "documents", key
    visits = rows(part(data, "schedule"), "visits")
    yield from (("schedule", "visits", n, "done") for n, row in enumerate(visits) if "done" in row)
    for n, row in enumerate(rows(data, "hazards")):
        yield from (("hazards", n, key) for key in _HAZARD if key in row)
        yield from (("hazards", n, *path) for path in _BELOW if path[1] in part(row, path[0]))
