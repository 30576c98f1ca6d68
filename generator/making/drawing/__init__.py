"""The four-colour maps of one client: geometry from the record, grades and names from the facts."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from hashlib import sha256
from threading import Lock

from generator import domain, riskmap, schema
from generator.canvas import Shape
from generator.errors import DataError
from generator.kept import NOWHERE, Shelf
from generator.making import prints, shelved
from generator.making.drawing.sites import MapPage, map_pages
from generator.pictures import Picture
from generator.problems import Problem, errors_in
from generator.record import Record

A3, A4 = (420.0, 297.0), (297.0, 210.0)
_DPI = 200
_MM = 25.4
_Size = tuple[float, float]


class Drawing:
    """The map pages of one client: the site and its floors; each drawn once, when it is asked for.

    What the ``shelf`` has of the same site is not drawn at all.
    """

    def __init__(self, record: Record, facts: domain.Facts, shelf: Shelf = NOWHERE) -> None:
        self._record = record
        self._facts = facts
        self._shelf = shelf
        self._pngs: dict[int, bytes] = {}
        self._shapes: dict[tuple[int, _Size], list[Shape]] = {}
        self._lock, self._laying = Lock(), Lock()

    def same(self, other: Drawing) -> bool:
        """Whether two clients, or one on two days, have the same maps."""
        return self._laid == other._laid

    @cached_property
    def pages(self) -> tuple[MapPage, ...]:
        """What is drawn; DataError when it cannot be."""
        made, found = self._laid
        if errors_in(found):
            raise DataError(found)
        return made

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that keeps the maps from being drawn, and what to look at, at its place in the data."""
        return self._laid[1]

    @cached_property
    def _laid(self) -> tuple[tuple[MapPage, ...], tuple[Problem, ...]]:
        if not self._facts.has.map:
            return (), ()
        made = map_pages(self._record, self._facts, self._shelf)
        return made, tuple(fault for page in made for fault in _faults(self._record, page, self._shelf))

    @cached_property
    def plans(self) -> tuple[tuple[riskmap.Site, str], ...]:
        """The site of each page with a digest of all that is on it."""
        return tuple((page.site, " ".join(prints.of_site(page.site).values())) for page in self.pages)

    def file(self, number: int, fmt: str, size: _Size = A3) -> bytes:
        """A map page as png (200 dpi), pdf or svg."""
        laid = partial(self._laid_out, number, size)
        return shelved.drawn(self._shelf, words(self.pages[number].site), laid, fmt, size, _DPI)

    def _laid_out(self, number: int, size: _Size) -> list[Shape]:
        """What a map page shows, for all its formats."""
        with self._laying:
            if (number, size) not in self._shapes:
                self._shapes[number, size] = riskmap.laid_out(self.pages[number].site, size)
            return self._shapes[number, size]

    def png(self, number: int = 0) -> bytes:
        """A map page as PNG (A3 landscape)."""
        with self._lock:
            if number not in self._pngs:
                self._pngs[number] = self.file(number, "png")
            return self._pngs[number]

    def pictures(self) -> tuple[Picture, ...]:
        """The map pages for Word documents; none where there is no plan."""
        if not self._facts.has.map:
            return ()
        return tuple(self._picture(number, page.title) for number, page in enumerate(self._facts.site.sheets))

    def _picture(self, number: int, title: str) -> Picture:
        width, height = (round(side / _MM * _DPI) for side in A3)
        made, mark = partial(self.png, number), partial(self._mark, number)
        return Picture(made, "png", width, height, title, drawn=mark)

    def _mark(self, number: int) -> str:
        """A digest of all that is on a page; "" while what is wrong keeps it from being drawn."""
        return "" if errors_in(self.problems) else self.plans[number][1]

    def picture(self) -> Picture | str:
        """The first map, "" where there is no plan."""
        return next(iter(self.pictures()), "")


def problems(record: Record, facts: domain.Facts, shelf: Shelf = NOWHERE) -> tuple[Problem, ...]:
    """What is wrong with the maps of a client, and what to look at, each at its place in the data."""
    return Drawing(record, facts, shelf).problems


def words(site: riskmap.Site) -> str:
    """All that a map is drawn of, written out; the picture beneath by its digest."""
    under = site.beneath
    ground = (sha256(under.data).hexdigest(), under.pixels, under.strength) if under else ()
    return f"{replace(site, beneath=None)} {ground}"


def _faults(record: Record, page: MapPage, shelf: Shelf) -> list[Problem]:
    """What its files lack; only when those are well, what is wrong with the map itself."""
    if errors_in(page.problems):
        return list(page.problems)
    found = shelved.faults(shelf, words(page.site), lambda: riskmap.check(page.site))
    return [
        *page.problems,
        *(schema.fault(record, page.place(fault.about), fault.message) for fault in found if fault.grave),
    ]
