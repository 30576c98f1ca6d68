"""Reading plain data that passed the schema: whatever is missing reads as empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Data = Mapping[str, Any]


def written(value: object) -> str:
    """A value as a person writes it: 8.0 as 8, nothing as "", a list joined by 、."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (list, tuple)):
        return joined(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def text(data: Data, key: str) -> str:
    """The value of the key as text."""
    return written(data.get(key))


def money(data: Data, key: str, cents: int = 2) -> str:
    """The amount of money under the key, rounded to that many decimals."""
    amount = decimal(data.get(key))
    return "" if amount is None else written(Decimal(rounded(amount, cents)))


def amount(data: Data, key: str, decimals: int = 2) -> Decimal | None:
    """The amount under the key, rounded to that many decimals, halves up; None without one."""
    found = decimal(data.get(key))
    return None if found is None else found.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


NUMBERS = ", "  # between numbers in a row: with 、 a long row would break inside a number


def joined(values: Iterable[object], sign: str = "、") -> str:
    """The texts that are not empty, each once, in their order."""
    return sign.join(dict.fromkeys(filter(None, map(written, values))))


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not empty, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, texts)))


def part(data: Data, key: str) -> Data:
    """The object under the key."""
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def rows(data: Data, key: str) -> tuple[Data, ...]:
    """The objects listed under the key."""
    return tuple(row for row in items(data, key) if isinstance(row, Mapping))


def by_day(data: Data, name: str) -> list[Data]:
    """The client's records of that name in the order of their days."""
    return sorted(rows(part(data, "records"), name), key=lambda row: text(row, "date"))


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


def decimal(value: object) -> Decimal | None:
    """A number exactly as written."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return Decimal(repr(value))


def share(part_count: int | Decimal, whole: int | Decimal) -> str:
    """A percentage with one decimal, "" of nothing."""
    if not whole:
        return ""
    return f"{rounded(Decimal(part_count) * 100 / Decimal(whole), 1)}%"


def ratio(count: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """A part of a whole to the thousandth, halves up; None of nothing."""
    if not whole:
        return None
    return (Decimal(count) / Decimal(whole)).quantize(Decimal("0.001"), ROUND_HALF_UP)


def rounded(amount: Decimal, places: int) -> str:
    """The amount with that many decimals, halves up."""
    return f"{amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
