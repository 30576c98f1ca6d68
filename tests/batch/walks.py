"""Walks for workers of a cluster; of the tool they load nothing, so that a process has them in no time."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.batch import Entry, Walk

PATIENCE = 60.0  # seconds to wait for what another process does


def named(entry: Entry) -> str:
    """What the client's folder is called."""
    return entry.client.name


def hurt(entry: Entry, walk: Walk[Any]) -> Any:
    """The walk, but for a client that kills its process, and for one that waits until its worker dies."""
    if entry.client.name == "毒":
        os.kill(os.getpid(), signal.SIGKILL)
    if entry.client.name == "慢" and not gone(entry.client.parent).exists():
        held(entry.client.parent).write_text(f"{os.getppid()}\n")
        until(gone(entry.client.parent).exists)
    return walk(entry)


def held(clients: Path) -> Path:
    """A file that names the worker that is to be killed."""
    return clients / "held"


def gone(clients: Path) -> Path:
    """A file that tells that it was."""
    return clients / "gone"


def kill(clients: Path) -> None:
    """Kill the worker that has the client that waits."""
    until(lambda: held(clients).exists() and held(clients).read_text().endswith("\n"))
    os.kill(int(held(clients).read_text()), signal.SIGKILL)
    gone(clients).touch()


def until(so: Any) -> None:
    """Wait until a function says yes."""
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def process(_: Entry) -> int:
    """The process that walks."""
    return os.getpid()


def endless(entry: Entry) -> None:
    """A walk that begins, and does not end."""
    gone(entry.client).touch()
    until(lambda: False)
