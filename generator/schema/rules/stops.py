"""What must stop before a hazard is rectified: found, stopped and rectified in this order."""

from __future__ import annotations

import datetime

from generator import domain
from generator.record import Keys
from generator.schema.view import Row, View


def in_order(view: View) -> None:
    """A stop is not due before the hazard was found, nor after it is to be rectified, nor done before."""
    for keys, row in view.rows("hazards"):
        stop = row.get("stop")
        if isinstance(stop, dict):
            _due(view, keys, row, domain.day(stop.get("due")))
            _done(view, keys, row, domain.day(stop.get("done")))


def _due(view: View, keys: Keys, row: Row, due: domain.Day) -> None:
    place, found, end = (*keys, "stop", "due"), domain.day(row.get("found")), _deadline(row)
    if due and found and due < found:
        told = view.mention((*keys, "found"), place)
        view.error(place, f"{due} 早于发现日期 {found}{told}", "请核对两个日期")
    elif due and end and due > end:
        told = view.mention((*keys, "due" if row.get("due") else "days"), place)
        view.error(place, f"{due} 晚于整改期限 {end}{told}", "停用在前，整改在后：请核对两个日期")


def _done(view: View, keys: Keys, row: Row, done: domain.Day) -> None:
    place, found = (*keys, "stop", "done"), domain.day(row.get("found"))
    if done and found and done < found:
        told = view.mention((*keys, "found"), place)
        view.warn(place, f"{done} 早于发现日期 {found}{told}", "请核对两个日期")


def _deadline(row: Row) -> domain.Day:
    """The last day for rectification: given, or so many days after the hazard was found."""
    found, days = domain.day(row.get("found")), row.get("days")
    if row.get("due") or not found or not isinstance(days, int):
        return domain.day(row.get("due"))
    return found + datetime.timedelta(days=days)


RULES = (in_order,)
