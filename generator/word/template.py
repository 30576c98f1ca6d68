"""A Word template opened, checked and compiled once; immutable, so shared by all renderings and threads."""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any

from generator import __version__
from generator.word.program import Node
from generator.zipped import Member

_KEPT = 256
_kept: dict[tuple[bytes, str], Template] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is rendered: its member, its operations, and its relationships when it shows pictures."""

    name: str
    operations: tuple[Node, ...]
    relations: str
    relations_head: bytes


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: members as they go into the zip, and a function for each part with tags."""

    name: str
    members: tuple[Member, ...]
    parts: Mapping[str, Part]
    functions: Mapping[str, Callable[..., None]]


def load(data: bytes, name: str, cache: Path | None = None) -> Template:
    """The template compiled, from memory or from the cache folder where it was compiled before."""
    key = sha256(data).digest()
    known = _kept.get((key, name))
    if known is not None:
        return known
    path = cache / f"{sha256(key + _versions()).hexdigest()}.template" if cache else None
    payload = _cached(path) if path else None
    if payload is None:
        payload = _compile(data, name)
        if path:
            _keep(path, payload)
    made = _assemble(payload, name)
    if len(_kept) >= _KEPT:
        _kept.clear()
    _kept[key, name] = made
    return made


def _compile(data: bytes, name: str) -> tuple[Any, ...]:
    # Imported late: a template found in the cache needs neither docxtpl nor lxml.
    from generator.word import assemble

    return assemble.compiled(data, name)


def _assemble(payload: tuple[Any, ...], name: str) -> Template:
    members, parts, code = payload
    made = {part[0]: Part(*part) for part in parts}
    return Template(
        name,
        tuple(Member(*member) for member in members),
        MappingProxyType(made),
        MappingProxyType(_functions(code, tuple(made))),
    )


def _functions(code: CodeType, names: tuple[str, ...]) -> dict[str, Callable[..., None]]:
    space: dict[str, Any] = {"__builtins__": {"enumerate": enumerate, "len": len}}
    exec(code, space)
    return {name: space[f"part{number}"] for number, name in enumerate(names)}


@cache
def _versions() -> bytes:
    """What a compiled template depends on besides its own bytes."""
    facts = [__version__, sys.implementation.cache_tag or ""]
    files = [
        Path(found.origin) for name in ("docxtpl", "jinja2") if (found := find_spec(name)) and found.origin
    ]
    for path in (*files, *sorted(Path(__file__).parent.glob("*.py"))):
        status = path.stat()
        facts.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(facts).encode()


def _cached(path: Path) -> tuple[Any, ...] | None:
    """What was kept under a path; None when there is nothing whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if sha256(data[32:]).digest() != data[:32]:
        return None
    payload: tuple[Any, ...] = marshal.loads(data[32:])
    return payload


def _keep(path: Path, payload: tuple[Any, ...]) -> None:
    """Write a compiled template for later runs; a folder that cannot be written is no problem."""
    data = marshal.dumps(payload)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(data).digest() + data)
        Path(temporary).replace(path)
