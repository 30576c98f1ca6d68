"""Small classes of GB/T 4754-2017 in manufacturing (C13–C43), and the sector that supervises them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.library.edition import Library
from generator.library.spelling import plain


@dataclass(frozen=True, slots=True)
class Industry:
    """A small class; ``sectors`` is one where it is certain, two where it may be either, () where unknown."""

    code: str
    name: str
    sectors: tuple[str, ...] = ()


def find(code: str, library: Library) -> Industry | None:
    """The small class of a code of four digits."""
    return library.once(_by_code).get(code)


def named(name: str, library: Library) -> Industry | None:
    """The small class of exactly that name."""
    return library.once(_by_name).get(plain(name))


def missing(code: str, library: Library) -> bool:
    """Whether a code lies in manufacturing and the standard has no such class."""
    division = library.table("industries").get(code[:2])
    return division is not None and code not in division["classes"] and code not in division.get("unseen", ())


def _by_code(library: Library) -> Mapping[str, Industry]:
    return {
        code: Industry(code, name, _sectors(code, division.get("sectors", {})))
        for division in library.table("industries").values()
        for code, name in division["classes"].items()
    }


def _sectors(code: str, listed: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The sectors of the longest beginning of the code that is listed."""
    beginnings = (code[:length] for length in range(len(code), 1, -1))
    return tuple(next((listed[start] for start in beginnings if start in listed), ()))


def _by_name(library: Library) -> Mapping[str, Industry]:
    return {plain(one.name): one for one in library.once(_by_code).values()}
