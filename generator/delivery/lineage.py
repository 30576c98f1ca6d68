"""Which files of a pack are one: what is on record at a file's place, and at the place that it had before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator import names
from generator.delivery.manifest import Past
from generator.delivery.model import File, Row, Step
from generator.delivery.rows import by_key


class Lineage:
    """The rows on record of each file, and all bytes at its places that are our own."""

    def __init__(self, past: Past) -> None:
        self._at = {names.key(path): row for path, row in past.rows.items()}
        self._by_key = by_key(past.rows.values())
        self._own = _own(past)
        self.made: set[str] = set()  # the places of the files that are to be delivered
        self._removals = [step for step in past.steps if step.do == "remove"]

    def row(self, file: File) -> Row | None:
        """The row of a file, wherever it lay; else what else was on record at its place."""
        there = self._at.get(names.key(file.path))
        if there and _is_of(there, file):
            return there
        found = self._by_key.get((file.id, file.key))
        return found if found and names.key(found.path) not in self.made else there

    def former(self, file: File) -> Row | None:
        """The row of a file that lay at another place, which is now no other file's."""
        row = self.row(file)
        return row if row and names.key(row.path) != names.key(file.path) else None

    def own(self, file: File) -> set[str]:
        """The hashes of all that we have put at a file's places or beside them and still know of."""
        former = self.former(file)
        return self.at(file.path) | (self.at(former.path) if former else set())

    def at(self, path: str) -> set[str]:
        """The same of one place."""
        return self._own[names.key(path)]

    def removals(self, path: str) -> Iterable[Step]:
        """Copies that an earlier build was about to delete for the sake of the file at a path."""
        return (step for step in self._removals if names.key(step.of) == names.key(path))


def _is_of(row: Row, file: File) -> bool:
    """Whether a row is that of a file: of earlier formats a key is a guess."""
    return row.id == file.id and (row.key == file.key or not row.life)


def _own(past: Past) -> defaultdict[str, set[str]]:
    """By path, the hashes of our own bytes: rows, and what steps that are not finished put or found there."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for path, row in past.rows.items():
        own[names.key(path)].add(row.hash)
    for step in past.steps:
        if step.do in ("write", "remove"):
            own[names.key(step.of)] |= {step.old, step.new} - {""}
    return own
