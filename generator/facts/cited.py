"""Which laws the client's data and what is derived of it cite, by their titles or their numbers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generator.facts.laws import Laws

# A title, or the number of a standard, which begins with letters; other numbers stand after a title.
_CITED = re.compile(r"《([^《》]+)》|([A-Z]{2,3}(?:/T)? [A-Z]*\d[\dA-Z.]*-\d{4})")


def derive(told: Container[str], law: Laws) -> Mapping[str, bool]:
    """Of each law whether it is among the titles and numbers that are cited."""
    return MappingProxyType({key: one.name in told or one.number in told for key, one in law.items()})


def within(data: object) -> frozenset[str]:
    """The titles and the numbers of standards that a part of the data cites."""
    return named(_words(data))


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
