"""What was found out about bytes, remembered: templates share styles, numbering and themes, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import sha256
from typing import Generic, TypeVar

_MOST = 1024

Found = TypeVar("Found")


class Once(Generic[Found]):
    """Answers by the digest of the bytes that they are about; the bytes themselves are not held."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Found] = {}

    def of(self, data: bytes, about: Hashable, find: Callable[[], Found]) -> Found:
        """The answer for these bytes and what else it depends on, found once; an error is not remembered."""
        key = (sha256(data).digest(), about)
        if key not in self._known:
            found = find()
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = found
        return self._known[key]
