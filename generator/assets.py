"""Files that a client's data names, photos and floor plans: a name, and bytes read when asked for.

A folder notes which of its files were asked for, so that a later run can tell whether one changed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Literal, Protocol

from generator import sidefile, stamps
from generator.sidefile import SideFileError
from generator.stamps import Stamp

State = Literal["", "outside", "missing", "odd", "empty"]


class Asset(Protocol):
    """One file. It is opened when it is read and never kept, so that many cost no memory."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def state(self) -> State:
        """Why it cannot be used, as far as a look without opening it tells; OSError when there is no looking.

        ``outside`` its source, ``missing``, ``odd`` for what is no regular file, ``empty``, or "".
        """

    def read(self, most: int) -> bytes:
        """Its bytes; SideFileError when they cannot be had or are more than ``most``."""


class Marked(Asset, Protocol):
    """A file that can be told from another one of its name without reading it."""

    def mark(self) -> str:
        """Words that differ where the bytes do: their size and a checksum."""


class Assets(Protocol):
    """Where the files lie that one document names, by relative names with / between their parts."""

    def find(self, name: str) -> Asset:
        """The file of a name, there or not."""

    def beside(self, name: str) -> tuple[str, ...] | None:
        """What lies in the folder where a file of that name would lie; None where there is no such folder."""


@dataclass(slots=True)
class Note:
    """What is known of a file that was asked for.

    ``stamp`` was taken before anything was read of it, None where nothing was there; ``sha256`` (hex) is that
    of the bytes that were read, "" before any were.
    """

    stamp: Stamp | None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file on the disk, with the folder that it must lie in when it was named by data."""

    path: Path
    within: Path | None = None
    note: Note | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> str:
        """The whole path."""
        return str(self.path)

    def state(self) -> State:
        """As `Asset.state`; links are followed."""
        if self.within and not self.path.resolve().is_relative_to(self.within.resolve()):
            return "outside"
        if not self.path.exists():
            return "missing"
        if not self.path.is_file():
            return "odd"
        return "" if self.path.stat().st_size else "empty"

    def read(self, most: int) -> bytes:
        """As `Asset.read`; only a regular file is opened."""
        data = sidefile.read(self.path, most)
        if self.note:
            self.note.sha256 = sha256(data).hexdigest()
        return data


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder on the disk; ``asked`` notes those that were asked for, by their paths."""

    path: Path
    asked: dict[Path, Note] = field(default_factory=dict, compare=False, repr=False)

    def find(self, name: str) -> File:
        """The file of a name, there or not."""
        path = self.path / name
        note = self.asked.get(path) or self.asked.setdefault(path, Note(stamps.of(path)))
        return File(path, self.path, note)

    def beside(self, name: str) -> tuple[str, ...] | None:
        """As `Assets.beside`, in alphabetical order."""
        folder = (self.path / name).parent
        return tuple(sorted(one.name for one in folder.iterdir())) if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes in memory under a name; None where there are none of that name."""

    name: str
    data: bytes | None

    def state(self) -> State:
        """As `Asset.state`."""
        if self.data is None:
            return "outside" if self.name.split("/")[0] == ".." else "missing"
        return "" if self.data else "empty"

    def read(self, most: int) -> bytes:
        """As `Asset.read`."""
        if self.data is None:
            raise SideFileError("找不到文件", "请核对名称")
        return sidefile.limited(self.data, most)


@dataclass(frozen=True, slots=True)
class InMemory:
    """Files in memory by their names, as a form or a page brings them: photos/yh-01.jpg and its bytes."""

    files: Mapping[str, bytes] = field(default_factory=dict)

    def find(self, name: str) -> Held:
        """The file of a name, there or not; ./ and folder/../ in a name lead nowhere else than on a disk."""
        plain = posixpath.normpath(name)
        return Held(plain, self.files.get(plain))

    def beside(self, name: str) -> tuple[str, ...] | None:
        """As `Assets.beside`, in alphabetical order."""
        folder = PurePath(posixpath.normpath(name)).parent
        found = sorted(PurePath(one).name for one in self.files if PurePath(one).parent == folder)
        return tuple(found) or None


@dataclass(frozen=True, slots=True)
class Overlay:
    """Files that a document holds within itself, by their names, over those that lie beside it."""

    files: Mapping[str, Marked]
    below: Assets

    def find(self, name: str) -> Asset:
        """As `Assets.find`."""
        return self.files.get(posixpath.normpath(name)) or self.below.find(name)

    def beside(self, name: str) -> tuple[str, ...] | None:
        """As `Assets.beside`."""
        folder = PurePath(posixpath.normpath(name)).parent
        ours = {PurePath(one).name for one in self.files if PurePath(one).parent == folder}
        return tuple(sorted(ours | set(self.below.beside(name) or ()))) or None


def outside(assets: Assets) -> Assets:
    """The files that do not lie in the document that names them."""
    return outside(assets.below) if isinstance(assets, Overlay) else assets
