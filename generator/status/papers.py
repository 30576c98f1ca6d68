"""Which papers were issued, and which bear the day of an act and are not kept yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator import issued
from generator.domain import Life
from generator.making import Job, Piece
from generator.record import Record
from generator.status.model import Paper, State

_DATA = (".json", ".csv")
_TO_SIGN = (".docx", ".xlsx")  # what is printed and signed; all else that is frozen is a scan of that


def papers(job: Job) -> tuple[Paper, ...]:
    """What was issued by the day of the job, what was opened anew, and what was done but not kept."""
    record = job.now.record
    held, opened = issued.in_force(record), issued.opened(record)
    known = {*held, *opened}
    loose = (piece for piece in job.pieces if piece.name not in known)
    return (
        *(_issued(row, job.day) for row in held.values()),
        *(_opened(row, record) for row in opened.values()),
        *_unkept(loose),
    )


def _issued(row: issued.Row, day: datetime.date) -> Paper:
    """A version in force, with what became of it by the day."""
    days = {"day": row.day, **_done(row, day)}
    state = _state(row, signed="signed" in days)
    return Paper(row.id, row.key, row.title, state, row.version, path=row.path, **days)


def _done(row: issued.Row, day: datetime.date) -> dict[str, datetime.date]:
    """What had been done with a version by the day, each with its own day."""
    given = {"delivered": row.delivered, "filed": row.filed, "signed": row.signed}
    return {name: told for name, told in given.items() if told and told <= day}


def _state(row: issued.Row, signed: bool) -> State:
    """Whether it waits for a signature: a scan was signed before it was handed in, data never is."""
    suffix = PurePosixPath(row.file).suffix.lower()
    if suffix in _DATA:
        return State.ISSUED
    return State.UNSIGNED if suffix in _TO_SIGN and not signed else State.SIGNED


def _opened(row: issued.Row, record: Record) -> Paper:
    """A version that a revision opened, under the title of the version in force where it has none."""
    before = issued.in_force(record).get(row.name)
    title = row.title or (before.title if before else row.id)
    return Paper(row.id, row.key, title, State.OPENED, row.version, path=row.path, day=row.opened)


def _unkept(loose: Iterator[Piece]) -> Iterator[Paper]:
    """Papers of acts that are done, of which nothing was kept; records among them are to be signed."""
    return (_done_with(piece) for piece in loose if piece.dated)


def _done_with(piece: Piece) -> Paper:
    entry = piece.entry
    state = State.MADE if entry.life == Life.RECORD else State.UNKEPT
    return Paper(*piece.name, entry.title, state, path=piece.path, day=piece.dated)
