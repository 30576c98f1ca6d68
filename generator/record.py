"""A record: what one client filled in, each value with the place where it was written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import Any

from generator.assets import Asset, Assets
from generator.problems import Keys, Origin, Problem

__all__ = ["ISSUED", "Keys", "Record", "at"]

ISSUED = "issued"  # the part of the data that holds the index of what was issued

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

    ``sources`` maps the name of each file read (as it stands in Origin.file) to the files that it may name;
    ``source_hash`` is the SHA-256 (hex) over the bytes of the files read, in reading order;
    ``notes`` are what reading found doubtful; ``days`` maps the name of each file of records to the day that
    begins it. ``moved`` tells where rows were read that stand elsewhere in the data, as rows before them were
    left out; origins are by the key paths of reading.
    """

    data: Mapping[str, Any]
    origins: Mapping[Keys, Origin]
    sources: Mapping[str, Assets]
    source_hash: str
    notes: tuple[Problem, ...] = ()
    days: Mapping[str, datetime.date] = field(default_factory=dict)
    moved: Mapping[Keys, Keys] = field(default_factory=dict)

    @property
    def own(self) -> str:
        """What the client's own file is called, its folders left aside."""
        return PureWindowsPath(next(iter(self.sources), "client.yaml")).name

    def recorded(self, keys: Keys) -> datetime.date | None:
        """The day of the file of records that holds the value; None for what stands in no such file."""
        origin = self._written(keys) if self.days else None
        return self.days.get(origin.file) if origin else None

    def read_at(self, keys: Keys) -> Keys:
        """The key path at which the value that now stands under a key path was read."""
        if self.moved:
            for end in range(len(keys), 0, -1):
                if found := self.moved.get(keys[:end]):
                    return found + keys[end:]
        return keys

    def origin(self, keys: Keys) -> Origin | None:
        """The place of the value, of its nearest ancestor, or of the part beside which it is missing."""
        if found := self._written(keys):
            return found
        beside = _BESIDE.get(str(keys[0])) if keys else None
        return self.origins.get((beside,) if beside else ()) or self.origins.get(())

    def _written(self, keys: Keys) -> Origin | None:
        """The place of the value or of its nearest ancestor; None where the whole part is missing."""
        ends = (self.origins.get(keys[:end]) for end in range(len(keys), 0, -1))
        return next(filter(None, ends), None)

    def mention(self, keys: Keys, beside: Keys) -> str:
        """Where a value stands, for a line that is told at another value: （第 12 行）, （设备!D7）.

        The name of the file goes before where it is another one; "" on the same line, in the same cell, and
        where no place is known.
        """
        there, here = self._written(keys), self.origin(beside)
        if there is None or not there.within:
            return ""
        is_beside = here and (here.file, here.within) == (there.file, there.within)
        return "" if is_beside else f"（{there.spoken(here)}）"

    def assets(self, keys: Keys) -> Assets:
        """The files that may be named where the value was written: a photo's name is relative to its file."""
        origin = self.origin(keys)
        return self.sources[origin.file] if origin else next(iter(self.sources.values()))

    def asset(self, keys: Keys, name: str) -> Asset:
        """The file that the value under a key path names, there or not."""
        return self.assets(keys).find(name)


def at(data: Any, keys: Keys) -> Any:
    """The value of mappings within mappings at a key path; None where there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data
