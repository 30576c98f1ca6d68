"""Whose the packs of a folder are, by the heads of their manifests; none is read further than its head."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from os import DirEntry, scandir
from pathlib import Path
from stat import S_ISREG

from generator import names
from generator.delivery import manifest
from generator.delivery.manifest import MANIFEST
from generator.delivery.rows import texts
from generator.delivery.words import UNTOUCHED, explained
from generator.errors import PackError

_TAIL = 6  # of a code, that tells two clients of one name apart
_FILES = b' "files": ['  # the line that ends the head
_MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Head:
    """Whose pack lies in the folder of that name: the enterprise's name and code, and the day of the build.

    "" for what the manifest does not tell.
    """

    folder: str
    client: str = ""
    code: str = ""
    day: str = ""


def read(pack: Path) -> Mapping[str, object]:
    """The head of a pack's manifest as plain data; that of its journal where the manifest tells none.

    Empty where neither can be read, or where a later tool wrote them otherwise.
    """
    try:
        return _quick(pack / MANIFEST) or manifest.read(pack).about
    except (PackError, OSError):
        return {}


def _quick(path: Path) -> Mapping[str, object]:
    """The head of a manifest as this tool writes it, a line an entry; empty for any other."""
    try:
        if not S_ISREG(path.lstat().st_mode):
            return {}
        found = json.loads(_head(path).rstrip().removesuffix(b",") + b"}")
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _head(path: Path) -> bytes:
    """The lines of a manifest before its files."""
    with path.open("rb") as file:
        lines = [*takewhile(lambda line: not line.startswith(_FILES), islice(file, _MOST_LINES))]
    return b"".join(lines)


def one(pack: Path) -> Head | None:
    """Whose a pack is; None where no pack is, or nothing tells whose."""
    told = texts(read(pack))
    head = Head(pack.name, told.get("client", ""), told.get("uscc", ""), told.get("day", ""))
    return head if head.client or head.code else None


def of(out: Path) -> tuple[Head, ...]:
    """All packs in a folder, in the order of their names; PackError where it cannot be looked into."""
    try:
        with explained(out, UNTOUCHED), scandir(out) as found:
            inner = sorted(each.name for each in found if _may_be_pack(each))
    except PackError as exc:
        if isinstance(exc.__cause__, FileNotFoundError | NotADirectoryError):
            return ()  # what is there instead of a folder is told when something is to be written
        raise
    return tuple(head for name in inner if (head := one(out / name)))


def _may_be_pack(found: DirEntry[str]) -> bool:
    return found.is_dir() and not found.name.startswith(".")


def usual(out: Path, name: str, code: str) -> Head | None:
    """The pack of a client under its plain name, told without a look at all others; None for any other."""
    plain = one(out / names.safe_name(name))
    return plain if plain and bears(plain, name, code) else None


def find(out: Path, name: str, code: str) -> Head | None:
    """The pack of a client in a folder of packs: its own, else that of its name which bears no code yet."""
    if plain := usual(out, name, code):
        return plain
    there = of(out)
    return own(there, name, code) or own(there, name, "")


def own(heads: Iterable[Head], name: str, code: str) -> Head | None:
    """The pack that is marked as a client's: by its code, where it has none by its name and no code.

    Where several are, as copies that people made, the one that is called as it would be today, else the one
    built last.
    """
    bearing = [head for head in heads if bears(head, name, code)]
    return max(bearing, key=lambda head: _rank(head, name, code), default=None)


def bears(head: Head, name: str, code: str) -> bool:
    """Whether a pack is marked as that client's: by its code, where it has none by its name and no code."""
    return head.code == code if code else head.client == name and not head.code


def _rank(head: Head, name: str, code: str) -> tuple[bool, bool, str, int, str]:
    plain, short = names.safe_name(name), suffixed(name, code)
    called = names.key(head.folder)
    return called == names.key(plain), called == names.key(short), head.day, -len(head.folder), head.folder


def is_others(head: Head, name: str, code: str) -> bool:
    """Whether a pack is not that client's: of another code, else of another name.

    A pack that bears a code is not that of a client without one: two enterprises may have one name.
    """
    return head.code != code if head.code else head.client != name


def suffixed(name: str, code: str, whole: bool = False) -> str:
    """The folder of a client whose name another one has already: with the end of its code, or all of it."""
    return f"{names.safe_name(name)}-{code if whole else code[-_TAIL:]}"
