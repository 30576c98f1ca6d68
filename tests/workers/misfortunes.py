"""Light walks for workers: what becomes of a client stands in its name, the words that follow are for it."""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from generator.errors import DataError, FullError
from generator.problems import error
from generator.workers import Entry, Task


def tasks(*names: str, crashes: Path | None = None) -> list[Task[object]]:
    """One task for each name."""
    return [Task(Entry(Path(f"{number} {name}"), name), walk, crashes) for number, name in enumerate(names)]


def walk(entry: Entry) -> object:
    """Do as the client is called."""
    what, *words = entry.name.split()
    return WALKS[what](words)


def _die(words: Sequence[str]) -> NoReturn:
    sys.stderr.write("一句遗言\n")
    sys.stderr.flush()
    os._exit(int(words[0]))


def _die_once(words: Sequence[str]) -> int:
    """Only where nobody did before."""
    if not Path(words[0]).exists():
        Path(words[0]).touch()
        os._exit(1)
    return os.getpid()


def _say(words: Sequence[str]) -> None:
    sys.stdout.write(words[0])
    sys.stdout.flush()
    sys.stderr.write(words[0])


def _sleep(words: Sequence[str]) -> int:
    time.sleep(float(words[0]))
    return os.getpid()


def _begin_and_sleep(words: Sequence[str]) -> int:
    Path(words[0]).write_text(str(os.getpid()), "utf-8")
    return _sleep(words[1:])


def _hold_the_interpreter(words: Sequence[str]) -> None:
    """As a hang in C code: no other thread runs."""
    ctypes.PyDLL(None).sleep(int(words[0]))


def _grow(words: Sequence[str]) -> int:
    held = bytearray(b"x") * (int(words[0]) * 1024**2)
    time.sleep(float(words[1]))
    return len(held)


def _raise(exc: BaseException) -> NoReturn:
    raise exc


class Heavy:
    """As a library: it is loaded wherever it is sent; a walk that tells how often it was here."""

    loaded = 0

    def __reduce__(self) -> tuple[Callable[[], Heavy], tuple[()]]:
        return Heavy._load, ()

    @staticmethod
    def _load() -> Heavy:
        Heavy.loaded += 1
        return Heavy()

    def __call__(self, _: Entry) -> int:
        return self.loaded


class Unopenable:
    """What can be sent and not be opened."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[str]]:
        return int, ("x",)


WALKS: dict[str, Callable[[Sequence[str]], object]] = {
    "pid": lambda _: os.getpid(),
    "die": _die,
    "die_once": _die_once,
    "segfault": lambda _: faulthandler._sigsegv(),  # type: ignore[attr-defined]
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "say": _say,
    "sleep": _sleep,
    "begin": _begin_and_sleep,
    "hold": _hold_the_interpreter,
    "grow": _grow,
    "large": lambda words: b"x" * int(words[0]),
    "unsendable": lambda _: lambda: None,
    "unopenable": lambda _: Unopenable(),
    "faulty": lambda _: _raise(DataError(error("", "数据有错"))),
    "unforeseen": lambda _: _raise(LookupError("意外")),
    "full": lambda _: _raise(FullError(error("", "磁盘空间不足"))),
    "enospc": lambda _: _raise(OSError(errno.ENOSPC, "No space left on device")),
}
