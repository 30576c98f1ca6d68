"""The words of a batch: a client and its place, the task to walk it, what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, Literal, TypeVar

from generator import crash
from generator.errors import FullError, GeneratorError
from generator.problems import Problem, Problems

T = TypeVar("T")

# done; skipped, as nothing has changed; failed, the problems tell why; stopped before its turn came.
State = Literal["done", "skipped", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One client of a run.

    ``name`` is the name of its pack's folder, "" where its data tell none; ``code`` its 统一社会信用代码, ""
    for none; ``notes`` are what the plan has to tell of it.
    """

    client: Path
    name: str = ""
    code: str = ""
    notes: Problems = ()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """One client's result: what its walk made, or the problems that stood in its way.

    ``seconds`` of the clock it took, and ``worker`` tells which one did it. With ``full`` the disk was, so
    that no other client can be done either.
    """

    client: Path
    made: T | None
    problems: Problems = ()
    state: State = "done"
    seconds: float = 0.0
    worker: str = ""
    full: bool = False


# A client's walk, from its entry to what it makes, None where all stays as it is; picklable for processes.
Walk = Callable[[Entry], T | None]


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """One client to be walked; ``crashes`` is the folder for logs of faults."""

    entry: Entry
    walk: Walk[T]
    crashes: Path | None

    def __call__(self) -> Outcome[T]:
        """The outcome, whatever the walk raises but a stop that was asked for."""
        begun = time.perf_counter()
        return replace(self._walked(), seconds=time.perf_counter() - begun)

    def _walked(self) -> Outcome[T]:
        client = self.entry.client
        try:
            return Outcome(client, self.walk(self.entry))
        except GeneratorError as exc:
            return replace(failed(client, *exc.problems), full=isinstance(exc, FullError))
        except crash.STOPS:
            raise
        except BaseException as exc:  # noqa: BLE001 - whatever it is, the other clients go on
            problem = crash.told(str(client), exc, self.crashes)
            return replace(failed(client, problem), full=crash.is_full(exc))


# Runs tasks and gives their outcomes in the order in which they end.
Executor = Callable[[Sequence[Task[T]]], Iterator[Outcome[T]]]


def failed(client: Path, *problems: Problem) -> Outcome[T]:
    """The outcome of a client for which nothing was made."""
    return Outcome(client, None, problems, "failed")


def stopped(client: Path, *problems: Problem) -> Outcome[T]:
    """The outcome of a client that was not begun, or not left to end."""
    return Outcome(client, None, problems, "stopped")


def all_stopped(tasks: Iterable[Task[T]], fault: Problem | None) -> Iterator[Outcome[T]]:
    """The outcomes of clients left when a run stops; the first tells of the fault that stopped it, if any."""
    told = (fault,) if fault else ()
    for task in tasks:
        yield stopped(task.entry.client, *told)
        told = ()


def in_turn(tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
    """An executor: one client after another, in this process; a full disk stops it."""
    full = False
    for task in tasks:
        outcome = stopped(task.entry.client) if full else task()
        full |= outcome.full
        yield outcome


def in_order(outcomes: Iterable[Outcome[T]], clients: Sequence[Path]) -> Iterator[Outcome[T]]:
    """The same outcomes in the order of the clients, each as soon as those before it are there."""
    waiting: dict[Path, Outcome[T]] = {}
    left = iter(outcomes)
    for client in clients:
        while client not in waiting:
            outcome = next(left)
            waiting[outcome.client] = outcome
        yield waiting.pop(client)
