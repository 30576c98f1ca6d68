"""The files of one pack in memory: each kind of deliverable by its own maker, every fault told at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from generator import domain, workbooks
from generator.delivery import File
from generator.errors import CatalogueError, DataError, GeneratorError, TemplateError
from generator.making import contract, ecard, prints, webmap
from generator.making.draft import Draft
from generator.making.job import Job
from generator.making.pieces import Piece
from generator.pictures import UnreadableError
from generator.problems import Problem, error
from generator.word import printed, render

_THREADS = 2


def make(job: Job, only: Collection[str] = ()) -> tuple[File, ...]:
    """The files of the pack, or those of some ids, with what each prints; all faults in one TemplateError."""
    asked = [piece for piece in job.pieces if not only or piece.entry.id in only]
    groups = [tuple(found) for _, found in groupby(asked, lambda piece: piece.entry.id)]
    with ThreadPoolExecutor(_THREADS) as threads:  # photos are decoded and scaled beside the interpreter
        parts = list(threads.map(lambda group: _made(job, group), groups))
    if faults := [problem for _, problems in parts for problem in problems]:
        raise TemplateError(faults)
    return tuple(file for files, _ in parts for file in files)


def _made(job: Job, pieces: Sequence[Piece]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files of one deliverable, or what stands in their way."""
    try:
        return tuple(made(job, piece) for piece in pieces), ()
    except GeneratorError as exc:
        return (), exc.problems


def made(job: Job, piece: Piece) -> File:
    """One file of the pack."""
    control = domain.Control(version="A/0", dated=piece.dated)
    draft = Draft(job, piece, job.days.on(piece.day), piece.day, control)
    if piece.entry.kind not in _MAKERS:
        where = f"templates/catalogue.yaml {piece.entry.id}"
        raise CatalogueError(error(where, f"没有这一类交付件：{piece.entry.kind}"))
    data, told = _MAKERS[piece.entry.kind]
    # Made before it is told what it prints: a photo that was shown is not read again.
    return _file(draft, data(draft), told(draft))


def _file(draft: Draft, data: bytes, told: Mapping[str, str]) -> File:
    piece, entry = draft.piece, draft.piece.entry
    origin = (draft.template.origin, draft.template.hash) if entry.kind == _WORD else ("", "")
    day = draft.day.isoformat()
    return File(piece.path, data, entry.id, *origin, told, piece.key, entry.life.value, day)


def _word(draft: Draft) -> bytes:
    """A Word document from its template."""
    return render.render(draft.template.loaded, draft.context, draft.asof.printed.photos)


def _in_word(draft: Draft) -> Mapping[str, str]:
    return printed.values(draft.template.loaded, draft.context, draft.asof.printed)


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
    return prints.of_ledger(draft.ledger, draft.context, draft.asof.printed)


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
    return draft.asof.facts.badges[draft.number]


def _data(draft: Draft) -> bytes:
    """The contract's fields for the platform."""
    return contract.data(_fields(draft), draft.piece.entry.suffix)


def _in_data(draft: Draft) -> Mapping[str, str]:
    return prints.of_fields(_fields(draft))


def _fields(draft: Draft) -> Mapping[str, str]:
    return contract.fields(draft.asof.facts, draft.job.library)


_WORD = "word"
_MAKERS: Mapping[str, tuple[Callable[[Draft], bytes], Callable[[Draft], Mapping[str, str]]]] = {
    _WORD: (_word, _in_word),
    "map": (_map, _on_map),
    "workbook": (_workbook, _in_workbook),
    "page": (_page, _on_page),
    "data": (_data, _in_data),
    "card": (_card, _on_card),
}
