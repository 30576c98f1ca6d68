"""The connection to a dask scheduler and what can be asked of it; every fault is one line."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.errors import ClusterError
from generator.problems import error

if TYPE_CHECKING:
    from distributed import Client

_WITHIN = 5.0  # seconds in which a scheduler answers
_ALL_WITHIN = 60.0  # seconds in which all workers do: each loads the tool first
_TLS = "；TLS 的证书写在 dask 的配置里（distributed.comm.tls）"
_LOUD = ("distributed", "distributed.client", "distributed.core", "distributed.comm")


@contextlib.contextmanager
def to(address: str) -> Iterator[Client]:
    """A client of the scheduler; ClusterError when it cannot be reached in a few seconds.

    How to speak TLS stands in dask's own configuration.
    """
    try:
        from distributed import Client
    except ImportError as exc:
        hint = "请先运行 pip install 'tuoguan[cluster]'"
        raise ClusterError(error("--scheduler", "需要 dask.distributed 才能用多台机器", hint)) from exc
    with _quiet():
        _knock(address)
        dask = Client(address, timeout=_WITHIN, set_as_default=False)
        try:
            yield dask
        finally:
            dask.close(timeout=_WITHIN)


def _knock(address: str) -> None:
    """See that a scheduler answers: a client that never got through leaves threads and complaints behind."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    try:
        with ThreadPoolExecutor(1) as aside:  # the caller may have a running loop of its own
            aside.submit(lambda: asyncio.run(_greeted(address))).result()
    except Exception as exc:  # noqa: BLE001 - whatever does answer there, it is no scheduler
        tls = _TLS if address.startswith("tls") else ""
        hint = f"请检查地址和网络，并确认 dask scheduler 正在运行{tls}"
        raise ClusterError(error("--scheduler", f"连不上调度进程 {address}", hint)) from exc


async def _greeted(address: str) -> None:
    import asyncio

    from distributed import Security
    from distributed.comm import connect

    tls = Security().get_connection_args("client")
    # The limit of its own leaves out who takes the call and then says nothing.
    comm = await asyncio.wait_for(connect(address, timeout=_WITHIN, **tls), 2 * _WITHIN)
    await comm.close()


def everywhere(dask: Client, function: Callable[..., str], *given: object) -> dict[str, str]:
    """What a function answers on each worker, by its address; ClusterError when one does not answer in time.

    A worker on which it cannot be run at all, as our package is not there, answers so; one that the scheduler
    does not reach, as it has just been lost, does not count.
    """
    try:
        answers = dask.run(function, *given, on_error="return", callback_timeout=_ALL_WITHIN)
    except (OSError, TimeoutError) as exc:
        hint = "请检查网络，停掉没有响应的工作进程"
        raise ClusterError(error("--scheduler", "有工作进程没有回答", hint)) from exc
    return _heard(answers)


def _heard(answers: Mapping[str, object]) -> dict[str, str]:
    return {address: _answer(one) for address, one in answers.items() if not isinstance(one, OSError)}


def leave(dask: Client, function: Callable[..., str], *given: object) -> None:
    """Call a last function on each worker that still hears."""
    with contextlib.suppress(Exception):  # the run is over, and what became of it is told
        dask.run(function, *given, on_error="ignore", callback_timeout=_WITHIN)


def _answer(given: object) -> str:
    return unable(given) if isinstance(given, Exception) else str(given)


def unable(exc: BaseException) -> str:
    """How a worker is told of on which our package cannot be run."""
    return f"运行不了 tuoguan（{type(exc).__name__}）"


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own complaints are not shown: what matters of them is told in our words."""
    with warnings.catch_warnings(), contextlib.ExitStack() as undo:
        warnings.filterwarnings("ignore", module="distributed")
        for logger in map(logging.getLogger, _LOUD):
            undo.callback(logger.setLevel, logger.level)
            logger.setLevel(logging.CRITICAL + 1)
        yield
