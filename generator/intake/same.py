"""When a row of a list is the same one wherever it is written: by which fields, and how it may be written."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.problems import Keys
from generator.schema import shape

Row = Mapping[str, Any]

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
    days, day = [_day(one) for one in there], item.get(_DATE)
    return days.index(day) if day is not None and day in days else None


def _day(row: Any) -> Any:
    return row.get(_DATE) if isinstance(row, dict) else None


@lru_cache(maxsize=4096)  # each is compared with many
def plainly(number: object) -> str:
    """A number as it is meant: half-width, in capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", str(number)).upper().split())


def values(row: Row, fields: tuple[str, ...]) -> str:
    """The values by which a row is known, as one text: a list may be among them."""
    return repr([row.get(one) for one in fields])


def only_adds(keys: Keys, row: Row) -> bool:
    """Whether a row names another one and is none by itself: it has nothing else of what is asked for."""
    fields, others = FIELDS.get(keys, ()), _others(keys)
    return bool(fields and others) and row.get(fields[0]) is not None and not others & row.keys()


def _others(keys: Keys) -> set[str]:
    """What is asked for of a row of a list beside the fields by which it is known."""
    return set(shape.at((*keys, 0)).required).difference(FIELDS.get(keys, ()))


def agrees(there: Row, row: Row) -> bool:
    """Whether a row, or a name alone, has no single value otherwise than another one."""
    known = there if isinstance(there, Mapping) else {_NAME: there}
    return all(_is_equal(known[key], value) for key, value in row.items() if key in known)


def _is_equal(one: Any, other: Any) -> bool:
    """Whether two values are the same, so far as they are single ones."""
    return isinstance(one, (dict, list)) or bool(one == other)
