"""Amounts of money: none is finer than a cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Placed, View


def cents(view: View) -> None:
    """An amount with more decimals than money has, as a program's sum may leave them, is told."""
    for keys, row in _rows(view):
        for key, value in row.items():
            if isinstance(value, Decimal):
                _amount(view, (*keys, key), value)


def _amount(view: View, keys: Keys, value: Decimal) -> None:
    decimals = shape.at(keys).cents
    if _is_finer(value, decimals):
        view.warn(keys, f"{value} 的小数超过 {decimals} 位", "文书中四舍五入，请核对金额")


def _is_finer(value: Decimal, decimals: int | None) -> bool:
    return decimals is not None and value != round(value, decimals)


def _rows(view: View) -> Iterator[Placed]:
    """The objects that hold amounts of money."""
    yield ("enterprise",), view.get("enterprise") or {}
    yield from ((keys, row) for keys, row, _ in view.agreed())
    yield from view.rows("hazards")
    yield from view.rows("records", "spending")


RULES = (cents,)
