"""What a pack is made of: every file with its key, its path, and the day that governs it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator import domain, facts, issued
from generator.domain import Life
from generator.facts import known
from generator.library import Deliverable, catalogue
from generator.making.asof import AsOf, Days
from generator.record import Record

_ONE = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a pack.

    ``key`` tells the files of one deliverable apart, "" for a single one. It is made as known on ``day``;
    ``dated`` is the day of the act that it bears, None where there is none yet. ``item`` is its own of the
    list that has a file for each, ``year`` that of a yearly one. ``frozen`` is its row of what was issued,
    None for what is made; such a one whose deliverable is in no catalogue any more has one of its own.
    """

    entry: Deliverable
    key: str
    path: str
    day: datetime.date
    dated: domain.Day
    title: str
    item: object = None
    year: int | None = None
    frozen: issued.Row | None = None

    @property
    def acted(self) -> bool:
        """Whether the act whose day it bears governs it: nothing that came later is in it."""
        return self.dated is not None and self.entry.life in (Life.ISSUED, Life.RECORD)

    @property
    def name(self) -> tuple[str, str]:
        """Id and key, which tell it from all others."""
        return self.entry.id, self.key


@dataclass(frozen=True, slots=True)
class _Term:
    """A period of service as far as it has come: what is known of it on its last day, or the build's."""

    period: domain.Period
    last: datetime.date

    @property
    def first(self) -> datetime.date:
        """The day from which its agreement is the one in force."""
        return self.period.start if self.period.start and self.period.key else datetime.date.min


def listed(days: Days, day: datetime.date) -> tuple[Piece, ...]:
    """Every file of the pack as it is on a day, in the order of delivery."""
    listing = _Listing(days, day)
    found = [piece for entry in catalogue.load(days.library) for piece in listing.of(entry)]
    return tuple(listing.with_frozen(found))


def paths(held: Iterable[Piece], year: int) -> Mapping[str, tuple[str, ...]]:
    """The paths of the files of each deliverable, by its id; of yearly ones those of the year alone."""
    found: dict[str, tuple[str, ...]] = {}
    for piece in held:
        if piece.year in (None, year):
            found[piece.entry.id] = (*found.get(piece.entry.id, ()), piece.path)
    return found


