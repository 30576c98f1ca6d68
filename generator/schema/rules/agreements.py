"""Agreements that follow each other: each period has one, and each agreement a number of its own."""

from __future__ import annotations

import datetime

from generator.record import Keys
from generator.schema.view import Row, View

_ONE = datetime.timedelta(days=1)


def numbers(view: View) -> None:
    """No number is given twice."""
    seen: dict[str, Keys] = {}
    for keys, row, _ in view.agreed():
        at, number = (*keys, "number"), str(row.get("number") or "").strip()
        if number and number in seen:
            message = f"协议编号 {number} 前面已经有了{view.mention(seen[number], at)}"
            view.error(at, message, "续签的协议填它自己的编号；重复列了的删去一项")
        seen.setdefault(number, at)


def one_after_another(view: View) -> None:
    """Periods do not overlap, and stand in the order of their first days; a gap is told."""
    before: tuple[Keys, Row] | None = None
    for keys, row, _ in view.agreed():
        if before:
            _follows(view, before, (keys, row))
        before = keys, row


def _follows(view: View, before: tuple[Keys, Row], after: tuple[Keys, Row]) -> None:
    first, end, start = _first(before[1]), before[1].get("end"), _first(after[1])
    if not first or not start:
        return
    at = (*after[0], "start" if after[1].get("start") else "effective")
    if start <= first:
        place = view.mention(before[0], at)
        view.error(at, f"{start} 不晚于上一期的开始日期 {first}{place}", "各期协议按服务期先后列，一期接一期")
    elif end and start <= end:
        place = view.mention((*before[0], "end"), at)
        view.error(at, f"{start} 开始，上一期到 {end} 才结束{place}，两期重叠", "核对两期的起止日期")
    elif end and _next(end) < start:
        place = view.mention((*before[0], "end"), at)
        message = f"{start} 开始，上一期 {end} 已经结束{place}，中间没有协议"
        view.warn(at, message, "核对日期；确实中断的不用改")


def _first(row: Row) -> str:
    return str(row.get("start") or row.get("effective") or "")


def _next(day: str) -> str:
    return str(datetime.date.fromisoformat(day) + _ONE)


RULES = (numbers, one_after_another)
