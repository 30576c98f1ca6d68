"""The rows of all sheets as one mapping of data: objects, lists, values that stand for objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.entrybook.layout import Column, Layout, Path, Table, above
from generator.entrybook.marks import NOTHING, OBJECT
from generator.entrybook.taken import Row

Object = dict[str, Any]


def content(layout: Layout, root: Row) -> Object:
    """The data of the outermost mapping with all rows in it."""
    whole: Object = _object(_Kind.of(layout, None, layout.lines), root)
    return whole


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the rows of a table, or the outermost mapping, are made of.

    ``objects`` are the key paths of the objects in them.
    """

    shorts: tuple[Column, ...]
    inner: tuple[tuple[Path, _Kind], ...]
    objects: frozenset[Path]

    @classmethod
    def of(cls, layout: Layout, table: Table | None, columns: Sequence[Column]) -> _Kind:
        """The kind of the rows of a table with these columns, None for the outermost mapping."""
        below = tuple((one.below, cls.of(layout, one, one.fields)) for one in layout.owned(table))
        objects = frozenset(above([*(column.keys for column in columns), *(path for path, _ in below)]))
        return cls(tuple(column for column in columns if column.short), below, objects)


def _object(kind: _Kind, row: Row) -> Any:
    made: Object = {}
    for path, mark in row.marks.items():
        if mark == OBJECT and path in kind.objects:
            _inner(made, path)
    for path, value in row.values.items():
        _put(made, path, value)
    _put_lists(made, kind, row)
    return _shortened(made, row, kind.shorts)


def _put_lists(made: Object, kind: _Kind, row: Row) -> None:
    """Put the lists in a row, those without rows where a mark says that they are there."""
    for below, inner in kind.inner:
        if rows := row.lists.get(below):
            _put(made, below, [_object(inner, one) for one in rows])
        elif row.marks.get(below) == NOTHING:
            _put(made, below, [])


def _put(made: Object, path: Path, value: Any) -> None:
    inner = _inner(made, path[:-1])
    inner[path[-1]] = value


def _inner(made: Object, path: Path) -> Object:
    """The object at a path, made where there is none."""
    for key in path:
        there = made.setdefault(key, {})
        made = there if isinstance(there, dict) else made
    return made


def _shortened(made: Object, row: Row, columns: Iterable[Column]) -> Any:
    """The object with each object in it that may be its one value alone; the value itself where it may be."""
    for column in columns:
        above, leaf = column.keys[:-1], column.keys[-1]
        inner = _there(made, above)
        if inner.keys() != {leaf} or row.marks.get(above) == OBJECT:
            continue
        if not above:
            return inner[leaf]
        _put(made, above, inner[leaf])
    return made


def _there(made: Object, path: Path) -> Object:
    """The object at a path, empty where there is none."""
    for key in path:
        made = made.get(key, {})
    return made
