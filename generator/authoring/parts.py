"""A bundle before it is published, judged as it will be opened: the folder as a whole, a text, a layout."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import proofing
from generator.errors import GeneratorError
from generator.library import Deliverable, Library, catalogue, texts
from generator.problems import Problem, Problems, errors_in
from generator.proofing import brought, bundle, compiling, folder
from generator.word import layout_checks


def judge(file: Path, library: Library, day: datetime.date) -> Problems | None:
    """Everything wrong with or passed over in a part of a bundle; None for what is no such part.

    A folder is judged with all that is compiled of it, laws on ``day``. A text is known by a folder text/
    above it, a layout by its folder layout/.
    """
    suffix = file.suffix.lower()
    if file.is_dir():
        return tuple(_whole(file, day))
    if suffix == ".md" and (root := _root(file)):
        return tuple(brought.text(file, library.relaid((root, *library.layers))))
    if suffix == ".docx" and file.parent.name == brought.LAYOUTS:
        return _layout(file)
    return None


def _layout(file: Path) -> Problems:
    return tuple(replace(one, where=str(file)) for one in layout_checks.check(file))


def _root(file: Path) -> Path | None:
    """The bundle that a text lies in."""
    return next((one.parent for one in file.parents if one.name == texts.FOLDER), None)


def _whole(own: Path, day: datetime.date) -> Iterator[Problem]:
    """The faults of a bundle; without any, those of what is compiled of it, and what it does not use."""
    try:
        library = bundle.opened(own, day)
        made = compiling.made(compiling.needed(library), library)
    except GeneratorError as exc:
        yield from exc.problems
        return
    yield from folder.account(own, library)
    for path, data in made.items():
        if entry := catalogue.find(Path(path).stem, library):
            yield from _compiled(data, entry, library)


def _compiled(data: bytes, entry: Deliverable, library: Library) -> Iterator[Problem]:
    """The errors of a template, told of the text that it is compiled of."""
    place = library.place(entry.source.partition("#")[0])
    yield from errors_in(proofing.check(data, entry.id, place, library))
