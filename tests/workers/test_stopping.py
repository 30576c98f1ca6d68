"""A stop that is asked for: heard while a run lasts, waited for no longer than it may be."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from generator.workers.stopping import asked_to_stop, is_over


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_told_as_it_comes_and_means_again_what_it_did(number: signal.Signals) -> None:
    told: list[str] = []
    before = signal.getsignal(number)
    with asked_to_stop(lambda: told.append("heard")) as asked:
        signal.raise_signal(number)
        assert len(asked) == len(told) == 1
    assert signal.getsignal(number) is before


def test_a_thread_leaves_signals_to_the_program() -> None:
    found: list[object] = []

    def look() -> None:
        with asked_to_stop():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    before = signal.getsignal(signal.SIGINT)
    thread.start()
    thread.join()
    assert found == [before]


def test_a_stop_is_waited_for_once_and_so_long() -> None:
    now = time.monotonic()
    assert not is_over([], 0.0)
    assert not is_over([now], 60.0)
    assert is_over([now - 60.0], 60.0)
    assert is_over([now, now], 60.0)
