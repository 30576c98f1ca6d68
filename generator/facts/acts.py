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
_RECORDS = "records"
# What else of a hazard shows that an act was done, by the act's day.
_SHOWN = {"result": "rechecked", "after": "rectified"}
# Acts within a row by their day, each with what else it tells.
_STEPS = {
    "company_date": ("company_hours",),
    "workshop_date": ("workshop_hours",),
    "team_date": ("team_hours",),
    "replied": ("reply", "replier"),
    "inspected": ("result", "next_inspection"),
    "tested": ("result",),
    "examined": (),
    "checked": ("result",),
}
# Lists, other than records, whose rows tell of such acts.
_LISTS = ("equipment", "health_factors", "emergency_supplies")
_BELOW = (("stop", "done"), ("acceptance", "date"))


def derive(data: Data, day: datetime.date) -> domain.Acts:
    """The days of what the enterprise decided about its systems and its emergency plan."""
    given = part(data, "documents")
    return domain.Acts(**{name: by(day, domain.day(given.get(name))) for name in _OWN})


def by(day: datetime.date, told: domain.Day) -> domain.Day:
    """The day of an act, None until it has come: what lies ahead is no act yet."""
    return told if told and told <= day else None


def concluded(row: Data, day: datetime.date) -> Data:
    """A hazard without what an act to come will show: its conclusion, its photos, its acceptance."""
    hidden = {name for name, act in _SHOWN.items() if _is_ahead(row, act, day)}
    if "rechecked" not in row and _is_ahead(row, "rectified", day):
        hidden.add("result")
    if _is_ahead(part(row, "acceptance"), "date", day):
        hidden.add("acceptance")
    return {key: value for key, value in row.items() if key not in hidden} if hidden else row


def so_far(data: Data, day: datetime.date) -> Data:
    """The data with those of its records alone that have come, and without what they will tell later."""
    kept = {
        name: [told(row, day) for row in rows(part(data, _RECORDS), name) if not _is_ahead(row, "date", day)]
        for name in part(data, _RECORDS)
    }
    return {**data, _RECORDS: kept}


def told(row: Data, day: datetime.date) -> Data:
    """A row without those of its acts that have not come, and without what they would tell."""
    hidden = {
        field for act, fields_ in _STEPS.items() if _is_ahead(row, act, day) for field in (act, *fields_)
    }
    return {key: value for key, value in row.items() if key not in hidden} if hidden else row


def _is_ahead(row: Data, name: str, day: datetime.date) -> bool:
    given = domain.day(row.get(name))
    return bool(given and given > day)


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
    yield from _steps(data)


def _steps(data: Data) -> Iterator[Keys]:
    """The key paths of records and of the acts within rows."""
    for name in part(data, _RECORDS):
        for n, row in enumerate(rows(part(data, _RECORDS), name)):
            yield from ((_RECORDS, name, n, key) for key in ("date", *_STEPS) if key in row)
    for name in _LISTS:
        for n, row in enumerate(rows(data, name)):
            yield from ((name, n, key) for key in _STEPS if key in row)
            yield from ((name, n, "special", key) for key in _STEPS if key in part(row, "special"))
