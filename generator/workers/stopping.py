"""How a run hears that it is to stop, and when it no longer waits for what is under way."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence


def nothing() -> None:
    """For who has nothing to say when a stop is asked for."""


@contextlib.contextmanager
def asked_to_stop(heard: Callable[[], object] = nothing) -> Iterator[list[float]]:
    """The moments at which a stop was asked for (SIGINT, SIGTERM) while this lasts.

    ``heard`` is called at each, amid whatever the process is at. A signal that is ignored stays so; outside
    the main thread none is heard, and the program itself deals with them.
    """
    asked: list[float] = []

    def stop(*_: object) -> None:
        asked.append(time.monotonic())
        heard()

    former = {number: signal.signal(number, stop) for number in _heard()}
    try:
        yield asked
    finally:
        for number, handler in former.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _heard() -> list[signal.Signals]:
    """The signals that ask for a stop; no thread but the main one may say what a signal does."""
    if threading.current_thread() is not threading.main_thread():
        return []
    both = (signal.SIGINT, signal.SIGTERM)
    return [number for number in both if signal.getsignal(number) is not signal.SIG_IGN]


def is_over(asked: Sequence[float], patience: float) -> bool:
    """Whether nothing is waited for any more: a stop was asked for twice, or so many seconds ago."""
    return len(asked) > 1 or (bool(asked) and time.monotonic() > asked[0] + patience)
