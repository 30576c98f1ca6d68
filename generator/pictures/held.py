"""The last of what was made of pictures, so many bytes at most; safe to share between threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

MOST = 32 * 1024 * 1024

T = TypeVar("T")


class Held(Generic[T]):
    """Things by their keys, with the bytes that each takes; the oldest go first."""

    def __init__(self, most: int = MOST) -> None:
        self._lock = threading.Lock()
        self._room = most
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """What is held under a key."""
        with self._lock:
            found = self._things.get(key)
        return found and found[0]

    def put(self, key: Hashable, made: T, size: int) -> None:
        """Hold a thing; the oldest go when there is no room for it."""
        with self._lock:
            if key in self._things:
                return
            self._things[key] = made, size
            self._room -= size
            while self._room < 0:
                self._room += self._things.popitem(last=False)[1][1]
