"""Which entry of a library a machine's name means: the longest phrase first, with media and exclusions.

Phrases claim their characters, the longest first: 平刨床 is no 刨床, 氨制冷压力管道 has no 冷压. Of those
that remain the last decides, for in Chinese the head comes last: 激光切割机除尘器 is a dust collector.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]")

Entry = Mapping[str, Any]
Library = Mapping[str, Entry]


class Match(NamedTuple):
    """The key of an entry and the words that a name was known by; both "" when it is not known."""

    key: str
    word: str


class _Phrase(NamedTuple):
    """A phrase found: how many characters decide for it, where it stands, whose it is."""

    weight: int
    start: int
    end: int
    key: str
    word: str


NONE = Match("", "")
# What a feature of the enterprise makes certain goes before any phrase.
_CERTAIN = 100


def of(name: str, category: str, library: Library, features: Collection[str] = ()) -> Match:
    """The entry of a machine: by its name without brackets, by the whole name, by its category.

    ``features`` are those of the enterprise: some words mean an entry only where its feature is.
    """
    whole = name.casefold()
    for text in dict.fromkeys((BRACKETS.sub("", whole), whole)):
        if found := _head([*_phrases(text, whole, library, features)]):
            return Match(found.key, found.word)
    key = next((key for key, entry in library.items() if category in entry.get("categories", ())), "")
    return Match(key, category) if key else NONE


def _head(found: Sequence[_Phrase]) -> _Phrase | None:
    """Of the phrases that no longer one overlaps, the one that ends last."""
    kept: list[_Phrase] = []
    for phrase in sorted(found, key=lambda one: (-one.weight, -one.end)):
        if all(phrase.end <= one.start or one.end <= phrase.start for one in kept):
            kept.append(phrase)
    return max(kept, key=lambda one: one.end, default=None)


def _phrases(text: str, whole: str, library: Library, features: Collection[str]) -> Iterator[_Phrase]:
    """Every phrase of the library in the text; an entry with an exclusion in the whole name has none."""
    for key, entry in library.items():
        if any(word.casefold() in whole for word in entry.get("not", ())):
            continue
        for word in entry.get("names", ()):
            yield from _found(text, word, key)
        yield from _of_medium(text, whole, key, entry)
        if set(entry.get("features", ())) & set(features):
            for word in entry.get("names_there", ()):
                yield from (one._replace(weight=_CERTAIN + one.weight) for one in _found(text, word, key))


def _of_medium(text: str, whole: str, key: str, entry: Entry) -> Iterator[_Phrase]:
    """What an entry knows by its medium: the medium anywhere in the name, with one of its things."""
    media = [word for word in entry.get("medium", ()) if word.casefold() in whole]
    if not media:
        return
    medium = max(media, key=len)
    for thing in entry["things"]:
        for one in _found(text, thing, key):
            yield one._replace(weight=one.weight + len(medium), word=f"{medium}＋{thing}")


def _found(text: str, word: str, key: str) -> Iterator[_Phrase]:
    """The last place of a word in the text, whatever its case."""
    start = text.rfind(word.casefold())
    if start >= 0:
        yield _Phrase(len(word), start, start + len(word), key, word)
