"""Entry books (填报簿): an empty one to fill in. Only those who import this module load what writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.entrybook import choices, filled, layout, writing
from generator.library import Library

__all__ = ["blank"]


def blank(kind: layout.BookKind, library: Library, known: Mapping[str, Any] | None = None) -> bytes:
    """The bytes of a client's or an agency's entry book in which only what is ``known`` is filled.

    DataError for what has no place in it.
    """
    pages = filled.of_data(known or {}, layout.of(kind, library), choices.words(library))
    return writing.write(pages, library)
