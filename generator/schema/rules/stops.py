"""What must stop before a hazard is rectified: found, stopped and rectified in this order."""

from __future__ import annotations

import datetime

from generator import domain
from generator.schema.view import Entry, Row, View

_HINT = "请核对两个日期"


def in_order(view: View) -> None:
    """A stop is not due before the hazard was found, nor after it is to be rectified, nor done before."""
    for hazard in view.entries("hazards"):
        stop = hazard.get("stop")
        if isinstance(stop, dict):
            _stop(hazard, stop)


def _stop(hazard: Entry, stop: Row) -> None:
    _due(hazard, domain.day(stop.get("due")))
    _done(hazard, domain.day(stop.get("done")))


def _due(hazard: Entry, due: domain.Day) -> None:
    """The day by which to stop lies between the day found and the deadline of the hazard."""
    found, end = domain.day(hazard.get("found")), _deadline(hazard.row)
    if due and found and due < found:
        hazard.error("stop.due", _before(hazard, due, "stop.due"), _HINT)
    elif due and end and due > end:
        told = hazard.beside("due" if hazard.get("due") else "days", "stop.due")
        message = f"{due} 晚于整改期限 {end}{told}"
        hazard.error("stop.due", message, "停用在前，整改在后：请核对两个日期")


def _done(hazard: Entry, done: domain.Day) -> None:
    found = domain.day(hazard.get("found"))
    if done and found and done < found:
        hazard.warn("stop.done", _before(hazard, done, "stop.done"), _HINT)


def _before(hazard: Entry, day: datetime.date, field: str) -> str:
    """What is said of a day in a field that lies before the hazard was found."""
    found = domain.day(hazard.get("found"))
    return f"{day} 早于发现日期 {found}{hazard.beside('found', field)}"


def _deadline(row: Row) -> domain.Day:
    """The last day for rectification: given, or so many days after the hazard was found."""
    found, days, due = domain.day(row.get("found")), row.get("days"), row.get("due")
    if due or not found or not isinstance(days, int):
        return domain.day(due)
    return found + datetime.timedelta(days=days)


RULES = (in_order,)
