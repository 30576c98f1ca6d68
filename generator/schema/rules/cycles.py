"""Inspections of special equipment: their cycle, and the next one within it after the last."""

from __future__ import annotations

import datetime

from generator.library import special_equipment
from generator.record import Keys
from generator.schema.view import Row, View

_REPORT = "请按检验报告、检验标志核对"


def cycles(view: View) -> None:
    """Each piece of special equipment that is not scrapped."""
    for keys, row in view.rows("equipment"):
        special = row.get("special")
        if isinstance(special, dict) and row.get("state") != "报废":
            _cycle(view, (*keys, "special"), row, special)


def _cycle(view: View, keys: Keys, row: Row, special: Row) -> None:
    kind = _kind(view, row, special)
    months, longest = special.get("cycle_months") or 0, kind.longest if kind else 0
    note = f"{kind.note}；{_REPORT}" if kind else _REPORT
    if longest and months > longest:
        message = f"检验周期填的是 {months} 个月，一般不超过 {longest} 个月"
        view.warn((*keys, "cycle_months"), message, note)
    _next(view, keys, special, min(filter(None, (months, longest)), default=0), note)


def _kind(view: View, row: Row, special: Row) -> special_equipment.Kind | None:
    called = f"{row.get('name', '')} {row.get('parameters', '')}"
    return special_equipment.find(special.get("category") or "", called, view.library)


def _next(view: View, keys: Keys, special: Row, allowed: int, note: str) -> None:
    """The next inspection no later after the last than so many months; 0 where there is no telling."""
    passed = _months(special.get("inspected"), special.get("next_inspection"))
    if allowed and passed > allowed:
        message = f"下次检验日期 {special['next_inspection']} 在上次检验后 {passed} 个月，超过 {allowed} 个月"
        view.warn((*keys, "next_inspection"), message, note)


def _months(first: str | None, last: str | None) -> int:
    """The months from one day to another, a month begun not counted: the next is told to the month."""
    if not first or not last:
        return 0
    start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return (end.year - start.year) * 12 + end.month - start.month


RULES = (cycles,)
