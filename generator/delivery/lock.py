"""One build at a time on each pack: a lock that the system takes back from a process that died."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from generator import names
from generator.delivery import disk
from generator.delivery.model import digest
from generator.delivery.words import UNTOUCHED, explained
from generator.errors import PackError
from generator.problems import error

_HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

_RUN = ".tuoguan-run.lock"
_LOOK = 0.05  # seconds between two tries

_DELETE_HELD = sys.platform != "win32"  # Windows deletes no file that anybody has open

if sys.platform == "win32":
    import msvcrt

    def _hold(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


class _HeldError(PackError):
    """Another program holds the lock."""


@contextlib.contextmanager
def held(path: Path, pack: Path, called: str = "这个资料包", wait: float = 0.0) -> Iterator[None]:
    """Hold the lock file of a pack; PackError when another build holds it. The file is gone afterwards.

    ``called`` is what messages call the folder that is written. The other build is waited for so many
    seconds: one whose run was killed is just ending.
    """
    number = _waited(path, pack, called, wait)
    try:
        yield
    finally:
        _release(number, path)


def stage(pack: Path) -> Path:
    """The place of a pack's temporary folder: one for each, so that a killed build's is found, and short."""
    return pack.parent / f".tuoguan-{digest(names.key(pack.name).encode())[:16]}"


def of_pack(pack: Path, wait: float = 0.0) -> contextlib.AbstractContextManager[None]:
    """Hold a pack, as `held` does."""
    place = stage(pack)
    return held(place.with_name(f"{place.name}.lock"), pack, wait=wait)


@contextlib.contextmanager
def of_run(out: Path) -> Iterator[None]:
    """Hold a folder of packs for a run over several clients; PackError when another such run holds it.

    The folder is made where there is none; it is gone again when nothing was put into it.
    """
    with contextlib.ExitStack() as stack:
        with explained(out, UNTOUCHED):
            if not out.exists():
                stack.callback(disk.discard, out)
            disk.make_folder(out)
            stack.enter_context(held(out / _RUN, out, "这个输出文件夹"))
        yield


def _waited(path: Path, pack: Path, called: str, wait: float) -> int:
    end = time.monotonic() + wait
    while True:
        try:
            return _acquire(path, pack, called)
        except _HeldError:
            if time.monotonic() >= end:
                raise
        time.sleep(_LOOK)


def _acquire(path: Path, pack: Path, called: str) -> int:
    while True:
        number = os.open(path, _OPEN, 0o666)
        try:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise PackError(error(str(path), "该位置不是普通文件，无法加锁", "请移走后重新生成"))
            _try(number, pack, called)
            if not _DELETE_HELD or _is_still_there(number, path):
                return number
        except BaseException:
            os.close(number)
            raise
        os.close(number)  # the one before us deleted it between our opening and our locking: take the next


def _try(number: int, pack: Path, called: str) -> None:
    try:
        _hold(number)
    except OSError as exc:
        # A disk that knows no locks (some network shares) is used without.
        if exc.errno in _HELD:
            hint = "请等它完成后再运行一次；本次没有改动任何文件"
            raise _HeldError(error(str(pack), f"另一个程序正在写入{called}", hint)) from None


def _is_still_there(number: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), path.lstat())
    except FileNotFoundError:
        return False


def _release(number: int, path: Path) -> None:
    """Let go and delete, in the order that the system allows: nobody else may hold what is deleted."""
    if not _DELETE_HELD:
        os.close(number)
    try:
        with contextlib.suppress(OSError):
            disk.remove(path)
    finally:
        if _DELETE_HELD:
            os.close(number)
