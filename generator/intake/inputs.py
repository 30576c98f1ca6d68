"""What a record rests on: every file of the disk that was asked for, whether it was there or not."""

from __future__ import annotations

import os.path
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from generator import stamps
from generator.assets import Assets, Folder, InMemory, Note, Overlay, outside
from generator.record import Record
from generator.stamps import Stamp

Named = tuple[str, str]  # the name of a file and what is in it, as words

CHANGED = "changed"  # no file has this digest: what rests on one that changed meanwhile is made again


@dataclass(frozen=True, slots=True)
class Input:
    """One file: its ``name`` relative to the client's folder, with / between its parts, and its whole path.

    ``stamp`` was taken before anything was read of it, None where nothing was there; ``sha256`` (hex) is that
    of its bytes, "" where there are none to be had, `CHANGED` where it is no longer what it was at first.
    """

    name: str
    path: Path
    stamp: Stamp | None
    sha256: str


def inputs(record: Record) -> tuple[Input, ...]:
    """All files that were asked for so far by the record and what was made of it, by the order of names.

    Data files of client and agency, records, the index of what was issued with its papers, photos and plans.
    To be asked when everything is made: what was read then is not read again. None of a record from memory.
    """
    folders = _folders(record)
    found = [_input(path, note, folders[0].path) for path, note in _first_notes(folders).items()]
    return tuple(sorted(found, key=lambda one: one.name))


def _folders(record: Record) -> list[Folder]:
    sources = map(outside, record.sources.values())
    return [folder for folder in sources if isinstance(folder, Folder)]


def named(record: Record) -> Mapping[str, str] | None:
    """What the files are that were asked for so far, by the names that the data give them, as words.

    A name that stands in several folders tells of all its files. None where nobody can tell.
    """
    found: defaultdict[str, str] = defaultdict(str)
    for source in record.sources.values():
        beside = _beside(outside(source))
        if beside is None:
            return None
        for name, words in (*_within(source), *beside):
            found[name] += f" {words}"
    return dict(found)


def _within(assets: Assets) -> Iterator[Named]:
    """What the files are that a document holds itself."""
    if isinstance(assets, Overlay):
        yield from ((name, file.mark()) for name, file in assets.files.items())
        yield from _within(assets.below)


def _beside(assets: Assets) -> list[Named] | None:
    """What the other files are that a document names."""
    if isinstance(assets, Folder):
        return _in_folder(assets)
    if isinstance(assets, InMemory):
        return [(name, sha256(data).hexdigest()) for name, data in assets.files.items()]
    return None


def _in_folder(folder: Folder) -> list[Named]:
    asked, home = list(folder.asked.items()), folder.path
    return [(path.relative_to(home).as_posix(), _known(path, note)) for path, note in asked]


def _first_notes(folders: list[Folder]) -> dict[Path, Note]:
    """What is known of each file by the first stamp: what changed since then differs from it."""
    notes: dict[Path, Note] = {}
    for folder in folders:
        for path, note in list(folder.asked.items()):
            notes.setdefault(Path(os.path.normpath(path)), note)
    return notes


def _input(path: Path, note: Note, home: Path) -> Input:
    name = Path(os.path.relpath(path, home)).as_posix()
    digest = _known(path, note)
    return Input(name, path, note.stamp, digest if stamps.of(path) == note.stamp else CHANGED)


def _known(path: Path, note: Note) -> str:
    """The digest of a file that was read, or is read now."""
    note.sha256 = note.sha256 or digest(path)
    return note.sha256


def digest(path: Path) -> str:
    """The digest of a regular file; "" for anything else, and for what cannot be read."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
