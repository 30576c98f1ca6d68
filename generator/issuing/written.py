"""A file beside the client's data: whole in its place, or not at all, and never over another one."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from generator.errors import IssuingError
from generator.problems import error

_UNTOUCHED = "没有改动任何文件"


def new(path: Path, data: bytes) -> None:
    """Write a file, and the folder for it, where there is none; IssuingError when that cannot be."""
    if path.exists():
        raise IssuingError(error(str(path), f"文件已存在，{_UNTOUCHED}", "请核对是否已经登记过"))
    with told(path):
        beside = path.with_name(f".{path.name}.tuoguan")
        made = not path.parent.exists()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(beside, data)
            beside.rename(path)
        except OSError:
            _clear(beside, path.parent if made else None)
            raise


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _clear(beside: Path, folder: Path | None) -> None:
    """Take away what a failed write left: the half file, and the folder if it was made for it."""
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)
        if folder:
            folder.rmdir()


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Foreign errors of the disk as one clear line; nothing was changed."""
    try:
        yield
    except OSError as exc:
        message, hint = _words(exc)
        raise IssuingError(error(str(path), f"{message}，{_UNTOUCHED}", hint)) from exc


def _words(exc: OSError) -> tuple[str, str]:
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不足", "请清理磁盘后重试"
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "数据文件夹不可写", "请取得写入权限，或者把客户文件夹复制到可写的位置"
    if exc.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ELOOP):
        return "该位置已被其他东西占用", "请移走后重试"
    return f"写入失败（{exc.strerror or exc}）", "请检查磁盘"
