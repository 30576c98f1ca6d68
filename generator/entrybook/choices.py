"""The codes of reference data that a cell may hold, with what is shown beside them for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.library import GENERAL, MAJOR, Library

_FIELDS = ("description", "category", "judged", "basis")
_Row = Mapping[str, Any]
_FEW = 16  # characters of what a code means, in the list that it is chosen from


@dataclass(frozen=True, slots=True)
class Codes:
    """``words`` are a few of each code, in the order of the library; ``fields`` what there is to read."""

    words: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]


def codes(library: Library) -> Mapping[str, Codes]:
    """The codes by the name of their reference data."""
    return library.once(_codes)


def words(library: Library) -> Mapping[str, Mapping[str, str]]:
    """The few words of each code, as `filled.of_data` wants them."""
    return {name: one.words for name, one in codes(library).items()}


def _codes(library: Library) -> dict[str, Codes]:
    rows = {row["code"]: row for row in library.table("hazards")}
    laws = library.table("laws")
    told = {code: _told(row, laws) for code, row in rows.items()}
    fields = {name: {code: one[name] for code, one in told.items()} for name in _FIELDS}
    return {"hazards": Codes({code: _short(row["description"]) for code, row in rows.items()}, fields)}


def _told(row: _Row, laws: _Row) -> dict[str, str]:
    """What there is to read of a hazard."""
    judged, basis = _judged(row.get("judged", ())), _named(row.get("basis", ()), laws)
    return dict(zip(_FIELDS, (row["description"], row["category"], judged, basis), strict=True))


def _short(text: str) -> str:
    return text if len(text) <= _FEW else f"{text[:_FEW]}…"


def _judged(lines: Sequence[_Row]) -> str:
    """How grave the case is, and in which sectors where not in all."""
    if not lines:
        return GENERAL
    if any("sectors" not in line for line in lines):
        return MAJOR
    sectors = _sectors(lines)
    return f"{MAJOR}（{sectors}）" if sectors else MAJOR


def _sectors(lines: Sequence[_Row]) -> str:
    return "、".join(dict.fromkeys(sector for line in lines for sector in line["sectors"]))


def _named(lines: Sequence[_Row], laws: _Row) -> str:
    """The laws by their titles; the clauses are told when documents are made, for the day of each."""
    return "、".join(dict.fromkeys(_titled(laws[line["law"]]) for line in lines))


def _titled(law: _Row) -> str:
    return f"《{law['title']}》"
