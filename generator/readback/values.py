"""The value of a cell as its digest is made of it, as the data has it, and as people read it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from generator.domain import printing
from generator.entrybook import cells, habits, kinds, layout, lists
from generator.library import DAYS, NUMBERS, Column
from generator.schema import Shape
from generator.workbooks import keys

LostError = habits.LostError
_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no zone
_SECONDS = 86400  # of a day
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def plain(value: cells.Value, column: Column) -> str:
    """The plain text of a cell, the same however a program keeps what was typed."""
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return keys.number(_serial(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return keys.number(value)
    text = value or ""
    if column.type in DAYS:
        text = habits.dated(text, kinds.Kind.MONTH) or text
    elif column.type in NUMBERS and _GROUPED.fullmatch(text.strip()):
        text = text.strip().replace(",", "")
    return keys.plain_of(text, column)


def _serial(value: datetime.date | datetime.time | datetime.timedelta) -> float:
    """A moment as the number that a cell keeps."""
    if isinstance(value, datetime.datetime):
        return (value.replace(tzinfo=None) - _EPOCH) / datetime.timedelta(days=1)
    if isinstance(value, datetime.date):
        return (value - _EPOCH.date()).days
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / _SECONDS
    return value / datetime.timedelta(days=1)


def shown(value: cells.Value) -> str:
    """A cell's value as a line tells it."""
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == datetime.time() else value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return habits.plain(str("" if value is None else value))


def words(row: object, column: Column) -> str:
    """What a row of facts says in a column, as people read it."""
    return printing.printed(row, column.value) if column.value else ""


def data(value: cells.Value, shape: Shape, form: Callable[[], str] = str) -> Any:
    """The value as a file of data has it, a text that fits nothing as it is; LostError.

    The cell is not blank; ``form`` gives its number format.
    """
    column, many = _column(shape)
    if many and isinstance(value, str):
        return [habits.read(one, column, form) for one in lists.split(habits.plain(value), column.prose)]
    found = habits.read(value, column, form)
    return [found] if many else found


def _column(shape: Shape) -> tuple[layout.Column, bool]:
    """A column for values of a shape, and whether a cell of it holds several."""
    kind, many = kinds.of(shape) or (kinds.Kind.TEXT, False)
    one = shape.items if many and shape.items else shape
    return layout.Column("", kind=kind, shape=one, choices=one.choices, prose=kinds.is_prose(one)), many
