"""A client as known on one day: what is printed of it, each name made ready when it is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from threading import RLock
from typing import Any, cast

from generator import domain, facts
from generator.facts import known
from generator.kept import NOWHERE, Shelf
from generator.library import Deliverable, Library, catalogue
from generator.making import contract, display, drawing, signage
from generator.record import Record
from generator.word import printed, values

_FORMS = domain.printing.forms(domain.Facts)
_FIRST = "A/0"
_NUMBERED = "plan"  # whose first version the data may tell
_LONGEST = 40  # characters of a version in the index of what was issued
Lists = Callable[["AsOf"], Mapping[str, object]]
_Years = tuple[int, ...]


class Days:
    """A client on each day that is asked for, every one made once.

    ``lists`` gives the names that list the whole pack, as it is on a day. ``told`` are the facts of a day
    that are known already. ``shelf`` is where pictures are kept between runs.
    """

    def __init__(
        self,
        record: Record,
        library: Library,
        lists: Lists,
        told: domain.Facts | None,
        shelf: Shelf = NOWHERE,
    ) -> None:
        self.record, self.library = record, library
        self.known = known.Known(record)
        self.lists = lists
        self.lock = RLock()
        self.shelf = shelf
        self._told = told
        self._shared = facts.Shared(library)
        # Digests of values that several documents print: threads may both compute one, both alike.
        self.printed = printed.Known()
        self._ready: dict[str, list[tuple[object, object]]] = {}
        self._drawn: drawing.Drawing | None = None
        self._made: dict[tuple[datetime.date, int | None], AsOf] = {}
        self._years: dict[datetime.date, _Years] = {}

    def on(self, day: datetime.date, year: int | None = None) -> AsOf:
        """The client as known on a day; with a year, its ledgers hold what is of that year alone."""
        with self.lock:
            # Where there is one year only, its ledgers hold all there is.
            name = (day, None if year is None or self.years(day) == (year,) else year)
            if name not in self._made:
                self._made[name] = AsOf(self, *name)
            return self._made[name]

    def years(self, day: datetime.date) -> _Years:
        """The calendar years of which there are ledgers on a day."""
        if day not in self._years:
            self._years[day] = facts.years(self.record, day)
        return self._years[day]

    def same(self, first: datetime.date, second: datetime.date) -> bool:
        """Whether the same was known on two days."""
        before, after = (self.known.on(day).data for day in (first, second))
        return before == after

    def facts(self, day: datetime.date, year: int | None) -> domain.Facts:
        """What is derived for a day, each field when it is first asked for."""
        if self._told and self._told.day == day and year is None:
            return self._told
        derive = partial(facts.Derivation, self.record, day, year=year, shared=self._shared)
        return cast(domain.Facts, _Fields(derive, self.lock))

    def ready(self, name: str, value: object) -> object:
        """A field of the facts ready to print: one that is the same on several days is made ready once."""
        held = self._ready.setdefault(name, [])
        for known_value, made in held:
            if known_value is value or known_value == value:
                return made
        made = values.ready(value, _FORMS[name])
        held.append((value, made))
        return made

    def drawn(self, asof: AsOf) -> drawing.Drawing:
        """The maps of a day, those of another day where they are the same."""
        made = drawing.Drawing(asof.record, asof.facts, self.shelf)
        if self._drawn is None or not made.same(self._drawn):
            self._drawn = made
        return self._drawn


class _Fields:
    """The facts of a day whose fields are derived when they are asked for."""

    def __init__(self, derive: Callable[[], facts.Derivation], lock: RLock) -> None:
        self._derive, self._lock = derive, lock

    @cached_property
    def _derivation(self) -> facts.Derivation:
        return self._derive()

    def __getattr__(self, name: str) -> Any:
        if name not in _FORMS:
            raise AttributeError(name)
        with self._lock:
            return self._derivation[name]


class AsOf:
    """A client on one day; what several documents print of it is derived and digested once."""

    def __init__(self, days: Days, day: datetime.date, year: int | None) -> None:
        self._days = days
        self.day = day
        self.library, self.shelf = days.library, days.shelf
        self.facts = days.facts(day, year)
        self.context = values.Prepared(self._ready, days.lock)
        self._items: dict[str, Mapping[str, object]] = {}

    @cached_property
    def record(self) -> Record:
        """The data as known on the day."""
        return self._days.known.on(self.day)

    @cached_property
    def drawn(self) -> drawing.Drawing:
        """The maps."""
        return self._days.drawn(self)

    @cached_property
    def lists(self) -> Mapping[str, object]:
        """The names that list the whole pack."""
        return self._days.lists(self)

    @cached_property
    def forms(self) -> Mapping[str, object]:
        """What only forms print: drawing codes takes longer than most documents."""
        return display.context(self.facts, self.shelf)

    def version(self, entry: Deliverable) -> str:
        """The version that a document has until one is issued or opened."""
        told = self.facts.numbers.plan_version if entry.id == _NUMBERED else ""
        return told[:_LONGEST] or _FIRST

    def item(self, entry: Deliverable, key: str) -> object:
        """The item of a deliverable's file as it was on the day; None where it was not there."""
        if entry.id not in self._items:
            self._items[entry.id] = self._listed(entry)
        return self._items[entry.id].get(key)

    def _listed(self, entry: Deliverable) -> Mapping[str, object]:
        return {one.key: one.item for one in catalogue.named(entry, self.facts)}

    def _ready(self, name: str) -> object:
        """The value of a name, ready to print: a field of the facts, or what is drawn or counted beside."""
        if name in _HUNG:
            return _HUNG[name](self)
        if name in _BESIDE:
            return values.ready(_BESIDE[name](self))
        if name not in _FORMS:
            raise KeyError(name)
        return self._days.ready(name, getattr(self.facts, name))


def _maps(asof: AsOf) -> list[dict[str, object]]:
    return [{"map": picture, "title": picture.alt} for picture in asof.drawn.pictures()]


def _boards(asof: AsOf) -> object:
    rows: Any = values.ready(asof.facts.boards)
    return signage.boards(rows, asof.drawn.plans, asof.library, asof.shelf)


def _cards(asof: AsOf) -> object:
    rows: Any = values.ready(asof.facts.cards)
    return signage.cards(rows, asof.library, asof.shelf)


_BESIDE: Mapping[str, Callable[[AsOf], object]] = {
    "site_map": lambda asof: asof.drawn.picture(),
    "site_maps": _maps,
    "contract_fields": lambda asof: contract.context(asof.facts, asof.library)["contract_fields"],
    "duties": lambda asof: asof.lists["duties"],
    "index": lambda asof: asof.lists["index"],
    "board_code": lambda asof: asof.forms["board_code"],
    "card_sheets": lambda asof: asof.forms["card_sheets"],
    "tag_sheets": lambda asof: asof.forms["tag_sheets"],
}
# What is drawn into rows that are ready.
_HUNG: Mapping[str, Callable[[AsOf], object]] = {"boards": _boards, "cards": _cards}
