"""Which laws the client's data and what is derived of it cite, by their titles or their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generator.facts.laws import Laws

# A title, or the number of a standard, which begins with letters; other numbers stand after a title.
_CITED = re.compile(r"《([^《》]+)》|([A-Z]{2,3}(?:/T)? [A-Z]*\d[\dA-Z.]*-\d{4})")


def derive(data: object, bases: Iterable[str], law: Laws) -> Mapping[str, bool]:
    """Of each law whether the data or one of the bases names it."""
    found = named((*_words(data), *bases))
    return MappingProxyType({key: one.name in found or one.number in found for key, one in law.items()})


def named(words: Iterable[str]) -> frozenset[str]:
    """The titles and the numbers of standards that words cite."""
    # Most words have neither sign, and to look for one is quick.
    telling = (said for said in words if "《" in said or "-" in said)
    cited = (found for said in telling for found in _CITED.finditer(said))
    return frozenset(found[1] or found[2] for found in cited)


def _words(data: Any) -> list[str]:
    """Every text in plain data."""
    found: list[str] = []
    open_ = [data]
    while open_:
        value = open_.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            open_ += value.values()
        elif isinstance(value, (list, tuple)):
            open_ += value
    return found
