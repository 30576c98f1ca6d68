"""What is written beside the client's data: whole in its place, or not at all, and never over another one."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator import intake
from generator.delivery import disk
from generator.errors import IssuingError
from generator.problems import error

_UNTOUCHED = "没有改动任何文件"
_CAUSES = {
    "full": ("磁盘空间不足", "请清理磁盘后重试"),
    "denied": ("数据文件夹不可写", "请取得写入权限，或者把客户文件夹复制到可写的位置"),
    "occupied": ("该位置已被其他东西占用", "请移走后重试"),
}


def beside(client: Path) -> Path:
    """The data file of a client; IssuingError where what lies beside it would not be read again."""
    file = intake.client_file(client)
    if file.name in intake.NAMES:
        return file
    message = "填报文件换了名字，旁边的 records、issued 不会读入，" + _UNTOUCHED
    raise IssuingError(error(str(file), message, f"请把填报文件改名为 {intake.usual(file)}"))


def plain(option: str, words: str) -> str:
    """The words given to an option; IssuingError where they have a character that nobody sees."""
    if unseen := next(filter(_is_unseen, words), ""):
        message = f"有看不见的字符 U+{ord(unseen):04X}，{_UNTOUCHED}"
        raise IssuingError(error(option, message, "请删去后重新输入"))
    return words


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs")


def new(path: Path, data: bytes) -> None:
    """Write a file, and the folder for it, where there is none; IssuingError when that cannot be."""
    if path.exists():
        raise IssuingError(error(str(path), f"文件已存在，{_UNTOUCHED}", "请核对是否已经登记过"))
    with _explained(path):
        _put(path, data)


def _put(path: Path, data: bytes) -> None:
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
def _explained(path: Path) -> Iterator[None]:
    """Foreign errors of the disk as one clear line; nothing was changed."""
    try:
        yield
    except OSError as exc:
        message, hint = _words(exc)
        raise IssuingError(error(str(path), f"{message}，{_UNTOUCHED}", hint)) from exc


def _words(exc: OSError) -> tuple[str, str]:
    return _CAUSES.get(disk.cause(exc), (f"写入失败（{exc.strerror or exc}）", "请检查磁盘"))
