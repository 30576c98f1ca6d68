"""What the lint said of an own template, kept by what it read: the template, the contract and the tool."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from generator import domain, kept
from generator.library import Library, home
from generator.problems import Problem
from generator.word import template

Verdict = tuple[Problem, ...]
# What of a layer a verdict may rest on.
_PATTERNS = ("catalogue.yaml", "reference/*.yaml", "word/*.docx", "form/*.docx")
_known: dict[bytes, Verdict] = {}


def key(data_hash: str, name: str, library: Library) -> bytes:
    """What a verdict on a template for a deliverable is kept under."""
    return sha256(f"{data_hash} {name} ".encode() + contract(library)).digest()


def contract(library: Library) -> bytes:
    """What tells the names of templates, and what is said of them, from those of another tool or library."""
    return library.once(_contract)


def remembered(key: bytes, folder: Path | None, judge: Callable[[], Verdict]) -> Verdict:
    """The verdict of that key: from memory, from the cache folder, else judged now."""
    if key not in _known:
        path = folder / f"{key.hex()}.verdict" if folder else None
        found = _read(path, key) if path else None
        if found is None:
            found = judge()
            if path:
                _write(path, key, found)
        _known[key] = found
    return _known[key]


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
    code = [Path(__file__).parent, Path(domain.__file__).parent]
    files = [path for folder in code for path in sorted(folder.glob("*.py"))]
    files += sorted(home.schemas().glob("*.json"))  # whose titles are names as well
    for layer in library.layers:
        for pattern in _PATTERNS:
            files += sorted(layer.glob(pattern))
    return "\n".join(map(_state, files)).encode() + template.versions()


def _state(path: Path) -> str:
    found = path.stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}"
