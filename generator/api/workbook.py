"""Entry books (填报簿): an empty one, one of proposals. Only those who import this load what writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.domain import Zone
from generator.entrybook import choices, filled, layout, writing
from generator.library import Library
from generator.schema import Shape
from generator.suggest import Suggestions

__all__ = ["blank", "proposed"]

_PROPOSED = (("zones",), ("zones", "risks"))  # where the sheets of proposals have their rows


def blank(kind: layout.BookKind, library: Library, known: Mapping[str, Any] | None = None) -> bytes:
    """The bytes of a client's or an agency's entry book in which only what is ``known`` is filled.

    The objects that every book must have are there without anything in them, so that each of their blanks is
    told by itself. DataError for what has no place in the book.
    """
    book = layout.of(kind, library)
    data = {**_wanted(book.shape), **(known or {})}
    return writing.write(filled.of_data(data, book, choices.words(library)), library)


def proposed(found: Suggestions, zones: Sequence[Zone], library: Library) -> bytes:
    """The bytes of a workbook with the sheet of risk points as an entry book has it, and that of the zones.

    Risk points whose zone is not known stand last, their zone blank.
    """
    book = layout.of("client", library)
    data = {"zones": _by_zone(found, zones)}
    whole, _ = filled.tried(data, book, choices.words(library))  # the last zone is none, which is meant
    pages = {page.sheet.name: page for page in whole.pages}
    known, points = (pages[one.name] for one in book.tables if one.path in _PROPOSED)
    known = replace(known, rows=known.rows[: len(zones)])
    return writing.write_few(replace(whole, pages=(points, known)), library)


def _by_zone(found: Suggestions, zones: Sequence[Zone]) -> list[dict[str, Any]]:
    """The zones with their risk points; those of none behind."""
    return [*(_zone(found, zone) for zone in zones), {"risks": _points(found, "")}]


def _zone(found: Suggestions, zone: Zone) -> dict[str, Any]:
    return {"code": zone.code, "name": zone.name, "risks": _points(found, zone.code)}


def _points(found: Suggestions, zone: str) -> list[dict[str, Any]]:
    return [_point(one.risk) for one in found.rows if one.zone == zone]


def _point(risk: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in risk.items() if key != "words"}


def _wanted(shape: Shape) -> dict[str, Any]:
    """The objects that are required, each with those that it requires."""
    inner = {key: shape.properties[key] for key in (*shape.required, *shape.asked)}
    return {key: _wanted(one) for key, one in inner.items() if one.properties}
