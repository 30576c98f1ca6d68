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

_BLANK = re.compile(r"【[^】]*】")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOSE_DATE = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*")
_PACKED_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEARS = range(1900, 2101)


def faults(record: Record) -> Iterator[Fault]:
    """Each blank that is left in and each date that is none, with its key path."""
    yield from _walk(record, record.data, shape.record(), ())


def _walk(record: Record, value: Any, at: shape.Shape, keys: Keys) -> Iterator[Fault]:
    if isinstance(value, str):
        found = _text(value, at)
        if found:
            yield keys, fault(record, keys, *found)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _walk(record, child, at.child(key), (*keys, key))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _walk(record, child, at.child(number), (*keys, number))


def _text(value: str, at: shape.Shape) -> tuple[str, str] | None:
    if "【" in value and (blank := _BLANK.search(value)):
        return f"尚未填写，还留着{blank.group()}", "请换成实际内容；没有的可选项整行删去"
    if at.date:
        return _date(value)
    return None


def _date(value: str) -> tuple[str, str] | None:
    """What is wrong with a date: its form, or that the calendar has no such day."""
    if char := unseen.first(value):
        return unseen.told(char), unseen.MEND
    loose = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", value))
    loose = loose or _PACKED_DATE.fullmatch(value)
    if not loose:
        return f"不是日期：“{value[:30]}”", "写成 年-月-日，例如 2026-09-01"
    try:
        day = datetime.date(*map(int, loose.groups()))
    except ValueError:
        return f"没有这一天：{value}", "请核对年、月、日"
    if day.year not in _YEARS:
        return f"年份不对：{value}", "请核对年份"
    return None if _DATE.fullmatch(value) else (f"日期格式不对：{value}", f"请写成 {day.isoformat()}")
