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
Moment = datetime.date | datetime.time | datetime.timedelta
_EPOCH = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no zone
_SECONDS = 86400  # of a day
_ONE_DAY = datetime.timedelta(days=1)
_MIDNIGHT = datetime.time()
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def plain(value: cells.Value, column: Column) -> str:
    """The plain text of a cell, the same however a program keeps what was typed."""
    if isinstance(value, Moment):
        return keys.number(_serial(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return keys.number(value)
    return keys.plain_of(_uniform(value or "", column), column)


def _uniform(text: str, column: Column) -> str:
    """A text with its day or its number in the one way in which we write them."""
    if column.type in DAYS:
        return habits.dated(text, kinds.Kind.MONTH) or text
    bare = text.strip()
    return bare.replace(",", "") if column.type in NUMBERS and _GROUPED.fullmatch(bare) else text


def _serial(value: Moment) -> float:
    """A moment as the number that a cell keeps."""
    if isinstance(value, datetime.datetime):
        return (value.replace(tzinfo=None) - _EPOCH) / _ONE_DAY
    if isinstance(value, datetime.date):
        return (value - _EPOCH.date()).days
    if isinstance(value, datetime.time):
        return _seconds(value) / _SECONDS
    return value / _ONE_DAY


def _seconds(time: datetime.time) -> int:
    return time.hour * 3600 + time.minute * 60 + time.second


def shown(value: cells.Value) -> str:
    """A cell's value as a line tells it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == _MIDNIGHT else value)
    return f"{value:.15g}" if isinstance(value, float) else habits.plain(str(value))


def words(row: object, column: Column) -> str:
    """What a row of facts says in a column, as people read it."""
    return printing.printed(row, column.value) if column.value else ""


def data(value: cells.Value, shape: Shape, form: Callable[[], str] = str) -> Any:
    """The value as a file of data has it, a text that fits nothing as it is; LostError.

    The cell is not blank; ``form`` gives its number format.
    """
    column, many = _column(shape)
    if not many:
        return habits.read(value, column, form)
    given = lists.split(habits.plain(value), column.prose) if isinstance(value, str) else [value]
    return [habits.read(one, column, form) for one in given]


def _column(shape: Shape) -> tuple[layout.Column, bool]:
    """A column for values of a shape, and whether a cell of it holds several."""
    kind, many = kinds.of(shape) or (kinds.Kind.TEXT, False)
    one = shape.items if many and shape.items else shape
    return layout.Column("", kind=kind, shape=one, choices=one.choices, prose=kinds.is_prose(one)), many
