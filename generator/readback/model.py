"""What reading a ledger back gives: rows for a file of records, what differs, and what was left."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.problems import Keys, Origin, Problem

LATE = "late"  # the field that says why a row comes late
_SOME_REASON = "补录"  # stands in for one that is missing, and is written nowhere

Places = Mapping[Keys, Origin]


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that somebody changed and that the data has otherwise; nothing is changed by it.

    ``title`` is the column's, ``there`` what the cell says ("" for a blank), ``known`` what the data says and
    ``known_at`` where, None where it is derived.
    """

    origin: Origin
    title: str
    there: str
    known: str
    known_at: Origin | None = None

    def __str__(self) -> str:
        there = f"台账改成“{self.there}”" if self.there else "台账里删去了"
        return f"{self.origin} {self.title}：{there}，{self._known()}"

    def _known(self) -> str:
        where = f"（{self.known_at.spoken()}）" if self.known_at and self.known_at.within else ""
        return f"资料是“{self.known}”{where}" if self.known else "资料没有"

    def row(self) -> dict[str, object]:
        """The difference as plain data."""
        return {
            **self.origin.row(),
            "title": self.title,
            "there": self.there,
            "known": self.known,
            "known_at": self.known_at.row() if self.known_at else None,
        }


@dataclass(slots=True)
class Rows:
    """Rows of data by the key path of their list, and the place of each value.

    ``unexplained`` are the rows that come late and do not say why.
    """

    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Keys, Origin] = field(default_factory=dict)
    unexplained: list[Keys] = field(default_factory=list)
    count: int = 0

    def has(self, listed: tuple[str, ...], field: str, value: object) -> bool:
        """Whether a row of a list has a value, which is not None, in a field."""
        under: Any = self.data
        for key in listed:
            under = under.get(key, {}) if isinstance(under, dict) else {}
        return value is not None and any(row.get(field) == value for row in under)

    def add(self, listed: tuple[str, ...], row: Mapping[str, Any], places: Places) -> Keys:
        """Add a row, and give its key path; ``places`` are those of its values within it, () its own."""
        rows = self._listed(listed)
        keys: Keys = (*listed, len(rows))
        rows.append(row)
        self.count += 1
        self.origins |= {(*keys, *place): origin for place, origin in places.items()}
        return keys

    def explained(self) -> dict[str, Any]:
        """The data as it would be if all rows that come late said why."""
        found = copy.deepcopy(self.data)
        for keys in self.unexplained:
            row: Any = found
            for key in keys:
                row = row[key]
            row[LATE] = _SOME_REASON
        return found

    def _listed(self, listed: tuple[str, ...]) -> list[Any]:
        """The rows of a list so far."""
        under: dict[str, Any] = self.data
        for key in listed[:-1]:
            under = under.setdefault(key, {})
        rows: list[Any] = under.setdefault(listed[-1], [])
        return rows


@dataclass(slots=True)
class Back:
    """What a workbook told.

    ``new`` and ``added`` count the rows that are new and those that add to rows which are known; ``same`` are
    the rows that tell nothing new. ``problems`` stop the work, ``notes`` are told.
    """

    title: str
    rows: Rows = field(default_factory=Rows)
    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    new: int = 0
    added: int = 0
    same: int = 0
    year: int | None = None
