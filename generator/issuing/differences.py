"""What differs between a document as it was issued and as it would be now, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.errors import TemplateError
from generator.issued import NONE, Edits
from generator.word import compared, passages, printed

_LINES = (".csv", ".json")


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that was added (before is None), dropped (after is None) or changed.

    ``by_hand`` is one that the data does not account for: somebody edited the file before it was issued.
    """

    before: passages.Passage | None
    after: passages.Passage | None
    by_hand: bool = False

    def __str__(self) -> str:
        return compared.told(self.before, self.after) + ("（签发前手工改过）" if self.by_hand else "")


def compare(
    issued: tuple[str, bytes], now: tuple[str, bytes], edits: Edits = NONE
) -> tuple[Difference, ...] | None:
    """The differences of two files, each with its name, in the order of the second; None for no text to read.

    ``edits`` tell which passages were changed by hand before the first was issued.
    """
    if _kind(issued[0]) != _kind(now[0]):
        return None
    before, after = _text(*issued), _text(*now)
    if before is None or after is None:
        return None
    pairs = compared.pairs(before, after)
    return tuple(Difference(old, new, _by_hand(old, new, edits)) for old, new in pairs)


def _text(name: str, data: bytes) -> tuple[passages.Passage, ...] | None:
    """What a file says; None where no text can be read."""
    try:
        return _read(name, data)
    except TemplateError:
        return None


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def edits(made: bytes, edited: bytes, name: str) -> Edits:
    """What was changed by hand in a file that we made; nothing where its text cannot be read."""
    found = compare((name, made), (name, edited)) or ()
    return Edits(_marks(one.after for one in found), _marks(one.before for one in found))


def _marks(given: Iterable[passages.Passage | None]) -> frozenset[str]:
    return frozenset(_mark(one) for one in given if one)


def _mark(passage: passages.Passage) -> str:
    """A short digest by which a passage is known again."""
    return printed.digest("\x1f".join((passage.words, *passage.pictures)).encode())


def _read(name: str, data: bytes) -> tuple[passages.Passage, ...] | None:
    """The passages of a Word file, the lines of a data file; None for anything else."""
    suffix = _kind(name)
    if suffix in _LINES:
        return tuple(_lines(data))
    return passages.read(data, name) if suffix == ".docx" else None


def _lines(data: bytes) -> Iterator[passages.Passage]:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        yield passages.Passage(line, row=True)


def _by_hand(old: passages.Passage | None, new: passages.Passage | None, edits: Edits) -> bool:
    """Whether what the issued file says was put there by hand, or what is new was taken out by hand."""
    return bool(old and _mark(old) in edits.added) or bool(new and _mark(new) in edits.dropped)
