"""Each kind of deliverable by its own maker: the bytes of a file, and what it prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from generator import domain, workbooks
from generator.errors import CatalogueError, DataError, TemplateError
from generator.making import contract, ecard, prints, webmap
from generator.making.draft import Draft
from generator.pictures import UnreadableError
from generator.problems import error
from generator.word import printed, render

_Makers = tuple[Callable[[Draft], bytes], Callable[[Draft], Mapping[str, str]]]


def data(draft: Draft) -> bytes:
    """The bytes of the file."""
    return _makers(draft)[0](draft)


def told(draft: Draft) -> Mapping[str, str]:
    """The digests of what it prints: with template and tool, or library and tool, they decide the bytes."""
    return _makers(draft)[1](draft)


def draws(kind: str, told: Mapping[str, str]) -> bool:
    """Whether text is drawn in a file of a kind, which prints what was told."""
    return kind in _DRAWN or any(name.endswith(f".{printed.DRAWN}") for name in told)


def _makers(draft: Draft) -> _Makers:
    entry = draft.piece.entry
    if entry.kind not in _MAKERS:
        raise CatalogueError(error(f"templates/catalogue.yaml {entry.id}", f"没有这一类交付件：{entry.kind}"))
    return _MAKERS[entry.kind]


def _word(draft: Draft) -> bytes:
    """A Word document from its template."""
    days = draft.job.days
    return render.render(
        draft.template.loaded, draft.stamped, days.printed.photos, days.shelf, lambda: draft.properties
    )


def _in_word(draft: Draft) -> Mapping[str, str]:
    return draft.printed


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
    if problems := ecard.problems(draft.job.record, draft.asof.facts, draft.asof.shelf):
        raise DataError(problems)
    try:
        return ecard.draw(_badge(draft), draft.asof.shelf)
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


WORD = "word"
_DRAWN = frozenset({"map", "card"})
_MAKERS: Mapping[str, _Makers] = {
    WORD: (_word, _in_word),
    "map": (_map, _on_map),
    "workbook": (_workbook, _in_workbook),
    "page": (_page, _on_page),
    "data": (_data, _in_data),
    "card": (_card, _on_card),
}
