"""What was changed by hand in a paper before it was issued, by marks of its passages."""

from __future__ import annotations

from dataclasses import dataclass

from generator.issued.papers import beside
from generator.issued.rows import Row
from generator.record import Record


@dataclass(frozen=True, slots=True)
class Edits:
    """What was changed by hand before a paper was issued: marks of passages put in and taken out."""

    added: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


NONE = Edits()


def edits(record: Record, row: Row) -> Edits:
    """What was changed by hand before an issued paper was issued, as far as it is on record."""
    told = beside(record, row).get("edited")
    if not isinstance(told, dict):
        return NONE
    return Edits(_marks(told.get("added")), _marks(told.get("dropped")))


def _marks(given: object) -> frozenset[str]:
    return frozenset(one for one in given if isinstance(one, str)) if isinstance(given, list) else frozenset()
