"""A Word template opened, checked and compiled once; immutable, so shared by all renderings and threads."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any, TypeGuard

from generator import __version__, kept, zipped
from generator.word import program
from generator.word.program import Operations
from generator.word.spoken import Names
from generator.zipped import Member

_KEPT = 256
_MEMBER = (str, int, bytes, int, int)
_PART = (str, tuple, str, bytes)
_kept: dict[tuple[bytes, str], Template] = {}

# Members, parts, code and names, as `assemble.compiled` gives them.
Payload = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is rendered: its member, its operations, and its relationships when it shows pictures."""

    name: str
    operations: Operations
    relations: str
    relations_head: bytes


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: members as they go into the zip, and a function for each part with tags.

    ``asked`` are the names of all values that it prints, asks for or repeats over (see ``printed``);
    ``printed`` those that it prints.
    """

    name: str
    members: tuple[Member, ...]
    parts: Mapping[str, Part]
    functions: Mapping[str, Callable[..., None]]
    asked: tuple[str, ...]
    printed: tuple[str, ...]


def load(
    data: bytes,
    name: str,
    cache: Path | None = None,
    names: Names | None = None,
    ready: Callable[[], Payload | None] = lambda: None,
) -> Template:
    """The template compiled, from memory or from the cache folder where it was compiled before.

    ``names`` tell what its author may call values; without them it is read by the contract's own names alone.
    ``ready`` is asked before anything is compiled: it may know what was compiled of a shipped template.
    """
    key = sha256(data + (names.mark if names else b"")).digest()
    known = _kept.get((key, name))
    if known is not None:
        return known
    made = _read(key, name, cache, lambda: ready() or _compile(data, name, names))
    if len(_kept) >= _KEPT:
        _kept.clear()
    _kept[key, name] = made
    return made


def _read(key: bytes, name: str, cache: Path | None, make: Callable[[], Payload]) -> Template:
    """The template from the cache folder, else made and put there."""
    if not cache:
        return _assemble(make(), name)
    versioned = sha256(key + versions()).digest()
    path = cache / f"{versioned.hex()}.template"
    made = _cached(path, versioned, name)
    if made is None:
        payload = make()
        made = _assemble(payload, name)
        kept.write(path, versioned, marshal.dumps(payload))
    return made


def _compile(data: bytes, name: str, names: Names | None) -> Payload:
    # Imported late: a template found in the cache needs neither docxtpl nor lxml.
    from generator.word import assemble

    return assemble.compiled(data, name, names)


def _assemble(payload: Payload, name: str) -> Template:
    members, parts, code, asked, printed = payload
    entered = tuple(zipped.entered(Member(*member)) for member in members)
    made = MappingProxyType({part[0]: Part(*part) for part in parts})
    functions = MappingProxyType(_functions(code, made))
    return Template(name, entered, made, functions, asked, printed)


def _functions(code: CodeType, names: Iterable[str]) -> dict[str, Callable[..., None]]:
    space = program.loaded(code)
    return {name: space[f"part{number}"] for number, name in enumerate(names)}


@cache
def versions() -> bytes:
    """What a compiled template depends on besides its own bytes."""
    facts = [__version__, sys.implementation.cache_tag or ""]
    files = (*_outside(), *sorted(Path(__file__).parent.glob("*.py")))
    return "\n".join((*facts, *map(_stated, files))).encode()


def _outside() -> list[Path]:
    """The libraries that templates are read by, where they lie."""
    specs = filter(None, map(find_spec, ("docxtpl", "jinja2")))
    return [Path(found.origin) for found in specs if found.origin]


def _stated(path: Path) -> str:
    status = path.stat()
    return f"{path.name} {status.st_size} {status.st_mtime_ns}"


def _cached(path: Path, key: bytes, name: str) -> Template | None:
    """The template kept under a path; None when there is nothing of ours that is whole and of this form."""
    data = kept.read(path, key)
    if data is None:
        return None
    try:
        payload = marshal.loads(data)
        return _assemble(payload, name) if _is_payload(payload) else None
    except (ValueError, TypeError, EOFError, KeyError, NameError):
        return None


def _is_payload(found: object) -> bool:
    """Whether a value is what compiling gives: members, parts, the code of their functions, and names."""
    if not _is_row(found, (tuple, tuple, CodeType, tuple, tuple)):
        return False
    members, parts, _, asked, printed = found
    are_names = all(isinstance(name, str) for name in (*asked, *printed))
    return are_names and _are_rows(members, _MEMBER) and _are_rows(parts, _PART)


def _are_rows(rows: Iterable[object], kinds: tuple[type, ...]) -> bool:
    return all(_is_row(row, kinds) for row in rows)


def _is_row(row: object, kinds: tuple[type, ...]) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(row, tuple) and tuple(map(type, row)) == kinds
