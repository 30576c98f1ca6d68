"""Agreements that follow each other: each period has one, and each agreement a number of its own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from generator.schema.serving import begun
from generator.schema.view import Entry, View

_ONE = datetime.timedelta(days=1)


def numbers(view: View) -> None:
    """No number is given twice."""
    seen: dict[str, Entry] = {}
    for one in _agreements(view):
        if number := _number(one):
            _numbered_once(one, seen.setdefault(number, one))


def _number(agreement: Entry) -> str:
    return str(agreement.get("number") or "").strip()


def _numbered_once(one: Entry, first: Entry) -> None:
    if first is not one:
        message = f"协议编号 {_number(one)} 前面已经有了{one.away(first.at('number'), 'number')}"
        one.error("number", message, "续签的协议填它自己的编号；重复列了的删去一项")


def _agreements(view: View) -> Iterator[Entry]:
    return (Entry(view, keys, row) for keys, row, _ in view.agreed())


def one_after_another(view: View) -> None:
    """Periods do not overlap, and stand in the order of their first days; a gap is told."""
    for before, after in pairwise(_agreements(view)):
        if begun(before.row) and begun(after.row):
            _follows(before, after)


def _follows(before: Entry, after: Entry) -> None:
    """The later agreement against the one before it, of both of which the first day is told."""
    first, start = begun(before.row), begun(after.row)
    field = "start" if after.get("start") else "effective"
    if start <= first:
        place = after.away(before.keys, field)
        hint = "各期协议按服务期先后列，一期接一期"
        after.error(field, f"{start} 不晚于上一期的开始日期 {first}{place}", hint)
    elif end := before.get("end"):
        _adjoins(after, field, end, after.away(before.at("end"), field))


def _adjoins(after: Entry, field: str, end: str, place: str) -> None:
    """An agreement begins on the day behind the end of the one before it, which stands at a place."""
    start = begun(after.row)
    if start <= end:
        after.error(field, f"{start} 开始，上一期到 {end} 才结束{place}，两期重叠", "核对两期的起止日期")
    elif _next(end) < start:
        message = f"{start} 开始，上一期 {end} 已经结束{place}，中间没有协议"
        after.warn(field, message, "核对日期；确实中断的不用改")


def _next(day: str) -> str:
    return str(datetime.date.fromisoformat(day) + _ONE)


RULES = (numbers, one_after_another)
