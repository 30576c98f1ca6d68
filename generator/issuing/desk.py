"""One client while papers are issued: its record, its papers with their versions, its pack."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator import delivery, issued
from generator.issued import Row
from generator.library import Deliverable, catalogue
from generator.making import Job, Piece
from generator.record import ISSUED, Record


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of one deliverable and key.

    ``piece`` is what the data gives now, None where its item is no longer there; ``row`` the version in force
    and ``opened`` the one that a revision opened, each None where there is none.
    """

    entry: Deliverable
    key: str
    piece: Piece | None
    row: Row | None
    opened: Row | None

    @property
    def name(self) -> str:
        """As it is written on the command line."""
        return f"{self.entry.id}:{self.key}" if self.key else self.entry.id

    @property
    def title(self) -> str:
        """What a person calls it, for a message."""
        return f"{self.entry.title}（{self.key}）" if self.key else self.entry.title

    @property
    def blank(self) -> Row:
        """A row that tells nothing but which paper it is of."""
        return Row(self.entry.id, self.key)

    @property
    def open(self) -> bool:
        """Whether it can be issued: never yet, or as the version that was opened."""
        return self.piece is not None and (self.row is None or self.opened is not None)


class Desk:
    """A client's data in ``file`` with all that was issued of it; ``pack`` is its pack where one was named.

    ``job`` makes its papers, today; ``jobs`` gives one for data that tells otherwise what was issued.
    """

    def __init__(self, file: Path, job: Job, jobs: Callable[[Record], Job], pack: Path | None = None) -> None:
        self.folder, self.job, self.pack = file.parent, job, pack
        self._jobs = jobs

    @property
    def record(self) -> Record:
        """The client's data."""
        return self.job.record

    @property
    def today(self) -> datetime.date:
        """The day on which this is done."""
        return self.job.day

    def maker(self, row: Row | None, day: datetime.date) -> Job:
        """What makes a paper as the version of a row, issued on the day, while it was the last one.

        Without a row: as the first version.
        """
        if row is None:
            return self.job
        opened = [_as_opened(row, day)] if row.opened else []
        data = {**self.record.data, ISSUED: [*map(issued.plain, self._held(row)), *opened]}
        return self._jobs(replace(self.record, data=data))

    def _held(self, row: Row) -> list[Row]:
        """The rows that were there before a version: those of other papers, and earlier ones of its own."""
        last = row.number if row.number >= 0 else len(self._rows)
        return [one for one in self._rows if one.name != row.name or one.number < last]

    def versions(self, paper: Paper) -> tuple[Row, ...]:
        """Every version of a paper, withdrawn ones among them."""
        return tuple(one for one in self._rows if one.name == (paper.entry.id, paper.key))

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return issued.rows(self.record)

    def lying(self, paper: Paper) -> tuple[delivery.Row, Path] | None:
        """The row and the place of a paper's file in the pack; None where there is none."""
        row = self.job.past.get((paper.entry.id, paper.key))
        place = self.pack / row.path if self.pack and row else None
        return (row, place) if row and place and place.exists() else None

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """What the data gives in the order of delivery, then what was issued and is no longer given."""
        return tuple(self._papers())

    def _papers(self) -> Iterator[Paper]:
        rows, opened = issued.in_force(self.record), issued.opened(self.record)
        pieces = {piece.name: piece for piece in self.job.pieces}
        for name in dict.fromkeys((*pieces, *rows, *opened)):
            piece = pieces.get(name)
            if entry := self._entry(name[0], piece):
                given = piece if piece and self._given(piece) else None
                yield Paper(entry, name[1], given, rows.get(name), opened.get(name))

    def _entry(self, id: str, piece: Piece | None) -> Deliverable | None:
        """The deliverable of a paper; None where no catalogue knows it any more."""
        return piece.entry if piece else catalogue.find(id, self.job.library)

    def _given(self, piece: Piece) -> bool:
        """Whether the data still tells what a paper is about: one that was issued is placed without it."""
        if piece.entry.each:
            return piece.item is not None
        return piece.frozen is None or catalogue.applies(piece.entry, self.job.now.facts)


def _as_opened(row: Row, day: datetime.date) -> dict[str, object]:
    """A version that was opened as the index tells it while it is issued, on the day."""
    own = {"id": row.id, "key": row.key, "version": row.version, "reason": row.reason}
    return {**own, "opened": str(row.opened), "day": str(day)}
