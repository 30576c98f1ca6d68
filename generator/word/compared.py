"""Two Word files set side by side: which passages were added, dropped or changed, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.word.passages import Passage

_ALIKE = 0.5
_MOST_PAIRS = 2500  # of passages that are compared word for word: more were written anew
_AROUND, _BEGUN, _SHOWN, _HEADING = 8, 10, 36, 18
_NO_WORDS = "（只有图片）"
_Said = tuple[str, tuple[str, ...]]  # words and pictures


def told(before: Passage | None, after: Passage | None) -> str:
    """What became of a passage: 改动段落〔总则〕 “甲”→“乙”."""
    said = after or before or Passage("")
    under = f"〔{_cut(said.heading, _HEADING)}〕" if said.heading else ""
    return f"{_kind(before, after)}{'表行' if said.row else '段落'}{under} {_words(before, after)}"


def _kind(before: Passage | None, after: Passage | None) -> str:
    if after is None:
        return "删去"
    return "增加" if before is None else "改动"


def _words(before: Passage | None, after: Passage | None) -> str:
    if before and after:
        return _changed(before.words, after.words)
    return _shown(after or before)


def _shown(said: Passage | None) -> str:
    """The words of a passage that came or went."""
    return f"“{_cut(said.words, _SHOWN)}”" if said and said.words else _NO_WORDS


def _changed(before: str, after: str) -> str:
    if before == after:
        return f"图片不同：{_cut(after, _SHOWN) or _NO_WORDS}"
    return "“{}”→“{}”".format(*_narrowed(before, after))


def _said(passage: Passage) -> _Said:
    """What makes two passages the same, wherever they stand."""
    return passage.words, passage.pictures


Passages = Sequence[Passage]
Pair = tuple[Passage | None, Passage | None]


def pairs(before: Passages, after: Passages) -> Iterator[Pair]:
    """What was added (None, new), dropped (old, None) or changed, in the order of the second."""
    for tag, start, end, first, last in _matched(before, after).get_opcodes():
        if tag != "equal":
            yield from _paired(before[start:end], after[first:last])


def _matched(before: Passages, after: Passages) -> SequenceMatcher[_Said]:
    return SequenceMatcher(None, [*map(_said, before)], [*map(_said, after)])


def _paired(before: Passages, after: Passages) -> Iterator[Pair]:
    """What was changed set beside what became of it, in the order of the second."""
    if len(before) == len(after) == 1:
        yield from _alone(before[0], after[0])
        return
    few = len(before) * len(after) <= _MOST_PAIRS
    passed = 0
    for old in before:
        place = _place(old, after, passed) if few else None
        if place is None:
            yield old, None
            continue
        yield from _added(after[passed:place])
        yield old, after[place]
        passed = place + 1
    yield from _added(after[passed:])


def _place(old: Passage, after: Passages, passed: int) -> int | None:
    """Where the first stands, from those ``passed`` on, that a passage may have become."""
    return next((at for at in range(passed, len(after)) if _alike(old, after[at])), None)


def _added(passages: Passages) -> Iterator[Pair]:
    return ((None, new) for new in passages)


def _alone(old: Passage, new: Passage) -> Iterator[Pair]:
    """One passage in the place of one other: a change, unless a row became a paragraph."""
    yield from [(old, new)] if old.row == new.row else [(old, None), (None, new)]


def _alike(old: Passage, new: Passage) -> bool:
    if old.row != new.row:
        return False
    match = SequenceMatcher(None, old.words, new.words)
    return match.real_quick_ratio() >= _ALIKE and match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE


def _narrowed(before: str, after: str) -> tuple[str, str]:
    """Two texts from a little before their first to a little after their last difference.

    The first has its beginning as well, by which it can be found.
    """
    start = _alike_so_far(before, after)
    tail = _alike_so_far(before[start:][::-1], after[start:][::-1])
    first, last = max(0, start - _AROUND), max(0, tail - _AROUND)
    begun = before[: min(first, _BEGUN)]
    return begun + _piece(before, first, last, len(begun)), _piece(after, first, last, 0)


def _alike_so_far(before: str, after: str) -> int:
    """How many characters two texts have in common before their first difference."""
    same = enumerate(zip(before, after, strict=False))
    return next((at for at, (old, new) in same if old != new), min(len(before), len(after)))


def _piece(words: str, first: int, last: int, begun: int) -> str:
    """The words without so many characters before and after, marked where something is left out."""
    inner = _cut(words[first : len(words) - last], _SHOWN)
    return f"{'…' if first > begun else ''}{inner}{'…' if last else ''}"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
