"""Clients walked in several processes."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.batch.outcome import Outcome, Task, failed, in_turn
from generator.problems import error

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Processes:
    """An executor: so many processes; one that dies costs its client alone, the others are done after all."""

    most: int

    def __call__(self, tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
        """As `Executor`; a single task needs no process."""
        return _apart(tasks, min(self.most, len(tasks))) if len(tasks) > 1 else in_turn(tasks)


def _apart(tasks: Sequence[Task[T]], number: int) -> Iterator[Outcome[T]]:
    pool = _pool(number)
    try:
        futures: list[Future[Outcome[T]]] = [pool.submit(task) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield future.result()
            except BrokenExecutor:
                pool.shutdown()  # the other processes are gone before their clients are taken up again
                yield _alone(task)
    finally:
        pool.shutdown(cancel_futures=True)  # stopped, it waits for those under way only


def _alone(task: Task[T]) -> Outcome[T]:
    """In a process of its own, after a pool broke in which this client may have been the cause."""
    with _pool(1) as pool:
        try:
            return pool.submit(task).result()
        except BrokenExecutor:
            hint = "可能是内存不足；请关闭其他程序后单独重新生成这一家"
            where = str(task.entry.client)
            return failed(task.entry.client, error(where, "工作进程意外中止，没有完成", hint))


def _pool(size: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl-C to the one that started them, and end their clients' work first."""
    # Imported late: a single client needs no processes, and these modules take as long as its facts.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    ignore = (signal.SIGINT, signal.SIG_IGN)
    return ProcessPoolExecutor(size, get_context("spawn"), initializer=signal.signal, initargs=ignore)
