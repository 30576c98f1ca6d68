"""The ledger of inspections: a row is a hazard, and the rows of one inspection are an inspection as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.readback.known import at
from generator.readback.matching import Matched
from generator.readback.model import Back
from generator.readback.rows import Filled, filled, row_shape
from generator.readback.sheet import Rules, SheetReading
from generator.readback.tables import Table
from generator.record import Record

_KIND, _SOURCE, _HAZARDS = "kind", "source", "hazards"
_NO_HAZARD = frozenset(
    {"found", "location", "source", "finder", "number", "late"}
)  # said of an inspection too
_RECHECK = {"rechecked": "date", "result": "result", "rechecker": "rechecker"}
_RECHECKS = "rechecks"
_TITLE, _OWN = "检查类型", "企业自查"


@dataclass(slots=True)
class _Inspection:
    """An inspection that the data has not: its first row, and the numbers of the hazards that it found."""

    number: int
    found: Filled
    hazards: list[str] = field(default_factory=list)
    all_numbered: bool = True


class Inspections(SheetReading):
    """Reads the sheet of inspections; `beside` is where they belong, beside the hazards."""

    def __init__(
        self, table: Table, facts: Sequence[object], record: Record, rules: Rules, back: Back
    ) -> None:
        super().__init__(table, facts, record, rules, back)
        assert self.into.beside
        self.beside = self.into.beside
        rows = at(record.data, self.beside.list) or ()
        self._there = {(str(at(row, ("date",))), str(at(row, (_KIND,)))) for row in rows}
        self._inspections: dict[tuple[str, str], _Inspection] = {}

    def new(self, one: Matched) -> None:
        """A new row: its hazard where it tells of one, its inspection where that is new as well."""
        number = one.line.number
        hazard = filled(self.table, number, one.columns, self.into)
        source = hazard.data.get(_SOURCE)
        if source not in row_shape(self.into).child(_SOURCE).choices:
            self.take_kind(hazard, hazard.data.pop(_SOURCE, None))
        has_hazard = bool(hazard.data.keys() - _NO_HAZARD) or "number" in hazard.data
        is_kind = self._gather(one, hazard, has_hazard)
        if has_hazard:
            self.emit(number, hazard, self.into)
        elif not is_kind:
            self.unread[_TITLE] += 1

    def take_kind(self, hazard: Filled, kind: object) -> None:
        """A kind of inspection that is no source of hazards: those are the enterprise's own inspections."""
        if kind in row_shape(self.beside).child(_KIND).choices:
            hazard.data[_SOURCE] = _OWN

    def _gather(self, one: Matched, hazard: Filled, has_hazard: bool) -> bool:
        """Note the inspection of a row; False for kinds that hazards alone can be of."""
        beside = self.beside
        own = filled(self.table, one.line.number, self._columns_of(one), beside)
        own.problems.clear()  # told with the hazard
        if own.data.get(_KIND) not in row_shape(beside).child(_KIND).choices:
            return False
        own.data.pop(_HAZARDS, None)
        own.unread.clear()
        name = (str(own.data.get("date")), str(own.data[_KIND]))
        if name not in self._there and name not in self._inspections:
            self._inspections[name] = _Inspection(one.line.number, own)
        if has_hazard and name in self._inspections:
            self._count(self._inspections[name], hazard)
        return True

    @staticmethod
    def _count(inspection: _Inspection, hazard: Filled) -> None:
        if number := hazard.data.get("number"):
            inspection.hazards.append(number)
        else:
            inspection.all_numbered = False

    def _columns_of(self, one: Matched) -> list[int]:
        known = row_shape(self.beside).properties
        return [
            number for number in one.columns if known.keys() & self.beside.field(self._value_at(number))[:1]
        ]

    def finish(self) -> None:
        """Take the new inspections, each with the hazards that it found where all have numbers."""
        for one in self._inspections.values():
            if one.all_numbered:
                one.found.put((_HAZARDS,), one.hazards, one.found.places[()])
            self.emit(one.number, one.found, self.beside)

    def changed(self, one: Matched, fact: int) -> None:
        """A known row; a re-check after the one that the data has is one more, and no difference."""
        again = self._again(one, fact)
        if again is None:
            super().changed(one, fact)
            return
        rest = tuple(at for at in one.columns if self._value_at(at) not in _RECHECK)
        found = self.blanks(Matched(one.line, fact, rest), fact)
        found.data |= again.data
        found.places |= again.places
        found.problems += again.problems
        self.add(one.line.number, fact, found)

    def _again(self, one: Matched, fact: int) -> Filled | None:
        """The re-check that a row tells of beside the one in the data; None where it tells of none."""
        columns = [at for at in self.table.columns if self._value_at(at) in _RECHECK]
        found = filled(self.table, one.line.number, columns, self.into)
        day = found.data.get("rechecked")
        if not day or "result" not in found.data or not self._is_later(str(day), fact):
            return None
        row = {_RECHECK[name]: value for name, value in found.data.items()}
        places = {path: place for path, place in found.places.items() if not path}
        places |= {
            (_RECHECKS, 0, _RECHECK[str(path[0])]): place for path, place in found.places.items() if path
        }
        return Filled({_RECHECKS: [row]}, places, found.problems)

    def _is_later(self, day: str, fact: int) -> bool:
        """Whether the data has an earlier result, and no re-check of that day or after it."""
        row: Mapping[str, Any] = self.known.row(fact) or {}
        days = [row.get("rechecked"), *(at(one, ("date",)) for one in row.get(_RECHECKS) or ())]
        return bool(row.get("result") or any(days)) and all(str(one) < day for one in days if one)

    def _value_at(self, at_column: int) -> str:
        return self.table.columns[at_column].value


class HazardList(Inspections):
    """Reads a hazard list of another system, whose inspections are not ours."""

    def take_kind(self, hazard: Filled, kind: object) -> None:  # noqa: ARG002
        """A source that the data does not know is told."""
        if kind is not None:
            self.unread[f"{_TITLE}：{kind}"] += 1

    def _gather(self, one: Matched, hazard: Filled, has_hazard: bool) -> bool:  # noqa: ARG002
        return True
