"""A row of a ledger as a row of data: each cell under its field, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from generator.entrybook import cells
from generator.library import Column, ledgers
from generator.problems import Keys, Origin, Problem, error
from generator.readback import values
from generator.readback.model import LATE
from generator.readback.tables import Table
from generator.schema import Shape, shape

_LATE_WORD = "补录："


@dataclass(slots=True)
class Filled:
    """A row of data; ``unread`` are titles of cells that the data has no place for."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Keys, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def put(self, path: tuple[str, ...], value: object, origin: Origin) -> None:
        """A value at its key path, the first that is given."""
        under = self.data
        for key in path[:-1]:
            under = under.setdefault(key, {})
        if path[-1] not in under:
            under[path[-1]] = value
            self.places[path] = origin


def row_shape(into: ledgers.Into) -> Shape:
    """The shape of a row of the list."""
    return shape.client().at(into.list).items or Shape()


def filled(table: Table, number: int, columns: Iterable[int], into: ledgers.Into) -> Filled:
    """The cells of a row in these columns as a row of the list."""
    found = Filled()
    found.places[()] = table.origin(number, 1)
    for at in columns:
        column = table.columns[at]
        value = table.value(number, at)
        if value is None or values.shown(value) == into.none.get(column.value, ""):
            continue
        form = partial(table.grid.number_format, number, at)
        _put(found, column, value, into, table.origin(number, at), form)
    return found


def _put(
    found: Filled,
    column: Column,
    value: cells.Value,
    into: ledgers.Into,
    origin: Origin,
    form: Callable[[], str],
) -> None:
    if into.is_derived(column.value):
        return
    path = into.field(column.value) if column.value else ()
    known = row_shape(into).at(path) if path else Shape()
    if path == (LATE,):
        reason = values.shown(value).removeprefix(_LATE_WORD)
        if values.shown(value).startswith(_LATE_WORD) and reason:
            found.put(path, reason, origin)
            return
    elif known.title:
        try:
            found.put(path, values.data(value, known, form), origin)
        except values.LostError as exc:
            found.problems.append(error(column.title, exc.message, exc.hint, origin))
        return
    found.unread.append(column.title)
