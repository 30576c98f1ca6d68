"""The ledger of inspections: a row is a hazard, and the rows of one inspection are an inspection as well."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.problems import Keys
from generator.readback.known import Row
from generator.readback.matching import Matched
from generator.readback.model import Back
from generator.readback.rows import Filled, filled, row_shape
from generator.readback.sheet import Rules, SheetReading
from generator.readback.tables import Table
from generator.record import Record, at

_KIND, _SOURCE, _HAZARDS = "kind", "source", "hazards"
_NO_HAZARD = frozenset(
    {"found", "location", "source", "finder", "number", "late"}
)  # said of an inspection too
_RECHECK = {"rechecked": "date", "result": "result", "rechecker": "rechecker"}
_RECHECKS = "rechecks"
_TITLE, _OWN = "检查类型", "企业自查"

_Name = tuple[str, str]  # the day and the kind by which an inspection is known


@dataclass(slots=True)
class _Inspection:
    """An inspection that the data has not: its first row, and the numbers of the hazards that it found."""

    number: int
    found: Filled
    hazards: list[str] = field(default_factory=list)
    all_numbered: bool = True

    def count(self, hazard: Filled) -> None:
        """Note one more hazard that it found."""
        if number := hazard.data.get("number"):
            self.hazards.append(number)
        else:
            self.all_numbered = False

    def whole(self) -> Filled:
        """The inspection with its hazards, where all have numbers."""
        if self.all_numbered:
            self.found.put((_HAZARDS,), self.hazards, self.found.place)
        return self.found


class Inspections(SheetReading):
    """Reads the sheet of inspections; `beside` is where they belong, beside the hazards."""

    def __init__(
        self, table: Table, facts: Sequence[object], record: Record, rules: Rules, back: Back
    ) -> None:
        super().__init__(table, facts, record, rules, back)
        assert self.into.beside
        self.beside = self.into.beside
        self._there = {_name(row) for row in at(record.data, self.beside.list) or ()}
        self._inspections: dict[_Name, _Inspection] = {}

    def new(self, one: Matched) -> None:
        """A new row: its hazard where it tells of one, its inspection where that is new as well."""
        number = one.number
        hazard = filled(self.table, number, one.columns, self.into)
        if hazard.data.get(_SOURCE) not in row_shape(self.into).child(_SOURCE).choices:
            self.take_kind(hazard, hazard.data.pop(_SOURCE, None))
        has_hazard = _tells_of_hazard(hazard)
        is_kind = self._gather(one, hazard if has_hazard else None)
        if has_hazard:
            self.emit(number, hazard, self.into)
        elif not is_kind:
            self.unread[_TITLE] += 1

    def take_kind(self, hazard: Filled, kind: object) -> None:
        """A kind of inspection that is no source of hazards: those are the enterprise's own inspections."""
        if kind in self._kinds:
            hazard.data[_SOURCE] = _OWN

    def _gather(self, one: Matched, hazard: Filled | None) -> bool:
        """Note the inspection of a row and the hazard in it; False for kinds that hazards alone can be of."""
        own = self._inspection(one)
        if own.data.get(_KIND) not in self._kinds:
            return False
        name = _name(own.data)
        if name not in self._there:
            there = self._inspections.setdefault(name, _Inspection(one.number, own))
            if hazard:
                there.count(hazard)
        return True

    def _inspection(self, one: Matched) -> Filled:
        """What a row says of its inspection; what is wrong in it is told with the hazard."""
        found = filled(self.table, one.number, self._columns_of(one), self.beside)
        found.data.pop(_HAZARDS, None)
        return Filled(found.data, found.places)

    @property
    def _kinds(self) -> Collection[str]:
        """The kinds of inspections."""
        return row_shape(self.beside).child(_KIND).choices

    def _columns_of(self, one: Matched) -> list[int]:
        """The changed columns that inspections have."""
        known = row_shape(self.beside).properties
        return [at for at in one.columns if self._field_at(at) in known]

    def _field_at(self, at_column: int) -> str:
        """The field of an inspection that a column holds; "" for none."""
        return next(iter(self.beside.field(self._value_at(at_column))), "")

    def finish(self) -> None:
        """Take the new inspections, each with the hazards that it found where all have numbers."""
        for one in self._inspections.values():
            self.emit(one.number, one.whole(), self.beside)

    def changed(self, one: Matched, fact: int) -> None:
        """A known row; a re-check after the one that the data has is one more, and no difference."""
        again = self._again(one, fact)
        if again is None:
            super().changed(one, fact)
            return
        rest = tuple(at for at in one.columns if self._value_at(at) not in _RECHECK)
        found = self.blanks(Matched(one.line, fact, rest), fact)
        found.join(again)
        self.add(one.number, fact, found)

    def _again(self, one: Matched, fact: int) -> Filled | None:
        """The re-check that a row tells of beside the one in the data; None where it tells of none."""
        columns = [at for at in self.table.columns if self._value_at(at) in _RECHECK]
        found = filled(self.table, one.number, columns, self.into)
        day = found.data.get("rechecked")
        if not day or "result" not in found.data or not self._is_later(str(day), fact):
            return None
        return _as_recheck(found)

    def _is_later(self, day: str, fact: int) -> bool:
        """Whether the data has an earlier result, and no re-check of that day or after it."""
        row = self.known.row(fact) or {}
        days = [one for one in _recheck_days(row) if one]
        return bool(row.get("result") or days) and all(str(one) < day for one in days)

    def _value_at(self, at_column: int) -> str:
        return self.table.columns[at_column].value


def _name(row: Any) -> _Name:
    """What an inspection is known by."""
    return str(at(row, ("date",))), str(at(row, (_KIND,)))


def _tells_of_hazard(row: Filled) -> bool:
    return "number" in row.data or bool(row.data.keys() - _NO_HAZARD)


def _recheck_days(row: Row) -> Iterator[object]:
    """The days on which a hazard was checked again, with blanks between."""
    yield row.get("rechecked")
    for one in row.get(_RECHECKS) or ():
        yield at(one, ("date",))


def _as_recheck(found: Filled) -> Filled:
    """The cells of a re-check as a row of the list of re-checks."""
    row = {_RECHECK[name]: value for name, value in found.data.items()}
    places = {_place(path): origin for path, origin in found.places.items()}
    return Filled({_RECHECKS: [row]}, places, found.problems)


def _place(path: Keys) -> Keys:
    """Where in the list of re-checks a value of the row stands."""
    return (_RECHECKS, 0, _RECHECK[str(path[0])]) if path else ()


class HazardList(Inspections):
    """Reads a hazard list of another system, whose inspections are not ours."""

    def take_kind(self, hazard: Filled, kind: object) -> None:  # noqa: ARG002
        """A source that the data does not know is told."""
        if kind is not None:
            self.unread[f"{_TITLE}：{kind}"] += 1

    def _gather(self, one: Matched, hazard: Filled | None) -> bool:  # noqa: ARG002
        return True
