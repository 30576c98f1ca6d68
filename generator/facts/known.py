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
from generator.facts.dates import Day
from generator.facts.plain import Data
from generator.record import ISSUED, Keys, Record
from generator.schema import Shape, shape

Span = tuple[datetime.date, datetime.date]  # first and last day
Spans = dict[tuple[int, int], Span]  # by the identity of a value and of its rule
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
    return Known(record).on(day, period)


class Known:
    """One record on several days: what holds on all of them is looked into once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._whole: Spans = {}  # of what lies in the record, which lives as long

    def on(self, day: datetime.date, period: int | None = None) -> Record:
        """What was known on a day, as `on` tells it."""
        return _on(self._record, day, period, _Sieve(day, self._whole))


def _on(record: Record, day: datetime.date, period: int | None, sieve: _Sieve) -> Record:
    kept: Data = sieve.value(record.data, rules(), (), ())
    found = issuance.told(kept, _signed(record.data, kept, day), day)
    data, projected = agreed.projected(kept, found, agreed.place(found, day, period))
    if data is record.data:
        return record
    return replace(record, data=data, moved=_moved(record, data, {**sieve.moved, **projected}))


def _signed(data: Data, kept: Data, day: Day) -> list[agreed.Agreed]:
    """The agreements of what was kept that were signed by the day."""
    unsigned = agreed.unsigned(data, day)
    return [one for one in agreed.every(kept) if one.keys not in unsigned]


def _moved(record: Record, data: Data, more: agreed.Places) -> dict[Keys, Keys]:
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


def ended(record: Record, day: Day) -> tuple[Day, ...]:
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
    whole: Spans
    moved: dict[Keys, Keys] = field(default_factory=dict)

    def value(self, given: Any, by: Rule, now: Keys, was: Keys) -> Any:
        """The value itself where nothing of it is lost, `_GONE` where all is; ``was`` is its place before."""
        if not isinstance(given, (dict, list)):
            return given
        first, last = self.whole.get((id(given), id(by))) or _remembered(given, by, self.whole)
        if first <= self.day <= last:
            return given
        if isinstance(given, Mapping):
            gone = self._is_ahead(given, by.since) or not holds(given, by.span, self.day)
            return _GONE if gone else self._part(given, by, now, was)
        return self._list(given, by.items, now, was) if by.items else given

    def _part(self, given: Data, by: Rule, now: Keys, was: Keys) -> Data:
        hidden = {name for name, acts in by.until.items() if name in given and self._is_ahead(given, acts)}
        changed: dict[str, Any] = dict.fromkeys(hidden, _GONE)
        for name in by.properties.keys() & given.keys() - hidden:
            kept = self.value(given[name], by.properties[name], (*now, name), (*was, name))
            if kept is not given[name]:
                changed[name] = kept
        return _changed(given, changed) if changed else given

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
        return _since(given, acts) > self.day


def _changed(given: Data, changed: Mapping[str, Any]) -> Data:
    """An object with other values for some of its names, without those that are gone."""
    told = {name: changed.get(name, value) for name, value in given.items()}
    return {name: value for name, value in told.items() if value is not _GONE}


def _since(given: Data, acts: Iterable[str]) -> Day:
    """The first of the acts that is dated, a month's first day; the first of all days without any."""
    for act in acts:
        if act in given and (first := domain.first_day(domain.moment(given[act]))):
            return first
    return datetime.date.min


def _remembered(given: Any, by: Rule, held: Spans) -> Span:
    """The days on which a mapping or a list loses nothing, remembered by its identity."""
    spans = list(_spans(given, by, held))
    first = max((one for one, _ in spans), default=datetime.date.min)
    last = min((one for _, one in spans), default=datetime.date.max)
    held[id(given), id(by)] = first, last
    return first, last


def _spans(given: Any, by: Rule, held: Spans) -> Iterator[Span]:
    """The days on which it is there itself, and those on which each of what is in it loses nothing."""
    if isinstance(given, list):
        inner: Iterable[tuple[Any, Rule]] = [(row, by.items) for row in given] if by.items else []
    else:
        yield _own(given, by)
        inner = _inner(given, by)
    yield from (_remembered(one, rule, held) for one, rule in inner if isinstance(one, (dict, list)))


def _inner(given: Data, by: Rule) -> Iterator[tuple[Any, Rule]]:
    """What lies in a mapping of which a rule tells, with the rule."""
    return ((given[name], by.properties[name]) for name in by.properties.keys() & given.keys())


def _own(given: Data, by: Rule) -> Span:
    """The days on which a mapping is there itself and knows each of its values."""
    first, last = _ends(given, by.span)
    hidden = (_since(given, acts) for name, acts in by.until.items() if name in given)
    begun = max(_since(given, by.since), first or datetime.date.min, *hidden)
    return begun, last or datetime.date.max


def holds(given: Data, span: tuple[str, str] | None, day: Day) -> bool:
    """Whether an object holds on a day by its first and its last one, both included; open without them."""
    first, last = _ends(given, span)
    return not (first and day < first) and not (last and last < day)


def _ends(given: Data, span: tuple[str, str] | None) -> tuple[domain.Day, domain.Day]:
    """The first and the last day by which an object holds, as far as it has them."""
    if not span:
        return None, None
    first, last = span
    return domain.day(given.get(first)), domain.day(given.get(last))


def _is(one: object, other: object) -> bool:
    return one is other
