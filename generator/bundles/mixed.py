"""Word templates that layers ask for only together, compiled once and kept as a layer of their own.

An agency's letterhead under the committee's texts: neither bundle has those templates. What is kept is
known by what it was made of, so it is never out of date; a folder of it comes by one rename and is looked
at file by file before it is believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from generator import proofing, tool
from generator.bundles import home as homes
from generator.bundles.home import Home
from generator.delivery import disk, lock
from generator.errors import BundleError, TemplateError
from generator.library import Library, catalogue
from generator.problems import Problem, error
from generator.proofing import compiling
from generator.word import freshness

_RECORD = "mixed.json"
_PATIENCE = 120.0  # seconds that another process is waited for which compiles as well


def over(library: Library, folder: Path | None, cache: Path | None = None) -> Library:
    """The library with the templates over it that its layers ask for only together; itself without any.

    They are kept in ``folder``, the home of installed bundles; None where nobody said where that is.
    TemplateError with every fault of texts, layouts and tags, BundleError where they cannot be written.
    ``cache`` keeps what the lint said.
    """
    wanted = compiling.needed(library)
    if not wanted:
        return library
    if folder is None:
        message = f"有 {len(wanted)} 份 Word 模板要由几个模板包合起来编译，没有给出存放的文件夹"
        raise BundleError(error(wanted[0].id, message, "用 home 给出一个可写的文件夹"))
    home = Home(folder)
    place = home.mixed / _key(wanted, library)
    found = library.relaid((place, *library.layers))
    if not _is_whole(place, wanted):
        with homes.telling(home):
            _make(home, place, found, wanted)
        _prove(wanted, found, place, cache)
    return found


def _make(home: Home, place: Path, library: Library, wanted: Sequence[freshness.Wanted]) -> None:
    """Compile the templates into their place, one process at a time."""
    disk.make_folder(home.mixed)
    with lock.held(home.mixed / ".lock", home.mixed, "合编的 Word 模板", _PATIENCE):
        if not _is_whole(place, wanted):  # another process may have been quicker
            _keep(home.mixed / ".new", place, compiling.made(wanted, library))


def _key(wanted: Sequence[freshness.Wanted], library: Library) -> str:
    """What a folder of templates is known by: what they are compiled from, and the tool that does it."""
    rows = (f"{entry.id} {compiling.recipe(entry.id, library)}\n" for entry in wanted)
    return sha256("".join((tool.digest(), "\n", *rows)).encode()).hexdigest()[:32]


def _is_whole(place: Path, wanted: Sequence[freshness.Wanted]) -> bool:
    """Whether every template lies there with the bytes that were kept."""
    try:
        rows = json.loads((place / _RECORD).read_bytes())
        there = {path: sha256((place / path).read_bytes()).hexdigest() for path in rows}
    except (OSError, ValueError, TypeError):
        return False
    return isinstance(rows, dict) and rows == there and set(rows) == {entry.template for entry in wanted}


def _keep(beside: Path, place: Path, made: Mapping[str, bytes]) -> None:
    """Lay the templates into their folder by one rename; what is there and is not whole goes first."""
    disk.clear(beside)
    rows = {path: sha256(data).hexdigest() for path, data in made.items()}
    try:
        for path, data in made.items():
            disk.write(beside / path, data, lasting=True)
        disk.write(beside / _RECORD, json.dumps(rows, indent=0).encode(), lasting=True)
        disk.clear(place)
        disk.rename(beside, place)
    finally:
        disk.clear(beside)


def _prove(wanted: Sequence[freshness.Wanted], library: Library, place: Path, cache: Path | None) -> None:
    """Judge the templates like any that somebody brings; faulty ones are not kept."""
    faults: list[Problem] = []
    for entry in wanted:
        try:
            source = replace(proofing.find(entry.id, library), place=_told(entry, library))
            proofing.approve(source, library, cache)
        except TemplateError as exc:
            faults += exc.problems
    if faults:
        disk.clear(place)
        raise TemplateError(faults)


def _told(entry: freshness.Wanted, library: Library) -> str:
    """What messages call a template that was compiled: its text."""
    row = catalogue.find(entry.id, library)
    return library.place(row.source.partition("#")[0]) if row else entry.id
