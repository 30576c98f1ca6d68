"""The values of a registry's cells, read by the habits of people and of Excel."""

from __future__ import annotations

from typing import Any

from generator.entrybook import cells, habits, kinds, layout, lists
from generator.registry.headings import Field
from generator.schema import shape


def column(field: Field) -> layout.Column:
    """The column of a field as an entry book has it."""
    at = shape.client().at(field.field)
    if field.several is not None:
        return layout.Column(field.names[0], field.field, many=True, shape=at)
    kind, _ = kinds.of(at) or (kinds.Kind.TEXT, False)
    return layout.Column(
        field.names[0], field.field, kind=kind, shape=at, choices=at.choices, required=field.needed
    )


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
    parts = lists.split(str(found))
    return ([{field.several: part} for part in parts] if field.several else parts) or None
