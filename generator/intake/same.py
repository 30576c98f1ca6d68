"""When a row of a list is the same one wherever it is written: by which fields, and how it may be written."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.problems import Keys
from generator.schema import shape

# By which fields a row of a list is the same one wherever it is written; other rows are each their own.
_NUMBERS = """
advisors: name
agreements: start
certificates: holder item issued
chemicals: name
confined_spaces: name location
departments: name
diagnosis: dimension
emergency_supplies: code
equipment: code
hazards: number
health_factors: factor posts
ledgers: no
posts: name zone
records.contacts: number
records.meetings: minutes
records.trainings: file
schedule.visits: date
systems: no
zones: code
"""
_PAIRS = (line.split(": ") for line in _NUMBERS.split("\n") if line)
FIELDS: Mapping[Keys, tuple[str, ...]] = {
    tuple(part.split(".")): tuple(fields.split()) for part, fields in _PAIRS
}
ADVISORS = ("advisors",)
_NAME, _DATE, _RECHECKS = "name", "date", "rechecks"


def whole(keys: Keys, row: Any) -> Any:
    """A row of a list; one of the advisors may be the name alone."""
    return {_NAME: row} if keys == ADVISORS and isinstance(row, str) else row


def of_the_day(keys: Keys, there: list[Any], item: Any) -> int | None:
    """Which re-check of a hazard is that of the item's day; None where none is, and of other lists."""
    if keys[-1] != _RECHECKS or not isinstance(item, dict):
        return None
    days = [one.get(_DATE) if isinstance(one, dict) else None for one in there]
    return days.index(item[_DATE]) if item.get(_DATE) in days else None


@lru_cache(maxsize=4096)  # each is compared with many
def plainly(number: object) -> str:
    """A number as it is meant: half-width, in capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", str(number)).upper().split())


def values(row: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    """The values by which a row is known, as one text: a list may be among them."""
    return repr([row.get(one) for one in fields])


def only_adds(keys: Keys, row: Mapping[str, Any]) -> bool:
    """Whether a row names another one and is none by itself: it has nothing else of what is asked for."""
    fields = FIELDS.get(keys, ())
    others = set(shape.at((*keys, 0)).required) - set(fields)
    return bool(fields and others) and row.get(fields[0]) is not None and not others & row.keys()


def agrees(there: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a row, or a name alone, has no single value otherwise than another one."""
    known = there if isinstance(there, Mapping) else {_NAME: there}
    plain = ((known[key], value) for key, value in row.items() if key in known)
    return all(one == other for one, other in plain if not isinstance(one, (dict, list)))
