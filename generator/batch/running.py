"""A plan carried out: each of its clients walked by an executor, one outcome a client."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from generator.batch.plan import Plan
from generator.workers import Executor, Outcome, Task, Walk, failed

T = TypeVar("T")


def run(
    plan: Plan, walk: Walk[T], executor: Executor[T], crashes: Path | None = None
) -> Generator[Outcome[T]]:
    """Walk each client of the plan once, outcomes as they come.

    ``crashes`` is the folder for logs of faults.
    """
    for entry in plan.refused:
        yield failed(entry.client, *entry.notes)
    for entry in plan.same:
        yield Outcome(entry.client, None, (), "skipped")
    yield from executor([Task(entry, walk, crashes) for entry in plan.entries])
