"""A fault of the program itself as one clear line; the details go to a file for whoever mends it."""

from __future__ import annotations

import errno
import hashlib
import tempfile
import traceback
from pathlib import Path

from generator.problems import Problem, error

# A stop that was asked for is no fault; libraries in Rust raise faults outside Exception.
STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit)


def told(where: str, exc: BaseException, folder: Path | None) -> Problem:
    """The problem to tell; the traceback is written to ``folder``, else to the system's temporary folder."""
    if isinstance(exc, MemoryError):
        return error(where, "内存不足，没有完成", "请关闭其他程序或减少 --jobs 后重新生成")
    if is_full(exc):
        return error(where, "磁盘空间不足，没有完成", "请清理磁盘（包括临时文件夹所在的磁盘）后重新生成")
    file = kept("".join(traceback.format_exception(exc)), folder)
    hint = f"详情已记入 {file}，请把它发给维护人员" if file else "详情写不出来，请联系维护人员"
    if isinstance(exc, OSError) and exc.filename:
        return _of_file(where, exc, hint)
    return error(where, f"程序出错，没有完成（{type(exc).__name__}）", f"不是填报的问题；{hint}")


def _of_file(where: str, exc: OSError, hint: str) -> Problem:
    fault = f"读写文件出错，没有完成：{exc.filename}（{exc.strerror or type(exc).__name__}）"
    return error(where, fault, f"请检查权限、磁盘、是否被其他程序打开；仍不行时，{hint}")


def is_full(exc: BaseException) -> bool:
    """Whether it tells that there is no room on a disk."""
    return isinstance(exc, OSError) and exc.errno in (errno.ENOSPC, errno.EDQUOT)


def kept(text: str, folder: Path | None) -> Path | None:
    """The file with a log in ``folder`` or the system's temporary one, one for equal logs; None without."""
    name = f"error-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:12]}.log"
    for place in filter(None, (folder, Path(tempfile.gettempdir()) / "tuoguan")):
        try:
            (place / "errors").mkdir(parents=True, exist_ok=True)
            (place / "errors" / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return place / "errors" / name
    return None
