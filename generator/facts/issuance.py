"""Documents that were issued tell the day of their act where the data leaves it out (``x-issued``)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator import domain
from generator.facts.agreed import Agreed
from generator.facts.plain import Data, part, rows, text
from generator.record import ISSUED
from generator.schema import shape

Tells = Mapping[str, Sequence[str]]  # deliverables with the days of their rows that count, the first given
Issued = Sequence[Data]  # rows of issued papers
Days = Mapping[str, datetime.date]  # by the fields that they are written in


def told(data: Data, found: Sequence[Agreed], day: datetime.date) -> tuple[Agreed, ...]:
    """The agreements, their documents completed by what was issued in their periods up to the day."""
    issued = [row for row in rows(data, ISSUED) if _is_issued(row)]
    if not issued:
        return tuple(found)
    keys = (domain.period_key(no, one.first) for no, one in enumerate(found, 1))
    return tuple(_completed(one, issued, key, day) for one, key in zip(found, keys, strict=True))


def of_hazard(data: Data, number: str) -> dict[str, str]:
    """The days of acts on a hazard that its issued papers tell, by the fields they are written in."""
    own = [row for row in rows(data, ISSUED) if _is_issued(row) and text(row, "key") == number]
    hazard = shape.client().properties["hazards"].items
    if not own or not hazard:
        return {}
    return _written(_told({name: at.issued for name, at in hazard.properties.items()}, own))


def _told(fields: Mapping[str, Tells], issued: Issued) -> Days:
    """The days that issued papers tell, by the fields."""
    days = {name: _first(tells, issued) for name, tells in fields.items()}
    return {name: day for name, day in days.items() if day}


def _written(days: Days) -> dict[str, str]:
    return {name: day.isoformat() for name, day in days.items()}


def _is_issued(row: Data) -> bool:
    return bool(text(row, "file")) and not part(row, "withdrawn")


def _completed(one: Agreed, issued: Issued, key: str, day: datetime.date) -> Agreed:
    own = [row for row in issued if text(row, "key") == key]
    days = _told(_missing(one.documents), own)
    come = {name: first for name, first in days.items() if first <= day}
    added = _written(come) | _version(own)
    return replace(one, documents={**one.documents, **added}) if added else one


def _missing(documents: Data) -> Mapping[str, Tells]:
    """The fields that issued papers tell and the data leaves out."""
    given = shape.client().properties["documents"].properties
    return {name: at.issued for name, at in given.items() if at.issued and not documents.get(name)}


def _version(issued: Issued) -> dict[str, str]:
    """The version of the plan in force, which the letter that files it names."""
    found = [text(row, "version") for row in issued if text(row, "id") == "plan"]
    return {"plan_version": found[-1]} if found else {}


def _first(tells: Tells, issued: Issued) -> domain.Day:
    """The day of the act by the first version that tells it: a later version does not deliver it anew."""
    for about, fields in tells.items():
        if found := next(filter(None, _days(issued, about, fields)), None):
            return found
    return None


def _days(issued: Issued, about: str, fields: Sequence[str]) -> Iterator[domain.Day]:
    for row in issued:
        if text(row, "id") == about:
            yield next(filter(None, (domain.day(row.get(field)) for field in fields)), None)
