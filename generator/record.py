"""A record: what one client filled in, each value with the place where it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.places import Keys
from generator.problems import Origin

__all__ = ["Keys", "Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """Plain data (dict, list, str, int, float, bool, Decimal for money) with origins by key path.

    ``sources`` maps the name of each file read (as it stands in Origin.file) to its absolute path;
    ``source_hash`` is the SHA-256 (hex) over the bytes of the files read, in reading order.
    """

    data: Mapping[str, Any]
    origins: Mapping[Keys, Origin]
    sources: Mapping[str, Path]
    source_hash: str

    def origin(self, keys: Keys) -> Origin | None:
        """The place of the value, or of its nearest ancestor that has one."""
        for end in range(len(keys), -1, -1):
            if found := self.origins.get(keys[:end]):
                return found
        return None

    def folder(self, keys: Keys) -> Path:
        """The folder of the file that the value was written in; photo paths are relative to it."""
        origin = self.origin(keys)
        path = self.sources[origin.file] if origin else next(iter(self.sources.values()))
        return path.parent
