"""A library as a whole: its Word templates are fresh, and all that its files name and cite is there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from generator.errors import CatalogueError
from generator.library import Library, knowledge, texts
from generator.problems import Problem, error, errors_in
from generator.proofing import (
    aliases,
    brought,
    citations,
    compiling,
    files,
    hazards,
    names,
    papers,
    reading,
    signboards,
    tables,
    units,
)
from generator.word import freshness, parsing


def check(library: Library, day: datetime.date) -> tuple[Problem, ...]:
    """Every fault of the built-in files; laws must hold on the day."""
    root = library.layers[-1]
    if unread := _unread(library):
        return unread
    return (
        *_files(library),
        *_stale(library),
        *parsing.stale(root),
        *_cited(library, day),
        *hazards.check(root / hazards.FILE, f"templates/{hazards.FILE}", day, library),
        *signboards.check(library),
        *units.clashes(library),
        *_compiled(library),
        *tables.check(root / "reference", library),
        *papers.check(root / "text", library),
        *names.check(library),
        *aliases.faults(library),
    )


def _stale(library: Library) -> tuple[Problem, ...]:
    """The Word templates that are not what their texts and layouts give."""
    wanted, word = compiling.wanted(library), library.layers[-1] / "word"
    return freshness.stale(wanted, texts.of(library), word, compiling.placed(library))


def parse(library: Library) -> tuple[str, ...]:
    """Write what is read of the built-in Word templates where it is not fresh; the files written."""
    return parsing.refresh(library.layers[-1])


def _unread(library: Library) -> tuple[Problem, ...]:
    """The units of which not even the head can be read: all else rests on them."""
    root, units = library.layers[-1], f"{knowledge.FOLDER}/"
    heads = [reading.read(root / path, f"templates/{path}") for path in of(root) if path.startswith(units)]
    return tuple(one for head in heads for one in head.problems)


def _files(library: Library, folder: str = "") -> Iterator[Problem]:
    """The faults of catalogue and reference data against their schemas, and of the facts they name."""
    for path in filter(lambda path: path.startswith(folder), of(library.layers[-1])):
        yield from files.check(library.layers[-1] / path, path, f"templates/{path}", library)


def of(layer: Path) -> Iterator[str]:
    """The catalogue and the files of reference data in a layer, by their paths below it."""
    for path in _data(layer):
        below = path.relative_to(layer).as_posix()
        if path.is_file() and below not in files.SKELETONS:
            yield below


def _data(layer: Path) -> Iterator[Path]:
    """All that may be data of a layer."""
    yield layer / "catalogue.yaml"
    for folder in ("reference", knowledge.FOLDER):
        yield from sorted((layer / folder).rglob("*"))


def refresh(library: Library) -> tuple[str, ...]:
    """Compile the built-in Word templates that are not fresh; their names.

    CatalogueError, and nothing is written, when a unit of knowledge is faulty.
    """
    root = library.layers[-1]
    if faults := _unread(library) or errors_in(tuple(_files(library, knowledge.FOLDER))):
        raise CatalogueError(faults)
    _compile_heads(library)
    wanted = compiling.wanted(library)
    return freshness.refresh(wanted, texts.of(library), root / "word", compiling.placed(library))


def _compile_heads(library: Library) -> None:
    """Write the heads of units that are read, where those do not stand in their files."""
    if not _is_compiled(library):
        path = library.layers[-1] / knowledge.COMPILED
        path.write_text(knowledge.compiled(library), "utf-8", newline="\n")


def _compiled(library: Library) -> Iterator[Problem]:
    """The heads of units that are read must be those that stand in their files."""
    if not _is_compiled(library):
        yield error(f"templates/{knowledge.COMPILED}", "与知识单元不一致", freshness.HINT)


def _is_compiled(library: Library) -> bool:
    path = library.layers[-1] / knowledge.COMPILED
    return path.is_file() and path.read_text("utf-8") == knowledge.compiled(library)


def _cited(library: Library, day: datetime.date) -> Iterator[Problem]:
    """Every faulty citation of the texts and the reference data, every number out of its place."""
    for path, name in citations.sources(library.layers[-1]):
        yield from brought.cited(path, name, library, day)
