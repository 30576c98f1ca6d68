"""The rows of the data behind the rows of a ledger, and the numbers by which records add to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from generator.intake import same
from generator.library import Sheet, ledgers
from generator.problems import Keys, Origin
from generator.record import Record, at
from generator.workbooks import keys

Row = Mapping[str, Any]
_Path = tuple[str, ...]
_Said = Mapping[str, str]  # the texts of values by their names
_Numbers = tuple[str, ...]  # the values by which a row is known, as they are compared
_Found = dict[_Numbers, list[int]]  # the rows known by the same values
_Wanted = Mapping[_Path, list[str]]  # the texts of each field
K = TypeVar("K")
V = TypeVar("V")


class Known:
    """What the data has of a sheet's rows: ``facts`` are those of the ledger, derived of the record."""

    def __init__(self, record: Record, into: ledgers.Into, sheet: Sheet, facts: Sequence[object]) -> None:
        self._record = record
        self._into = into
        self._facts = facts
        self._columns = {column.value: column for column in sheet.columns if column.value}
        self._by = [column for column in keys.known_by(sheet) if into.field(column.value)]
        self._rows = [*_mappings(at(record.data, into.list))]
        self._taken: set[int] = set()
        self._lists: dict[Keys, _Found] = {}
        self._told = [self._said(row) for row in self._rows]
        self._first = self._by_first()
        self._number = cache(self._of_fact)
        self.numbers = cache(self._numbers)

    def _by_first(self) -> dict[str, list[int]]:
        """The rows of the data by the first value that tells them apart, "" for those without."""
        told = enumerate(self._told)
        return grouped((texts.get(self._by[0].value, ""), number) for number, texts in told)

    def row(self, fact: int) -> Row | None:
        """The row of the data that a row of the facts is made of; None where that cannot be told."""
        number = self._number(fact)
        return None if number is None else self._rows[number]

    def value(self, fact: int, path: _Path) -> object:
        """What the data says at a key path within the row; None where it says nothing."""
        row = self.row(fact)
        return None if row is None else at(row, path)

    def origin(self, fact: int, path: _Path) -> Origin | None:
        """Where the data says it, else where the row stands."""
        number = self._number(fact)
        return None if number is None else self._record.origin((*self._into.list, number, *path))

    def _numbers(self, fact: int) -> Row | None:
        """The values by which a file of records names the row; None where it has no number of its own."""
        row = self.row(fact)
        names = same.FIELDS.get(self._into.list, ())
        if row is None or not names:
            return None
        found = {name: row[name] for name in names if row.get(name) is not None}
        if names[0] not in found and (given := self._given_number(fact, names[0])):
            found[names[0]] = given
        is_alone = len(self._alike(found, self._into.list)) <= 1
        return found if names[0] in found and is_alone else None

    def _given_number(self, fact: int, field: str) -> str:
        """The number that the tool gave to a row; "" for a row that is known by something else."""
        if field != "number":
            return ""
        value = self._value_of(field)
        return keys.told(self._facts[fact], [self._columns[value]])[0] if value else ""

    def _value_of(self, field: str) -> str:
        """The value of the ledger that a field of the data holds; "" for none."""
        return next((value for value in self._columns if self._into.field(value) == (field,)), "")

    def like(self, row: Row, listed: Keys) -> tuple[str, Origin | None] | None:
        """The field by which a new row is one of the data's already, and where that stands; None for none."""
        names = same.FIELDS.get(listed, ())
        if not names or row.get(names[0]) is None:
            return None
        alike = self._alike(row, listed)
        return (names[0], self._record.origin((*listed, alike[0], names[0]))) if alike else None

    def _alike(self, row: Row, listed: Keys) -> Sequence[int]:
        """The rows of a list that are known by what a row says."""
        return self._numbered(listed).get(_numbers(row, listed), ())

    def _numbered(self, listed: Keys) -> _Found:
        """The rows of a list by the values by which they are known."""
        if listed not in self._lists:
            rows = enumerate(at(self._record.data, listed) or ())
            known = ((_numbers(row, listed), number) for number, row in rows if isinstance(row, dict))
            self._lists[listed] = grouped(known)
        return self._lists[listed]

    def _of_fact(self, fact: int) -> int | None:
        """The row of the data that a fact is made of, each of one fact."""
        told = keys.told(self._facts[fact], self._by)
        wanted = self._by_field(told)
        for number in self._likely(told[0]):
            if number not in self._taken and self._fits(self._told[number], wanted):
                self._taken.add(number)
                return number
        return None

    def _likely(self, first: str) -> Iterator[int]:
        """The rows that say something, of those with that first value and those without one."""
        for one in dict.fromkeys((first, "")):
            yield from (number for number in self._first.get(one, ()) if self._told[number])

    def _by_field(self, told: Sequence[str]) -> _Wanted:
        """What a fact says, by the fields of the data."""
        fields = (self._into.field(column.value) for column in self._by)
        return grouped(zip(fields, told, strict=True))

    def _fits(self, row: _Said, wanted: _Wanted) -> bool:
        """Whether all that the data says of what tells rows apart is said by the facts as well."""
        return all(text in wanted[self._into.field(value)] for value, text in row.items())

    def _said(self, row: Row) -> dict[str, str]:
        """What a row of the data says of what tells rows apart."""
        found = {}
        for column in self._by:
            if value := at(row, self._into.field(column.value)):
                found[column.value] = keys.plain_of(value, column)
        return found


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key in their order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _mappings(rows: Any) -> Iterator[Row]:
    """The rows of a list, an empty one for whatever is no mapping."""
    for one in rows or ():
        yield one if isinstance(one, dict) else {}


def _numbers(row: Row, listed: Keys) -> _Numbers:
    return tuple(repr(row.get(name)) for name in same.FIELDS.get(listed, ()))
