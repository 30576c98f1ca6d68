"""What a worker process does: walk one client after another as they come through its pipe.

It ends when the pipe is closed, and at once when the process that started it is gone, whatever it is at.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import threading
from functools import lru_cache
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import crash
from generator.workers.outcome import Outcome, Task, Walk, failed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READY = b""
_OUT, _ERR = 1, 2


def packed(task: Task[Any]) -> bytes:
    """A task as it is sent; what cannot be pickled raises as it comes.

    The walk is packed by itself: the worker knows the same one again, with all that it has loaded.
    """
    return pickle.dumps((task.entry, pickle.dumps(task.walk), task.crashes))


def serve(pipe: Connection, log: Path, limit: float) -> None:
    """Answer each task with its outcome; what is printed goes to the log, which tells of one client alone.

    A task that takes longer than ``limit`` seconds ends the process, also one that never lets go of the
    interpreter; the log tells where it was.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that started it says when to stop
    file = _printing_to(log)
    threading.Thread(target=_end_with_parent, args=(log,), daemon=True).start()
    pipe.send_bytes(READY)
    with contextlib.suppress(EOFError):
        while True:
            data = pipe.recv_bytes()
            with contextlib.suppress(OSError):  # where there is no room for a log, it is kept nowhere
                os.ftruncate(file, 0)
            pipe.send_bytes(_timed(data, limit))


def _timed(data: bytes, limit: float) -> bytes:
    """The outcome of a task that ends the process if it takes longer than so many seconds."""
    faulthandler.dump_traceback_later(limit, exit=True, file=_ERR)
    answer = _answer(data)
    faulthandler.cancel_dump_traceback_later()
    return answer


def _printing_to(log: Path) -> int:
    """Let all that is printed go to the log, the stacks of a crash as well; the log's file descriptor."""
    file = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(file, _OUT)
    os.dup2(file, _ERR)
    faulthandler.enable(_ERR)
    return file


def _end_with_parent(log: Path) -> None:
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
    with contextlib.suppress(OSError):
        if log.is_file():  # never the device that stands for no log
            log.unlink()
    os._exit(1)


def _answer(data: bytes) -> bytes:
    """The outcome of a task, packed."""
    entry, walk, crashes = pickle.loads(data)  # noqa: S301 - from the process that started this one
    try:
        outcome: Outcome[Any] = Task(entry, _walk(walk), crashes)()
        return pickle.dumps(outcome)
    except Exception as exc:  # noqa: BLE001 - a walk or a result that cannot be sent
        return pickle.dumps(failed(entry.client, crash.told(str(entry.client), exc, crashes)))


@lru_cache(maxsize=1)
def _walk(data: bytes) -> Walk[Any]:
    """A walk with its library, which is loaded once."""
    walk: Walk[Any] = pickle.loads(data)  # noqa: S301 - as above
    return walk
