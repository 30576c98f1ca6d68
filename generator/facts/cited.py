"""Which laws the client's data and what is derived of it cite, by their titles or their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase
from types import MappingProxyType
from typing import Any

from generator import domain

_LETTERS = tuple(ascii_uppercase)  # with which the numbers of standards begin


def derive(data: object, bases: Iterable[str], law: Mapping[str, domain.Law]) -> Mapping[str, bool]:
    """Of each law whether the data or one of the bases names it."""
    said = "\n".join((*_words(data), *bases))
    return MappingProxyType({key: names(said, one) for key, one in law.items()})


def names(said: str, law: domain.Law) -> bool:
    """Whether words name a law by its title, or a standard by its number."""
    return f"《{law.name}》" in said or (law.number[:1] in _LETTERS and law.number in said)


def _words(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _words(inner)
