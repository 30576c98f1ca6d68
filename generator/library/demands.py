"""What the Measures demand that a paper says: nothing of it may be blank when it is issued."""

from __future__ import annotations

from dataclasses import dataclass

from generator.library.edition import Library


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand on the deliverables ``of``.

    ``asks`` are dotted facts of which one must say something; ``hazards[].basis`` must for every hazard.
    ``missing`` are the words for what is not there, ``data`` tells where it is filled in.
    """

    of: tuple[str, ...]
    asks: tuple[str, ...]
    missing: str
    data: str
    article: str


def load(library: Library) -> tuple[Demand, ...]:
    """All demands, of rows that fit the schema."""
    return library.once(_load)


def _load(library: Library) -> tuple[Demand, ...]:
    rows = library.table("demands")
    return tuple(Demand(**{**row, "of": tuple(row["of"]), "asks": tuple(row["asks"])}) for row in rows)
