"""A client as the registry has it, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from generator.intake import glance
from generator.problems import Keys, Origin, Problem, warning
from generator.schema import label

State = Literal["made", "stands", "failed"]
_MEND = "客户文件夹没有改动；请核对后改其中一处"


@dataclass(frozen=True, slots=True)
class Row:
    """One client of the registry.

    ``place`` is the cell with its name, ``data`` what its row says in the form of a client's data, with the
    cell of each value in ``origins``. ``problems`` are errors in the row: no folder is made of it;
    ``notes`` are doubts.
    """

    place: Origin
    data: Mapping[str, Any]
    origins: Mapping[Keys, Origin]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def client(self) -> glance.Glance:
        """Whose row it is; no name and no code where these are wrong."""
        return glance.of(self.data)


@dataclass(frozen=True, slots=True)
class Listing:
    """All rows of a registry; ``notes`` tell the sheets and columns that were not read."""

    rows: tuple[Row, ...]
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the registry has otherwise than the client's data, which may have none (None).

    ``origin`` is its cell in the registry, ``place`` where the client's data have theirs.
    """

    keys: Keys
    given: Any
    there: Any
    origin: Origin | None
    place: Origin | None

    @property
    def label(self) -> str:
        """The Chinese name of the field."""
        return label(self.keys)

    @property
    def problem(self) -> Problem:
        """The difference as a line to read."""
        there = "没有填" if self.there is None else f"是{_told(self.there)}"
        message = f"名册是{_told(self.given)}，{self.place} {there}"
        return warning(self.label, message, _MEND, self.origin, self.keys)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: a folder was made, stands already, or was not made for its problems.

    ``folder`` is None where none was made.
    """

    row: Row
    state: State
    folder: Path | None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()


def _told(value: Any) -> str:
    return f"“{'、'.join(map(str, value)) if isinstance(value, (list, tuple)) else value}”"
