"""Dates in the order that things happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import View

_REFUSED = (
    (("agreement",), "signed", "effective"),
    (("agreement",), "start", "end"),
    (("equipment", 0, "special"), "inspected", "next_inspection"),
    (("certificates", 0), "issued", "expires"),
    (("certificates", 0), "issued", "review"),
    (("hazards", 0), "found", "due"),
    (("records", "monitoring", 0), "date", "next"),
    (("records", "equipment_checks", 0), "date", "next"),
    (("emergency_supplies", 0), "made", "expires"),
    (("records", "contacts", 0), "date", "due"),
    (("records", "contacts", 0), "date", "replied"),
)
_TOLD = (
    (("hazards", 0), "found", "rectified"),
    (("hazards", 0), "found", "notified"),
    (("hazards", 0), "found", "rechecked"),
    (("hazards", 0), "found", "interim_due"),
    (("hazards", 0), "rectified", "rechecked"),
    (("documents",), "plan_delivered", "plan_filed"),
    (("documents",), "emergency_reviewed", "emergency_published"),
    (("documents",), "emergency_published", "emergency_filed"),
    (("records", "meetings", 0), "date", "due"),
    (("records", "ppe_issues", 0), "date", "expires"),
    (("records", "inductions", 0), "hired", "company_date"),
    (("records", "inductions", 0), "company_date", "workshop_date"),
    (("records", "inductions", 0), "workshop_date", "team_date"),
    (("emergency_supplies", 0), "made", "repaired"),
    (("emergency_supplies", 0), "made", "checked"),
)


def in_order(view: View) -> None:
    """An earlier date never stands after the later one; 0 in a path means every item of the list."""
    for pairs, tell in ((_REFUSED, view.error), (_TOLD, view.warn)):
        for path, first, second in pairs:
            for keys, row in _rows(view, path):
                if first in row and second in row and row[first] > row[second]:
                    name = shape.at((*keys, first)).title
                    tell((*keys, second), f"{row[second]} 早于{name} {row[first]}", "请核对两个日期")


def within_service(view: View) -> None:
    """Visits lie within the time of service; the plan is delivered after the agreement takes effect."""
    start, end = view.get("agreement", "start"), view.get("agreement", "end")
    for keys, row in view.rows("schedule", "visits"):
        day = row.get("date")
        if day and not (start or day) <= day <= (end or day):
            term = f"服务期为 {start or '未填'} 至 {end or '未填'}"
            view.warn((*keys, "date"), f"{day} 不在服务期内", term)
    _delivered_after(view)


def _delivered_after(view: View) -> None:
    effective, delivered = view.get("agreement", "effective"), view.get("documents", "plan_delivered")
    if effective and delivered and delivered < effective:
        message = f"{delivered} 早于协议生效日期 {effective}"
        view.warn(("documents", "plan_delivered"), message, "请核对两个日期")


def _rows(view: View, path: Keys) -> Iterator[tuple[Keys, dict[str, Any]]]:
    if 0 not in path:
        row = view.get(*path)
        if isinstance(row, dict):
            yield path, row
        return
    number = path.index(0)
    for keys, row in view.rows(*path[:number]):
        inner: Any = row
        for key in path[number + 1 :]:
            inner = inner.get(key)
        if isinstance(inner, dict):
            yield (*keys, *path[number + 1 :]), inner


RULES = (in_order, within_service)
