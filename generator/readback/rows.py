"""A row of a ledger as a row of data: each cell under its field, with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from generator.library import ledgers
from generator.problems import Keys, Origin, Problem, error
from generator.readback import values
from generator.readback.model import LATE
from generator.readback.tables import Table, TypedCell
from generator.schema import Shape, shape

_LATE_WORD = "补录："


@dataclass(slots=True)
class Filled:
    """A row of data; ``unread`` are titles of cells that the data has no place for."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Keys, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def place(self) -> Origin:
        """Where the row stands."""
        return self.places[()]

    def put(self, path: tuple[str, ...], value: object, origin: Origin) -> None:
        """A value at its key path, the first that is given."""
        under = self.data
        for key in path[:-1]:
            under = under.setdefault(key, {})
        if path[-1] not in under:
            under[path[-1]] = value
            self.places[path] = origin

    def join(self, other: Filled) -> None:
        """Take over what another one found."""
        self.data |= other.data
        self.places |= other.places
        self.problems += other.problems


def row_shape(into: ledgers.Into) -> Shape:
    """The shape of a row of the list."""
    return shape.client().at(into.list).items or Shape()


def filled(table: Table, number: int, columns: Iterable[int], into: ledgers.Into) -> Filled:
    """The cells of a row in these columns as a row of the list."""
    found = Filled()
    found.places[()] = table.origin(number, 1)
    for at in columns:
        one = table.cell(number, at)
        is_none = one.shown == into.none.get(one.column.value, "")
        if one.value is not None and not is_none and not into.is_derived(one.column.value):
            _put(found, one, into)
    return found


def _put(found: Filled, one: TypedCell, into: ledgers.Into) -> None:
    """Put the value of a cell where it belongs, or note that it belongs nowhere."""
    path = into.field(one.column.value)
    try:
        value = reason(one.shown) if path == (LATE,) else _value(one, path, into)
    except values.LostError as exc:
        found.problems.append(error(one.column.title, exc.message, exc.hint, one.origin))
        return
    if value is None:
        found.unread.append(one.column.title)
    else:
        found.put(path, value, one.origin)


def _value(one: TypedCell, path: tuple[str, ...], into: ledgers.Into) -> Any:
    """The value of a cell as data has it, None where the data has no place for it; LostError."""
    known = row_shape(into).at(path)
    return one.data(known) if path and known.title else None


def reason(text: str) -> str | None:
    """Why a row comes late, where a remark says so."""
    return text.removeprefix(_LATE_WORD) or None if text.startswith(_LATE_WORD) else None
