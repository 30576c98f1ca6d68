"""Errors of the disk in the words of whoever has to mend them."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from generator.delivery import disk
from generator.errors import FullError, PackError
from generator.problems import Problem, error, warning

UNTOUCHED = "未留下写了一半的文件"
RESUMABLE = "已写入的文件都是完整的，排除后重新生成即可接着完成"
_ALTERED = "该文件被手工修改过，与签发留底的版本不同"
_SHOWN = 3
_TOO_LONG_ON_WINDOWS = 206
_LONGEST_ON_WINDOWS = 247
_CAUSES = {
    "full": ("磁盘空间不足", "请清理磁盘或换一个输出文件夹"),
    "denied": ("输出文件夹不可写", "请用 -o 换一个有写入权限的文件夹"),
    "occupied": ("输出位置已被其他东西占用，不能作为文件夹使用", "请用 -o 换一个文件夹"),
}


@contextlib.contextmanager
def explained(folder: Path, state: str) -> Iterator[None]:
    """Foreign file errors as one clear line; ``state`` says how things stand in the pack."""
    try:
        yield
    except OSError as exc:
        fault, hint = _words(exc)
        kind = FullError if disk.cause(exc) == "full" else PackError
        raise kind(error(str(folder), fault, f"{hint}；{state}")) from exc


def unmoved(path: str, exc: OSError) -> Problem:
    """One file could not be put in its place, moved or deleted; the others go on."""
    if isinstance(exc, PermissionError):
        hint = "可能正在 Word 或 WPS 中打开，或文件夹不可写；请关闭后重新生成，其余文件不受影响"
        return error(path, "文件无法替换", hint)
    fault, hint = _words(exc)
    return error(path, f"文件没有更新：{fault}", f"{hint}，再重新生成；其余文件不受影响")


def laid_beside(path: str, copy: str, known: bool, frozen: bool) -> Problem:
    """A new version lies next to the file that somebody edited."""
    if frozen and known:
        hint = f"未覆盖；留底的版本已另存为“{copy}”，以留底为准，请核对，或用 --force 替换"
        return warning(path, _ALTERED, hint)
    fault = "该文件已被手工修改" if known else "该位置已有文件，没有它的生成记录，不能确定是否改过"
    hint = f"未覆盖；新版已另存为“{copy}”，请对照合并，或用 --force 替换"
    return warning(path, fault, hint)


def altered(path: str) -> Problem:
    """A frozen file was edited, and the frozen version lies beside it already."""
    return warning(path, _ALTERED, "未覆盖；留底的版本在旁边，以留底为准，请核对，或用 --force 替换")


def replaced(path: str, aside: str) -> Problem:
    """A file gave way to the one at the place that it has now."""
    return warning(path, "这份资料换了位置或文件类型，旧文件不再使用", f"已移入“{aside}”")


def taken_over(folder: str, paths: Sequence[str], how: str) -> Problem:
    """What was delivered before the tool kept it on record is not made anew; ``how`` names it to adopt."""
    fault = f"{len(paths)} 份已送达或已发生的资料照原样保留，没有重新生成（{_first(paths)}）"
    return warning(folder, fault, f"请核对，再用 tuoguan issue --adopt {how}收入留底；要重做的先移走旧文件")


def _first(paths: Sequence[str]) -> str:
    shown = "、".join(PurePosixPath(path).stem for path in paths[:_SHOWN])
    return f"{shown} 等" if len(paths) > _SHOWN else shown


def _words(exc: OSError) -> tuple[str, str]:
    if _is_too_long(exc):
        return "文件路径太长", "请用 -o 换一个更短的输出文件夹"
    other = (f"写入失败（{exc.strerror or exc}）", "请检查磁盘和输出文件夹")
    return _CAUSES.get(disk.cause(exc), other)


def _is_too_long(exc: OSError) -> bool:
    """Windows tells of a path that is too long as of one that is not there."""
    is_told = exc.errno == errno.ENAMETOOLONG or getattr(exc, "winerror", 0) == _TOO_LONG_ON_WINDOWS
    return is_told or (exc.errno == errno.ENOENT and _names_long_path(exc))


def _names_long_path(exc: OSError) -> bool:
    return len(str(exc.filename or "")) > _LONGEST_ON_WINDOWS
