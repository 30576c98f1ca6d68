"""An entry book in the place of a text file: its values, their cells and its pictures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from generator.intake.source import of_file
from generator.library import Library, built_in
from generator.problems import Problem
from generator.schema import Shape, in_cells, shape

if TYPE_CHECKING:
    from generator.entrybook import layout as books
    from generator.entrybook import reading


def opened(name: str, raw: bytes, at: Shape) -> reading.Reading:
    """What a workbook's bytes say, read by the layout of a client's or an agency's book.

    IntakeError for what is no entry book; what is wrong with single cells is among the problems.
    """
    from generator.entrybook import reading  # no client whose data is text loads what reads workbooks

    read = reading.read(raw, name, layout(at))
    problems = in_cells.told((*read.missing, *read.problems))
    return replace(read, problems=problems, notes=in_cells.told(read.notes))


def kind(name: str, raw: bytes) -> str:
    """Whose data a workbook says that it holds: client, agency, or "" where it says nothing.

    IntakeError for what is no workbook.
    """
    from generator.entrybook import cells, claims

    return claims.about(cells.open_book(raw, name)).get("kind", "")


def glance(name: str, raw: bytes, wanted: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Any]:
    """Single values of a client's book by their keys, of no other sheet anything."""
    from generator.entrybook import glancing

    return glancing.glance(raw, name, layout(shape.client()), wanted)


def marked(file: Path, problems: Sequence[Problem], library: Library) -> bytes:
    """A copy of a client's book with every problem at its cell; IntakeError for what is no entry book."""
    from generator.entrybook import marking

    source = of_file(file)
    read = opened(source.name, cast(bytes, source.content), shape.client())
    return marking.marked(read, problems, layout(shape.client()), library, source.assets, source.name)


def layout(at: Shape) -> books.Layout:
    """The layout of a client's book, of an agency's where that is the shape of its data."""
    from generator.entrybook import layout as books

    return books.of("agency" if at is shape.agency() else "client", built_in())
