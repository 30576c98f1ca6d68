"""Bytes kept between runs in the user's own cache folder; only what this user wrote, whole, is believed."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

_NAME = "tuoguan"
_LARGEST = 64 * 1024 * 1024
_SHELF = 1024 * 1024 * 1024
# Bytes that are written to a shelf, on the average, from one look at all of it to the next.
_SWEEP = 16 * 1024 * 1024
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
# A pipe is not waited for, a link not followed.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def folder(environment: Mapping[str, str]) -> Path | None:
    """The user's own cache folder, as the environment tells it; None without a home."""
    base = environment.get("LOCALAPPDATA") or environment.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / _NAME
    except RuntimeError:
        return None


def read(path: Path, key: bytes) -> bytes | None:
    """What was kept under a path for that key; None when there is nothing whole that is ours."""
    try:
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            if not _ours(os.fstat(file.fileno())):
                return None
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        return None
    return data[32:] if data[:32] == sha256(key + data[32:]).digest() else None


def _ours(found: os.stat_result) -> bool:
    """Whether a file is a plain one of this user that no other can write; Windows guards the profile."""
    if not stat.S_ISREG(found.st_mode):
        return False
    return os.name == "nt" or (found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE)


def write(path: Path, key: bytes, data: bytes) -> None:
    """Keep bytes for later runs; a folder that cannot be written is no problem."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(key + data).digest() + data)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of the cache for what is made of values, of ``most`` bytes; nothing is kept without a folder.

    What was not asked for the longest goes first.
    """

    folder: Path | None = None
    most: int = _SHELF

    def once(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What was kept under a key, else what ``make`` gives, which is kept then."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key; None when there is nothing whole that is ours."""
        if self.folder is None:
            return None
        path = self._path(key)
        found = read(path, key)
        if found is not None:
            with suppress(OSError):
                os.utime(path)
        return found

    def put(self, key: bytes, data: bytes) -> None:
        """Keep what was made; a folder that cannot be written is no problem."""
        if self.folder is None:
            return
        write(self._path(key), key, data)
        if _is_turn(key, len(data)):
            self.sweep()

    def sweep(self) -> None:
        """Take away the oldest files until the others are no more than ``most`` bytes."""
        room = self.most
        for _, size, path in sorted(_files(self.folder), reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    Path(path).unlink()

    def _path(self, key: bytes) -> Path:
        assert self.folder
        return self.folder / sha256(key).hexdigest()


NOWHERE = Shelf()


def _is_turn(key: bytes, size: int) -> bool:
    """Whether to look at the whole shelf now: chance decides, the same in every process that writes to it."""
    return int.from_bytes(sha256(b"sweep" + key).digest()[:4]) * _SWEEP < size << 32


def _files(folder: Path | None) -> list[tuple[float, int, str]]:
    """When each file was used, its bytes, its path; others may take files away meanwhile."""
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                found.append((state.st_mtime, state.st_size, entry.path))
    return found


def state(files: Iterable[Path], packages: Iterable[str] = ()) -> bytes:
    """What tells whether files and installed packages are as they were: sizes and times; none is loaded.

    A package is known by its folder, its first file and those that tell its version.
    """
    for name in packages:
        spec = find_spec(name)
        if spec and spec.origin:
            files = (*files, Path(spec.origin), *sorted(Path(spec.origin).parent.glob("*version.py")))
    return "\n".join(map(_state, files)).encode()


def _state(path: Path) -> str:
    status = path.stat()
    return f"{path} {status.st_size} {status.st_mtime_ns}"
