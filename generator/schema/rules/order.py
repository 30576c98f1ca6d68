"""Dates in the order that things happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.record import Keys
from generator.schema import shape
from generator.schema.serving import begun
from generator.schema.view import Entry, View, reached

Tell = Callable[[Keys, str, str], None]
Order = tuple[str, str, str]  # part of the data, the earlier date, the later one

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
    for order in _REFUSED:
        _ordered(view, view.error, order)
    for order in _TOLD:
        _ordered(view, view.warn, order)


def _ordered(view: View, tell: Tell, order: Order) -> None:
    """The two dates of each row of a part."""
    part, first, second = order
    for one in _rows(view, part):
        _compare(view, tell, _Date(one, first), _Date(one, second))


class _Date(NamedTuple):
    """A field of a row that holds a date."""

    row: Entry
    field: str

    @property
    def day(self) -> Any:
        """The date; None where it is not given."""
        return reached(self.row.row, self.field.split("."))

    @property
    def at(self) -> Keys:
        """Where it stands."""
        return self.row.at(self.field)


def _compare(view: View, tell: Tell, early: _Date, late: _Date, of: str = "") -> None:
    """Tell a later date that stands before the earlier one; ``of`` says what the earlier one belongs to."""
    before, after = early.day, late.day
    if before and after and is_later(before, after):
        place = view.mention(early.at, late.at)
        message = f"{after} 早于{of}{shape.at(early.at).title} {before}{place}"
        tell(late.at, message, "请核对两个日期")


def is_later(first: str, second: str) -> bool:
    """Whether the first date is after the second; a month and a day are compared by their months."""
    known = min(len(first), len(second))
    return first[:known] > second[:known]


def of_drills(view: View) -> None:
    """What a drill showed is mended after it."""
    for drill in view.entries("records", "drills"):
        for problem in drill.rows("problems"):
            _compare(view, view.warn, _Date(drill, "date"), _Date(problem, "due"))


def of_rechecks(view: View) -> None:
    """Nothing is re-checked before it was found."""
    for hazard in view.entries("hazards"):
        for recheck in hazard.rows("rechecks"):
            _compare(view, view.error, _Date(hazard, "found"), _Date(recheck, "date"))


def steps(view: View) -> None:
    """A step that has a day follows upon one that has a day as well."""
    for _, _, keys in view.agreed():
        documents = Entry(view, keys, view.at(keys))
        for first, second in _STEPS:
            if documents.get(second) and not documents.get(first) and not documents.is_lost(first):
                _left_out(documents, first, second)


def _left_out(documents: Entry, first: str, second: str) -> None:
    """Tell that the day of a step is there, that of the step before it is not."""
    title = shape.at(documents.at(first)).title
    message = f"写了 {documents.get(second)}，没有写{title}"
    documents.warn(second, message, f"请补填{title}（{first}），还没有办理的删去这一项")


def of_the_agreement(view: View) -> None:
    """The steps of the service follow upon the agreement that they rest on."""
    for keys, row, documents in view.agreed():
        agreement = Entry(view, keys, row)
        _rests_on(agreement, Entry(view, documents, view.at(documents)))
        if not row.get("start"):
            _compare(view, view.warn, _Date(agreement, "effective"), _Date(agreement, "end"))


def _rests_on(agreement: Entry, documents: Entry) -> None:
    """The documents of a period against its agreement."""
    view, signed = agreement.view, _Date(agreement, "signed")
    for name in ("contract_uploaded", "letter_enterprise_delivered", "letter_bureau_delivered"):
        _compare(view, view.warn, signed, _Date(documents, name))
    effective, delivered = _Date(agreement, "effective"), _Date(documents, "plan_delivered")
    _compare(view, view.warn, effective, delivered, "协议")


def within_service(view: View) -> None:
    """Visits are planned and made within the time of service."""
    for visit in view.entries("schedule", "visits"):
        for field in ("date", "done"):
            if visit.get(field):
                _within(visit, field)


def _within(visit: Entry, field: str) -> None:
    """Told by the last agreement that has begun by the day, else by the first."""
    agreed = [Entry(visit.view, keys, row) for keys, row, _ in visit.view.agreed()]
    day = visit.get(field)
    last = [one for one in agreed if begun(one.row) <= day]
    for agreement in last[-1:] or agreed[:1]:
        _within_one(visit, field, agreement)


def _within_one(visit: Entry, field: str, agreement: Entry) -> None:
    day = visit.get(field)
    if missed := _missed(agreement, day):
        place = visit.away(agreement.at(missed), field)
        start, end = agreement.get("start") or "未填", agreement.get("end") or "未填"
        visit.warn(field, f"{day} 不在服务期内", f"服务期为 {start} 至 {end}{place}")


def _missed(agreement: Entry, day: str) -> str:
    """The bound of a time of service that a day lies beyond; "" where it lies within."""
    start, end = agreement.get("start"), agreement.get("end")
    if start and day < start:
        return "start"
    return "end" if end and day > end else ""


def _rows(view: View, part: str) -> Iterator[Entry]:
    """The rows of a list, or the one object, at a dotted path."""
    path = part.split(".")
    value = view.get(*path)
    if isinstance(value, dict):
        return iter([Entry(view, (*path,), value)])
    return view.entries(*path)


RULES = (in_order, of_drills, of_rechecks, steps, of_the_agreement, within_service)
