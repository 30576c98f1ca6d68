"""What the lint said of an own template, kept by what it read: the template, the contract and the tool."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator import domain, kept
from generator.library import Library, home
from generator.problems import Problem
from generator.word import template

Verdict = tuple[Problem, ...]
Judge = Callable[[], Verdict]
# What of a layer a verdict may rest on.
_PATTERNS = ("catalogue.yaml", "reference/*.yaml", "word/*.docx", "form/*.docx")
_known: dict[bytes, Verdict] = {}


def key(data_hash: str, name: str, library: Library) -> bytes:
    """What a verdict on a template for a deliverable is kept under."""
    return sha256(f"{data_hash} {name} ".encode() + contract(library)).digest()


def contract(library: Library) -> bytes:
    """What tells the names of templates, and what is said of them, from those of another tool or library."""
    return library.once(_contract)


def remembered(key: bytes, folder: Path | None, judge: Judge) -> Verdict:
    """The verdict of that key: from memory, from the cache folder, else judged now."""
    if key not in _known:
        _known[key] = _kept(key, folder / f"{key.hex()}.verdict", judge) if folder else judge()
    return _known[key]


def _kept(key: bytes, path: Path, judge: Judge) -> Verdict:
    """The verdict of a file, which is written where it is not there."""
    found = _read(path, key)
    if found is None:
        found = judge()
        _write(path, key, found)
    return found


def _write(path: Path, key: bytes, found: Verdict) -> None:
    rows = [[one.severity, one.where, one.message, one.hint] for one in found]
    kept.write(path, key, json.dumps(rows).encode())


def _read(path: Path, key: bytes) -> Verdict | None:
    data = kept.read(path, key)
    try:
        return None if data is None else tuple(Problem(*map(str, row[:4])) for row in json.loads(data))  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return None


def _contract(library: Library) -> bytes:
    """The state of all that a verdict rests on: the tool, the fields of the facts, the library's files."""
    files = chain(_own_files(), *map(_files_of, library.layers))
    return "\n".join(map(_state, files)).encode() + template.versions()


def _own_files() -> Iterator[Path]:
    """The tool's files that judge, and the schemas, whose titles are names as well."""
    for file in (__file__, domain.__file__):
        yield from sorted(Path(file).parent.glob("*.py"))
    yield from sorted(home.schemas().glob("*.json"))


def _files_of(layer: Path) -> Iterator[Path]:
    for pattern in _PATTERNS:
        yield from sorted(layer.glob(pattern))


def _state(path: Path) -> str:
    found = path.stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}"
