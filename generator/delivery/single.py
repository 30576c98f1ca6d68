"""One file on its own, such as a map or an exported template: whole in its place, or not at all."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.delivery import disk
from generator.delivery.words import explained
from generator.errors import PackError
from generator.problems import error

_WHOLE = "没有留下写了一半的文件"


def put(path: Path, data: bytes) -> None:
    """Write a file and the folders it needs, in place of what is there; PackError when that cannot be."""
    beside = _beside(path)
    with explained(path, _WHOLE):
        try:
            disk.write(beside, data)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder is there", str(path))
            disk.replace(beside, path)
        finally:
            disk.clear(beside)


def put_new(path: Path, data: bytes) -> None:
    """Write a file where there is none; PackError when there is one or it cannot be written."""
    if path.exists():
        raise _there(path)
    put(path, data)


def put_secret(path: Path, data: bytes) -> None:
    """Write a file that only this user may read, where there is none; PackError as `put_new` raises it."""
    with explained(path, _WHOLE):
        try:
            disk.write_secret(path, data)
        except FileExistsError as exc:
            raise _there(path) from exc


def _beside(path: Path) -> Path:
    """Where what is to be at a path lies until it is whole."""
    return path.with_name(f".{path.name[:40]}.tuoguan")


def _there(path: Path) -> PackError:
    return PackError(error(str(path), "文件已存在，未改动", "请换一个文件名"))


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder of our own that is gone afterwards; PackError where the system gives none."""
    try:
        made = tempfile.TemporaryDirectory(prefix="tuoguan-", ignore_cleanup_errors=True)
    except OSError as exc:
        raise _no_folder(exc) from exc
    with made as place:
        yield Path(place).resolve()


def _no_folder(exc: OSError) -> PackError:
    message = f"系统的临时文件夹不能用（{exc.strerror or exc}）"
    return PackError(error("临时文件夹", message, "请清理磁盘，或用环境变量 TMPDIR 换一个文件夹"))


def put_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their paths below it, into a folder that is not there yet, all or none.

    PackError when something is there or it cannot be written.
    """
    if path.exists():
        raise PackError(error(str(path), "已存在，未改动", "请换一个文件夹名"))
    beside = _beside(path)
    with explained(path, _WHOLE):
        try:
            disk.clear(beside)
            for name, data in files.items():
                disk.write(beside / name, data)
            disk.rename(beside, path)
        finally:
            disk.clear(beside)
