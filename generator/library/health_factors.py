"""Occupational hazard factors with the limits of GBZ 2.1 and GBZ 2.2, found by any usual name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.library.chemicals import names
from generator.library.edition import Library
from generator.library.spelling import plain

_BRACKETED = re.compile(r"\([^()、,;]*\)$")
_KINDS = {"twa": "PC-TWA", "stel": "PC-STEL", "mac": "MAC"}


@dataclass(frozen=True, slots=True)
class Factor:
    """A row: ``numbers`` are mg/m³ by kind (twa, stel, mac), ``limit`` the words of a physical limit."""

    name: str
    numbers: Mapping[str, str]
    limit: str = ""

    @property
    def written(self) -> str:
        """The limit as a document prints it: PC-TWA 50 mg/m³、PC-STEL 100 mg/m³."""
        chemical = "、".join(f"{_KINDS[kind]} {number} mg/m³" for kind, number in self.numbers.items())
        return self.limit or chemical


def find(name: str, library: Library) -> Factor | None:
    """The factor of a name; None for what is not listed and for several in one name."""
    index, written = library.once(_index), plain(name)
    return index.get(written) or index.get(_BRACKETED.sub("", written))


def _index(library: Library) -> Mapping[str, Factor]:
    found: dict[str, Factor] = {}
    for row in library.table("health_factors"):
        numbers = {kind: row[kind] for kind in _KINDS if kind in row}
        factor = Factor(row["name"], numbers, row.get("limit", ""))
        found |= {plain(name): factor for name in names(row)}
    return found
