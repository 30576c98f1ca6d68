"""A worker process as its supervisor sees it: started, given a client, listened to, watched, ended."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from generator.workers import worker
from generator.workers.limits import Excess, Limits
from generator.workers.outcome import Task

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_START = 120.0  # seconds until a process must be ready
_LATE = 2.0  # seconds after which a process that should have ended itself is ended
_KILLED = 5.0  # seconds in which the system ends a process, unless a disk holds it up
_TAIL = 64 * 1024
_ERR = 2
_DAY = 86_400.0
_PREFIX = "tuoguan-worker-"
_NOWHERE = Path(os.devnull)
_starting = threading.Lock()  # what a process prints its errors to is said for the whole process


class Hired:
    """One worker: ``task`` is what it is at, None while it is idle or not yet ``ready``.

    It is ``proven`` once it had one.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.task: Task[Any] | None = None
        self.ready = self.proven = False
        self.since = time.monotonic()
        self._log = _new_log()
        self.pipe, self.process = _started(self._log, limits.seconds)

    @property
    def waits_on(self) -> tuple[Connection, int]:
        """What stirs when it has something to tell or is gone."""
        return self.pipe, self.process.sentinel

    @property
    def idle(self) -> bool:
        """Whether it can be given a task."""
        return self.ready and self.task is None

    def give(self, task: Task[Any], data: bytes) -> bool:
        """Let it walk a client; false when it is gone."""
        try:
            self.pipe.send_bytes(data)
        except OSError:
            return False
        self.task, self.since = task, time.monotonic()
        return True

    def heard(self) -> bytes | None:
        """What it has to tell, whole; None when it is gone."""
        try:
            return self.pipe.recv_bytes() if self.pipe.poll() else None
        except (EOFError, OSError):
            return None

    def excess(self) -> Excess:
        """Which limit it is over, being at work or at its start."""
        most = self.limits.seconds + _LATE if self.ready else _START
        if self.seconds > most:
            return "slow"
        try:
            return "large" if psutil.Process(self.process.pid).memory_info().rss > self.limits.memory else ""
        except psutil.Error:
            return ""  # it is gone: that is seen by its pipe

    @property
    def overdue(self) -> bool:
        """Whether its client took longer than it may: a process that did so has ended itself."""
        return self.task is not None and self.seconds >= self.limits.seconds

    @property
    def seconds(self) -> float:
        """How long it is at its task, or at its start."""
        return time.monotonic() - self.since

    @property
    def ended(self) -> str:
        """How the process ended."""
        code = self.process.exitcode or 0
        return f"工作进程意外中止（{f'信号 {-code}' if code < 0 else f'退出码 {code}'}）"

    def end(self, wait: float = 0.0) -> str:
        """No worker any more: an idle one ends by itself in so many seconds; what it printed last."""
        self.pipe.close()
        self.process.join(wait)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join(_KILLED)
        return _taken(self._log)


def sweep() -> None:
    """Delete logs, a day old, of workers whose run was killed before they could do it."""
    for log in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*.log"):
        with contextlib.suppress(OSError):
            if log.stat().st_mtime < time.time() - _DAY:
                log.unlink()


def _new_log() -> Path:
    """A file of its own for all that a worker prints."""
    try:
        number, path = tempfile.mkstemp(prefix=_PREFIX, suffix=".log")
    except OSError:
        return _NOWHERE
    os.close(number)
    return Path(path)


def _taken(log: Path) -> str:
    """The end of a log, which is then deleted."""
    if log == _NOWHERE:
        return ""
    try:
        with log.open("rb") as file:
            file.seek(max(os.fstat(file.fileno()).st_size - _TAIL, 0))
            text = file.read()
        log.unlink()
    except OSError:
        return ""
    return text.decode("utf-8", "replace")


def _started(log: Path, limit: float) -> tuple[Connection, BaseProcess]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=worker.serve, args=(theirs, log, limit), daemon=True)
    try:
        with _errors_to(log):
            process.start()
    except BaseException:
        ours.close()
        _taken(log)
        raise
    finally:
        theirs.close()  # else its end would not be seen
    return ours, process


@contextlib.contextmanager
def _errors_to(log: Path) -> Iterator[None]:
    """What a new process tells before it can open its own log goes there, and not to the terminal."""
    with _starting, log.open("ab") as file:
        try:
            kept = os.dup(_ERR)
        except OSError:  # nobody listens anyway
            yield
            return
        try:
            os.dup2(file.fileno(), _ERR)
            yield
        finally:
            os.dup2(kept, _ERR)
            os.close(kept)
