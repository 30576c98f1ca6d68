"""Which clients are meant by the folders and files that were named."""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from pathlib import Path

from generator import intake
from generator.errors import IntakeError
from generator.problems import error


def clients(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The clients meant: a client's file or folder as it is, a folder of client folders as all of them."""
    return tuple(dict.fromkeys(client for path in paths for client in _clients(path)))


def _clients(path: Path) -> tuple[Path, ...]:
    if not path.is_dir() or _is_client(path):
        return (path,)
    try:
        inside = tuple(sorted(child for child in path.iterdir() if child.is_dir() and _is_client(child)))
    except OSError as exc:
        raise IntakeError(error(str(path), "文件夹打不开", "请检查权限和磁盘")) from exc
    if not inside:
        raise IntakeError(intake.missing(path))
    return inside


def _is_client(folder: Path) -> bool:
    """Whether a client's data lies there; a folder that cannot be looked into is told by its own build."""
    try:
        return any((folder / name).is_file() for name in intake.NAMES)
    except OSError:
        return True


def once(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Each client once, also when it was named as a folder and as a file."""
    unique: dict[str, Path] = {}
    for path in paths:
        unique.setdefault(os.path.realpath(_file(path)), path)
    return tuple(unique.values())


def _file(path: Path) -> Path:
    try:
        return next((path / name for name in intake.NAMES if (path / name).is_file()), path)
    except OSError:
        return path
