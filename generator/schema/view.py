"""The data that the rules may trust: faulty values taken out, so that each rule meets the right types."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.library import Library
from generator.problems import Problem
from generator.record import Keys, Record
from generator.schema.telling import doubt, fault

Row = dict[str, Any]
Placed = tuple[Keys, Row]
Agreed = tuple[Keys, Row, Keys]

_DOCUMENTS: Keys = ("documents",)


@dataclass(slots=True)
class View:
    """Sound data with its record; rules add what they find.

    ``damaged`` are the key paths of what is faulty or could not be read, and so was taken out.
    """

    record: Record
    data: Row
    library: Library
    damaged: frozenset[Keys] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def get(self, *keys: str | int) -> Any:
        """The value at a key path, or None."""
        return reached(self.data, keys)

    def rows(self, *keys: str | int) -> Iterator[Placed]:
        """The objects of the list at a key path, each with its own key path."""
        return _rows(self.get(*keys), keys)

    def rows_below(self, keys: Keys, name: str) -> Iterator[Placed]:
        """The objects of the list that a row at a key path holds."""
        return _rows(_at(self.data, keys).get(name), (*keys, name))

    def entries(self, *keys: str | int) -> Iterator[Entry]:
        """The objects of the list at a key path, as what rules judge."""
        return (Entry(self, *placed) for placed in self.rows(*keys))

    def risks(self) -> Iterator[Entry]:
        """The risk points of all zones."""
        return (risk for zone in self.entries("zones") for risk in zone.rows("risks"))

    def at(self, keys: Keys) -> Row:
        """The object at a key path, empty where there is none."""
        value: Any = self.data
        for key in keys:
            value = _step(value, key)
        return value if isinstance(value, dict) else {}

    def agreed(self) -> Iterator[Agreed]:
        """Each agreement with its key path and that of the documents of its period."""
        alone = self.get("agreement")
        if isinstance(alone, dict):
            yield ("agreement",), alone, _DOCUMENTS
        for keys, row in self.rows("agreements"):
            is_first = not (alone or keys[-1])
            yield keys, row, _DOCUMENTS if is_first else (*keys, "documents")

    def names(self, *keys: str, name: str = "name") -> set[str] | None:
        """The names in the list at a key path; None where faults make the list unsafe to compare with."""
        if self.is_damaged(*keys):
            return None
        return {row[name] for _, row in self.rows(*keys) if name in row}

    def is_damaged(self, *keys: str | int) -> bool:
        """Whether the value at a key path, something in it or what it is in was taken out."""
        depth = len(keys)
        return any(path[:depth] == keys[: len(path)] for path in self.damaged)

    def has_gaps(self, *keys: str | int) -> bool:
        """Whether the value at a key path, or something in it, was taken out."""
        depth = len(keys)
        return any(path[:depth] == keys for path in self.damaged)

    def mention(self, keys: Keys, beside: Keys) -> str:
        """Where a value stands, for a line that is told at another one: （第 12 行）, （设备!D7）."""
        return self.record.mention(keys, beside)

    def error(self, keys: Keys, message: str, hint: str = "") -> None:
        """Note an error at a key path."""
        self.problems.append(fault(self.record, keys, message, hint))

    def warn(self, keys: Keys, message: str, hint: str = "") -> None:
        """Note a warning at a key path."""
        self.problems.append(doubt(self.record, keys, message, hint))


class Entry(NamedTuple):
    """A row with its place; a field of it is named, dotted where it lies deeper: special.result."""

    view: View
    keys: Keys
    row: Row

    def get(self, field: str, default: Any = None) -> Any:
        """The value of a field of the row itself."""
        return self.row.get(field, default)

    def at(self, field: str) -> Keys:
        """The place of a field."""
        return (*self.keys, *field.split("."))

    def rows(self, name: str) -> Iterator[Entry]:
        """The objects of a list that the row holds."""
        return (Entry(self.view, *placed) for placed in self.view.rows_below(self.keys, name))

    def is_lost(self, *fields: str) -> bool:
        """Whether one of the fields was taken out as faulty."""
        return any(self.at(field) in self.view.damaged for field in fields)

    def beside(self, field: str, told: str) -> str:
        """Where a field stands, for a line that is told at another field of the row."""
        return self.away(self.at(field), told)

    def away(self, keys: Keys, told: str) -> str:
        """Where a value outside the row stands, for a line that is told at a field of it."""
        return self.view.mention(keys, self.at(told))

    def error(self, field: str, message: str, hint: str) -> None:
        """Note an error at a field."""
        self.view.error(self.at(field), message, hint)

    def warn(self, field: str, message: str, hint: str) -> None:
        """Note a warning at a field."""
        self.view.warn(self.at(field), message, hint)


def sound(record: Record, faulty: Iterable[Keys], library: Library, unread: Collection[Keys] = ()) -> View:
    """The record without the values at the faulty key paths; what is unread is missing already."""
    paths = frozenset(faulty)
    if not (paths or unread):
        return View(record, dict(record.data), library)
    return View(record, _without(record, paths), library, paths.union(unread))


def reached(value: Any, keys: Iterable[str | int]) -> Any:
    """What lies below a value along keys, or None."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def repeated(entries: Iterable[Entry], field: str) -> Iterator[Entry]:
    """Those whose field holds what it holds in one before them."""
    seen: set[Any] = set()
    for one in entries:
        value = one.get(field)
        if value in seen:
            yield one
        elif value:
            seen.add(value)


def inside(value: Any) -> Iterable[tuple[str | int, Any]]:
    """What a group or a list holds, each by its key or number."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _rows(listed: Iterable[Any] | None, keys: Keys) -> Iterator[Placed]:
    for number, row in enumerate(listed or ()):
        if isinstance(row, dict):
            yield (*keys, number), row


def _step(value: Any, key: str | int) -> Any:
    """The value under a key or a number; None where the value is of the other kind."""
    if isinstance(key, str):
        return value.get(key) if isinstance(value, dict) else None
    return value[key] if isinstance(value, list) else None


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data


def _without(record: Record, paths: Iterable[Keys]) -> Row:
    """A copy of the data without the values at the key paths."""
    data = copy.deepcopy(dict(record.data))
    for keys in paths:
        _remove(data, keys)
    return data


def _remove(data: Any, keys: Keys) -> None:
    """Take a value out, unless what it is in is gone already."""
    for key in keys[:-1]:
        if data is None or (isinstance(data, dict) and key not in data):
            return
        data = data[key]
    _drop(data, keys[-1] if keys else "")


def _drop(data: Any, key: str | int) -> None:
    """Take out what is under a key; an item of a list leaves None, so that the others keep their places."""
    if isinstance(data, dict):
        data.pop(key, None)
    elif isinstance(data, list) and isinstance(key, int):
        data[key] = None
