"""One file in the making: what it may print, as of which day, and what it says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from generator import domain
from generator.library import Ledger, ledgers
from generator.making import contract
from generator.making.asof import AsOf
from generator.making.job import Job, Template
from generator.making.pieces import Piece
from generator.word import printed, provenance, values

_DAY = domain.printing.forms(domain.Facts)["day"]
_STAMP = "stamp"
# The acts of the plan, and of what is reported of the contract.
_DELIVERED, _UPLOADED = "deadline.delivered", "service.milestones.uploaded"


@dataclass(frozen=True)
class Draft:
    """A piece to be made of the client ``asof`` a day; ``day`` is the one that it tells as its own.

    ``dated`` is the day of the act that it bears, None for a blank.
    """

    job: Job
    piece: Piece
    asof: AsOf
    day: datetime.date
    dated: domain.Day

    @cached_property
    def context(self) -> values.Prepared:
        """What it may print."""
        entry = self.piece.entry
        control = self.control
        own: dict[str, object] = {"day": values.ready(self.day, _DAY), "control": control}
        if control.revisions:
            own["acts"] = self.acts
        if entry.each:
            own[entry.item] = self.item
        if entry.act == _UPLOADED:
            own["contract_fields"] = values.ready(contract.rows(self.reported))
        return self.asof.context.beside(own)

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """The digests of what it prints, of a Word document; its stamp follows from them."""
        return printed.values(self.template.loaded, self.context, self.job.days.printed)

    @property
    def stamped(self) -> values.Prepared:
        """What it may print, with the stamp where its template asks for that.

        Else photos would be read to digest them before they are shown.
        """
        if not self._is_stamped:
            return self.context
        return self.context.beside({_STAMP: values.ready(self._stamp)})

    @property
    def _is_stamped(self) -> bool:
        return any(name.partition(".")[0] == _STAMP for name in self.template.loaded.asked)

    @property
    def _stamp(self) -> domain.Stamp:
        code = provenance.code(self.template.hash, provenance.values(self.printed))
        return domain.Stamp(self.template.version, code)

    @property
    def properties(self) -> Mapping[str, str]:
        """What the document tells of its making."""
        return {
            provenance.TEMPLATE: self.piece.entry.id,
            provenance.VERSION: self.template.version,
            provenance.SHA256: self.template.hash,
            provenance.VALUES: provenance.values(self.printed),
        }

    @property
    def grounds(self) -> str:
        """A digest of all that decides what it prints, but its template; "" where no short one does.

        So it is of an item that was not there on the day, which is told as it is today.
        """
        return self.job.grounds.of(self) if self._was_there else ""

    @property
    def _was_there(self) -> bool:
        entry = self.piece.entry
        return not entry.each or bool(self.asof.item(entry, self.piece.key))

    @property
    def item(self) -> object:
        """Its item of the list, as it was on the day."""
        return self.asof.item(self.piece.entry, self.piece.key) or self.piece.item

    @property
    def reported(self) -> Mapping[str, str]:
        """What is reported of the contract: with the visits of the plan that was delivered, once it was."""
        return contract.fields(self.asof.facts, self.job.library, self.planned.facts)

    @property
    def planned(self) -> AsOf:
        """The client when the plan was delivered, as far as it was."""
        days = (piece.day for piece in self._plans if piece.dated)
        delivered = next((day for day in days if day <= self.asof.day), None)
        return self.job.days.on(delivered) if delivered else self.asof

    @property
    def _plans(self) -> list[Piece]:
        name = (_DELIVERED, self.piece.key)
        return [piece for piece in self.job.pieces if (piece.entry.act, piece.key) == name]

    @cached_property
    def control(self) -> domain.Control:
        """What it says of its version, its day and its revisions."""
        revisions, opened = self.job.versions(*self.piece.name)
        return domain.Control(opened or self.asof.version(self.piece.entry), self.dated, revisions)

    @property
    def acts(self) -> domain.Acts:
        """What the enterprise did, for a revision: nothing that the version before it told already."""
        acts, before = self.asof.facts.acts, self.control.revisions[:-1]
        last = before[-1].day if before else None
        days = {field.name: getattr(acts, field.name) for field in fields(acts)}
        return domain.Acts(**{name: _after(last, day) for name, day in days.items()})

    @property
    def template(self) -> Template:
        """Its Word template."""
        return self.job.template(self.piece.entry.id)

    @property
    def ledger(self) -> Ledger:
        """The definition of its workbook."""
        return ledgers.find(self.piece.entry.source, self.job.library)

    @property
    def number(self) -> int:
        """Which item of its list it is for, from 0."""
        pieces = [piece for piece in self.job.pieces if piece.entry.id == self.piece.entry.id]
        return pieces.index(self.piece)


def _after(last: domain.Day, day: domain.Day) -> domain.Day:
    """A day that came after the last; None for one that did not."""
    return day if day and not (last and day <= last) else None
