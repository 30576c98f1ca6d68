"""A client as known on one day: what is printed of it, each name made ready when it is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cached_property
from threading import RLock
from typing import Any

from generator import domain, facts
from generator.library import Library
from generator.making import contract, display, drawing, signage
from generator.record import Record
from generator.word import printed, values

_FORMS = domain.printing.forms(domain.Facts)
Lists = Callable[["AsOf"], Mapping[str, object]]


class Days:
    """A client on each day that is asked for, every one made once.

    ``lists`` gives the names that list the whole pack, as it is on a day. ``told`` are the facts of a day
    that are known already.
    """

    def __init__(self, record: Record, library: Library, lists: Lists, told: domain.Facts | None) -> None:
        self.record, self.library = record, library
        self._lists = lists
        self._told = told
        self._photos = printed.Known()
        self._made: dict[datetime.date, AsOf] = {}
        self.lock = RLock()

    def on(self, day: datetime.date) -> AsOf:
        """The client as known on a day."""
        with self.lock:
            if day not in self._made:
                self._made[day] = AsOf(self, day)
            return self._made[day]

    def facts(self, day: datetime.date) -> domain.Facts:
        """Everything that is derived for a day."""
        if self._told and self._told.day == day:
            return self._told
        return facts.derive(self.record, day, self.library)

    def lists(self, asof: AsOf) -> Mapping[str, object]:
        """The names that list the whole pack."""
        return self._lists(asof)

    def known(self) -> printed.Known:
        """Digests for the documents of one day: those of photos are shared by all days."""
        return self._photos.apart()


class AsOf:
    """A client on one day; what several documents print of it is derived and digested once."""

    def __init__(self, days: Days, day: datetime.date) -> None:
        self._days = days
        self.day = day
        self.library = days.library
        # Digests of values that several documents print: threads may both compute one, both alike.
        self.printed = days.known()
        self.context = values.Prepared(self._ready, days.lock)

    @cached_property
    def facts(self) -> domain.Facts:
        """Everything that is derived for the day."""
        with self._days.lock:
            return self._days.facts(self.day)

    @cached_property
    def drawn(self) -> drawing.Drawing:
        """The maps."""
        return drawing.Drawing(self._days.record, self.facts)

    @cached_property
    def lists(self) -> Mapping[str, object]:
        """The names that list the whole pack."""
        return self._days.lists(self)

    @cached_property
    def forms(self) -> Mapping[str, object]:
        """What only forms print: drawing codes takes longer than most documents."""
        return display.context(self.facts)

    def _ready(self, name: str) -> object:
        """The value of a name, ready to print: a field of the facts, or what is drawn or counted beside."""
        if name in _HUNG:
            return _HUNG[name](self)
        if name in _BESIDE:
            return values.ready(_BESIDE[name](self))
        form = _FORMS[name]
        return values.ready(getattr(self.facts, name), form)


def _maps(asof: AsOf) -> list[dict[str, object]]:
    return [{"map": picture, "title": picture.alt} for picture in asof.drawn.pictures()]


def _boards(asof: AsOf) -> object:
    rows: Any = values.ready(asof.facts.boards)
    return signage.boards(rows, [page.site for page in asof.drawn.pages], asof.library)


def _cards(asof: AsOf) -> object:
    rows: Any = values.ready(asof.facts.cards)
    return signage.cards(rows, asof.library)


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
