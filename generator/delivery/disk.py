"""All that delivery does to a disk: every look, write, rename and removal goes through here."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Literal

_JUNCTION = 0xA0000003  # a folder of Windows that leads elsewhere
Cause = Literal["full", "denied", "occupied", "other"]
Fault = Literal["", "linked", "occupied", "locked"]
_CAUSES: Mapping[int | None, Cause] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOTDIR: "occupied",
    errno.EEXIST: "occupied",
    errno.ELOOP: "occupied",
    errno.EISDIR: "occupied",
    errno.ENOTEMPTY: "occupied",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What is at a place: the hash of a file, "" for nothing, or why it can be neither read nor replaced."""

    hash: str = ""
    fault: Fault = ""
    where: str = ""


def cause(exc: OSError) -> Cause:
    """Why a change of the disk failed: no room on it, no right to write, something else in the place."""
    return _CAUSES.get(exc.errno, "other")


def look(folder: Path, path: str) -> Look:
    """What is at a path inside a folder; links are not followed, and only regular files are opened."""
    place, parts = folder, path.split("/")
    try:
        for number, part in enumerate(parts, 1):
            place = place / part
            if fault := _fault(place.lstat(), number == len(parts)):
                return Look(fault=fault, where="/".join(parts[:number]))
        return Look(_hash(place))
    except FileNotFoundError:
        return Look()
    except OSError:
        return Look(fault="locked", where=path)


def _fault(found: os.stat_result, last: bool) -> Fault:
    """Why what lies there is no folder on the way, or no file where it is the last."""
    if _leads_away(found):
        return "linked"
    is_right = stat.S_ISREG if last else stat.S_ISDIR
    return "" if is_right(found.st_mode) else "occupied"


def _hash(path: Path) -> str:
    """The hash of a file of any size: what lies in a pack need not be ours."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _leads_away(found: os.stat_result) -> bool:
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def write(path: Path, data: bytes, lasting: bool = False) -> None:
    """Write a file and the folders it needs; ``lasting`` when it must outlive a power cut."""
    make_folder(path.parent)
    path.write_bytes(data)
    if lasting:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def write_secret(path: Path, data: bytes) -> None:
    """Write a new file that only this user may read, whole or not at all; FileExistsError where one is."""
    make_folder(path.parent)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _write_whole(number, data)
    except BaseException:
        remove(path)
        raise


def _write_whole(number: int, data: bytes) -> None:
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def make_folder(path: Path) -> None:
    """Make a folder and those above it."""
    path.mkdir(parents=True, exist_ok=True)


def replace(source: Path, target: Path) -> None:
    """Rename a file over another, or to a new place, whose folder is made."""
    make_folder(target.parent)
    source.replace(target)


def rename(source: Path, target: Path) -> None:
    """Rename a folder."""
    source.rename(target)


def remove(path: Path) -> None:
    """Delete one file, if it is there."""
    path.unlink(missing_ok=True)


def discard(path: Path) -> None:
    """Delete a folder in which nothing is; any other stays."""
    with contextlib.suppress(OSError):
        path.rmdir()


def clear(path: Path) -> None:
    """Delete a folder or file of our own as far as possible; what stays is deleted another time."""
    if path.is_symlink() or not path.is_dir():
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return
    shutil.rmtree(path, ignore_errors=True)
