"""When Python looks for unreachable cycles: not while one client is worked on."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_under_way = 0


@contextmanager
def left() -> Iterator[None]:
    """Leave it until the work is done; also as a decorator, and in several threads at once.

    What is made of one client lives until its end, so every search in between goes through all of it, and
    through the library, in vain. Afterwards it is young as a whole and goes with the next search, which is
    short. Whoever had switched the search off finds it so.
    """
    began = _begin()
    try:
        yield
    finally:
        if began:
            _end()


def _begin() -> bool:
    """Whether this work counts: the first that does switches the search off."""
    global _under_way
    with _lock:
        if not _under_way and not gc.isenabled():
            return False
        _under_way += 1
        gc.disable()
        return True


def _end() -> None:
    """The last that is done switches the search on again."""
    global _under_way
    with _lock:
        _under_way -= 1
        if not _under_way:
            gc.enable()
