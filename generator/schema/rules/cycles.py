"""Inspections of special equipment: their cycle, and the next one within it after the last."""

from __future__ import annotations

import datetime

from generator.library import special_equipment
from generator.schema.view import Entry, View

_REPORT = "请按检验报告、检验标志核对"


def cycles(view: View) -> None:
    """Each piece of special equipment that is not scrapped."""
    for machine in view.entries("equipment"):
        special = machine.get("special")
        if isinstance(special, dict) and machine.get("state") != "报废":
            _cycle(Entry(view, machine.at("special"), special), _kind(machine))


def _kind(machine: Entry) -> special_equipment.Kind | None:
    """What the State asks of a machine of its category and name."""
    category = machine.get("special").get("category") or ""
    return special_equipment.find(category, _called(machine), machine.view.library)


def _called(machine: Entry) -> str:
    return f"{machine.get('name', '')} {machine.get('parameters', '')}"


def _cycle(special: Entry, kind: special_equipment.Kind | None) -> None:
    months, longest = special.get("cycle_months") or 0, kind.longest if kind else 0
    note = f"{kind.note}；{_REPORT}" if kind else _REPORT
    if longest and months > longest:
        _too_long(special, longest, note)
    _next(special, min(filter(None, (months, longest)), default=0), note)


def _too_long(special: Entry, longest: int, note: str) -> None:
    months = special.get("cycle_months")
    message = f"检验周期填的是 {months} 个月，一般不超过 {longest} 个月"
    special.warn("cycle_months", message, note)


def _next(special: Entry, allowed: int, note: str) -> None:
    """The next inspection no later after the last than so many months; 0 where there is no telling."""
    following = special.get("next_inspection")
    passed = _months(special.get("inspected"), following)
    if allowed and passed > allowed:
        message = f"下次检验日期 {following} 在上次检验后 {passed} 个月，超过 {allowed} 个月"
        special.warn("next_inspection", message, note)


def _months(first: str | None, last: str | None) -> int:
    """The months from one day to another, a month begun not counted: the next is told to the month."""
    if not first or not last:
        return 0
    start, end = map(datetime.date.fromisoformat, (first, last))
    return (end.year - start.year) * 12 + end.month - start.month


RULES = (cycles,)
