"""The files of one pack in memory: each kind of deliverable by its own maker, every fault told at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TypeVar

from generator import domain, issued, names
from generator.delivery import File, Row
from generator.domain import Day, Life
from generator.errors import DataError, GeneratorError, TemplateError
from generator.making import kinds, reuse, turns
from generator.making.draft import Draft
from generator.making.job import Job, Template
from generator.making.pieces import Piece
from generator.problems import Problem
from generator.schema import fault

S = TypeVar("S")
T = TypeVar("T")


def make(job: Job, only: Collection[str] = (), threads: int = 2) -> tuple[File, ...]:
    """The files of the pack, or those of some ids, with what each prints; all faults in one TemplateError.

    With more than one of the ``threads``, photos are decoded and scaled beside the interpreter.
    """
    if misplaced := tuple(_misplaced(job)):
        raise DataError(misplaced)
    parts = _each(threads, partial(_made, job), _groups(job, only))
    if faults := [problem for _, problems in parts for problem in problems]:
        raise TemplateError(faults)
    return tuple(file for files, _ in parts for file in files)


def _groups(job: Job, only: Collection[str]) -> list[tuple[Piece, ...]]:
    """The pieces that are asked for, those of one deliverable together."""
    asked = [piece for piece in job.pieces if not only or piece.entry.id in only]
    return [tuple(found) for _, found in groupby(asked, lambda piece: piece.entry.id)]


def _each(threads: int, work: Callable[[S], T], given: Sequence[S]) -> list[T]:
    """What the work makes of each; one thread is this one: it needs no pool."""
    if threads == 1:
        return [work(one) for one in given]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, given))


def _misplaced(job: Job) -> Iterator[Problem]:
    """Issued papers at a place where the data has another one: their id or key was typed otherwise."""
    made = {names.key(piece.path): piece for piece in job.pieces if not piece.frozen}
    for piece in job.pieces:
        other = made.get(names.key(piece.path)) if piece.frozen else None
        if other and piece.frozen:
            keys = (*piece.frozen.keys, "path")
            yield fault(job.record, keys, _taken(piece, other), "请核对这一行的 id、key，手工改过的请改回")


def _taken(piece: Piece, other: Piece) -> str:
    return f"{piece.path} 是 {_called(other)}（{other.title}）的位置，这一行登记的是 {_called(piece)}"


def _called(piece: Piece) -> str:
    return ":".join(filter(None, piece.name))


def _made(job: Job, pieces: Sequence[Piece]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files of one deliverable, or what stands in their way."""
    try:
        return tuple(made(job, piece) for piece in pieces), ()
    except GeneratorError as exc:
        return (), exc.problems


def made(job: Job, piece: Piece, *, dated: Day = None, day: Day = None) -> File:
    """One file of the pack.

    With ``day`` it is made anew, as known on that day, whatever lies in the pack or is issued; it bears
    ``dated`` then.
    """
    if day is not None:
        return _made_anew(_draft(job, replace(piece, frozen=None), day, dated))
    return _by_its_life(job, piece)


def _by_its_life(job: Job, piece: Piece) -> File:
    """A file as it is today: frozen, of its own day, of a year that is over, or of its last change."""
    if piece.frozen:
        return _frozen(job, piece, piece.frozen)
    if piece.acted:
        return _drawn(_draft(job, piece, piece.day, piece.dated))
    if _is_of_past_year(job, piece):
        return _closed(job, piece)
    return _drawn(_kept(job, _draft(job, piece, piece.day, piece.dated)))


def _is_of_past_year(job: Job, piece: Piece) -> bool:
    return piece.year is not None and piece.year < job.day.year


def _draft(job: Job, piece: Piece, day: datetime.date, dated: domain.Day) -> Draft:
    return Draft(job, piece, job.days.on(day, piece.year), day, dated)


def _frozen(job: Job, piece: Piece, row: issued.Row) -> File:
    """What was issued, as it was: the check has seen that its bytes are whole."""
    day = str(row.day or "")
    return File(
        piece.path,
        partial(issued.data, job.record, row),
        row.id,
        key=piece.key,
        life=Life.ISSUED.value,  # frozen, whatever it was before
        day=day,
        settled=True,
        dated=day,
        version=row.version,
        known=row.sha256,
    )


