"""Every text value looked at once: blanks of the skeleton left in, dates that do not exist."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.record import Keys, Record
from generator.schema import shape, unseen
from generator.schema.structure import Fault
from generator.schema.telling import fault
from generator.schema.view import inside

Words = tuple[str, str]  # message and hint

_BLANK = re.compile(r"【[^】]*】")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*")
_PACKED_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEARS = range(1900, 2101)


def faults(record: Record) -> Iterator[Fault]:
    """Each blank that is left in and each date that is none, with its key path."""
    for keys, found in _walk(record.data, shape.record(), ()):
        yield keys, fault(record, keys, *found)


def _walk(value: Any, at: shape.Shape, keys: Keys) -> Iterator[tuple[Keys, Words]]:
    """What is wrong with the texts in a group or a list, each with its place."""
    for key, child in inside(value):
        if isinstance(child, str):
            if found := _text(child, at.child(key)):
                yield (*keys, key), found
        elif isinstance(child, (dict, list)):
            yield from _walk(child, at.child(key), (*keys, key))


def _text(value: str, at: shape.Shape) -> Words | None:
    if "【" in value and (blank := _BLANK.search(value)):
        return f"尚未填写，还留着{blank.group()}", "请换成实际内容；没有的可选项整行删去"
    if at.date:
        return _date(value)
    return None


def _date(value: str) -> Words | None:
    """What is wrong with a date: its form, or that the calendar has no such day."""
    if char := unseen.first(value):
        return unseen.told(char), unseen.MEND
    numbers = _numbers(value)
    if not numbers:
        return f"不是日期：“{value[:30]}”", "写成 年-月-日，例如 2026-09-01"
    try:
        day = datetime.date(*numbers)
    except ValueError:
        return f"没有这一天：{value}", "请核对年、月、日"
    return _day(value, day)


def _numbers(value: str) -> tuple[int, ...]:
    """Year, month and day as they were meant; none where the text is no date."""
    loose = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", value)) or _PACKED_DATE.fullmatch(value)
    return tuple(map(int, loose.groups())) if loose else ()


def _day(value: str, day: datetime.date) -> Words | None:
    """What is wrong with how a day is written, which the calendar has."""
    if day.year not in _YEARS:
        return f"年份不对：{value}", "请核对年份"
    return None if _DATE.fullmatch(value) else (f"日期格式不对：{value}", f"请写成 {day.isoformat()}")
