"""Machines that name two media (燃气/电, 氨/氟利昂), or none where it matters: that is asked, not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import domain
from generator.facts.condition import Advice, say
from generator.facts.things import SCRAPPED
from generator.library import Library
from generator.problems import Problem
from generator.record import Record

_BETWEEN = r"[\s（(]*(?:[/／、+＋&和与及或]|两用)[\s（(]*"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of media: ``words`` gives the medium of each word, ``joined`` finds two that stand together."""

    title: str
    words: Mapping[str, str]
    both: tuple[str, ...]
    open: tuple[str, ...]
    joined: re.Pattern[str]
    anywhere: bool
    things: tuple[str, ...]
    hint: str


def unclear(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """The machines in being whose name or parameters leave open which medium they use."""
    for one in facts.equipment:
        if one.state != SCRAPPED:
            for said, hint in _doubts(f"{one.name}；{one.parameters}".casefold(), library):
                yield say(record, (*one.keys, "name"), "设备清单", f"设备“{one.name}”{said}", hint)


def _doubts(text: str, library: Library) -> Iterator[Advice]:
    for kind in library.once(_kinds):
        if said := _doubt(text, kind):
            yield said, kind.hint


def _doubt(text: str, kind: _Kind) -> str:
    """What a text in small letters leaves open: two media named, or none where one has to be; else ""."""
    if found := _named(text, kind):
        return f"写了两种{kind.title}（{'、'.join(found)}），说不清用哪一种"
    if _has(text, kind.open) and not _has(text, kind.words):
        return f"没有写是哪一种{kind.title}（{'、'.join(dict.fromkeys(kind.words.values()))}）"
    return ""


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _named(text: str, kind: _Kind) -> tuple[str, ...]:
    """The media that a text in small letters leaves open, or the word that says it uses either; else ()."""
    if kind.things and not _has(text, kind.things):
        return ()
    if two := next((word for word in kind.both if word in text), ""):
        return (two,)
    return _anywhere(text, kind) if kind.anywhere else _joined(text, kind)


def _anywhere(text: str, kind: _Kind) -> tuple[str, ...]:
    found = dict.fromkeys(medium for word, medium in kind.words.items() if word in text)
    return tuple(found) if len(found) > 1 else ()


def _joined(text: str, kind: _Kind) -> tuple[str, ...]:
    """The first two media whose words stand together."""
    pairs = (tuple(kind.words[word] for word in match.groups()) for match in kind.joined.finditer(text))
    return next(((first, second) for first, second in pairs if first != second), ())


def _kinds(library: Library) -> tuple[_Kind, ...]:
    return tuple(_kind(row) for row in library.table("media"))


def _kind(row: Mapping[str, Any]) -> _Kind:
    words = {word.casefold(): medium for medium, listed in row["media"].items() for word in listed}
    listed = {field: tuple(map(str.casefold, row.get(field, ()))) for field in ("both", "open", "things")}
    anywhere = bool(row.get("anywhere"))
    return _Kind(row["title"], words, joined=_pair(words), anywhere=anywhere, hint=row["hint"], **listed)


def _pair(words: Iterable[str]) -> re.Pattern[str]:
    """Two of the words that stand together, of each the longest."""
    longest = _longest_first(words)
    # A look ahead, so that of three media in a row the second is compared with the third as well.
    return re.compile(f"({longest}){_BETWEEN}(?=({longest}))")


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
