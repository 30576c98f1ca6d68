"""What the client left out and the State fixes: filled in for the documents, and told by ``check``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from generator.domain import EquipmentState, printing
from generator.facts.plain import Data, part, text
from generator.library import Library, built_in, chemicals, health_factors, industries, special_equipment
from generator.problems import Keys, Origin
from generator.record import Record
from generator.schema import shape

Value = str | int | bool
_AMENDED = "GBZ 2.1-2019 正文的数值，用前核对修改单"


@dataclass(frozen=True, slots=True)
class Filling:
    """A value that is filled in: where it would stand, whose it is, and what a person has to look after."""

    keys: Keys
    subject: str
    value: Value
    note: str = ""

    @property
    def title(self) -> str:
        """What the field is called: CAS 号."""
        return shape.at(self.keys).title

    @property
    def written(self) -> str:
        """The value as a person would write it."""
        return "是" if self.value is True else printing.words(self.value)


def completed(record: Record, library: Library | None = None) -> Record:
    """The record with everything filled in that the State fixes and the client left out."""
    data: dict[str, Any] = dict(record.data)
    for one in fillings(record, library):
        data = _put(data, one.keys, one.value)
    return replace(record, data=data)


def fillings(record: Record, library: Library | None = None) -> tuple[Filling, ...]:
    """What is filled in, in the order of the data; nothing where a name may mean several things."""
    library, data = library or built_in(), record.data
    return (
        *_industry(data, library),
        *_of_each(data, "chemicals", "name", _chemical, library),
        *_of_each(data, "health_factors", "factor", _factor, library),
        *_of_each(data, "equipment", "name", _equipment, library),
    )


def told(record: Record, library: Library | None = None) -> str:
    """All that is filled in, in one line by subject: 危险化学品[1]“丙酮”CAS 号、危险性类别."""
    found = groupby(fillings(record, library), key=lambda one: (one.keys[:2], one.subject))
    return "；".join(f"{whose}{_titles(group)}" for (_, whose), group in found)


def _titles(group: Iterable[Filling]) -> str:
    return "、".join(one.title for one in group)


Placed = tuple[Origin | None, Filling]


def lines(record: Record, library: Library | None = None) -> Iterator[Placed]:
    """Each value with the place of the row that it completes."""
    return ((record.origin(one.keys), one) for one in fillings(record, library))


def _put(data: Any, keys: Keys, value: Value) -> Any:
    """A copy of nested mappings and lists with the value at the key path; what lies beside is shared."""
    if not keys:
        return value
    first, *rest = keys
    if isinstance(data, list):
        return [_put(row, tuple(rest), value) if place == first else row for place, row in enumerate(data)]
    return {**data, first: _put(data.get(first, {}), tuple(rest), value)}


Found = Iterable[tuple[tuple[str, ...], Value, str]]  # keys below the row, the value, a note


Find = Callable[[Data, Library], Found]


def _of_each(data: Data, key: str, named: str, find: Find, library: Library) -> Iterator[Filling]:
    for place, row in enumerate(data.get(key) or ()):
        if isinstance(row, Mapping):
            subject = f"{shape.label((key, place))}“{text(row, named)}”"
            for below, value, note in find(row, library):
                yield Filling((key, place, *below), subject, value, note)


def _industry(data: Data, library: Library) -> Iterator[Filling]:
    """The code of an industry that is called exactly as the standard calls one."""
    given = part(part(data, "enterprise"), "industry")
    found = industries.named(text(given, "name"), library)
    if found and not given.get("code"):
        yield Filling(("enterprise", "industry", "code"), f"行业“{found.name}”", found.code)


def _chemical(row: Data, library: Library) -> Found:
    found = chemicals.find(text(row, "name"), library)
    for key, value, note in _listed(found) if found else ():
        if row.get(key) in (None, ""):  # a state that is denied stands: it is told, not changed
            yield (key,), value, note


def _listed(found: chemicals.Found) -> Iterator[tuple[str, Value, str]]:
    """All that the lists say of a chemical under the name that the client gives it."""
    one = found.chemical
    yield "cas", one.cas, ""
    if found.whole and one.hazard:
        yield "hazard", one.hazard, ""
    if found.holds and one.precursor:
        yield "precursor", True, one.precursor
    if found.whole and one.explosive:
        yield "explosive_precursor", True, ""


def _factor(row: Data, library: Library) -> Found:
    found = health_factors.find(text(row, "factor"), library)
    if found and row.get("limit") is None:
        yield ("limit",), found.written, _AMENDED if found.numbers else ""


def _equipment(row: Data, library: Library) -> Found:
    special = part(row, "special")
    if special and not special.get("cycle_months") and text(row, "state") != EquipmentState.SCRAPPED:
        kind = _kind(row, text(special, "category"), library)
        if kind and kind.months:
            yield ("special", "cycle_months"), kind.months, kind.note


def _kind(row: Data, category: str, library: Library) -> special_equipment.Kind | None:
    called = f"{text(row, 'name')} {text(row, 'parameters')}"
    return special_equipment.find(category, called, library)
