"""Bytes kept between runs in the user's own cache folder; only what this user wrote, whole, is believed."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_NAME = "tuoguan"
_LARGEST = 64 * 1024 * 1024
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
