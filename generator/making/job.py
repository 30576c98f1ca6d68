"""One client to make files for: its record, the day, the library, the templates, and the pack of before."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator import delivery, domain, issued
from generator.kept import NOWHERE, Shelf
from generator.library import Library, Selection, catalogue
from generator.making import compliance, lettering, pieces
from generator.making.asof import AsOf, Days
from generator.making.grounds import Grounds
from generator.making.pieces import Piece
from generator.record import Record
from generator.word import template

Past = Mapping[tuple[str, str], delivery.Row]


@dataclass(frozen=True, slots=True)
class Template:
    """A template found and approved: its name, version and SHA-256, and itself, ready to render."""

    origin: str
    version: str
    hash: str
    loaded: template.Template


class Job:
    """One client to make files for, as of a day, by a library.

    ``templates`` gives the template of an id. ``past`` are the files of the pack that is there, by id and
    key; ``told`` the facts of the day where they are known already. ``shelf`` keeps pictures between runs.
    """

    def __init__(
        self,
        record: Record,
        day: datetime.date,
        library: Library,
        templates: Callable[[str], Template],
        past: Past | None = None,
        told: domain.Facts | None = None,
        shelf: Shelf = NOWHERE,
    ) -> None:
        self.record, self.day, self.library = record, day, library
        self.past: Past = past or {}
        self.days = Days(record, library, self._lists, told, shelf)
        self._templates = templates
        self._found: dict[str, Template] = {}

    def template(self, name: str) -> Template:
        """The template of a deliverable, found once however many files it has."""
        if name not in self._found:
            self._found[name] = self._templates(name)
        return self._found[name]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every file of the pack, in the order of delivery."""
        return pieces.listed(self.days, self.day)

    @property
    def now(self) -> AsOf:
        """The client on the day."""
        return self.days.on(self.day)

    @cached_property
    def selection(self) -> Selection:
        """The deliverables that apply on the day or were issued, and why others do not."""
        held = {piece.entry.id for piece in self.pieces}
        return catalogue.select(catalogue.load(self.library), self.now.facts, held)

    def versions(self, name: str, key: str) -> tuple[tuple[domain.Revision, ...], str]:
        """The versions of a document so far, and which of them was opened and is to be issued, or ""."""
        row = self._opened.get((name, key))
        return issued.revisions(self.now.record, name, key), row.version if row else ""

    @cached_property
    def _opened(self) -> Mapping[tuple[str, str], issued.Row]:
        return issued.opened(self.now.record)

    @cached_property
    def fonts(self) -> Mapping[str, str]:
        """The fonts of the machine that have a say in drawings, as `lettering.fonts` tells them."""
        return lettering.fonts(self.record, self.library)

    @cached_property
    def grounds(self) -> Grounds:
        """On what the papers of earlier days rest."""
        return Grounds(self.record, self.library)

    def _lists(self, asof: AsOf) -> Mapping[str, object]:
        held = self.pieces if asof.day == self.day else pieces.listed(self.days, asof.day)
        year = asof.day.year
        return compliance.context(asof.facts, self.library, pieces.paths(held, year))
