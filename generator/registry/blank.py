"""An empty registry to be filled in: a column for each field, with what may be chosen and what it means."""

from __future__ import annotations

from dataclasses import replace

from generator.entrybook import filled, layout, writing
from generator.library import Library
from generator.registry import headings, values
from generator.schema import shape

_WIDE = {  # characters of a column
    "enterprise.name": 34,
    "enterprise.uscc": 22,
    "enterprise.address": 36,
    "enterprise.registered_address": 36,
    "enterprise.industry.name": 24,
    "enterprise.products": 30,
    "equipment": 30,
}
_NAME, _PATH = "名册", ("clients",)
_MARKS = layout.Column(layout.MARKS, role=layout.Role.MARKS)
_TABLE = layout.Table(
    name=_NAME,
    part=_NAME,
    path=_PATH,
    owner=None,
    below=_PATH,
    title="企业",
    about="列可以增减、换次序，列名不要改",
    columns=(),
    caption=headings.NAME,
)


def blank(library: Library) -> bytes:
    """The bytes of the workbook."""
    fields = headings.fields(library)
    table = replace(_TABLE, columns=(*map(_noted, fields), _MARKS))
    whole = layout.Layout("client", shape.client(), (table,), {_NAME: ""})
    widths = {field.names[0]: _WIDE.get(".".join(field.field), 0) for field in fields}
    return writing.write_alone(filled.Page(table, ()), whole, library, widths)


def _noted(field: headings.Field) -> layout.Column:
    column = values.column(field)
    return replace(column, shape=replace(column.shape, description=field.about)) if field.about else column
