"""The one way to a file that a person gave: bytes, text, JSON; what is wrong is told with its place."""

from __future__ import annotations

import json
import math
import re
import stat
from pathlib import Path
from typing import Any

_UTF8_HINT = "请另存为 UTF-8（记事本：文件→另存为→编码选 UTF-8）"
_BOMS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"))
_NO_TEXT = {
    b"PK\x03\x04": " Office 文件或压缩文件",
    b"\xd0\xcf\x11\xe0": "旧版 Office 文件",
    b"%PDF": " PDF 文件",
}
_TEXT_HINT = "扩展名改不了内容；请用记事本或 VS Code 另存为文本"
_MB = 1024 * 1024
_SAMPLE = 4096


class SideFileError(Exception):
    """The file cannot be used: `message` says why, `hint` what to do; line and column from 1, or 0."""

    def __init__(self, message: str, hint: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line
        self.column = column


def read(path: Path, most: int) -> bytes:
    """The bytes of a regular file of at most so many bytes; what would never end is not opened."""
    try:
        _refuse_odd(path.stat().st_mode)
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except FileNotFoundError:
        raise SideFileError("找不到文件", "请核对路径") from None
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc.__class__.__name__
        raise SideFileError(f"无法读取（{reason}）", "请关闭正在使用它的程序，核对权限") from exc
    return limited(raw, most)


def _refuse_odd(mode: int) -> None:
    """Refuse what is no regular file, by what `os.stat` tells of it."""
    if stat.S_ISDIR(mode):
        raise SideFileError("是文件夹，不是文件", "请写到文件夹里的那个文件")
    if not stat.S_ISREG(mode):
        raise SideFileError("不是普通文件", "请换成磁盘上的普通文件")


def limited(raw: bytes, most: int) -> bytes:
    """The same bytes, unless there are more of them than may be."""
    if len(raw) > most:
        raise SideFileError(f"文件超过 {most // _MB} MB", "请去掉不需要的内容")
    return raw


def text(raw: bytes) -> str:
    """The text of UTF-8 bytes, with or without a mark; any other encoding, and what is no text, is named."""
    for start, kind in _NO_TEXT.items():
        if raw.startswith(start):
            raise SideFileError(f"这是{kind}，不是文本文件", _TEXT_HINT)
    try:
        if b"\0" in raw[:_SAMPLE]:
            raise UnicodeDecodeError("utf-8", raw, 0, 1, "not text")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        before = raw[: exc.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        named = _encoding(raw)
        message = f"文件不是 UTF-8 编码{f'，是 {named}' if named else ''}"
        raise SideFileError(message, _UTF8_HINT, before.count(b"\n") + 1, column) from exc


def json_value(raw: bytes) -> Any:
    """The value of JSON bytes: no NaN, no number beyond what a computer holds."""
    words = text(raw)
    try:
        return json.loads(words, parse_constant=_refused, parse_float=_finite, parse_int=_whole)
    except _NumberError as exc:
        line, column = _found(words, exc.written)
        raise SideFileError(f"有不能用的数 {exc.written[:20]}", "请改成普通的数", line, column) from None
    except json.JSONDecodeError as exc:
        raise SideFileError("不是能识别的 JSON，或文件已损坏", "请重新导出", exc.lineno, exc.colno) from exc
    except RecursionError as exc:
        raise SideFileError("不是能识别的 JSON：层级太多", "请重新导出") from exc


class _NumberError(Exception):
    def __init__(self, written: str) -> None:
        super().__init__(written)
        self.written = written


def _refused(written: str) -> float:
    raise _NumberError(written)


def _finite(written: str) -> float:
    number = float(written)
    return number if math.isfinite(number) else _refused(written)


def _whole(written: str) -> float:
    """A whole number; one too long to be a measure of anything is refused, not computed with."""
    return int(written) if len(written) < 20 else _finite(written)


def _found(words: str, written: str) -> tuple[int, int]:
    """Where a number stands: the first place outside a word or a quotation."""
    found = re.search(rf"(?<![\w.\"+-]){re.escape(written)}(?![\w.\"])", words)
    before = words[: found.start()] if found else ""
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def _encoding(raw: bytes) -> str:
    """The name of an encoding that is not UTF-8, "" where it cannot be told."""
    for mark, name in (*_BOMS, (b"\xfe\xff", "UTF-16")):
        if raw.startswith(mark):
            return f"{name}（记事本里叫 Unicode）"
    if b"\0" in raw[:_SAMPLE]:
        return "UTF-16，或者不是文本"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK（记事本里叫 ANSI）"
