"""Word templates that layers ask for only together, compiled once and kept as a layer of their own.

An agency's letterhead under the committee's texts: neither bundle has those templates. What is kept is
known by what it was made of, so it is never out of date; a folder of it comes by one rename and is looked
at file by file before it is believed.
"""

from __future__ import annotations

import atexit
import functools
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from generator import proofing, tool, trees
from generator.bundles import home as homes
from generator.bundles.home import Home
from generator.delivery import disk, lock
from generator.errors import TemplateError
from generator.library import EDITION, Library, catalogue
from generator.problems import Problem

_RECORD = "mixed.json"
_PATIENCE = 120.0  # seconds that another process is waited for which compiles as well


Rows = Mapping[str, str]  # the recipes of templates by their ids


def over(library: Library, folder: Path | None, cache: Path | None = None) -> Library:
    """The library with the templates over it that its layers ask for only together; itself without any.

    They are kept in ``folder``, the home of installed bundles; where nobody said where that is, in the
    ``cache``, which also keeps what the lint said, else for as long as this process lives. TemplateError with
    every fault of texts, layouts and tags, BundleError where they cannot be written.
    """
    if len(library.layers) == 1:
        return library
    rows = _known(library)
    if not rows:
        return library
    home = Home(folder or cache or _passing())
    place = home.mixed / _key(rows, library)
    found = library.relaid((place, *library.layers))
    if not _is_whole(place, rows):
        with homes.telling(home):
            _make(home, place, library, rows)
        _prove(found, place, rows, cache)
    return found


@functools.cache
def _passing() -> Path:
    """A folder that goes with this process."""
    made = Path(tempfile.mkdtemp(prefix="tuoguan-"))
    atexit.register(disk.clear, made)
    return made


def _known(library: Library) -> Rows:
    """What `_asked` tells, kept between runs."""
    about = b" ".join((b"mixed", library.digest.encode(), tool.digest().encode()))
    rows: Rows = json.loads(library.shelved(about, lambda: json.dumps(_asked(library)).encode()))
    return rows


def _asked(library: Library) -> Rows:
    """The ids of the templates that are compiled anew, each with its recipe."""
    from generator.proofing import compiling  # only here: no run that finds what is kept loads the compiler

    return {entry.id: compiling.recipe(entry.id, library) for entry in compiling.needed(library)}


def _key(rows: Rows, library: Library) -> str:
    """What a folder of templates is known by: what they are compiled from, their edition, and the tool."""
    told = (tool.digest(), sha256(_edition(library)).hexdigest(), json.dumps(rows))
    return sha256("\n".join(told).encode()).hexdigest()[:32]


def _edition(library: Library) -> bytes:
    """The edition of the uppermost bundle: its version is that of what is compiled."""
    there = (layer / EDITION for layer in library.layers[:-1])
    return next((path.read_bytes() for path in there if path.is_file()), b"")


def _is_whole(place: Path, rows: Rows) -> bool:
    """Whether every template lies there with the bytes that were kept, and nothing else that a layer has."""
    try:
        kept = json.loads((place / _RECORD).read_bytes())
        there = {path: sha256((place / path).read_bytes()).hexdigest() for path in kept}
    except (OSError, ValueError, TypeError):
        return False
    wanted = {EDITION, *(f"word/{name}.docx" for name in rows)}
    return kept == there and set(kept) == wanted and _lying(place) == {*wanted, _RECORD}


def _lying(place: Path) -> set[str]:
    found = (one for one in place.rglob("*") if one.is_file() and one.name not in trees.STRAYS)
    return {one.relative_to(place).as_posix() for one in found}


def _make(home: Home, place: Path, library: Library, rows: Rows) -> None:
    """Compile the templates into their place, one process at a time."""
    from generator.proofing import compiling

    disk.make_folder(home.mixed)
    with lock.held(home.mixed / ".lock", home.mixed, "合编的 Word 模板", _PATIENCE):
        if _is_whole(place, rows):  # another process was quicker
            return
        wanted = [entry for entry in compiling.wanted(library) if entry.id in rows]
        made = compiling.made(wanted, library)
        _keep(home.mixed / ".new", place, {**made, EDITION: _edition(library)})


def _keep(beside: Path, place: Path, made: Mapping[str, bytes]) -> None:
    """Lay files into their folder by one rename; what is there and is not whole goes first."""
    disk.clear(beside)
    kept = {path: sha256(data).hexdigest() for path, data in made.items()}
    try:
        for path, data in made.items():
            disk.write(beside / path, data)
        disk.write(beside / _RECORD, json.dumps(kept, indent=0).encode())
        disk.clear(place)
        disk.rename(beside, place)
    finally:
        disk.clear(beside)


def _prove(library: Library, place: Path, rows: Rows, cache: Path | None) -> None:
    """Judge the templates like any that somebody brings; faulty ones are not kept."""
    if faults := [fault for name in rows for fault in _faults(name, library, cache)]:
        disk.clear(place)
        raise TemplateError(faults)


def _faults(name: str, library: Library, cache: Path | None) -> Sequence[Problem]:
    try:
        source = replace(proofing.find(name, library), place=_told(name, library))
        proofing.approve(source, library, cache)
    except TemplateError as exc:
        return exc.problems
    return ()


def _told(name: str, library: Library) -> str:
    """What messages call a template that was compiled: its text."""
    row = catalogue.find(name, library)
    return library.place(row.source.partition("#")[0]) if row else name
