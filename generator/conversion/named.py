"""The files that data names, photos and plans: which they are, and under which names they go along."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from generator import intake, names
from generator.assets import Asset, Folder, InMemory
from generator.entrybook import naming
from generator.errors import PackError
from generator.intake import Source
from generator.problems import Keys, error
from generator.record import Record
from generator.schema import Shape, shape
from generator.sidefile import SideFileError

LARGEST = 64 * 1024 * 1024  # bytes of one file
_PHOTOS = "photos"
_UNNAMED = f"{naming.FOLDER}/"  # of pictures that a workbook holds without a name of their own
_PLAN = ("zones_from", "file")


@dataclass(frozen=True, slots=True)
class Found:
    """Data with the names that its files have from now on.

    ``files`` are those files by their new names, relative to the data's folder; ``missing`` the key paths of
    names under which nothing can be found, which stay as they are.
    """

    data: dict[str, Any]
    files: Mapping[str, Asset]
    missing: tuple[Keys, ...]

    def find(self, name: str) -> Asset:
        """As `Assets.find`: the file that the data calls so."""
        return self.files.get(posixpath.normpath(name)) or InMemory().find(name)

    def beside(self, name: str) -> tuple[str, ...] | None:
        """As `Assets.beside`."""
        return InMemory(dict.fromkeys(self.files, b"")).beside(name)

    def apart(self, written: Record) -> dict[str, Asset]:
        """The files that a written record does not hold itself."""
        (held,) = written.sources.values()
        return {name: asset for name, asset in self.files.items() if not _is_there(held.find(name))}


def found(record: Record, shape: Shape, folder: Path) -> Found:
    """The data of a record as it is to stand in a folder.

    A file keeps its name; one that records name by their own folder, and a picture that has none, get one in
    ``photos/`` that nothing else has.
    """
    naming = _Naming(record, folder)
    for keys, name in _named(record.data, shape):
        naming.add(keys, name)
    data = _renamed(record.data, naming.renamed(), ())
    return Found(data, naming.files, tuple(naming.missing))


def of_records(file: Path, listed: tuple[str, ...]) -> dict[str, Asset]:
    """The files of records beside a client's file with those that they name, relative to its folder."""
    folder, beside = Folder(file.parent), Folder(file.parent / intake.RECORDS)
    files: dict[str, Asset] = {}
    for name in listed:
        files[name] = folder.find(name)
        record = intake.own(Source(name, files[name].read(LARGEST), assets=beside))
        files |= _of_record(record)
    return files


def _of_record(record: Record) -> Iterator[tuple[str, Asset]]:
    """The files that a file of records names, relative to the client's folder."""
    for keys, text in _named(record.data, shape.client()):
        if _is_there(asset := record.asset(keys, text)):
            yield posixpath.normpath(f"{intake.RECORDS}/{text}"), asset


@dataclass
class _Naming:
    """Gives names, first to files that keep theirs."""

    record: Record
    folder: Path
    files: dict[str, Asset] = field(default_factory=dict)
    missing: list[Keys] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._own = next(iter(self.record.sources.values()))
        self._there = Folder(self.folder)
        self._taken: dict[str, Asset] = {}
        self._others: list[tuple[Keys, str, Asset]] = []

    def add(self, keys: Keys, name: str) -> None:
        """Take a name of the data."""
        asset, plain = self.record.asset(keys, name), posixpath.normpath(name)
        if not _is_there(asset):
            self.missing.append(keys)
        elif self._keeps(keys, plain):
            self._take(plain, asset)
        else:
            self._others.append((keys, plain, asset))

    def _keeps(self, keys: Keys, name: str) -> bool:
        """Whether a file keeps its name: it has one, and the data beside which it lies names it."""
        return self.record.assets(keys) is self._own and not name.startswith(_UNNAMED)

    def renamed(self) -> Mapping[Keys, str]:
        """The new names of those that cannot keep theirs."""
        return {keys: self._free(name, asset) for keys, name, asset in self._others}

    def _free(self, name: str, asset: Asset) -> str:
        """A name in ``photos/`` that nothing has, or the very same file."""
        path = PurePosixPath(_PHOTOS) / PurePosixPath(name).name
        for wanted in _wanted(path):
            there = self._taken.get(names.key(wanted)) or self._there.find(wanted)
            if not _is_there(there) or is_same(there, asset):
                self._take(wanted, asset)
                return wanted
        raise AssertionError

    def _take(self, name: str, asset: Asset) -> None:
        self.files[name] = self._taken[names.key(name)] = asset


def _wanted(path: PurePosixPath) -> Iterator[str]:
    """A name and then others like it, without end."""
    yield str(path)
    for number in count(2):
        yield str(path.with_stem(f"{path.stem}-{number}"))


def _named(value: Any, at: Shape, path: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every file that data names, with the key path of its name."""
    if isinstance(value, str) and value and (at.picture or path[-2:] == _PLAN):
        yield path, value
    for key in inner_keys(value):
        yield from _named(value[key], at.child(key), (*path, key))


def inner_keys(value: Any) -> Iterable[str | int]:
    """The keys or numbers of the values that a value holds."""
    if isinstance(value, Mapping):
        return value.keys()
    return range(len(value)) if isinstance(value, list) else ()


def _renamed(value: Any, new: Mapping[Keys, str], keys: Keys) -> Any:
    if isinstance(value, Mapping):
        return {key: _renamed(inner, new, (*keys, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, new, (*keys, number)) for number, inner in enumerate(value)]
    return new.get(keys, value)


def _is_there(asset: Asset) -> bool:
    try:
        return asset.state() == ""
    except (OSError, RuntimeError, ValueError):  # a name that no disk knows
        return False


def is_same(one: Asset, other: Asset) -> bool:
    """Whether two files hold the same; PackError when one cannot be read."""
    return sha256(content(one)).digest() == sha256(content(other)).digest()


def content(asset: Asset) -> bytes:
    """The bytes of a file; PackError when it cannot be read."""
    try:
        return asset.read(LARGEST)
    except SideFileError as exc:
        raise PackError(error(asset.name, exc.message, exc.hint)) from exc
