"""The codes of reference data that a cell may hold, with what is shown beside them for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.library import GENERAL, MAJOR, Library

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
    rows = library.table("hazards")
    laws = library.table("laws")
    fields = {
        "description": {row["code"]: row["description"] for row in rows},
        "category": {row["code"]: row["category"] for row in rows},
        "judged": {row["code"]: _judged(row.get("judged", ())) for row in rows},
        "basis": {row["code"]: _named(row.get("basis", ()), laws) for row in rows},
    }
    return {"hazards": Codes({row["code"]: _short(row["description"]) for row in rows}, fields)}


def _short(text: str) -> str:
    return text if len(text) <= _FEW else f"{text[:_FEW]}…"


def _judged(lines: Sequence[Mapping[str, Any]]) -> str:
    """How grave the case is, and in which sectors where not in all."""
    if not lines:
        return GENERAL
    sectors = list(dict.fromkeys(sector for line in lines for sector in line.get("sectors", ())))
    is_all = any("sectors" not in line for line in lines)
    return MAJOR if is_all or not sectors else f"{MAJOR}（{'、'.join(sectors)}）"


def _named(lines: Sequence[Mapping[str, Any]], laws: Mapping[str, Any]) -> str:
    """The laws by their titles; the clauses are told when documents are made, for the day of each."""
    return "、".join(dict.fromkeys(f"《{laws[line['law']]['title']}》" for line in lines))
