"""The name that was meant by one that there is not: misspelt, in another case, or without its group."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from generator.word.shapes import Shape

_ALIKE, _ALIKE_CHINESE = 0.6, 0.5  # of two or four Chinese characters one half is much alike
_MOST = 3  # paths that are offered
_PRINTED = ("text", "words", "number", "picture")


def name(written: str, known: Collection[str], everything: Shape | None = None) -> str:
    """The mend of an unknown name; ``known`` may stand there, ``everything`` are all names of the contract.

    A name that belongs to one or a few groups of the contract is offered with its group.
    """
    paths = list(_paths(written, everything)) if everything else []
    close = _close(written, known)
    is_same = close.lower() == written.lower()
    if 0 < len(paths) <= _MOST and not is_same:
        return _perhaps("、".join(paths))
    return _perhaps(close) if close else "检查名称，可用的名称见模板说明"


def _perhaps(meant: str) -> str:
    return f"是否应为 {meant}？"


def _close(written: str, known: Collection[str]) -> str:
    """The known name that is most like it, in whatever case; "" for none."""
    small = {one.lower(): one for one in sorted(known, reverse=True)}
    alike = _ALIKE if written.isascii() else _ALIKE_CHINESE
    found = difflib.get_close_matches(written.lower(), sorted(small), 1, alike)
    return small[found[0]] if found else ""


def _paths(written: str, everything: Shape) -> Iterator[str]:
    """Where a group of the contract has a value of that name, in the language that it is written in."""
    called = _called(written, everything)
    for group, shape in everything.fields.items():
        if _prints(shape, written):
            yield f"{called.get(group, group)}.{written}"


def _called(written: str, everything: Shape) -> dict[str, str]:
    """What groups are called in the language of a name."""
    return {} if written.isascii() else {meant: alias for alias, meant in everything.aliases.items()}


def _prints(group: Shape, written: str) -> bool:
    """Whether a group has a value of that name which can be printed."""
    found = group.fields.get(group.aliases.get(written, written)) if group.kind == "record" else None
    return found is not None and found.kind in _PRINTED
