"""Worker processes, each watched, and the clients that go round among them."""

from __future__ import annotations

import os
import pickle
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing import connection
from typing import Generic, TypeVar

from generator import crash
from generator.problems import Problem
from generator.workers import worker
from generator.workers.hired import Hired, sweep
from generator.workers.limits import Excess, Limits
from generator.workers.lost import lost, unstarted
from generator.workers.outcome import Outcome, Task, all_stopped, failed, stopped
from generator.workers.stopping import is_over

T = TypeVar("T")

_LOOK = 0.25  # seconds between two looks at the limits and at what was asked for
_END = 5.0  # seconds for an idle worker to end in
_GONE = 0.5  # seconds from the end of a worker's pipe to its own
# Windows waits for 63 things at once (Python before 3.13 for no more), and each worker has two.
_MOST = 31 if os.name == "nt" else 1024
_BAD_STARTS = 3  # workers that end without a client, one after another, until none is started any more


class Crew(Generic[T]):
    """Workers that stay between tasks, until `close`.

    ``asked`` are the moments at which somebody asked to stop, filled in by whoever hears of it.
    """

    def __init__(self, jobs: int, limits: Limits, asked: Sequence[float] = ()) -> None:
        self.jobs, self.limits, self.asked = min(jobs, _MOST), limits, asked
        self._workers: list[Hired] = []
        self._waiting: deque[Task[T]] = deque()
        self._lost: list[Task[T]] = []
        self._again = False
        self._bad_starts, self._said = 0, ""
        self._full = False
        self._fault: Problem | None = None
        self._looked = 0.0
        sweep()

    def walk(self, tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
        """Walk clients, as `Supervised` does; the workers stay."""
        self._waiting, self._lost, self._again = deque(tasks), [], False
        self._bad_starts, self._full, self._fault = 0, False, None
        yield from self._walked(self.jobs)
        if self._lost and not self._halted:
            yield from self._once_more()
        yield from all_stopped((*self._waiting, *self._lost), self._fault)

    def _once_more(self) -> Iterator[Outcome[T]]:
        """Try those that cost their workers, one at a time."""
        self.close()  # a client that needs all of the memory has it now
        self._waiting, self._lost, self._again, self._bad_starts = deque(self._lost), [], True, 0
        yield from self._walked(1)

    def close(self) -> None:
        """End the workers, those at work at once."""
        for one in self._workers:
            one.pipe.close()  # all of them, before the first is waited for
        while self._workers:
            one = self._workers.pop()
            one.end(_END if one.idle else 0.0)

    @property
    def _halted(self) -> bool:
        """Whether no other client is begun."""
        return bool(self.asked or self._full or self._fault)

    @property
    def _at_work(self) -> int:
        """How many workers have a client."""
        return sum(one.task is not None for one in self._workers)

    def _walked(self, most: int) -> Iterator[Outcome[T]]:
        yield from self._employ(most)
        while self._at_work or (self._waiting and not self._halted):
            ended = [outcome for one in self._stirred() for outcome in self._attend(one)]
            ended += self._look()
            ended += self._employ(most)  # before the outcomes are given: nobody is idle while they are told
            yield from ended

    def _employ(self, most: int) -> Iterator[Outcome[T]]:
        """Give what waits to whoever is idle, and start more workers where there is more to do."""
        for one in [one for one in self._workers if one.idle]:
            if self._waiting and not self._halted:
                yield from self._give(one, self._waiting.popleft())
        self._hire(min(most, len(self._waiting) + self._at_work))

    def _hire(self, needed: int) -> None:
        """Start workers until there are so many, or starting has failed too often."""
        while len(self._workers) < needed and self._bad_starts < _BAD_STARTS and not self._halted:
            self._start()
        if needed and not self._workers and not self._halted:
            self._fault = unstarted(self._said)

    def _give(self, one: Hired, task: Task[T]) -> Iterator[Outcome[T]]:
        try:
            data = worker.packed(task)
        except Exception as exc:  # noqa: BLE001 - a walk that cannot be sent
            yield _faulty(task, exc)
            return
        if not one.give(task, data):
            self._waiting.appendleft(task)
            self._without_client(self._dismissed(one, _GONE))

    def _start(self) -> None:
        try:
            self._workers.append(Hired(self._free_name(), self.limits))
        except OSError as exc:
            self._without_client(str(exc))

    def _free_name(self) -> str:
        """The first number that no worker has for its name."""
        taken = {one.name for one in self._workers}
        return next(name for name in map(str, range(1, self.jobs + 1)) if name not in taken)

    def _stirred(self) -> list[Hired]:
        """The workers that have something to tell or are gone; after a moment none."""
        stirred = connection.wait([thing for one in self._workers for thing in one.waits_on], _LOOK)
        return [one for one in self._workers if any(thing in stirred for thing in one.waits_on)]

    def _attend(self, one: Hired) -> Iterator[Outcome[T]]:
        data = one.heard()
        if data is None:
            yield from self._gone(one, "slow" if one.overdue else "")
        elif data == worker.READY:
            one.ready = True
        elif one.task:
            task, one.task = one.task, None
            self._started_well(one)
            yield self._settled(replace(_opened(data, task), worker=one.name))

    def _settled(self, outcome: Outcome[T]) -> Outcome[T]:
        """The outcome; that the disk is full is told once."""
        if outcome.full and self._full:
            return stopped(outcome.client)
        self._full |= outcome.full
        return outcome

    def _gone(self, one: Hired, why: Excess = "") -> Iterator[Outcome[T]]:
        """One worker less; its client is tried once more, then given up."""
        task, seconds = one.task, one.seconds
        text = self._dismissed(one, 0.0 if why else _GONE)
        if task is None:
            self._without_client(text)
            return
        self._started_well(one)
        if self._again and not self.asked:
            problem = lost(task, one.limits.words(why) or one.ended, text)
            yield replace(failed(task.entry.client, problem), seconds=seconds, worker=one.name)
        else:
            self._lost.append(task)

    def _dismissed(self, one: Hired, wait: float) -> str:
        """No worker any more; what it printed last."""
        self._workers.remove(one)
        return one.end(wait)

    def _without_client(self, text: str) -> None:
        """A worker ended, or could not be started, while it had no client."""
        self._bad_starts += 1
        self._said = text

    def _started_well(self, one: Hired) -> None:
        """A worker that had a client shows that others can be started, as far as it is a new one."""
        if not one.proven:
            one.proven, self._bad_starts = True, 0

    def _look(self) -> Iterator[Outcome[T]]:
        """End whoever is over a limit, and all of them when a stop was asked for long ago or twice."""
        now, too_late = time.monotonic(), is_over(self.asked, self.limits.patience)
        if not too_late and now < self._looked + _LOOK:
            return
        self._looked = now
        for one in [one for one in self._workers if not one.idle]:
            if why := _excess(one, too_late):
                yield from self._gone(one, why)


def _excess(one: Hired, too_late: bool) -> Excess:
    """Why a worker is ended."""
    return one.excess() or ("late" if too_late and one.task else "")


def _opened(data: bytes, task: Task[T]) -> Outcome[T]:
    """The outcome that a worker sent."""
    try:
        outcome: Outcome[T] = pickle.loads(data)  # noqa: S301 - from a process that we started
    except Exception as exc:  # noqa: BLE001 - a result that cannot be opened again
        return _faulty(task, exc)
    return outcome


def _faulty(task: Task[T], exc: Exception) -> Outcome[T]:
    client = task.entry.client
    return failed(client, crash.told(str(client), exc, task.crashes))
