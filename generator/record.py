"""A record: what one client filled in, each value with the place where it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.problems import Keys, Origin, Problem

__all__ = ["Keys", "Record"]


# Where one would look for a part of the data that is not there: beside the part that asks for it.
_BESIDE = {
    "documents": "agreement",
    "schedule": "agreement",
    "advisors": "agreement",
    "service_items": "agreement",
    "records": "agreement",
    "diagnosis": "agreement",
    "people": "enterprise",
    "regulator": "enterprise",
    "departments": "enterprise",
    "posts": "enterprise",
    "equipment": "enterprise",
    "features": "enterprise",
    "zones": "site",
}


@dataclass(frozen=True, slots=True)
class Record:
    """Plain data (dict, list, str, int, float, bool, Decimal for money) with origins by key path.

    ``sources`` maps the name of each file read (as it stands in Origin.file) to its absolute path;
    ``source_hash`` is the SHA-256 (hex) over the bytes of the files read, in reading order;
    ``notes`` are what reading found doubtful.
    """

    data: Mapping[str, Any]
    origins: Mapping[Keys, Origin]
    sources: Mapping[str, Path]
    source_hash: str
    notes: tuple[Problem, ...] = ()

    def origin(self, keys: Keys) -> Origin | None:
        """The place of the value, of its nearest ancestor, or of the part beside which it is missing."""
        for end in range(len(keys), 0, -1):
            if found := self.origins.get(keys[:end]):
                return found
        beside = _BESIDE.get(str(keys[0])) if keys else None
        return self.origins.get((beside,) if beside else ()) or self.origins.get(())

    def folder(self, keys: Keys) -> Path:
        """The folder of the file that the value was written in; photo paths are relative to it."""
        origin = self.origin(keys)
        path = self.sources[origin.file] if origin else next(iter(self.sources.values()))
        return path.parent
