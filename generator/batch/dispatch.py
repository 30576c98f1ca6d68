"""Tasks handed to the workers of a cluster, one for each of their threads, and taken back from those lost."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator.batch import connection, remote
from generator.batch.remote import Ticket
from generator.batch.shared import Shared
from generator.errors import ClusterError
from generator.problems import Problem, error, warning
from generator.workers import Outcome, Task, all_stopped, failed, stopped, stopping

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")

_LOOK = 1.0  # seconds between two looks at who is there
_PATIENCE = 30.0  # seconds without any worker after which the run ends: a nanny starts a lost one anew
_LOSSES = 3  # workers that a client may lose until it is given up
_WITHIN = 10.0  # seconds in which an answer is here
_GIVEN_UP = (
    f"做这一家的工作进程先后断开了 {_LOSSES} 次，没有完成",
    "请再运行一次；仍是这样时，单独生成这一家",
)
_ANEW = "请重新启动它们，再运行一次，会接着做"
_Outcomes = Iterator[Outcome[Any]]


def unfit(why: str, root: Path) -> tuple[str, str]:
    """How a worker is told of that cannot take part, for the reason that it gave, and what to do.

    ``root`` is the shared folder here.
    """
    hint = f"请装好同样的 tuoguan，设好 {remote.ROOT}（本机的共享文件夹是 {root}），再重新启动它"
    return f"这个工作进程不能参加：{why}", hint


@dataclass(frozen=True, slots=True)
class _Sent:
    """A task on its way, and the address of the worker that has it."""

    task: Task[Any]
    address: str

    @property
    def client(self) -> Path:
        """The client that it walks."""
        return self.task.entry.client


@dataclass(slots=True)
class Dispatch:
    """One run: who waits, who is on the way, which workers are there and which are refused.

    ``there`` are the threads of all workers by address, ``losses`` tell how often a client lost the one that
    it had; ``patience`` are the seconds that the run waits for any worker; ``asked`` are the moments at which
    a stop was asked for, ``heard`` is called at each.
    """

    dask: Client
    shared: Shared
    ticket: Ticket
    tell: Callable[[Problem], None]
    heard: Callable[[], object] = stopping.nothing
    patience: float = _PATIENCE
    waiting: deque[Task[Any]] = field(default_factory=deque)
    sent: dict[Future[Any], _Sent] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    there: Mapping[str, int] = field(default_factory=dict)
    losses: Counter[Path] = field(default_factory=Counter)
    looked: float = 0.0
    manned: float = 0.0
    asked: Sequence[float] = ()
    full: bool = False
    fault: Problem | None = None
    bell: threading.Event = field(default_factory=threading.Event)

    def outcomes(self, tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
        """As `Supervised`: those not begun, or not left to end, come last, and the first tells why."""
        yield from self._outside(tasks)
        self.manned = time.monotonic()
        with stopping.asked_to_stop(self.heard) as self.asked, self._cancelling():
            while self._goes_on():
                yield from self._round()
            under_way = [one.task for one in self.sent.values()]
            yield from all_stopped((*under_way, *self.waiting), self.fault)

    @contextlib.contextmanager
    def _cancelling(self) -> Iterator[None]:
        """However the run ends, nobody goes on with what was sent."""
        try:
            yield
        finally:
            for future in self.sent:
                future.cancel()

    def _round(self) -> _Outcomes:
        """What lost workers had goes to others, what waits to who is free; then what has ended."""
        yield from self._taken_back()
        self._hand_out()
        self.bell.wait(_LOOK)
        self.bell.clear()
        yield from self._ended()

    def _outside(self, tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
        """Clients that lie where no other machine looks; the others wait."""
        for task in tasks:
            try:
                self.shared.packed(task.entry)
            except ClusterError as exc:
                yield failed(task.entry.client, *exc.problems)
            else:
                self.waiting.append(task)

    @property
    def _halted(self) -> bool:
        """Whether no other client is begun."""
        return bool(self.asked or self.full)

    def _goes_on(self) -> bool:
        """Whether there is still something to wait for, and somebody to wait for."""
        has_more = self.sent or (self.waiting and not self._halted)
        if not has_more or stopping.is_over(self.asked, self.ticket.limits.patience):
            return False
        self.fault = self._lonely()
        return self.fault is None

    def _lonely(self) -> Problem | None:
        """Why nobody can be waited for any more."""
        try:
            self._look()
        except (OSError, TimeoutError):
            return error("", "调度进程断开了，其余的企业没有做", _ANEW)
        if time.monotonic() > self.manned + self.patience:
            return error("", "可用的工作进程都断开了，其余的企业没有做", _ANEW)
        return None

    def _look(self) -> None:
        """See who is there, not too often; what a lost worker had is taken back."""
        now = time.monotonic()
        if now < self.looked + _LOOK:
            return
        if self.dask.status == "closed":  # it tried to connect again, for long enough
            raise ConnectionError
        self.there = self.dask.nthreads(callback_timeout=_WITHIN)
        self.looked, self.manned = now, now if self._workers else self.manned

    @property
    def _workers(self) -> dict[str, int]:
        """The threads of those that may be given clients, by address."""
        return {address: most for address, most in self.there.items() if address not in self.refused}

    def _taken_back(self) -> _Outcomes:
        lost = {one.address for one in self.sent.values()} - set(self.there)
        for address in sorted(lost):
            self.tell(warning(address, "工作进程断开了，它手上的企业由别的接着做"))
        for future in [future for future, one in self.sent.items() if one.address in lost]:
            future.cancel()
            yield from self._lost(self.sent.pop(future).task)

    def _lost(self, task: Task[Any]) -> _Outcomes:
        """Its worker was lost: another one does it when all others are through, but not without end."""
        client = task.entry.client
        self.losses[client] += 1
        if self.losses[client] < _LOSSES:
            self.waiting.append(task)
        else:
            yield failed(client, error(str(client), *_GIVEN_UP))

    def _hand_out(self) -> None:
        """A task for each thread that is free; every worker has its first before any has its second."""
        for _, address in sorted(self._free()):
            if self.waiting and not self._halted:
                self._send(self.waiting.popleft(), address)

    def _free(self) -> Iterator[tuple[int, str]]:
        """The threads that are free: which of its worker's each is, from 0, and the worker's address."""
        busy = Counter(one.address for one in self.sent.values())
        for address, most in self._workers.items():
            yield from ((turn, address) for turn in range(busy[address], most))

    def _send(self, task: Task[Any], address: str) -> None:
        walk, entry = self.shared.packed(task.walk), self.shared.packed(task.entry)
        future = self.dask.submit(remote.do, self.ticket, walk, entry, workers=[address], pure=False)
        self.sent[future] = _Sent(task, address)
        future.add_done_callback(lambda _: self.bell.set())

    def _ended(self) -> _Outcomes:
        for future in [future for future in self.sent if future.status != "pending"]:
            yield from self._come_of(self._answer(future), self.sent.pop(future))

    def _come_of(self, answer: bytes | str, sent: _Sent) -> _Outcomes:
        if isinstance(answer, bytes):
            yield self._settled(self.shared.unpacked(answer), sent)
        elif answer:
            self._refuse(sent.address, answer)
            self.waiting.appendleft(sent.task)
        else:
            yield from self._lost(sent.task)

    def _settled(self, outcome: Outcome[Any], sent: _Sent) -> Outcome[Any]:
        """The outcome as the run knows its client; that the disk is full is told once."""
        if outcome.full and self.full:
            return stopped(sent.client)
        self.full |= outcome.full
        return replace(outcome, client=sent.client, worker=sent.address)

    def _answer(self, future: Future[Any]) -> bytes | str:
        """What a worker answered: an outcome, or why it cannot; "" where it was lost with its answer."""
        from distributed import CancelledError, KilledWorker

        try:
            if future.status == "error":
                exc = future.exception(timeout=_WITHIN)
                return "" if isinstance(exc, KilledWorker) else connection.unable(exc)
            answer: bytes | str = future.result(timeout=_WITHIN)
        except (CancelledError, OSError, TimeoutError):
            return ""
        return answer

    def _refuse(self, address: str, why: str) -> None:
        if address not in self.refused:
            self.refused.add(address)
            fault, hint = unfit(why, self.shared.root)
            self.tell(warning(address, fault, f"{hint}；它手上的企业由别的接着做"))
