"""What the Measures list for a paper or a board: no template may leave it out or hide it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.library.edition import Library, built_in


@dataclass(frozen=True, slots=True)
class Required:
    """One thing that the deliverables ``of`` must show.

    ``shows`` are the names of values of which one must be printed, ``says`` words of which one may stand
    instead; ``always``: in every case, else where the data have it. ``missing`` are the words for what is
    not there.
    """

    of: tuple[str, ...]
    missing: str
    article: str
    shows: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    always: bool = False


def load(library: Library) -> tuple[Required, ...]:
    """All of it, of rows that fit the schema; a layer adds to what the tool demands, no more."""
    return library.once(_load)


def _load(library: Library) -> tuple[Required, ...]:
    rows = (*built_in().table("required")["rows"], *library.table("required")["rows"])
    return tuple(dict.fromkeys(map(_required, rows)))


def _required(row: Mapping[str, object]) -> Required:
    return Required(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})  # type: ignore[arg-type]


def cases(library: Library) -> Mapping[str, tuple[str | int, ...]]:
    """The values that a name can have at all, where it has only a few."""
    told = {**built_in().table("required")["cases"], **library.table("required").get("cases", {})}
    return {name: tuple(values) for name, values in told.items()}
