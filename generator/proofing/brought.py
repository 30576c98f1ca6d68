"""What a bundle brings to be compiled: units, texts and layouts, each sound before anything is made of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.errors import GeneratorError
from generator.library import Library, catalogue, knowledge, texts
from generator.problems import Problem, error
from generator.proofing import citations, compiling, numbers, units
from generator.word import layout_checks, source

LAYOUTS = "layout"


def check(own: Path, library: Library, day: datetime.date) -> Iterator[Problem]:
    """The faults that no file of reference data shows by itself; laws that units cite hold on the day."""
    yield from _units(own, library, day)
    written = sorted((own / texts.FOLDER).rglob("*.md"))
    if written:
        compiling.placed(library)  # it reads all texts: what cannot be read is told once
    for path in written:
        yield from text(path, library)
    yield from _layouts(own, library)


def _units(own: Path, library: Library, day: datetime.date) -> Iterator[Problem]:
    """What units cite and count, and which of them clash."""
    paths = sorted((own / knowledge.FOLDER).glob("*.md"))
    for path in paths:
        yield from cited(path, str(path), library, day)
    if paths:
        yield from units.clashes(library)


def cited(path: Path, name: str, library: Library, day: datetime.date) -> Iterator[Problem]:
    """Every faulty citation of a file, every number out of its place; ``name`` stands in the messages."""
    yield from citations.check(path, name, day, library)
    yield from numbers.check(path, name, library)


def text(path: Path, library: Library) -> Iterator[Problem]:
    """What of a text cannot be compiled, at its line."""
    there = texts.of(library)
    name = there.name(path)
    try:
        source.parse(source.read_text(path, name), name, there, compiling.placed(library))
    except GeneratorError as exc:
        yield from exc.problems


def _layouts(own: Path, library: Library) -> Iterator[Problem]:
    """Layouts that no deliverable uses, and what is wrong with the others."""
    used = {entry.layout for entry in catalogue.load(library) if entry.layout}
    folder = own / LAYOUTS
    for path in _layouts_in(folder):
        if path.parent == folder and path.stem in used:
            yield from (replace(one, where=str(path)) for one in layout_checks.check(path))
        else:
            yield _unused(path, used)


def _unused(path: Path, used: set[str]) -> Problem:
    hint = f"版式放在 {LAYOUTS}/ 里，文件名照交付目录里的 layout 写：{'、'.join(sorted(used))}"
    return error(str(path), "没有哪一件交付件用这个版式，不会使用", hint)


def _layouts_in(folder: Path) -> list[Path]:
    """The Word files below a folder, without what Word and systems leave lying about."""
    return sorted(path for path in folder.rglob("*.docx") if not path.name.startswith(("~$", ".")))
