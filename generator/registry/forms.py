"""In what form the data of new clients are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.entrybook import choices, filled, layout, writing
from generator.intake import BOOK, written
from generator.library import Library, home
from generator.registry import skeleton

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """The names of the files of a client and its agency, and what gives their bytes.

    ``client`` writes a client's data, ``agency`` an agency's to be filled in, of whom the advisors are known.
    """

    client_name: str
    agency_name: str
    client: Callable[[Data], bytes]
    agency: Callable[[Sequence[str]], bytes]


def of_yaml() -> Form:
    """The commented skeletons of YAML, a client's with its data filled in."""
    text = home.skeleton("client")
    return Form(
        "client.yaml",
        "agency.yaml",
        lambda data: skeleton.filled(text, data).encode(),
        lambda names: _advised(home.skeleton("agency"), names).encode(),
    )


def of_workbook(library: Library) -> Form:
    """Entry books."""
    return Form(
        BOOK,
        "agency.xlsx",
        lambda data: _book("client", data, library),
        lambda names: _book("agency", {"advisors": [{"name": name} for name in names]}, library),
    )


def _book(kind: layout.BookKind, data: Data, library: Library) -> bytes:
    pages = filled.of_data(data, layout.of(kind, library), choices.words(library))
    return writing.write(pages, library)


def _advised(text: str, names: Sequence[str]) -> str:
    """An agency's skeleton with its advisors by name, each with the same blanks."""
    before, mark, after = text.partition("  - name: 【")
    if not names or not mark:
        return text
    blanks = after.partition("\n")[2]
    return before + "".join(f"  - name: {written.scalar(name)}\n{blanks}" for name in names)
