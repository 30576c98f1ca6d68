"""Protective equipment that is worn: what a text lists, what signs ask for it, what a board or card shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from generator import domain
from generator.library import Library

# Between the items of a list, but for signs within brackets.
_ITEMS = re.compile(r"[、；;，,。\n]+(?![^（]*）)")
_NOT_WORN = re.compile(r"^无(?:特殊|要求|$)|（[^）]*应急[^）]*）")

Row = Mapping[str, Any]


def items_of(words: str) -> tuple[str, ...]:
    """What a text of PPE lists, item by item, without what is kept for emergencies."""
    parts = (part.strip() for part in _ITEMS.split(words))
    return tuple(item for item in parts if item and not _NOT_WORN.search(item))


def rows(library: Library) -> list[Row]:
    """The mandatory signs with the PPE they stand for and its words, in the order of the table."""
    found: list[Row] = library.table("signs")["worn"]
    return found


def signs(items: Iterable[str], library: Library) -> tuple[str, ...]:
    """The mandatory signs of items of PPE, each once, in the order of the table."""
    found = _all_signs(items, library)
    return tuple(row["sign"] for row in rows(library) if row["sign"] in found)


def _all_signs(items: Iterable[str], library: Library) -> frozenset[str]:
    return frozenset().union(*(signs_of(item, library) for item in items))


def signs_of(item: str, library: Library) -> frozenset[str]:
    """The signs of one item: of words that overlap the longest is meant."""
    return library.remembered(_signs_of, item)


def _signs_of(library: Library, item: str) -> frozenset[str]:
    left, found = item, set()
    for word, sign in library.once(_words):
        if word in left:
            left = left.replace(word, "\n")
            found.add(sign)
    return frozenset(found - {""})


def _words(library: Library) -> list[tuple[str, str]]:
    """The words of PPE with their signs, the longest first; a word without a sign only takes its place."""
    words = {word: str(row["sign"]) for row in rows(library) for word in row["words"]}
    return sorted(words.items(), key=lambda one: -len(one[0]))


def worn(listed: domain.Words, points: Sequence[domain.RiskPoint], library: Library) -> tuple[str, ...]:
    """The PPE of a board or card: what is listed for the post, what its risks ask besides, what a sign names.

    Where a list is there, only PPE with a sign is added to it: the rest may be meant for other posts.
    """
    kept = list(chain.from_iterable(map(items_of, listed)))
    for item in chain.from_iterable(point.ppe_items for point in points):
        if item not in kept and _is_wanted(item, kept, library, alone=not listed):
            kept.append(item)
    named = set(chain.from_iterable(point.signs for point in points))
    _add_named(named, kept, library)
    return tuple(kept)


def _is_wanted(item: str, kept: Iterable[str], library: Library, *, alone: bool) -> bool:
    """Whether an item has a sign for which nothing kept stands, or none and no list is there."""
    asked = signs_of(item, library)
    return bool(asked - _all_signs(kept, library)) if asked else alone


def _add_named(named: set[str], kept: list[str], library: Library) -> None:
    """Add the usual PPE of each mandatory sign that is named and that nothing kept stands for."""
    for row in rows(library) if named else ():
        if row.get("item") and row["sign"] in named - _all_signs(kept, library):
            kept.append(row["item"])
