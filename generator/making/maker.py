"""The files of one pack in memory: each kind of deliverable by its own maker, every fault told at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TypeVar, cast

from generator import domain, issued, names, workbooks
from generator.delivery import File
from generator.domain import Life
from generator.errors import CatalogueError, DataError, GeneratorError, TemplateError
from generator.making import contract, ecard, prints, turns, webmap
from generator.making.draft import Draft
from generator.making.job import Job
from generator.making.pieces import Piece
from generator.pictures import UnreadableError
from generator.problems import Problem, error
from generator.schema import fault
from generator.word import printed, render

S = TypeVar("S")
T = TypeVar("T")

_NO_DAY = {"day": "", "control.dated": ""}
_Makers = tuple[Callable[[Draft], bytes], Callable[[Draft], Mapping[str, str]]]


def make(job: Job, only: Collection[str] = (), threads: int = 2) -> tuple[File, ...]:
    """The files of the pack, or those of some ids, with what each prints; all faults in one TemplateError.

    With more than one of the ``threads``, photos are decoded and scaled beside the interpreter.
    """
    asked = [piece for piece in job.pieces if not only or piece.entry.id in only]
    if misplaced := tuple(_misplaced(job)):
        raise DataError(misplaced)
    groups = [tuple(found) for _, found in groupby(asked, lambda piece: piece.entry.id)]
    parts = _each(threads, partial(_made, job), groups)
    if faults := [problem for _, problems in parts for problem in problems]:
        raise TemplateError(faults)
    return tuple(file for files, _ in parts for file in files)


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
            own, there = (":".join(filter(None, one.name)) for one in (piece, other))
            message = f"{piece.path} 是 {there}（{other.title}）的位置，这一行登记的是 {own}"
            hint = "请核对这一行的 id、key，手工改过的请改回"
            yield fault(job.record, (*piece.frozen.keys, "path"), message, hint)


def _made(job: Job, pieces: Sequence[Piece]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files of one deliverable, or what stands in their way."""
    try:
        return tuple(made(job, piece) for piece in pieces), ()
    except GeneratorError as exc:
        return (), exc.problems


def made(
    job: Job, piece: Piece, *, dated: datetime.date | None = None, day: datetime.date | None = None
) -> File:
    """One file of the pack.

    With ``day`` it is made anew, as known on that day, whatever lies in the pack or is issued; it bears
    ``dated`` then.
    """
    if day is not None:
        return _drawn(_draft(job, replace(piece, frozen=None), day, dated))
    return _by_its_life(job, piece)


def _by_its_life(job: Job, piece: Piece) -> File:
    """A file as it is today: frozen, of its own day, of a year that is over, or of its last change."""
    if piece.frozen:
        return _frozen(job, piece, piece.frozen)
    if piece.acted:
        return _drawn(_draft(job, piece, piece.day, piece.dated))
    if piece.year is not None and piece.year < job.day.year:
        return _closed(job, piece)
    return _drawn(_kept(job, _draft(job, piece, piece.day, piece.dated)))


def _draft(job: Job, piece: Piece, day: datetime.date, dated: domain.Day) -> Draft:
    return Draft(job, piece, job.days.on(day, piece.year), day, dated)


def _frozen(job: Job, piece: Piece, row: issued.Row) -> File:
    """What was issued, as it was: its bytes are looked at alone to see that they are whole."""
    day = str(row.day or "")
    return File(
        piece.path,
        issued.data(job.record, row),
        row.id,
        key=piece.key,
        life=Life.ISSUED.value,  # frozen, whatever it was before
        day=day,
        settled=True,
        dated=day,
        version=row.version,
    )


def _kept(job: Job, draft: Draft) -> Draft:
    """The same with the day of its last change, where it prints what it did on that day."""
    past = job.past.get(draft.piece.name)
    day = domain.day(past.day) if past else None
    if past is None or day is None or day >= draft.day or not _same(_told(draft), past.values):
        return draft
    return replace(draft, day=day)


def _closed(job: Job, piece: Piece) -> File:
    """A file of a year that is over: as it lies there while nothing of it has changed, else as of its end."""
    past = job.past.get(piece.name)
    day = domain.day(past.day) if past else None
    if past is None or day is None or day > piece.day:
        return replace(_drawn(_draft(job, piece, piece.day, None)), settled=not past)
    # What the last days of the year brought is known only at its end.
    quiet = day == piece.day or job.days.same(day, piece.day)
    for asof in (day, piece.day) if quiet else (piece.day,):
        draft = replace(_draft(job, piece, asof, None), day=day)
        if _agrees(_told(draft), past.values):
            return replace(_drawn(draft), settled=True)
    return _drawn(_draft(job, piece, piece.day, None))


