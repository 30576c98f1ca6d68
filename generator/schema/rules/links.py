"""Names and codes that point to another part of the data."""

from __future__ import annotations

import difflib

from generator.record import Keys
from generator.schema.view import Row, View

_ZONE_LISTS = ("posts", "equipment", "hazards", "chemicals", "confined_spaces")


def zone_codes(view: View) -> None:
    """Zones that rows refer to are on the list of zones."""
    codes = view.names("zones", name="code")
    if not codes:
        return
    for name in _ZONE_LISTS:
        for keys, row in view.rows(name):
            _point(view, (*keys, "zone"), row, codes, "区域编号")


def department_names(view: View) -> None:
    """Departments that posts and risks refer to are on the list of departments."""
    names = view.names("departments")
    if not names:
        return
    for path in ("posts", "hazards", "records.ppe_issues"):
        for keys, row in view.rows(*path.split(".")):
            _point(view, (*keys, "department"), row, names, "部门")
    for zone_keys, _ in view.rows("zones"):
        for keys, row in view.rows_below(zone_keys, "risks"):
            _point(view, (*keys, "department"), row, names, "部门")


def inspected_hazards(view: View) -> None:
    """Hazard numbers in inspection records are on the list of hazards."""
    numbers = view.names("hazards", name="number")
    if numbers is None:
        return
    for keys, row in view.rows("records", "inspections"):
        for place, number in enumerate(row.get("hazards") or ()):
            if number and number not in numbers:
                _not_found(view, (*keys, "hazards", place), number, numbers, "隐患编号")


def _point(view: View, keys: Keys, row: Row, known: set[str], what: str) -> None:
    value = row.get(str(keys[-1]))
    if value and value not in known:
        _not_found(view, keys, value, known, what)


def _not_found(view: View, keys: Keys, value: str, known: set[str], what: str) -> None:
    near = difflib.get_close_matches(value, sorted(known), n=1, cutoff=0.5)
    view.warn(
        keys, f"没有这个{what}：{value}", f"是不是“{near[0]}”" if near else f"请先填写这个{what}，或改正"
    )


RULES = (zone_codes, department_names, inspected_hazards)
