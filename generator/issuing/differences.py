"""What differs between a document as it was issued and as it would be now, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from generator.errors import TemplateError
from generator.issued import NONE, Edits
from generator.word import passages, printed

_LINES = (".csv", ".json")
_ALIKE = 0.5
_MOST_PAIRS = 2500  # of passages that are compared word for word: more were written anew
_AROUND, _BEGUN, _SHOWN, _HEADING = 8, 10, 36, 18


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that was added (before is None), dropped (after is None) or changed.

    ``by_hand`` is one that the data does not account for: somebody edited the file before it was issued.
    """

    before: passages.Passage | None
    after: passages.Passage | None
    by_hand: bool = False

    def __str__(self) -> str:
        said = self.after or self.before or passages.Passage("")
        under = f"〔{_cut(said.heading, _HEADING)}〕" if said.heading else ""
        hand = "（签发前手工改过）" if self.by_hand else ""
        return f"{self._kind()}{'表行' if said.row else '段落'}{under}{self._words()}{hand}"

    def _kind(self) -> str:
        return "删去" if self.after is None else "增加" if self.before is None else "改动"

    def _words(self) -> str:
        if self.before and self.after:
            if self.before.words == self.after.words:
                return f"图片不同：{_cut(self.after.words, _SHOWN) or '（只有图片）'}"
            return "“{}”→“{}”".format(*_narrowed(self.before.words, self.after.words))
        said = self.after or self.before
        return f"“{_cut(said.words, _SHOWN)}”" if said and said.words else "（只有图片）"


def compare(
    issued: tuple[str, bytes], now: tuple[str, bytes], edits: Edits = NONE
) -> tuple[Difference, ...] | None:
    """The differences of two files, each with its name, in the order of the second; None for no text to read.

    ``edits`` tell which passages were changed by hand before the first was issued.
    """
    if _kind(issued[0]) != _kind(now[0]):
        return None
    try:
        before, after = _read(*issued), _read(*now)
    except TemplateError:
        return None
    if before is None or after is None:
        return None
    return tuple(Difference(old, new, _by_hand(old, new, edits)) for old, new in _differing(before, after))


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def edits(made: bytes, edited: bytes, name: str) -> Edits:
    """What was changed by hand in a file that we made; nothing where its text cannot be read."""
    found = compare((name, made), (name, edited)) or ()
    added = frozenset(_mark(one.after) for one in found if one.after)
    return Edits(added, frozenset(_mark(one.before) for one in found if one.before))


def _mark(passage: passages.Passage) -> str:
    """A short digest by which a passage is known again."""
    return printed.digest("\x1f".join((passage.words, *passage.pictures)).encode())


def _read(name: str, data: bytes) -> tuple[passages.Passage, ...] | None:
    """The passages of a Word file, the lines of a data file; None for anything else."""
    suffix = _kind(name)
    if suffix in _LINES:
        return tuple(
            passages.Passage(line, row=True) for line in data.decode("utf-8-sig", "replace").splitlines()
        )
    return passages.read(data, name) if suffix == ".docx" else None


def _said(passage: passages.Passage) -> tuple[str, tuple[str, ...]]:
    """What makes two passages the same, wherever they stand."""
    return passage.words, passage.pictures


_Pair = tuple[passages.Passage | None, passages.Passage | None]


def _differing(before: Sequence[passages.Passage], after: Sequence[passages.Passage]) -> Iterator[_Pair]:
    match = SequenceMatcher(None, [_said(one) for one in before], [_said(one) for one in after])
    for tag, start, end, first, last in match.get_opcodes():
        if tag != "equal":
            yield from _paired(before[start:end], after[first:last])


def _paired(before: Sequence[passages.Passage], after: Sequence[passages.Passage]) -> Iterator[_Pair]:
    """What was changed set beside what became of it, in the order of the second."""
    if len(before) == len(after) == 1:
        yield from _alone(before[0], after[0])
        return
    few = len(before) * len(after) <= _MOST_PAIRS
    passed = 0
    for old in before:
        place = next((at for at in range(passed, len(after)) if few and _alike(old, after[at])), None)
        if place is None:
            yield old, None
            continue
        yield from ((None, new) for new in after[passed:place])
        yield old, after[place]
        passed = place + 1
    yield from ((None, new) for new in after[passed:])


def _alone(old: passages.Passage, new: passages.Passage) -> Iterator[_Pair]:
    """One passage in the place of one other: a change, unless a row became a paragraph."""
    yield from [(old, new)] if old.row == new.row else [(old, None), (None, new)]


def _alike(old: passages.Passage, new: passages.Passage) -> bool:
    if old.row != new.row:
        return False
    match = SequenceMatcher(None, old.words, new.words)
    return match.real_quick_ratio() >= _ALIKE and match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE


def _by_hand(old: passages.Passage | None, new: passages.Passage | None, edits: Edits) -> bool:
    """Whether what the issued file says was put there by hand, or what is new was taken out by hand."""
    return bool(old and _mark(old) in edits.added) or bool(new and _mark(new) in edits.dropped)


def _narrowed(before: str, after: str) -> tuple[str, str]:
    """Two texts from a little before their first to a little after their last difference.

    The first has its beginning as well, by which it can be found.
    """
    same = zip(before, after, strict=False)
    start = next((at for at, (old, new) in enumerate(same) if old != new), min(len(before), len(after)))
    rest = min(len(before), len(after)) - start
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    first, last = max(0, start - _AROUND), max(0, tail - _AROUND)
    begun = before[:_BEGUN] if first > _BEGUN else before[:first]
    return begun + _piece(before, first, last, len(begun)), _piece(after, first, last, 0)


def _piece(words: str, first: int, last: int, begun: int) -> str:
    """The words without so many characters before and after, marked where something is left out."""
    inner = words[first : len(words) - last]
    return f"{'…' if first > begun else ''}{_cut(inner, _SHOWN)}{'…' if last else ''}"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
