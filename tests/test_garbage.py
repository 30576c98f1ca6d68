"""The search for unreachable cycles waits while one client is worked on, and is as it was afterwards."""

from __future__ import annotations

import gc
import threading

import pytest

from generator import garbage


@garbage.left()
def _work() -> bool:
    return gc.isenabled()


def test_it_waits_for_the_outermost_work() -> None:
    assert gc.isenabled()
    with garbage.left():
        assert not _work()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), garbage.left():
        raise ValueError("x")
    assert gc.isenabled()


def test_it_stays_off_for_who_switched_it_off() -> None:
    gc.disable()
    try:
        assert not _work()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_waits_for_all_threads() -> None:
    begun, end = threading.Event(), threading.Event()

    def work() -> None:
        with garbage.left():
            begun.set()
            end.wait()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    with garbage.left():
        pass
    assert not gc.isenabled()
    end.set()
    thread.join()
    assert gc.isenabled()
