"""Service periods: each agreement has its own, with its own plan, letters, filing and counts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator import domain
from generator.facts import term
from generator.facts.plain import Data, Fields, part, rows, text
from generator.record import Keys, Record

# What the enterprise did about its systems and its emergency plan holds on when the agreement is renewed.
_LASTING = (
    "consulted",
    "policy_reviewed",
    "published",
    "emergency_reviewed",
    "emergency_published",
    "emergency_filed",
)
_DOCUMENTS = "documents"
PARTS = frozenset({"agreement", "agreements", _DOCUMENTS})  # those of the data that `projected` sets
Places = Mapping[Keys, Keys]  # where what now stands under a key path was read


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement with the documents of its period, and where each was read."""

    agreement: Data
    documents: Data
    keys: Keys
    documents_keys: Keys

    @property
    def first(self) -> domain.Day:
        """The first day of the period."""
        return domain.day(self.agreement.get("start")) or domain.day(self.agreement.get("effective"))


def periods(record: Record) -> tuple[domain.Period, ...]:
    """Every period in the order of their first days; the first has no tail."""
    found = every(record.data)
    return tuple(_period(no, one, record) for no, one in enumerate(found, 1))


def _period(no: int, one: Agreed, record: Record) -> domain.Period:
    span = term.span({"agreement": one.agreement})
    start, end = span or (None, None)
    return domain.Period(no, start, end, text(one.agreement, "number"), record.read_at(one.keys))


def every(data: Data) -> tuple[Agreed, ...]:
    """The agreements, the one that stands alone first, then those listed, by their first days.

    The documents that stand alone belong to the first of them.
    """
    found = _in_order([_listed(row, place) for place, row in enumerate(rows(data, "agreements"))])
    alone, documents = part(data, "agreement"), part(data, _DOCUMENTS)
    if any(one.agreement == alone for one in found):
        return found
    if alone or not found:
        return _in_order([Agreed(alone, documents, ("agreement",), (_DOCUMENTS,)), *found])
    first, *later = found
    return (_with_documents(first, documents), *later)


def _with_documents(one: Agreed, alone: Data) -> Agreed:
    """An agreement with the documents that stand alone beside its own."""
    keys = one.documents_keys if one.documents else (_DOCUMENTS,)
    return replace(one, documents={**alone, **one.documents}, documents_keys=keys)


def _listed(row: Data, place: int) -> Agreed:
    bare = {key: value for key, value in row.items() if key != _DOCUMENTS}
    keys: Keys = ("agreements", place)
    return Agreed(bare, part(row, _DOCUMENTS), keys, (*keys, _DOCUMENTS))


def unsigned(data: Data, day: datetime.date) -> frozenset[Keys]:
    """The places of the renewals that were not signed yet: they count from their signing on."""
    days = ((one.keys, domain.day(one.agreement.get("signed"))) for one in every(data)[1:])
    return frozenset(keys for keys, at in days if at and at > day)


def _in_order(found: Sequence[Agreed]) -> tuple[Agreed, ...]:
    """By their first days, those of one day as they are given."""
    return tuple(sorted(found, key=lambda one: one.first or datetime.date.min))


def in_force(found: Sequence[Agreed], day: datetime.date) -> int:
    """The place of the one in force on the day: the last that has begun, else the first."""
    return max([place for place, one in enumerate(found) if one.first and one.first <= day], default=0)


def period(data: Data) -> Callable[[domain.Day], bool]:
    """Whether a day belongs to the period of the data's agreement; what has no day does."""
    found = every(data)
    if len(found) < 2:
        return lambda _: True
    now = part(data, "agreement")
    return lambda day: day is None or found[in_force(found, day)].agreement == now


def served(data: Data) -> Data:
    """The data with the dated records of its period alone."""
    if not rows(data, "agreements"):
        return data
    within, records = period(data), part(data, "records")

    def kept(name: str) -> list[Data]:
        return [row for row in rows(records, name) if within(domain.day(row.get("date")))]

    return {**data, "records": {name: kept(name) for name in records}}


def place(found: Sequence[Agreed], day: datetime.date, no: int | None) -> int:
    """The place of the period of that number, without one of that in force on the day."""
    return in_force(found, day) if no is None else min(no, len(found)) - 1


def projected(data: Data, found: Sequence[Agreed], now: int) -> tuple[Data, Places]:
    """The data with the agreement and the documents of the period at a place, and where these were read.

    ``found`` are the agreements of the data. Where there are several they are all listed, so that another day
    can be asked for; data with one that stands alone stays as it is.
    """
    if not rows(data, "agreements"):
        return _alone(data, found[0].documents), {}
    agreement, (documents, read) = found[now], _documents(found, now)
    told = {"agreement": agreement.agreement, _DOCUMENTS: documents, "agreements": [*map(_row, found)]}
    return {**data, **told}, {("agreement",): agreement.keys, **read, **_listed_at(found)}


def _alone(data: Data, documents: Data) -> Data:
    """The data of the one agreement with its documents."""
    return data if documents == part(data, _DOCUMENTS) else {**data, _DOCUMENTS: documents}


def _listed_at(found: Sequence[Agreed]) -> Places:
    moved: dict[Keys, Keys] = {}
    for place, one in enumerate(found):
        moved["agreements", place] = one.keys
        moved["agreements", place, _DOCUMENTS] = one.documents_keys
    return moved


def _row(one: Agreed) -> Fields:
    return {**one.agreement, _DOCUMENTS: one.documents} if one.documents else dict(one.agreement)


def _documents(found: Sequence[Agreed], now: int) -> tuple[Data, Places]:
    """The documents of the period, with what lasts of those before it, each with its place."""
    lasting: dict[str, Any] = {}
    read: dict[str, Keys] = {}
    for one in found[:now]:
        for name in _LASTING:
            if name in one.documents:
                lasting[name], read[name] = one.documents[name], (*one.documents_keys, name)
    own = found[now].documents
    places: Places = {(_DOCUMENTS, name): keys for name, keys in read.items() if name not in own}
    return {**lasting, **own}, {(_DOCUMENTS,): found[now].documents_keys, **places}
