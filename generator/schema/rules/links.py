"""Names and codes that point to another part of the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.schema import apart
from generator.schema.view import Entry, View

_ZONE_LISTS = ("posts", "equipment", "hazards", "chemicals", "confined_spaces")


def zone_codes(view: View) -> None:
    """Zones that rows refer to are on the list of zones."""
    codes = view.names("zones", name="code")
    if codes:
        for name in _ZONE_LISTS:
            _point(view.entries(name), "zone", codes, "区域编号")


def department_names(view: View) -> None:
    """Departments that posts and risks refer to are on the list of departments."""
    names = view.names("departments")
    if names:
        for rows in _of_departments(view):
            _point(rows, "department", names, "部门")


def _of_departments(view: View) -> Iterator[Iterable[Entry]]:
    yield view.entries("posts")
    yield view.entries("hazards")
    yield view.entries("records", "ppe_issues")
    yield view.risks()


def inspected_hazards(view: View) -> None:
    """Hazard numbers in inspection records are on the list of hazards."""
    numbers = view.names("hazards", name="number")
    if numbers is not None:
        for one in view.entries("records", "inspections"):
            for place, number in enumerate(one.get("hazards") or ()):
                if number and number not in numbers:
                    view.warn((*one.at("hazards"), place), *_not_found(number, numbers, "隐患编号"))


def _point(rows: Iterable[Entry], field: str, known: set[str], what: str) -> None:
    """What a field of the rows refers to is known."""
    for one in rows:
        value = one.get(field)
        if value and value not in known:
            one.warn(field, *_not_found(value, known, what))


def _not_found(value: str, known: set[str], what: str) -> tuple[str, str]:
    return f"没有这个{what}：{value}", apart.near(value, known, f"请先填写这个{what}，或改正")


RULES = (zone_codes, department_names, inspected_hazards)
