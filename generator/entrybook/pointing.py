"""What cells that point at rows show, and the numbers by which the rows are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from generator.entrybook.layout import Column, Layout, Path, Reference, Role, Table, label

Row = Mapping[str, Any]


@dataclass(slots=True)
class _Known:
    """The rows of one table: their labels by what values repeat of them, and all that may stand for one."""

    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # field → its value → label
    words: set[str] = field(default_factory=set)


class Pointing:
    """The rows that may be pointed at, in the order of their sheets.

    ``codes`` are those of reference data by name, each with a few words of what it is.
    """

    def __init__(
        self, layout: Layout, rows: Mapping[Path, Sequence[Row]], codes: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._codes = codes
        targets = {one for sheet in layout.sheets for column in sheet.columns for one in column.refers}
        taken = _pointers(layout, rows, targets)
        known = [(table, rows.get(table.path, ())) for table in layout.tables if table.key]
        self.keys = {table.path: _keys(table, own, taken) for table, own in known}
        self._counts = {path: Counter(keys) for path, keys in self.keys.items()}
        self._known = {
            table.path: _known(table, own, self.keys[table.path], _fields(targets, table))
            for table, own in known
        }

    def is_double(self, table: Table, key: str) -> bool:
        """Whether several rows of a table have one key."""
        return self._counts[table.path][key] > 1

    def label(self, table: Table, number: int, row: Row) -> str:
        """How the row of a number (from 0) is shown where something points at it; "" for one without key."""
        key = self.keys[table.path][number]
        return label(key, _text(row, table.caption)) if key else ""

    def written(self, column: Column, value: str) -> str:
        """The label of the row that a value repeats; the value itself where it repeats that of none."""
        if column.library:
            return label(value, self._codes.get(column.library, {}).get(value, "")) if value else value
        if not column.refers:
            return value
        first = column.refers[0]
        known = self._known.get(first.path)
        return known.labels.get(first.field, {}).get(value, value) if known else value

    def is_read_as(self, column: Column, content: str, value: str) -> bool:
        """Whether what is written for a value leads back to it."""
        if column.library:
            return content.split(maxsplit=1)[:1] == [value]
        if content != value:
            return True  # a label
        known = [self._known[one.path] for one in column.refers if one.path in self._known]
        own = any(
            value in one.labels.get(ref.field, {}) for one, ref in zip(known, column.refers, strict=False)
        )
        if own:
            return True
        spoken = " ".join(value.split())
        said = spoken, spoken.partition(" ")[0]
        return not any(word in one.words for one in known for word in said)


def _fields(targets: Collection[Reference], table: Table) -> list[str]:
    """The fields of a table's rows that values repeat."""
    return [one.field for one in targets if one.path == table.path]


def _pointers(layout: Layout, rows: Mapping[Path, Sequence[Row]], targets: Collection[Reference]) -> set[str]:
    """All texts that point at rows or are pointed at: no number of ours may look like one of them."""
    found: set[str] = set()
    for table in layout.tables:
        fields = _fields(targets, table)
        for column in table.fields:
            if column.refers or (len(column.keys) == 1 and column.keys[0] in fields):
                values = (_at(row, column.keys) for row in rows.get(table.path, ()))
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
    known = _Known({name: {} for name in fields})
    for row, key in zip(rows, keys, strict=True):
        caption = _text(row, table.caption)
        shown = label(key, caption)
        known.words.update((shown, key, caption))
        for name in fields:
            for value in _texts(_at(row, (name,))):
                known.labels[name].setdefault(value, shown)
    return known


def _at(row: Any, keys: Path) -> Any:
    for key in keys:
        row = row.get(key) if isinstance(row, Mapping) else None
    return row


def _text(row: Row, keys: Path) -> str:
    value = _at(row, keys)
    return "" if value is None or isinstance(value, (Mapping, list)) else str(value)


def _texts(value: Any) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return (one for one in values if isinstance(one, str))
