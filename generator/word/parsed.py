"""What was read and proved of a shipped template, as data beside it: a first build need not do it again.

``board.parsed`` holds the operations of ``board.docx``, deflated JSON: no code, which is made of them where
the template is used. It is believed only for the very bytes that it was made of, by the very sources of this
room; else the template is parsed and proved as any other.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator import trees, zipped
from generator.word import archive, program
from generator.zipped import Member

# By which sources all files were made, below the folder of templates.
RECORD = "word/parsed.json"
SUFFIX = ".parsed"
_UNUSABLE = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, zlib.error)


def read(root: Path, template: str, data: bytes) -> tuple[Any, ...] | None:
    """What `assemble.compiled` would give of a template below ``root``; None where that is not known."""
    try:
        if not _is_current(root):
            return None
        told = json.loads(zlib.decompress(beside(root / template).read_bytes()))
        return _payload(told, data) if told["of"] == _digest(data) else None
    except _UNUSABLE:
        return None


def _payload(told: Mapping[str, Any], data: bytes) -> tuple[Any, ...]:
    own = {member.name: member for member in archive.read(data, "")}
    members = tuple(_member(row, own) for row in told["members"])
    parts = tuple((name, _node(made), rels, head.encode()) for name, made, rels, head in told["parts"])
    code = program.code(tuple(operations for _, operations, _, _ in parts))
    return members, parts, code, tuple(told["asked"]), tuple(told["printed"])


def _node(told: Any) -> Any:
    """Lists as the tuples that they were."""
    return tuple(map(_node, told)) if isinstance(told, list) else told


def _member(row: str | list[str], own: Mapping[str, Member]) -> tuple[Any, ...]:
    """A member as it lies in the template, or with other words: none where it is rendered."""
    if isinstance(row, str):
        return _plain(own[row])
    name, words = row
    return _plain(zipped.deflated(name, words.encode()) if words else Member(name, 8, b"", 0, 0))


def _plain(member: Member) -> tuple[Any, ...]:
    return member.name, member.method, member.raw, member.crc, member.size


def written(data: bytes, payload: tuple[Any, ...]) -> bytes:
    """What lies beside a template, from what was compiled of it."""
    members, parts, _, asked, printed = payload
    own = {_plain(member) for member in archive.read(data, "")}
    rows = [row[0] if row in own else _changed(Member(*row)) for row in members]
    made = [(name, operations, rels, head.decode()) for name, operations, rels, head in parts]
    told = {"of": _digest(data), "members": rows, "parts": made, "asked": asked, "printed": printed}
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def _changed(member: Member) -> tuple[str, str]:
    return member.name, archive.content(member, "").decode() if member.raw else ""


def record() -> bytes:
    """What tells by which sources all files were made."""
    return f"{json.dumps({'by': _sources()})}\n".encode()


def is_same(found: bytes, wanted: bytes) -> bool:
    """Whether two files say the same, whichever version of zlib has deflated them."""
    try:
        return found == wanted or zlib.decompress(found) == zlib.decompress(wanted)
    except zlib.error:
        return False


def beside(template: Path) -> Path:
    """Where what was read of a template lies."""
    return template.with_suffix(SUFFIX)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _is_current(root: Path) -> bool:
    """Whether the files below a folder were made by these sources."""
    return (root / RECORD).read_bytes() == record()


@cache
def _sources() -> str:
    """A digest of all that reads and proves templates."""
    return trees.digest(Path(__file__).parent, "*.py")
