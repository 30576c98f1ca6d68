"""What was known of a client on a day: the one filter that stands before everything that is derived.

The schemas say by which date each row and each value is known (``x-since``, ``x-until``), and from and to
which day a row holds (``x-from``, ``x-to``). What has no date counts as always known; plans, deadlines, terms
and expiries may lie ahead.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from generator import domain
from generator.facts import agreed, issuance
from generator.facts.plain import Data
from generator.record import ISSUED, Keys, Record
from generator.schema import Shape, shape

_GONE = object()  # in the stead of what is not there yet
# The rows of `issued`, which no schema of the client's data describes: a version opened has no day yet.
_INDEX = Shape(
    items=Shape(since=("day", "opened"), properties={"withdrawn": Shape(since=("day",))}),
)


def on(record: Record, day: datetime.date, period: int | None = None) -> Record:
    """The record without what came after the day or was over before it, as its period of service has it.

    Agreement and documents are those of the period in force on the day, or of that number. Nothing is copied
    but what loses something; a record that loses nothing is returned as it is. Places are those of reading:
    `Record.read_at` tells where a row was read that stands elsewhere now.
    """
    sieve = _Sieve(day)
    kept: Data = sieve.value(record.data, rules(), (), ())
    unsigned = agreed.unsigned(record.data, day)
    signed = [one for one in agreed.every(kept) if one.keys not in unsigned]
    found = issuance.told(kept, signed, day)
    data, projected = agreed.projected(kept, found, agreed.place(found, day, period))
    if data is record.data:
        return record
    return replace(record, data=data, moved=_moved(record, data, {**sieve.moved, **projected}))


def _moved(record: Record, data: Data, more: Mapping[Keys, Keys]) -> dict[Keys, Keys]:
    """Where everything was read that has moved: before, as far as it is still there, and now."""
    before = {
        keys: read
        for keys, read in record.moved.items()
        if keys[0] not in agreed.PARTS and _is_there(data, keys)
    }
    return {**before, **{keys: record.read_at(there) for keys, there in more.items()}}


def _is_there(data: Any, keys: Keys) -> bool:
    """Whether something stands under a key path that is no longer than a list with rows that moved."""
    for key in keys:
        if isinstance(key, int) and key >= len(data):
            return False
        data = data[key] if isinstance(key, int) else data.get(key, {})
    return True


def ended(record: Record, day: datetime.date) -> tuple[datetime.date, ...]:
    """The last days, before the day, of the rows that were over by then, the latest first."""
    found = {last for last in _last_days(record.data, rules()) if last and last < day}
    return tuple(sorted(found, reverse=True))


def _last_days(given: Any, by: Rule) -> Iterator[domain.Day]:
    if isinstance(given, Mapping):
        if by.span:
            yield domain.day(given.get(by.span[1]))
        for name in by.spans & given.keys():
            yield from _last_days(given[name], by.properties[name])
    elif isinstance(given, list) and by.items:
        for row in given:
            yield from _last_days(row, by.items)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the schema says of the days of one value and of what lies in it: see `schema.Shape`."""

    since: tuple[str, ...]
    until: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, Rule]
    items: Rule | None
    span: tuple[str, str] | None

    @property
    def acts(self) -> frozenset[str]:
        """The dates, in an object itself, on which it or what stands in it depends."""
        return frozenset(self.since).union(*self.until.values())

    @property
    def spans(self) -> frozenset[str]:
        """The values beneath that hold rows which end."""
        return frozenset(name for name, below in self.properties.items() if below.ends)

    @property
    def ends(self) -> bool:
        """Whether rows that end are in it."""
        return bool(self.span or self.spans or (self.items and self.items.ends))


@cache
def rules() -> Rule:
    """The rules of a client's data, without the parts in which nothing depends on a day."""
    whole = shape.client()
    found = rule(replace(whole, properties={**whole.properties, ISSUED: _INDEX}))
    assert found
    return found


def rule(at: Shape) -> Rule | None:
    """The rule of a value; None where neither it nor anything in it depends on a day."""
    below = {name: found for name, child in at.properties.items() if (found := rule(child))}
    until = {name: child.until for name, child in at.properties.items() if child.until}
    items = rule(at.items) if at.items else None
    depends = at.since or at.span or until or below or items
    return Rule(at.since, until, below, items, at.span) if depends else None


@dataclass(frozen=True, slots=True)
class _Sieve:
    """Drops what came after the day; ``moved`` tells where rows were that have moved up."""

    day: datetime.date
    moved: dict[Keys, Keys] = field(default_factory=dict)

    def value(self, given: Any, by: Rule, now: Keys, was: Keys) -> Any:
        """The value itself where nothing of it is lost, `_GONE` where all is; ``was`` is its place before."""
        if isinstance(given, Mapping):
            gone = self._is_ahead(given, by.since) or not holds(given, by.span, self.day)
            return _GONE if gone else self._part(given, by, now, was)
        return self._list(given, by.items, now, was) if isinstance(given, list) and by.items else given

    def _part(self, given: Data, by: Rule, now: Keys, was: Keys) -> Data:
        hidden = {name for name, acts in by.until.items() if name in given and self._is_ahead(given, acts)}
        changed = {}
        for name in by.properties.keys() & given.keys() - hidden:
            kept = self.value(given[name], by.properties[name], (*now, name), (*was, name))
            if kept is _GONE:
                hidden.add(name)
            elif kept is not given[name]:
                changed[name] = kept
        if not hidden and not changed:
            return given
        return {name: changed.get(name, value) for name, value in given.items() if name not in hidden}

    def _list(self, given: list[Any], by: Rule, now: Keys, was: Keys) -> list[Any]:
        kept: list[Any] = []
        for place, row in enumerate(given):
            found = self.value(row, by, (*now, len(kept)), (*was, place))
            if found is not _GONE:
                if place != len(kept):
                    self.moved[(*now, len(kept))] = (*was, place)
                kept.append(found)
        same = len(kept) == len(given) and all(map(_is, kept, given))
        return given if same else kept

    def _is_ahead(self, given: Data, acts: Iterable[str]) -> bool:
        """Whether the first of the acts that is dated lies after the day; a month from its first day."""
        for act in acts:
            if act in given and (first := domain.first_day(domain.moment(given[act]))):
                return first > self.day
        return False


def holds(given: Data, span: tuple[str, str] | None, day: datetime.date) -> bool:
    """Whether an object holds on a day by its first and its last one, both included; open without them."""
    first, last = (domain.day(given.get(name)) for name in span) if span else (None, None)
    return not (first and day < first) and not (last and last < day)


def _is(one: object, other: object) -> bool:
    return one is other
