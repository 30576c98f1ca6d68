"""What stands in the way of writing what was issued, as one clear line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from generator.delivery import disk
from generator.errors import GeneratorError, IssuedError
from generator.problems import error

_WHOLE = "没有留下写了一半的文件"
_CAUSES = {
    "full": ("磁盘空间不足", f"请清理磁盘后再试；{_WHOLE}"),
    "denied": ("文件夹不可写，留底没有写入", f"请核对权限，只读的复制到能写的地方再试；{_WHOLE}"),
}


@contextlib.contextmanager
def explained(place: Path) -> Iterator[None]:
    """Foreign errors of the disk as one clear line."""
    try:
        yield
    except OSError as exc:
        raise refusal(place, *_words(exc)) from exc
    except GeneratorError as exc:
        raise exc if isinstance(exc, IssuedError) else IssuedError(exc.problems) from exc


def _words(exc: OSError) -> tuple[str, str]:
    other = (f"写入失败（{exc.strerror or exc}）", f"请检查磁盘和文件夹；{_WHOLE}")
    return _CAUSES.get(disk.cause(exc), other)


def refusal(place: Path, message: str, hint: str) -> IssuedError:
    """The error that tells what is wrong at a place, and what to do."""
    return IssuedError(error(str(place), message, hint))
