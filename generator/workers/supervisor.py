"""Clients walked by worker processes: what a client does to its worker is its own misfortune.

A worker that dies, takes too long or grows too large is replaced; its client is tried once more when all
others are through, with nothing beside it. A stop that is asked for, or a full disk, lets those under way end
and begins no other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from generator.workers.limits import Limits
from generator.workers.outcome import Outcome, Task
from generator.workers.stopping import asked_to_stop, nothing

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Supervised:
    """An executor: so many workers, each watched; SIGINT and SIGTERM end it in order, a second one at once.

    Outcomes come in the order in which they end. Clients that were not begun, or not left to end, come last
    as ``stopped``; where no stop was asked for, the first of them tells why. ``heard`` is called when a stop
    is asked for, amid whatever the process is at.
    """

    jobs: int
    limits: Limits = field(default_factory=Limits)
    heard: Callable[[], object] = nothing

    def __call__(self, tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
        """As `Executor`."""
        from generator.workers.crew import (
            Crew,  # only here: it takes as long to load as the facts of a client
        )

        with (
            asked_to_stop(self.heard) as asked,
            contextlib.closing(Crew[T](self.jobs, self.limits, asked)) as crew,
        ):
            yield from crew.walk(tasks)
