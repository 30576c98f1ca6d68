"""Entry books (填报簿): an empty one to fill in. Only those who import this module load what writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.entrybook import choices, filled, layout, writing
from generator.library import Library
from generator.schema import Shape

__all__ = ["blank"]


def blank(kind: layout.BookKind, library: Library, known: Mapping[str, Any] | None = None) -> bytes:
    """The bytes of a client's or an agency's entry book in which only what is ``known`` is filled.

    The objects that every book must have are there without anything in them, so that each of their blanks is
    told by itself. DataError for what has no place in the book.
    """
    book = layout.of(kind, library)
    data = {**_wanted(book.shape), **(known or {})}
    return writing.write(filled.of_data(data, book, choices.words(library)), library)


def _wanted(shape: Shape) -> dict[str, Any]:
    """The objects that are required, each with those that it requires."""
    inner = {key: shape.properties[key] for key in (*shape.required, *shape.asked)}
    return {key: _wanted(one) for key, one in inner.items() if one.properties}
