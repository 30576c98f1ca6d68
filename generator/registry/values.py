"""The values of a registry's cells, read by the habits of people and of Excel."""

from __future__ import annotations

from typing import Any

from generator.entrybook import cells, habits, kinds, layout, lists
from generator.registry.headings import Field
from generator.schema import shape


def column(field: Field) -> layout.Column:
    """The column of a field as an entry book has it."""
    at = shape.client().at(field.field)
    heading, keys = field.names[0], field.field
    if field.several is not None:
        return layout.Column(heading, keys, many=True, shape=at)
    kind, _ = kinds.of(at) or (kinds.Kind.TEXT, False)
    return layout.Column(heading, keys, kind=kind, shape=at, choices=at.choices, required=field.needed)


def read(sheet: cells.Sheet, row: int, at: int, field: Field) -> Any:
    """The value of a cell as data has it, None for an empty one; habits.LostError for what is lost."""
    if fault := sheet.fault(row, at):
        raise habits.LostError(*fault)
    value = sheet.value(row, at)
    if value is None:
        return None
    found = habits.read(value, column(field), lambda: sheet.number_format(row, at))
    if field.several is None:
        return None if found == "" else found
    return _several(str(found), field.several) or None


def _several(text: str, name: str) -> list[Any]:
    """The things that a text holds, each by its name where it is more than a text."""
    parts = lists.split(text)
    return [{name: part} for part in parts] if name else parts