def _same(told: Mapping[str, str], past: Mapping[str, str]) -> bool:
    """Whether two files print the same, but for the day of each."""
    return {**told, **_NO_DAY} == {**past, **_NO_DAY}


def _agrees(told: Mapping[str, str], past: Mapping[str, str]) -> bool:
    """Whether two files say the same of what both print: a later template may print more, or less."""
    shared = told.keys() & past.keys()
    return bool(shared) and _same(
        {name: told[name] for name in shared}, {name: past[name] for name in shared}
    )


def _told(draft: Draft) -> Mapping[str, str]:
    """The digests of what it prints."""
    return _makers(draft)[1](draft)


def _drawn(draft: Draft) -> File:
    """The file itself."""
    data, told = _makers(draft)
    piece, entry = draft.piece, draft.piece.entry
    made = data(draft)  # before it is told what it prints: a photo that was shown is not read again
    values = told(draft)
    template = draft.template if entry.kind == _WORD else None
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
    )


def _passed(draft: Draft, now: Mapping[str, str]) -> tuple[str, ...]:
    """The days that passed since the file in the pack was made, as far as they may have changed it."""
    past, job = draft.job.past.get(draft.piece.name), draft.job
    days = [day for day in map(domain.day, (past.day, past.seen)) if day] if past else []
    if not past or not days:
        return ()
    since = max(days)
    return turns.passed(
        draft.asof.facts,
        job.library,
        since,
        (past.values, now),
        lambda: job.days.on(since).facts.schedule.visits,
    )


def _makers(draft: Draft) -> _Makers:
    entry = draft.piece.entry
    if entry.kind not in _MAKERS:
        raise CatalogueError(error(f"templates/catalogue.yaml {entry.id}", f"没有这一类交付件：{entry.kind}"))
    return _MAKERS[entry.kind]


def _word(draft: Draft) -> bytes:
    """A Word document from its template."""
    return render.render(draft.template.loaded, draft.context, draft.job.days.printed.photos)


def _in_word(draft: Draft) -> Mapping[str, str]:
    return printed.values(draft.template.loaded, draft.context, draft.job.days.printed)


def _map(draft: Draft) -> bytes:
    """A map page as picture or drawing."""
    suffix, drawn = draft.piece.entry.suffix[1:], draft.asof.drawn
    return drawn.png(draft.number) if suffix == "png" else drawn.file(draft.number, suffix)


def _on_map(draft: Draft) -> Mapping[str, str]:
    return prints.of_site(draft.asof.drawn.pages[draft.number].site)


def _workbook(draft: Draft) -> bytes:
    """A workbook from the definition that the source names."""
    return workbooks.build(draft.ledger, draft.asof.facts, draft.context)


def _in_workbook(draft: Draft) -> Mapping[str, str]:
    return prints.of_ledger(draft.ledger, draft.context, draft.job.days.printed)


def _page(draft: Draft) -> bytes:
    """The four-colour maps as one page to tap."""
    return webmap.page(_shown(draft), draft.job.library)


def _on_page(draft: Draft) -> Mapping[str, str]:
    return prints.of_fields(_shown(draft))


def _shown(draft: Draft) -> Mapping[str, object]:
    return webmap.shown(draft.asof.facts, [page.site for page in draft.asof.drawn.pages])


def _card(draft: Draft) -> bytes:
    """The electronic badge of an advisor as a picture."""
    if problems := ecard.problems(draft.job.record, draft.asof.facts):
        raise DataError(problems)
    try:
        return ecard.draw(_badge(draft))
    except UnreadableError as exc:
        raise TemplateError(error(draft.piece.path, f"照片{exc}", "请更换照片后重试")) from exc


def _on_card(draft: Draft) -> Mapping[str, str]:
    return prints.of_badge(_badge(draft))


def _badge(draft: Draft) -> domain.Badge:
    return cast(domain.Badge, draft.item)


def _data(draft: Draft) -> bytes:
    """The contract's fields for the platform."""
    return contract.data(_fields(draft), draft.piece.entry.suffix)


def _in_data(draft: Draft) -> Mapping[str, str]:
    return prints.of_fields(_fields(draft))


def _fields(draft: Draft) -> Mapping[str, str]:
    return draft.reported


_WORD = "word"
_MAKERS: Mapping[str, _Makers] = {
    _WORD: (_word, _in_word),
    "map": (_map, _on_map),
    "workbook": (_workbook, _in_workbook),
    "page": (_page, _on_page),
    "data": (_data, _in_data),
    "card": (_card, _on_card),
}
