"""The child process in which a thread of a dask worker walks its clients."""

from __future__ import annotations

import multiprocessing
import threading
import time
from typing import Any

from generator.workers import Limits, Outcome, Task, crew

_CHILDREN: dict[int, Child] = {}  # by the thread that they work for


class Child:
    """A supervised process, kept from client to client of one run and replaced when it ends."""

    def __init__(self, run: str, limits: Limits) -> None:
        self.run = run
        self._asked: list[float] = []
        self._crew: crew.Crew[Any] = crew.Crew(1, limits, self._asked)
        self._busy = threading.Lock()

    def walk(self, task: Task[Any]) -> Outcome[Any]:
        """As `Supervised`, of one client: ``stopped`` when no process can be started, or the run is over."""
        with self._busy:
            (outcome,) = self._crew.walk([task])
        return outcome

    def end(self) -> None:
        """No process any more; a client that it has is left at once."""
        self._asked += [time.monotonic()] * 2  # as who asks twice
        with self._busy:
            self._crew.close()


def of(run: str, limits: Limits) -> Child:
    """That of this thread for a run; one of another run ends."""
    # Under its nanny a worker is marked as one that may have no children; ours end with it by themselves.
    multiprocessing.current_process().daemon = False
    me = threading.get_ident()
    if (child := _CHILDREN.get(me)) and child.run == run:
        return child
    if child:
        child.end()
    _CHILDREN[me] = Child(run, limits)
    return _CHILDREN[me]


def end(run: str) -> None:
    """The run is over: its children end."""
    for me, child in [*_CHILDREN.items()]:
        if child.run == run:
            _CHILDREN.pop(me, None)
            child.end()
