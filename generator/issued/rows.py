"""The rows of the index of what was issued, with days as dates; which version of each paper counts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import domain
from generator.record import ISSUED, Keys, Record

_Last = Mapping[tuple[str, str], "Row"]  # by id and key


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a paper was issued by mistake: the day when this was said, and why."""

    day: datetime.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One version of a paper: issued where it has a ``file``, else opened by `revise` and yet to be issued.

    ``id`` and ``key`` name the paper, ``key`` is "" where there is one alone. ``day`` is the day it bears,
    ``path`` its place in the pack with / between its parts, ``file`` its name in the folder ``issued``,
    ``values`` one digest of what it printed. ``number`` is its place in the index, from 0.
    """

    id: str
    key: str = ""
    title: str = ""
    version: str = ""
    day: datetime.date | None = None
    path: str = ""
    file: str = ""
    sha256: str = ""
    values: str = ""
    tool: str = ""
    edition: str = ""
    reason: str = ""
    opened: datetime.date | None = None
    delivered: datetime.date | None = None
    filed: datetime.date | None = None
    signed: datetime.date | None = None
    scans: tuple[str, ...] = ()
    adopted: datetime.date | None = None
    withdrawn: Withdrawal | None = None
    note: str = ""
    number: int = -1

    @property
    def name(self) -> tuple[str, str]:
        """Id and key, which tell papers apart."""
        return self.id, self.key

    @property
    def keys(self) -> Keys:
        """Where the row stands in a record's data."""
        return (ISSUED, self.number)


_DAYS = ("day", "opened", "delivered", "filed", "signed", "adopted")
_TEXTS = (
    "id", "key", "title", "version", "path", "file", "sha256", "values", "tool", "edition", "reason", "note",
)  # fmt: skip


def rows(record: Record) -> tuple[Row, ...]:
    """The rows of a record's index in their order; what is not of its type counts as not given.

    Each has the number that it was read with, also where the record is what was known on a day.
    """
    return tuple(row(one, _number(record, place)) for place, one in _listed(record))


def _listed(record: Record) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What stands in the index where a row may, by its place."""
    listed = record.data.get(ISSUED)
    for place, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield place, one


def _number(record: Record, place: int) -> int:
    return int(record.read_at((ISSUED, place))[1])


def row(given: Mapping[str, Any], number: int) -> Row:
    """A row of the index as it is written."""
    days = {name: domain.day(given.get(name)) for name in _DAYS}
    fields: dict[str, Any] = {"id": "", **_texts(given), **days}
    scans, withdrawn = _scans(given.get("scans")), _withdrawal(given.get("withdrawn"))
    return Row(**fields, scans=scans, withdrawn=withdrawn, number=number)


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name in _TEXTS if isinstance(value := given.get(name), str)}


def _scans(given: object) -> tuple[str, ...]:
    return tuple(one for one in given if isinstance(one, str)) if isinstance(given, list) else ()


def _withdrawal(given: object) -> Withdrawal | None:
    if not isinstance(given, dict):
        return None
    return Withdrawal(domain.day(given.get("day")), str(given.get("reason", "")))


def plain(one: Row) -> dict[str, Any]:
    """A row as the index holds it: what is given, days as texts."""
    return {name: _plain(value) for name in _ORDER if (value := getattr(one, name))}


def _plain(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Withdrawal):
        return _plain_withdrawal(value)
    return list(value) if isinstance(value, tuple) else value


def _plain_withdrawal(one: Withdrawal) -> dict[str, str]:
    return {"day": one.day.isoformat() if one.day else "", "reason": one.reason}


_ORDER = tuple(name for name in Row.__dataclass_fields__ if name != "number")


def in_force(record: Record) -> _Last:
    """The version of each paper that holds, by id and key: the last that has a file and is not withdrawn."""
    return {one.name: one for one in _standing(record) if one.file}


def opened(record: Record) -> _Last:
    """The versions that were opened and are not issued yet, by id and key."""
    last = {one.name: one for one in _standing(record)}
    return {one.name: one for one in last.values() if not one.file}


def revisions(record: Record, id: str, key: str = "") -> tuple[domain.Revision, ...]:
    """The versions of a paper in their order, the one that is opened among them (without a day)."""
    return tuple(_revision(one) for one in _standing(record) if one.name == (id, key))


def _revision(one: Row) -> domain.Revision:
    return domain.Revision(one.version, one.day, one.reason)


def _standing(record: Record) -> Iterator[Row]:
    return (one for one in rows(record) if not one.withdrawn)
