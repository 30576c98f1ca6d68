"""Which deliverables a walk makes: all that apply, or those alone that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.errors import CatalogueError
from generator.library import Deliverable, Library, Selection, catalogue
from generator.problems import Problem, error


def selected(selection: Selection, only: Sequence[str], library: Library) -> Selection:
    """The deliverables to make, and what does not apply; CatalogueError for a wrong ``only``."""
    if not only:
        return selection
    check_only(only, library)
    if wrong := [*_inapplicable(selection, only)]:
        raise CatalogueError(wrong)
    return Selection(_of(selection.chosen, only), ())


def _of(entries: Iterable[Deliverable], only: Sequence[str]) -> tuple[Deliverable, ...]:
    return tuple(entry for entry in entries if entry.id in only)


def _inapplicable(selection: Selection, only: Sequence[str]) -> Iterator[Problem]:
    for entry, why in selection.left:
        if entry.id in only:
            yield error("--only", f"“{entry.title}”不适用于该企业", why)


def check_only(only: Sequence[str], library: Library, offered: Collection[str] = ()) -> None:
    """Every id that is asked for must be in the catalogue or ``offered`` elsewhere, else CatalogueError."""
    unknown = [name for name in only if not catalogue.find(name, library) and name not in offered]
    if unknown:
        raise CatalogueError(_unknown(unknown))


def _unknown(names: Iterable[str]) -> list[Problem]:
    hint = "可用 tuoguan list 查看交付件编号"
    return [error("--only", f"没有编号为“{name}”的交付件", hint) for name in names]
