"""Dates in the order that things happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.record import Keys
from generator.schema import shape
from generator.schema.view import Row, View

Tell = Callable[[Keys, str, str], None]
Dated = tuple[Keys, Any]  # a place and the date that stands there

# What cannot be, as nothing ends before it begins or is mended before it is found: part of the data, the
# earlier date, the later one.
_REFUSED = (
    ("agreement", "signed", "effective"),
    ("agreement", "start", "end"),
    ("agreements", "signed", "effective"),
    ("agreements", "start", "end"),
    ("advisors", "from", "until"),
    ("equipment", "special.inspected", "special.next_inspection"),
    ("equipment", "made", "commissioned"),
    ("equipment", "made", "special.inspected"),
    ("certificates", "issued", "expires"),
    ("certificates", "issued", "review"),
    ("hazards", "found", "due"),
    ("hazards", "found", "notified"),
    ("hazards", "found", "plan_signed"),
    ("hazards", "found", "reported"),
    ("hazards", "found", "supervised"),
    ("hazards", "found", "rectified"),
    ("hazards", "found", "rechecked"),
    ("hazards", "found", "acceptance.date"),
    ("hazards", "rectified", "acceptance.date"),
    ("records.monitoring", "date", "next"),
    ("records.equipment_checks", "date", "next"),
    ("emergency_supplies", "made", "expires"),
    ("emergency_supplies", "made", "repaired"),
    ("emergency_supplies", "made", "checked"),
    ("records.contacts", "date", "due"),
    ("records.contacts", "date", "replied"),
)
# What is not as it should be, or is rare.
_TOLD = (
    ("agreement", "effective", "start"),
    ("agreements", "effective", "start"),
    ("certificates", "review", "expires"),
    ("hazards", "found", "interim_due"),
    ("hazards", "interim_due", "due"),
    ("agreements", "documents.plan_delivered", "documents.plan_filed"),
    ("documents", "plan_delivered", "plan_filed"),
    ("documents", "consulted", "published"),
    ("documents", "emergency_reviewed", "emergency_published"),
    ("documents", "emergency_published", "emergency_filed"),
    ("records.meetings", "date", "due"),
    ("records.ppe_issues", "date", "expires"),
    ("records.inductions", "hired", "company_date"),
    ("records.inductions", "company_date", "workshop_date"),
    ("records.inductions", "workshop_date", "team_date"),
)
# Steps of which the second cannot be without the first.
_STEPS = (("plan_delivered", "plan_filed"), ("emergency_published", "emergency_filed"))


def in_order(view: View) -> None:
    """An earlier date never stands after the later one."""
    for pairs, tell in ((_REFUSED, view.error), (_TOLD, view.warn)):
        for part, first, second in pairs:
            for keys, row in _rows(view, part):
                early, late = (*keys, *first.split(".")), (*keys, *second.split("."))
                _compare(view, tell, (early, _value(row, first)), (late, _value(row, second)))


def _compare(view: View, tell: Tell, early: Dated, late: Dated, of: str = "") -> None:
    """Tell a later date that stands before the earlier one; ``of`` says what the earlier one belongs to."""
    (first, before), (second, after) = early, late
    if before and after and is_later(before, after):
        place = view.mention(first, second)
        message = f"{after} 早于{of}{shape.at(first).title} {before}{place}"
        tell(second, message, "请核对两个日期")


def is_later(first: str, second: str) -> bool:
    """Whether the first date is after the second; a month and a day are compared by their months."""
    known = min(len(first), len(second))
    return first[:known] > second[:known]


def of_drills(view: View) -> None:
    """What a drill showed is mended after it."""
    for keys, row in view.rows("records", "drills"):
        for place, problem in view.rows_below(keys, "problems"):
            early = (*keys, "date"), row.get("date")
            _compare(view, view.warn, early, ((*place, "due"), problem.get("due")))


def of_rechecks(view: View) -> None:
    """Nothing is re-checked before it was found."""
    for keys, row in view.rows("hazards"):
        for place, recheck in view.rows_below(keys, "rechecks"):
            early = (*keys, "found"), row.get("found")
            _compare(view, view.error, early, ((*place, "date"), recheck.get("date")))


def steps(view: View) -> None:
    """A step that has a day follows upon one that has a day as well."""
    for _, _, documents in view.agreed():
        given = view.at(documents)
        for first, second in _STEPS:
            keys = (*documents, second)
            if given.get(second) and not given.get(first) and (*documents, first) not in view.damaged:
                title = shape.at((*documents, first)).title
                message = f"写了 {given[second]}，没有写{title}"
                view.warn(keys, message, f"请补填{title}（{first}），还没有办理的删去这一项")


def of_the_agreement(view: View) -> None:
    """The steps of the service follow upon the agreement that they rest on."""
    for keys, row, documents in view.agreed():
        given = view.at(documents)
        signed = (*keys, "signed"), row.get("signed")
        for name in ("contract_uploaded", "letter_enterprise_delivered", "letter_bureau_delivered"):
            _compare(view, view.warn, signed, ((*documents, name), given.get(name)))
        effective = (*keys, "effective"), row.get("effective")
        delivered = (*documents, "plan_delivered"), given.get("plan_delivered")
        _compare(view, view.warn, effective, delivered, "协议")
        if not row.get("start"):
            _compare(view, view.warn, effective, ((*keys, "end"), row.get("end")))


def within_service(view: View) -> None:
    """Visits are planned and made within the time of service."""
    for keys, row in view.rows("schedule", "visits"):
        for name in ("date", "done"):
            if day := row.get(name):
                _within(view, (*keys, name), day)


def _within(view: View, keys: Keys, day: str) -> None:
    """Told by the last agreement that has begun by the day, else by the first."""
    agreed = [(at, row) for at, row, _ in view.agreed()]
    begun = [one for one in agreed if _first(one[1]) <= day]
    for at, row in begun[-1:] or agreed[:1]:
        _within_one(view, keys, day, at, row)


def _first(row: Row) -> str:
    return str(row.get("start") or row.get("effective") or "")


def _within_one(view: View, keys: Keys, day: str, at: Keys, row: Row) -> None:
    start, end = row.get("start"), row.get("end")
    early = bool(start and day < start)
    if early or (end and day > end):
        place = view.mention((*at, "start" if early else "end"), keys)
        term = f"服务期为 {start or '未填'} 至 {end or '未填'}{place}"
        view.warn(keys, f"{day} 不在服务期内", term)


def _rows(view: View, part: str) -> Iterator[tuple[Keys, Row]]:
    """The rows of a list, or the one object, at a dotted path."""
    path = tuple(part.split("."))
    value = view.get(*path)
    if isinstance(value, dict):
        yield path, value
    else:
        yield from view.rows(*path)


def _value(row: Row, path: str) -> Any:
    value: Any = row
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


RULES = (in_order, of_drills, of_rechecks, steps, of_the_agreement, within_service)
