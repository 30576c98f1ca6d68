"""The data that the rules may trust: faulty values taken out, so that each rule meets the right types."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.library import Library
from generator.problems import Problem
from generator.record import Keys, Record
from generator.schema.telling import doubt, fault

Row = dict[str, Any]


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
        value: Any = self.data
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def rows(self, *keys: str | int) -> Iterator[tuple[Keys, Row]]:
        """The objects of the list at a key path, each with its own key path."""
        for number, row in enumerate(self.get(*keys) or ()):
            if isinstance(row, dict):
                yield (*keys, number), row

    def rows_below(self, keys: Keys, name: str) -> Iterator[tuple[Keys, Row]]:
        """The objects of the list that a row at a key path holds."""
        for number, row in enumerate(_at(self.data, keys).get(name) or ()):
            if isinstance(row, dict):
                yield (*keys, name, number), row

    def at(self, keys: Keys) -> Row:
        """The object at a key path, empty where there is none."""
        value: Any = self.data
        for key in keys:
            known = isinstance(value, dict) if isinstance(key, str) else isinstance(value, list)
            value = (value.get(key) if isinstance(key, str) else value[key]) if known else None
        return value if isinstance(value, dict) else {}

    def agreed(self) -> Iterator[tuple[Keys, Row, Keys]]:
        """Each agreement with its key path and that of the documents of its period."""
        alone = self.get("agreement")
        if isinstance(alone, dict):
            yield ("agreement",), alone, ("documents",)
        for keys, row in self.rows("agreements"):
            yield keys, row, (*keys, "documents") if alone or keys[-1] else ("documents",)

    def names(self, *keys: str, name: str = "name") -> set[str] | None:
        """The names in the list at a key path; None where faults make the list unsafe to compare with."""
        if self.is_damaged(*keys):
            return None
        return {row[name] for _, row in self.rows(*keys) if name in row}

    def is_damaged(self, *keys: str | int) -> bool:
        """Whether the value at a key path, something in it or what it is in was taken out."""
        depth = len(keys)
        return any(path[:depth] == keys[: len(path)] for path in self.damaged)

    def mention(self, keys: Keys, beside: Keys) -> str:
        """Where a value stands, for a line that is told at another one: （第 12 行）, （设备!D7）."""
        return self.record.mention(keys, beside)

    def error(self, keys: Keys, message: str, hint: str = "") -> None:
        """Note an error at a key path."""
        self.problems.append(fault(self.record, keys, message, hint))

    def warn(self, keys: Keys, message: str, hint: str = "") -> None:
        """Note a warning at a key path."""
        self.problems.append(doubt(self.record, keys, message, hint))


def sound(record: Record, faulty: Iterable[Keys], library: Library, unread: Collection[Keys] = ()) -> View:
    """The record without the values at the faulty key paths; what is unread is missing already."""
    paths = frozenset(faulty)
    if not (paths or unread):
        return View(record, dict(record.data), library)
    data = copy.deepcopy(dict(record.data))
    for keys in paths:
        _remove(data, keys)
    return View(record, data, library, paths.union(unread))


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data


def _remove(data: Any, keys: Keys) -> None:
    """Take a value out; an item of a list leaves None behind, so that the others keep their places."""
    for key in keys[:-1]:
        if data is None or (isinstance(data, dict) and key not in data):
            return
        data = data[key]
    last = keys[-1] if keys else ""
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int):
        data[last] = None
