"""The one matcher of words: what a row of reference data knows by its fields, its media and its exclusions.

All rows that look for words (machines.yaml, risks/*.yaml, signs.yaml, evidence.yaml) have the same fields,
defined once in schemas/reference/match.schema.json. Case counts nowhere. ``never`` are struck out first, so
that each vetoes only the word that lies in it (氧化铝 is no 铝); ``not`` in a thing vetoes that thing alone.

A machine means one entry of a library: phrases claim their characters, the longest first: 平刨床 is no 刨床,
氨制冷压力管道 has no 冷压. Of those that remain the last decides, for in Chinese the head comes last:
激光切割机除尘器 is a dust collector.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]")
# What a thing is for or where it stands is not what it is: 氮气储罐（激光切割用）.
_PURPOSE = re.compile(r"[（(][^（()）]*(?:用|车间|工段|配套)[）)]")
NAMES, THINGS, MEDIUM, THERE = "names", "things", "medium", "names_there"
_NEVER, _NOT = "never", "not"
_GAP = "｜"  # stands where a phrase was struck out, so that its neighbours make no new word

Entry = Mapping[str, Any]
Words = tuple[tuple[str, str], ...]  # each word in small letters, and as it is written


@dataclass(frozen=True, slots=True)
class Row:
    """The words of an entry by its fields, and what keeps it from being meant."""

    words: Mapping[str, Words]
    never: tuple[str, ...]
    vetoes: tuple[str, ...]
    features: frozenset[str]
    categories: tuple[str, ...]

    def of(self, field: str) -> Words:
        """The words of a field."""
        return self.words.get(field, ())


Rows = Mapping[str, Row]


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


def row(entry: Entry) -> Row:
    """An entry as the matcher reads it."""
    listed = {field: given for field, given in entry.items() if isinstance(given, (list, tuple))}
    words = {field: _folded(given) for field, given in listed.items()}
    return Row(
        words=words,
        never=tuple(word for word, _ in words.get(_NEVER, ())),
        vetoes=tuple(word for word, _ in words.get(_NOT, ())),
        features=frozenset(listed.get("features", ())),
        categories=tuple(listed.get("categories", ())),
    )


def _folded(words: Iterable[Any]) -> Words:
    return tuple((str(word).casefold(), str(word)) for word in words)


def rows(library: Mapping[str, Entry]) -> Rows:
    """The entries of a library by key."""
    return {key: row(entry) for key, entry in library.items()}


def said(text: str, words: Words, by: Row) -> str | None:
    """The longest of the words in a text in small letters, by the exclusions of the row; None of no word."""
    found = [(word, as_written) for word, as_written in words if word in text]
    if not found or any(veto in text for veto in by.vetoes):
        return None
    left = struck(text, by.never)
    return max((as_written for word, as_written in found if word in left), key=len, default=None)


def struck(text: str, never: Iterable[str]) -> str:
    """The text with those phrases struck out in which words would be mistaken."""
    for phrase in never:
        text = text.replace(phrase, _GAP)
    return text


def thing(name: str, more: str, by: Row) -> str | None:
    """The word by which a row knows a machine: its name and, ``more``, its parameters, in small letters."""
    if any(veto in name for veto in by.vetoes):
        return None
    left = struck(name, by.never)
    found = _phrases(left, left, struck(more, by.never), "", by)
    best = max(found, key=lambda one: one.weight, default=None)
    return best.word if best else None


def of(
    name: str, category: str, library: Rows, features: Collection[str] = (), parameters: str = ""
) -> Match:
    """The entry of a machine: by its name without brackets, with those of no purpose, by its category.

    ``features`` are those of the enterprise: some words mean an entry only where its feature is. A medium
    counts in the ``parameters`` as well.
    """
    whole, more = name.casefold(), parameters.casefold()
    for text in dict.fromkeys((BRACKETS.sub("", whole), _PURPOSE.sub("", whole))):
        if found := _head([*_all_phrases(text, whole, more, library, features)]):
            return Match(found.key, found.word)
    key = next((key for key, entry in library.items() if category in entry.categories), "")
    return Match(key, category) if key else NONE


def _head(found: Sequence[_Phrase]) -> _Phrase | None:
    """Of the phrases that no longer one overlaps, the one that ends last."""
    kept: list[_Phrase] = []
    for phrase in sorted(found, key=lambda one: (-one.weight, -one.end)):
        if all(phrase.end <= one.start or one.end <= phrase.start for one in kept):
            kept.append(phrase)
    return max(kept, key=lambda one: one.end, default=None)


def _all_phrases(
    text: str, whole: str, more: str, library: Rows, features: Collection[str]
) -> Iterator[_Phrase]:
    """Every phrase of the library in the text; an entry with an exclusion in the whole name has none."""
    for key, entry in library.items():
        if any(veto in whole for veto in entry.vetoes):
            continue
        left = struck(text, entry.never)
        yield from _phrases(left, struck(whole, entry.never), struck(more, entry.never), key, entry)
        if not entry.features.isdisjoint(features):
            for word in entry.of(THERE):
                yield from (one._replace(weight=_CERTAIN + one.weight) for one in _found(left, word, key))


def _phrases(text: str, whole: str, more: str, key: str, entry: Row) -> Iterator[_Phrase]:
    """The phrases of one entry by its names, and by its things where the medium is told."""
    for word in entry.of(NAMES):
        yield from _found(text, word, key)
    if things := entry.of(THINGS):
        medium, weight = _medium(whole, more, entry)
        if medium:
            for word in things:
                for one in _found(text, word, key):
                    yield one._replace(weight=one.weight + weight, word=f"{medium}＋{one.word}")


def _medium(whole: str, more: str, entry: Row) -> tuple[str, int]:
    """The longest medium and what it weighs: in the name its length, in the parameters nothing.

    A parameter may tell of something else (a dryer beside the compressor): it never outweighs a name.
    """
    if named := _longest(whole, entry):
        return named, len(named)
    vetoed = any(veto in more for veto in entry.vetoes)
    return ("" if vetoed else _longest(more, entry)), 0


def _longest(text: str, entry: Row) -> str:
    return max((as_written for word, as_written in entry.of(MEDIUM) if word in text), key=len, default="")


def _found(text: str, word: tuple[str, str], key: str) -> Iterator[_Phrase]:
    """The last place of a word in the text."""
    sought, as_written = word
    start = text.rfind(sought)
    if start >= 0:
        yield _Phrase(len(sought), start, start + len(sought), key, as_written)
