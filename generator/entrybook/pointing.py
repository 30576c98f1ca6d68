"""What cells that point at rows show, and the numbers by which the rows are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from generator.entrybook import habits
from generator.entrybook.layout import Column, Layout, Path, Reference, Role, Table, label
from generator.record import at

Row = Mapping[str, Any]
Rows = Mapping[Path, Sequence[Row]]


@dataclass(slots=True)
class _Known:
    """The rows of one table: their labels by what values repeat of them, and all that may stand for one."""

    table: Table
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # field → its value → label
    words: set[str] = field(default_factory=set)
    meant: dict[str, Row] = field(default_factory=dict)  # label → the first row that has it

    def of(self, ref: Reference) -> Mapping[str, str]:
        """The labels by the values of a field."""
        return self.labels.get(ref.field, {})

    def may_mean(self, text: str) -> bool:
        """Whether a text, or what stands before its first blank, may stand for a row, there or gone."""
        spoken = habits.spaced(text)
        key = spoken.partition(" ")[0]
        return spoken in self.words or key in self.words or self.table.is_own_number(key)

    def leads_to(self, shown: str, name: str, value: str) -> bool:
        """Whether a label leads to a row that has the value in a field."""
        row = self.meant.get(shown)
        return row is not None and _text(row, (name,)) == value

    def add(self, row: Row, key: str, caption: str) -> None:
        """Take up a row by all that may stand for it."""
        shown = label(key, caption)
        self.meant.setdefault(shown, row)
        self.words.update((shown, key, caption))
        for name, labels in self.labels.items():
            for value in _texts(at(row, (name,))):
                labels.setdefault(value, shown)


class Pointing:
    """The rows that may be pointed at, in the order of their sheets.

    ``codes`` are those of reference data by name, each with a few words of what it is.
    """

    def __init__(self, layout: Layout, rows: Rows, codes: Mapping[str, Mapping[str, str]]) -> None:
        self._codes = codes
        targets = _targets(layout)
        taken = _pointers(layout, rows, targets)
        self.keys: dict[Path, list[str]] = {}
        self._known: dict[Path, _Known] = {}
        for table in layout.tables:
            if table.key:
                own = rows.get(table.path, ())
                keys = self.keys[table.path] = _keys(table, own, taken)
                self._known[table.path] = _known(table, own, keys, _fields(targets, table))
        self._counts = {path: Counter(map(habits.spaced, keys)) for path, keys in self.keys.items()}

    def is_double(self, table: Table, key: str) -> bool:
        """Whether several rows of a table have one key, as cells show it."""
        return self._counts[table.path][habits.spaced(key)] > 1

    def label(self, table: Table, number: int, row: Row) -> str:
        """How the row of a number (from 0) is shown where something points at it; "" for one without key."""
        key = self.keys[table.path][number]
        return label(key, _text(row, table.caption)) if key else ""

    def written(self, column: Column, value: str) -> str:
        """The label of the row that a value repeats; the value itself where it repeats that of none."""
        if column.library:
            return label(value, self._codes.get(column.library, {}).get(value, "")) if value else value
        for ref in column.refers[:1]:
            if known := self._known.get(ref.path):
                return known.of(ref).get(value, value)
        return value

    def is_read_as(self, column: Column, content: str, value: str) -> bool:
        """Whether what is written for a value leads back to it."""
        if column.library:
            return content.split(maxsplit=1)[:1] == [value]
        known = [(self._known[ref.path], ref) for ref in column.refers if ref.path in self._known]
        is_said = any(content in one.of(ref) for one, ref in known)
        if content == value:
            return is_said or not any(one.may_mean(value) for one, _ in known)
        return not is_said and any(one.leads_to(content, ref.field, value) for one, ref in known[:1])


def _targets(layout: Layout) -> set[Reference]:
    """All that values point at."""
    columns = chain.from_iterable(sheet.columns for sheet in layout.sheets)
    return set(chain.from_iterable(column.refers for column in columns))


def _fields(targets: Collection[Reference], table: Table) -> list[str]:
    """The fields of a table's rows that values repeat."""
    return [one.field for one in targets if one.path == table.path]


def _pointers(layout: Layout, rows: Rows, targets: Collection[Reference]) -> set[str]:
    """All texts that point at rows or are pointed at: no number of ours may look like one of them."""
    found: set[str] = set()
    for table in layout.tables:
        repeated = {(name,) for name in _fields(targets, table)}
        for column in table.fields:
            if column.refers or column.keys in repeated:
                values = (at(row, column.keys) for row in rows.get(table.path, ()))
                found.update(chain.from_iterable(map(_texts, values)))
    return found


def _keys(table: Table, rows: Sequence[Row], taken: set[str]) -> list[str]:
    """What each row of a table is known by: its own number, or the next of ours that nothing looks like."""
    if table.key and table.key.role is not Role.KEY:
        return [_text(row, table.key.keys) for row in rows]
    numbers = (table.number(number) for number in range(1, len(rows) + len(taken) + 1))
    free = (number for number in numbers if number not in taken)
    return [next(free) for _ in rows]


def _known(table: Table, rows: Sequence[Row], keys: Sequence[str], fields: Sequence[str]) -> _Known:
    known = _Known(table, {name: {} for name in fields})
    for row, key in zip(rows, keys, strict=True):
        known.add(row, key, _text(row, table.caption))
    return known


def _text(row: Row, keys: Path) -> str:
    value = at(row, keys)
    return "" if value is None or isinstance(value, (Mapping, list)) else str(value)


def _texts(value: Any) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return (one for one in values if isinstance(one, str))
