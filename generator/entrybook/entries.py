"""Values of the data as the content of cells: what is typed, what is text, what a cell alone cannot tell."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeGuard

from generator.entrybook import geometry, habits, lists, photos
from generator.entrybook.kinds import COUNTED, GEOMETRY, Kind
from generator.entrybook.layout import Column, Layout
from generator.entrybook.marks import Mark
from generator.entrybook.pointing import Pointing
from generator.schema import Shape

Number = int | float | Decimal
Value = str | int | float | Decimal | bool | datetime.date | None  # of a cell; None for an empty one
LONGEST = 32_767  # characters of a cell

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST = datetime.date(1920, 1, 1)  # days before are written as text
_MOST_DIGITS = 15
_YES = {True: "是", False: "否"}
_TEXTS = Column("")  # of any texts
_REMEMBERED = 4096
_LOST = object()
_NOWHERE = Pointing(Layout("client", Shape(), (), {}), {}, {})  # for columns that point at nothing


class Entry(NamedTuple):
    """What a cell holds, and the mark beside it where that alone would be read as something else."""

    content: Value
    mark: Mark | None = None


def of(column: Column, value: Any, pointing: Pointing) -> Entry | None:
    """The entry of a value in its column; None for what has no place in a cell."""
    if column.kind in GEOMETRY or column.kind is Kind.PICTURES:
        return _compound(column, value)
    if isinstance(value, list):
        return _list(column, value, pointing) if column.many else None
    return None if isinstance(value, Mapping) else _single(column, value, pointing)


def is_mark(column: Column, mark: Mark) -> bool:
    """Whether a mark is what `of` makes of its value, as far as that can be told without other rows.

    One that is not may have been changed, or was left when its column came to hold something else.
    """
    if column.refers or column.library:
        return True
    entry = of(column, mark.value, _NOWHERE)
    made = entry.mark if entry else None
    return made is not None and habits.plain(made.cell or "") == habits.plain(mark.cell or "")


def _single(column: Column, value: Any, pointing: Pointing) -> Entry | None:
    content = _content(column, value, pointing)
    if isinstance(content, str) and not fits(content):
        return None
    if column.many or not _is_read_as(column, content, value, pointing):
        return _marked("" if content is None else str(content), value)
    return Entry(content)


def _marked(text: str, value: Any) -> Entry | None:
    """A text with a mark that keeps the value; None for one longer than a cell."""
    return Entry(text or None, Mark(text, value)) if fits(text) else None


def fits(text: str) -> bool:
    """Whether a cell can hold a text: Excel counts characters beyond the first plane twice."""
    return len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) // 2 <= LONGEST


def _compound(column: Column, value: Any) -> Entry | None:
    """Coordinates or photos; a text where one was expected stays as it is, marked where it would be read."""
    text = value if isinstance(value, str) else _lines(column, value)
    if text is None or not fits(text):
        return None
    return Entry(text) if text and _of_lines(column, text) == value else _marked(text, value)


def _lines(column: Column, value: Any) -> str | None:
    if column.kind is Kind.PICTURES:
        return photos.written(value)
    return geometry.written(column.kind, value, column.shape)


def _of_lines(column: Column, text: str) -> Any:
    """What a reader makes of a text, of which it sees no more than a person."""
    seen = habits.plain(text)
    if column.kind is Kind.PICTURES:
        return photos.value(photos.lines(seen))
    return geometry.read(column.kind, seen, column.shape)


def _list(column: Column, value: list[Any], pointing: Pointing) -> Entry | None:
    """A list of single values, an item a line."""
    if any(isinstance(one, (Mapping, list)) for one in value):
        return None
    items = [_item(column, one, pointing) for one in value]
    text = lists.joined(items, column.prose)
    if not fits(text):
        return None
    pairs = zip(items, value, strict=True)
    is_same = _is_split_as(text, items, column) and all(_is_read_as(column, *one, pointing) for one in pairs)
    return Entry(text) if value and is_same else _marked(text, value)


def _is_split_as(text: str, items: list[str], column: Column) -> bool:
    """Whether a reader would take a text apart into these items."""
    return items == (lists.split(text, column.prose) if text else [])


def _item(column: Column, value: Any, pointing: Pointing) -> str:
    content = _content(column, value, pointing)
    if isinstance(content, datetime.date):
        return content.isoformat()
    return "" if content is None else str(content)


def _content(column: Column, value: Any, pointing: Pointing) -> Value:
    """What is written for one single value."""
    if isinstance(value, str):
        return _text(column, value, pointing)
    if isinstance(value, bool):
        return _YES[value] if column.kind is Kind.YES else str(value).lower()
    if isinstance(value, (int, float, Decimal)):
        return _number(column, value)
    return None if value is None else str(value)


def _text(column: Column, value: str, pointing: Pointing) -> Value:
    if column.refers or column.library:
        return pointing.written(column, value)
    return _day(value) if column.kind is Kind.DATE and not column.many else value


def _number(column: Column, value: Number) -> Value:
    """A number where one is expected and a cell keeps all its digits, else its digits as text."""
    exact = _exact(value)
    is_expected = column.kind in COUNTED or (column.kind is Kind.CHOICE and value in column.choices)
    if is_expected and not column.many and _is_kept(exact):
        return value
    return f"{exact:f}" if exact.is_finite() else str(value)


def _exact(value: Number) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _is_kept(exact: Decimal) -> bool:
    """Whether a cell keeps all digits of a number."""
    has_few = exact.is_finite() and len(exact.normalize().as_tuple().digits) <= _MOST_DIGITS
    return has_few and abs(exact) < 10**_MOST_DIGITS


def _day(text: str) -> Value:
    """A date that a spreadsheet has as one; the text where it is none or too early."""
    try:
        day = datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return text
    return day if day and day >= _FIRST else text


def _is_read_as(column: Column, content: Value, value: Any, pointing: Pointing) -> bool:
    """Whether a reader would take what is written for the value."""
    if isinstance(content, str):
        if isinstance(value, str) and (column.refers or column.library):
            return _is_plain(content) and pointing.is_read_as(column, content, value)
        if column.kind is Kind.TEXT:
            return content == value and _is_plain(content)
    return _is_same(_read(column, content), value)


def _is_same(read: Any, value: Any) -> bool:
    """Whether what is read is the value; of numbers only what they are counts, not how they are kept."""
    return _same(read, value) if _is_number(value) else type(read) is type(value) and read == value


def _read(column: Column, content: Value) -> Any:
    """What a reader makes of a content; `_LOST` where it refuses it."""
    try:
        return habits.read(float(content) if isinstance(content, Decimal) else content, column)
    except habits.LostError:
        return _LOST


@lru_cache(_REMEMBERED)
def _is_plain(text: str) -> bool:
    """Whether a text is read as it is; the same ones come again and again."""
    return bool(_read(_TEXTS, text) == text)


def _is_number(value: Any) -> TypeGuard[Number]:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _same(read: Any, value: Number) -> bool:
    """Whether two numbers are one, however they are kept."""
    if not _is_number(read) or (isinstance(value, float) and not math.isfinite(value)):
        return False
    return _exact(read) == _exact(value)