def _kept(job: Job, draft: Draft) -> Draft:
    """The same with the day of its last change, where it prints what it did on that day."""
    past = job.past.get(draft.piece.name)
    day = domain.day(past.day) if past else None
    if past is None or day is None or day >= draft.day or not reuse.same(kinds.told(draft), past):
        return draft
    return replace(draft, day=day)


def _closed(job: Job, piece: Piece) -> File:
    """A file of a year that is over: as it lies there while nothing of it has changed, else as of its end."""
    past = job.past.get(piece.name)
    day = domain.day(past.day) if past else None
    if past is None or day is None or day > piece.day:
        return replace(_drawn(_draft(job, piece, piece.day, None)), settled=not past)
    for draft in _as_made(job, piece, day):
        if reuse.agrees(kinds.told(draft), past):
            return replace(_drawn(draft), settled=True)
    return _drawn(_draft(job, piece, piece.day, None))


def _as_made(job: Job, piece: Piece, day: datetime.date) -> Iterator[Draft]:
    """What it may have been made of on that day, of what was known then or at the end of its year."""
    # What the last days of the year brought is known only at its end.
    quiet = day == piece.day or job.days.same(day, piece.day)
    for asof in (day, piece.day) if quiet else (piece.day,):
        yield replace(_draft(job, piece, asof, None), day=day)


def _drawn(draft: Draft) -> File:
    """The file itself; its bytes are left to whoever asks where the pack has them already."""
    past = draft.job.past.get(draft.piece.name)
    if past is None or not past.by or past.frozen:
        return _made_anew(draft)
    return _at_rest(draft, past) or _compared(draft, past)


def _at_rest(draft: Draft, past: Row) -> File | None:
    """As it lies in the pack where it rests on the same: what it prints is not even looked up."""
    file = _file(draft, partial(kinds.data, draft), past.values)
    if past.of and reuse.follows(file, past) and _rests_alike(draft, past):
        return replace(file, known=past.hash, of=past.of)
    return None


def _rests_alike(draft: Draft, past: Row) -> bool:
    return past.of == draft.job.grounds.of(draft)


def _compared(draft: Draft, past: Row) -> File:
    """The file, whose bytes are made only where what it prints, or what prints it, is not as it was."""
    later = partial(kinds.data, draft)
    file = replace(_file(draft, later, kinds.told(draft)), of=draft.grounds)
    return replace(file, known=past.hash) if reuse.follows(file, past) else replace(file, made=later())


def _made_anew(draft: Draft) -> File:
    """The file whatever lies in the pack."""
    data = kinds.data(draft)  # before it is told what it prints: a photo that was shown is not read again
    return replace(_file(draft, data, kinds.told(draft)), of=draft.grounds)


def _file(draft: Draft, made: bytes | Callable[[], bytes], values: Mapping[str, str]) -> File:
    """What is delivered of a draft."""
    piece, entry, template = draft.piece, draft.piece.entry, _template(draft)
    return File(
        piece.path,
        made,
        entry.id,
        template=template.origin if template else "",
        template_hash=template.hash if template else "",
        values=values,
        key=piece.key,
        life=entry.life.value,
        day=draft.day.isoformat(),
        dated=str(draft.dated or ""),
        version=draft.control.version,
        passed=_passed(draft, values),
        by=reuse.by(draft.job.library, _fonts(draft, values), template),
    )


def _fonts(draft: Draft, values: Mapping[str, str]) -> Mapping[str, str]:
    return draft.job.fonts if kinds.draws(draft.piece.entry.kind, values) else {}


def _template(draft: Draft) -> Template | None:
    return draft.template if draft.piece.entry.kind == kinds.WORD else None


def _passed(draft: Draft, now: Mapping[str, str]) -> tuple[str, ...]:
    """The days that passed since the file in the pack was made, as far as they may have changed it."""
    past, job = draft.job.past.get(draft.piece.name), draft.job
    since = _last_seen(past) if past else None
    if not past or not since or now == past.values:
        return ()
    return turns.passed(
        draft.asof.facts,
        job.library,
        since,
        (past.values, now),
        lambda: job.days.on(since).facts.schedule.visits,
    )


def _last_seen(past: Row) -> domain.Day:
    """The last day on which it was as it should be; None where none is known."""
    return max(filter(None, map(domain.day, (past.day, past.seen))), default=None)
