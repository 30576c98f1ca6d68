"""The rows of the data behind the rows of a ledger, and the numbers by which records add to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from generator.intake import same
from generator.library import Sheet, ledgers
from generator.problems import Keys, Origin
from generator.record import Record
from generator.workbooks import keys

Row = Mapping[str, Any]


class Known:
    """What the data has of a sheet's rows: ``facts`` are those of the ledger, derived of the record."""

    def __init__(self, record: Record, into: ledgers.Into, sheet: Sheet, facts: Sequence[object]) -> None:
        self._record = record
        self._into = into
        self._facts = facts
        self._columns = {column.value: column for column in sheet.columns if column.value}
        self._by = [column for column in keys.known_by(sheet) if into.field(column.value)]
        rows = at(record.data, into.list)
        self._rows: list[Row] = [one if isinstance(one, dict) else {} for one in rows or ()]
        self._taken: set[int] = set()
        self._lists: dict[Keys, dict[tuple[str, ...], list[int]]] = {}
        self._told = [self._said(row) for row in self._rows]
        self._first: dict[str, list[int]] = {}
        for number, told in enumerate(self._told):
            self._first.setdefault(told.get(self._by[0].value, ""), []).append(number)
        self._number = cache(self._of_fact)
        self.numbers = cache(self._numbers)

    def row(self, fact: int) -> Row | None:
        """The row of the data that a row of the facts is made of; None where that cannot be told."""
        number = self._number(fact)
        return None if number is None else self._rows[number]

    def value(self, fact: int, path: tuple[str, ...]) -> object:
        """What the data says at a key path within the row; None where it says nothing."""
        row = self.row(fact)
        return None if row is None else at(row, path)

    def origin(self, fact: int, path: tuple[str, ...]) -> Origin | None:
        """Where the data says it, else where the row stands."""
        number = self._number(fact)
        return None if number is None else self._record.origin((*self._into.list, number, *path))

    def _numbers(self, fact: int) -> Mapping[str, object] | None:
        """The values by which a file of records names the row; None where it has no number of its own."""
        row = self.row(fact)
        names = same.FIELDS.get(self._into.list, ())
        if row is None or not names:
            return None
        found = {name: value for name in names if (value := row.get(name)) is not None}
        first = self._shown(fact, names[0])
        if names[0] not in found and first and names[0] == "number":  # given by the tool
            found[names[0]] = first
        return found if names[0] in found and self._is_alone(found) else None

    def like(self, row: Row, listed: Keys) -> tuple[str, Origin | None] | None:
        """The field by which a new row is one of the data's already, and where that stands; None for none."""
        names = same.FIELDS.get(listed, ())
        if not names or row.get(names[0]) is None:
            return None
        number = self._numbered(listed).get(tuple(map(repr, map(row.get, names))))
        return (names[0], self._record.origin((*listed, number[0], names[0]))) if number else None

    def _numbered(self, listed: Keys) -> dict[tuple[str, ...], list[int]]:
        """The rows of a list by the values by which they are known."""
        if listed not in self._lists:
            names = same.FIELDS.get(listed, ())
            found = self._lists.setdefault(listed, {})
            for number, one in enumerate(at(self._record.data, listed) or ()):
                if isinstance(one, dict):
                    found.setdefault(tuple(map(repr, map(one.get, names))), []).append(number)
        return self._lists[listed]

    def _is_alone(self, found: Mapping[str, object]) -> bool:
        """Whether no other row is known by the same values."""
        names = same.FIELDS.get(self._into.list, ())
        return len(self._numbered(self._into.list).get(tuple(map(repr, map(found.get, names))), ())) <= 1

    def _shown(self, fact: int, field: str) -> str:
        values = (value for value in self._columns if self._into.field(value) == (field,))
        value = next(values, "")
        return keys.told(self._facts[fact], [self._columns[value]])[0] if value else ""

    def _of_fact(self, fact: int) -> int | None:
        """The row of the data that a fact is made of, each of one fact."""
        told = keys.told(self._facts[fact], self._by)
        wanted = dict(zip((column.value for column in self._by), told, strict=True))
        likely = (*self._first.get(told[0], ()), *(self._first.get("", ()) if told[0] else ()))
        fits = (number for number in likely if self._told[number] and number not in self._taken)
        found = next((number for number in fits if self._fits(self._told[number], wanted)), None)
        self._taken |= {found} if found is not None else set()
        return found

    def _fits(self, row: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
        """Whether all that the data says of what tells rows apart is said by the facts as well."""
        by_field: dict[tuple[str, ...], set[str]] = {}
        for value, text in wanted.items():
            by_field.setdefault(self._into.field(value), set()).add(text)
        return all(text in by_field[self._into.field(value)] for value, text in row.items())

    def _said(self, row: Row) -> dict[str, str]:
        """What a row of the data says of what tells rows apart."""
        found = ((column, at(row, self._into.field(column.value))) for column in self._by)
        return {column.value: keys.plain_of(value, column) for column, value in found if value}


def at(data: Any, path: Keys) -> Any:
    """The value at a key path; None where there is none."""
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data
