"""Clients walked by the workers of a dask cluster, on machines that share a folder.

Whom a client goes to is decided here, one client at a time for each thread of a worker: a worker that is lost
costs no client its turn, one of another version gets no second one, and of ten thousand clients few are on
their way.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.batch import connection, dispatch, remote
from generator.batch.remote import Ticket
from generator.batch.shared import Shared, place
from generator.delivery import lock
from generator.errors import ClusterError, PackError
from generator.library import Library
from generator.problems import Problem, error
from generator.workers import Limits, Outcome, Task, stopping

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
_MARKER = ".tuoguan-cluster-"


@dataclass(frozen=True, slots=True)
class Cluster:
    """An executor: the workers of a scheduler; `opened` gives one that is ready.

    ``tell`` is told of workers that are lost or refused while the run goes on; ``heard`` as in `Supervised`.
    """

    dask: Client
    shared: Shared
    ticket: Ticket
    tell: Callable[[Problem], None]
    heard: Callable[[], object] = stopping.nothing

    def __call__(self, tasks: Sequence[Task[T]]) -> Iterator[Outcome[T]]:
        """As `Executor`; a client outside the shared folder fails, and the rest goes on."""
        return dispatch.Dispatch(self.dask, self.shared, self.ticket, self.tell, self.heard).outcomes(tasks)


def common(paths: Iterable[Path]) -> Path:
    """The folder that holds all of them; ClusterError where there is none."""
    try:
        return Path(os.path.commonpath([place(path) for path in paths]))
    except ValueError as exc:
        fault = error("--root", "客户和输出文件夹不在同一个盘上", "请用 --root 指定各台机器共享的文件夹")
        raise ClusterError(fault) from exc


@contextlib.contextmanager
def opened(
    address: str,
    root: Path,
    out: Path,
    library: Library,
    cache: Path | None = None,
    tell: Callable[[Problem], None] = lambda _: None,
    limits: Limits = Limits(),  # noqa: B008 - a value that nobody can change
    heard: Callable[[], object] = stopping.nothing,
) -> Iterator[Cluster]:
    """The cluster of a scheduler (``tcp://…``, ``tls://…``), for a run into ``out`` under ``root``.

    ClusterError in one line when the scheduler cannot be reached, when it has no workers, and for each worker
    that has another tool, library or Python or does not see the folder. ``cache`` is this machine's own;
    ``tell`` and ``heard`` as in `Cluster`.
    """
    shared = Shared(place(root), cache, library.home)
    marker = place(out) / f"{_MARKER}{secrets.token_hex(8)}"
    packed = (shared.packed(library), shared.packed(marker))
    with connection.to(address) as dask, _marked(marker):
        ticket = Ticket(marker.name, remote.traits(library), *packed, limits)
        _refuse(dask, ticket, shared.root)
        try:
            yield Cluster(dask, shared, ticket, tell, heard)
        finally:
            connection.leave(dask, remote.release, ticket.run)


@contextlib.contextmanager
def _marked(marker: Path) -> Iterator[None]:
    """A file in the output folder by which workers find that they share it."""
    out = marker.parent
    with contextlib.ExitStack() as undo:
        try:
            _mark(marker, undo)
        except OSError as exc:
            message = f"输出文件夹写不进去（{exc.strerror}）"
            raise ClusterError(error(str(out), message, "请检查权限和磁盘")) from exc
        yield


def _mark(marker: Path, undo: contextlib.ExitStack) -> None:
    """Lay the file where no other is left, in a folder that may have to be made."""
    out = marker.parent
    if not out.is_dir():
        out.mkdir(parents=True)
        undo.callback(_leave, out)
    for old in out.glob(f"{_MARKER}*"):
        _sweep(old)
    undo.enter_context(lock.held(marker, out))


def _sweep(old: Path) -> None:
    """Delete the marker of a run that was killed: nobody holds it any more."""
    with contextlib.suppress(PackError), lock.held(old, old.parent):
        pass  # letting go of it deletes it


def _leave(out: Path) -> None:
    """Take back a folder that we made, unless something lies in it by now."""
    with contextlib.suppress(OSError):
        out.rmdir()


def _refuse(dask: Client, ticket: Ticket, root: Path) -> None:
    """ClusterError for each worker that cannot take part, and where there is none at all."""
    answers = connection.everywhere(dask, remote.refusal, ticket)
    if not answers:
        raise ClusterError(error("--scheduler", "调度进程上没有工作进程", "请先运行 dask worker"))
    unfit = {address: why for address, why in answers.items() if why}
    if unfit:
        raise ClusterError([error(address, *dispatch.unfit(why, root)) for address, why in unfit.items()])