class _Listing:
    """The files of a pack as it is on one day."""

    def __init__(self, days: Days, day: datetime.date) -> None:
        self.days, self.day = days, day
        told = days.on(day).record
        self.terms = tuple(_terms(told, day))
        self.frozen = issued.in_force(told)
        self.opened = issued.opened(told)
        self.years = facts.years(told, day)

    @property
    def now(self) -> AsOf:
        """The client on the day."""
        return self.days.on(self.day)

    def of(self, entry: Deliverable) -> Iterator[Piece]:
        """The files of one deliverable that are made, whether they are issued or not."""
        if entry.each and entry.life in (Life.ISSUED, Life.RECORD):
            yield from self._of_items(entry)
        elif not catalogue.applies(entry, self.now.facts):
            return
        elif entry.life == Life.YEARLY:
            yield from self._of_years(entry)
        elif entry.life == Life.ISSUED:
            yield from self._of_terms(entry)
        else:
            yield from self._of_now(entry)

    def _of_now(self, entry: Deliverable) -> Iterator[Piece]:
        """The files of the day, and those that stay of whoever was there before, as of the last day."""
        found = catalogue.named(entry, self.now.facts)
        dated = None if entry.each else self._act(entry, self.now.facts, entry.act)
        for one in found:
            yield self._piece(entry, one, self.day, dated)
        if entry.stays:
            yield from self._left(entry, {one.key for one in found})

    def _left(self, entry: Deliverable, here: set[str]) -> Iterator[Piece]:
        """The files of whoever was there before and is not ``here``."""
        for last in known.ended(self.days.record, self.day):
            for one in catalogue.named(entry, self.days.on(last).facts):
                if one.key not in here:
                    here.add(one.key)
                    yield self._piece(entry, one, last, None)

    def _of_items(self, entry: Deliverable) -> Iterator[Piece]:
        """The files of the items of every period, each as known on its own day."""
        for one in self._items(entry):
            dated = self._act(entry, one.item, entry.act.partition(".")[2])
            yield self._piece(entry, one, dated or self.day, dated)

    def _items(self, entry: Deliverable) -> Iterable[catalogue.Named]:
        """The items of every period, one of several as it was in the last."""
        found: dict[str, catalogue.Named] = {}
        for term in self.terms:
            told = self.days.on(term.last).facts
            if catalogue.applies(entry, told):
                found |= {one.key: one for one in catalogue.named(entry, told)}
        return found.values()

    def _of_years(self, entry: Deliverable) -> Iterator[Piece]:
        return (self._of_year(entry, year) for year in self.years)

    def _of_year(self, entry: Deliverable, year: int) -> Piece:
        last = min(self.day, datetime.date(year, 12, 31))
        (one,) = catalogue.named(entry, self.days.on(last, year).facts)
        piece = self._piece(entry, replace(one, key=str(year)), last, None)
        return replace(piece, year=year, title=f"{entry.title}（{year}年）")

    def _of_terms(self, entry: Deliverable) -> Iterator[Piece]:
        """The file of each period: of those that are over only where its act was done."""
        for term in self.terms:
            asof = self.days.on(term.last)
            dated = self._act(entry, asof.facts, entry.act)
            if term == self.terms[-1] or dated:
                for one in catalogue.named(entry, asof.facts):
                    yield self._of_term(entry, one, term, dated)

    def _of_term(self, entry: Deliverable, found: catalogue.Named, term: _Term, dated: domain.Day) -> Piece:
        tail = term.period.tail
        path = f"{found.path.removesuffix(entry.suffix)}{tail}{entry.suffix}"
        day = max(dated, term.first) if dated else self.day
        piece = self._piece(entry, replace(found, key=term.period.key, path=path), day, dated)
        return replace(piece, title=entry.title + tail)

    def _act(self, entry: Deliverable, told: object, name: str) -> domain.Day:
        """The day of an act by the facts or by an item; None while it is not done."""
        found = catalogue.dotted(told, name, entry.id) if name else None
        return found if isinstance(found, datetime.date) and found <= self.day else None

    def _piece(
        self, entry: Deliverable, found: catalogue.Named, day: datetime.date, dated: domain.Day
    ) -> Piece:
        """A file that is made; a version that was opened bears no day and tells what is known now."""
        if (entry.id, found.key) in self.opened:
            day, dated = self.day, None
        return Piece(entry, found.key, found.path, day, dated, _title(entry, found.key), found.item)

    def with_frozen(self, made: Iterable[Piece]) -> list[Piece]:
        """The same with what is issued and in force in the place of what would be made, and all else."""
        waiting = {name: row for name, row in self.frozen.items() if name not in self.opened}
        found = [_frozen(piece, waiting.pop(piece.name, None)) for piece in made]
        return self._in_order([*found, *map(self._gone, waiting.values())])

    def _in_order(self, found: Iterable[Piece]) -> list[Piece]:
        """As the catalogue has them; what is in no catalogue any more comes last."""
        order = {entry.id: no for no, entry in enumerate(catalogue.load(self.days.library))}
        return sorted(found, key=lambda piece: order.get(piece.entry.id, len(order)))

    def _gone(self, row: issued.Row) -> Piece:
        """What is issued of something that the data does not tell of any more."""
        folder, _, name = row.path.rpartition("/")
        entry = catalogue.find(row.id, self.days.library) or Deliverable(
            row.id, row.title, "", folder, name, Life.ISSUED
        )
        return Piece(
            entry, row.key, row.path, row.day or self.day, row.day, row.title or entry.title, frozen=row
        )


def _title(entry: Deliverable, key: str) -> str:
    return f"{entry.title}（{key}）" if key else entry.title


def _frozen(piece: Piece, row: issued.Row | None) -> Piece:
    if row is None:
        return piece
    return replace(piece, path=row.path, day=row.day or piece.day, dated=row.day, frozen=row)


def _terms(record: Record, day: datetime.date) -> Iterator[_Term]:
    """The periods that have begun, the first at any rate, in their order."""
    begun = _begun(facts.periods(record), day)
    return (_Term(one, last) for one, last in zip(begun, _ends(begun, day), strict=True))


def _ends(begun: Sequence[domain.Period], day: datetime.date) -> list[datetime.date]:
    """The last day of each: that before the next begins, no later than the day."""
    ends = [min(day, after.start - _ONE) for _, after in pairwise(begun) if after.start]
    return [*ends, day]


def _begun(periods: Sequence[domain.Period], day: datetime.date) -> list[domain.Period]:
    first = periods[0].no
    return [one for one in periods if one.no == first or (one.start and one.start <= day)]
