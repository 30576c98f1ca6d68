"""The rows of all sheets as one mapping of data: objects, lists, values that stand for objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.entrybook.layout import Column, Layout, Path, Table
from generator.entrybook.marks import NOTHING, OBJECT
from generator.entrybook.taken import Row


def content(layout: Layout, root: Row) -> dict[str, Any]:
    """The data of the outermost mapping with all rows in it."""
    columns = [column for form in layout.forms for column in form.columns]
    whole: dict[str, Any] = _object(_Kind.of(layout, None, columns), root)
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
        places = (*(column.keys for column in columns), *(path for path, _ in below))
        objects = frozenset(place[:end] for place in places for end in range(1, len(place)))
        return cls(tuple(column for column in columns if column.short), below, objects)


def _object(kind: _Kind, row: Row) -> Any:
    made: dict[str, Any] = {}
    for path, mark in row.marks.items():
        if mark == OBJECT and path in kind.objects:
            _inner(made, path)
    for path, value in row.values.items():
        _put(made, path, value)
    for below, inner in kind.inner:
        if rows := row.lists.get(below):
            _put(made, below, [_object(inner, one) for one in rows])
        elif row.marks.get(below) == NOTHING:
            _put(made, below, [])
    return _shortened(made, row, kind.shorts)


def _put(made: dict[str, Any], path: Path, value: Any) -> None:
    inner = _inner(made, path[:-1])
    inner[path[-1]] = value


def _inner(made: dict[str, Any], path: Path) -> dict[str, Any]:
    """The object at a path, made where there is none."""
    for key in path:
        there = made.setdefault(key, {})
        made = there if isinstance(there, dict) else made
    return made


def _shortened(made: dict[str, Any], row: Row, columns: Iterable[Column]) -> Any:
    """The object with each object in it that may be its one value alone; the value itself where it may be."""
    for column in columns:
        *above, leaf = column.keys
        inner = made
        for key in above:
            inner = inner.get(key, {})
        if inner.keys() != {leaf} or row.marks.get(tuple(above)) == OBJECT:
            continue
        if not above:
            return inner[leaf]
        _put(made, tuple(above), inner[leaf])
    return made
