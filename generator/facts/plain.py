"""Reading plain data that passed the schema: whatever is missing reads as empty."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from generator import domain
from generator.domain import convert

K = TypeVar("K")
T = TypeVar("T")
Data = Mapping[str, Any]
Fields = dict[str, Any]  # values by the names of their fields
Names = Mapping[str, str]  # what zones are called, by their codes
_OBJECT = (dict, Mapping)  # most are plain dictionaries, which is quickly told


def zone_of(row: Data, zones: Names) -> dict[str, str]:
    """The name and the code of the zone that a row names; what is no code stands for a name."""
    code = text(row, "zone")
    return {"zone": zones.get(code, code), "zone_code": code}


def grouped(found: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """The values by a key, in the order in which the keys appear."""
    groups: dict[K, list[T]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups


def text(data: Data, key: str) -> str:
    """The value of the key as text."""
    return convert.text(data.get(key))


def amount(data: Data, key: str, decimals: int = 2) -> Decimal | None:
    """The amount under the key, rounded to that many decimals, halves up; None without one."""
    found = convert.amount(data.get(key))
    return None if found is None else found.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def joined(texts: Iterable[str], sign: str = "、") -> str:
    """The texts that are not empty, each once, in their order, as one text."""
    return sign.join(distinct(texts))


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not empty, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, texts)))


def part(data: Data, key: str) -> Data:
    """The object under the key."""
    value = data.get(key)
    return value if isinstance(value, _OBJECT) else {}


def rows(data: Data, key: str) -> tuple[Data, ...]:
    """The objects listed under the key."""
    return tuple([row for row in items(data, key) if isinstance(row, _OBJECT)])


def late(row: Data) -> str:
    """The remark on a row that was recorded after its month, with the reason; "" of one in time."""
    reason = text(row, "late")
    return f"补录：{reason}" if reason else ""


def by_day(data: Data, name: str) -> list[Data]:
    """The client's records of that name in the order of their days."""
    return sorted(rows(part(data, "records"), name), key=_day)


def _day(row: Data) -> datetime.date:
    return domain.day(row.get("date")) or datetime.date.min


def items(data: Data, key: str) -> tuple[Any, ...]:
    """The values listed under the key; a single value counts as a list of one."""
    value = data.get(key)
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def number(data: Data, key: str, default: int = 0) -> int:
    """The whole number under the key."""
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def ratio(count: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """A part of a whole to the thousandth, halves up; None of nothing."""
    if not whole:
        return None
    return (Decimal(count) / Decimal(whole)).quantize(Decimal("0.001"), ROUND_HALF_UP)
