"""When the plan is due: thirty working days after the agreement takes effect (Article 15)."""

from __future__ import annotations

from generator import domain
from generator.domain import Delivery
from generator.facts import workdays
from generator.facts.dates import Day
from generator.facts.plain import Data, part
from generator.library import Library

DAYS = 30
UNKNOWN = "待国务院办公厅公布放假安排后核定"
_SOON = 7  # days before the due day from which the delivery presses


def derive(data: Data, day: Day, library: Library) -> domain.Deadline:
    """The due day, what was done, and how it stands on the day."""
    documents = part(data, "documents")
    due = due_day(data, library)
    delivered = domain.day(documents.get("plan_delivered"))
    return domain.Deadline(
        due=due or UNKNOWN,
        known=due is not None,
        delivered=delivered,
        filed=domain.day(documents.get("plan_filed")),
        state=_state(due, delivered, day),
        days_left=(due - day).days if due and not delivered else 0,
    )


def pressing(found: domain.Deadline) -> bool:
    """Whether the plan is late, was late, is due within a week, or its due day is not known."""
    return not found.known or _is_due_soon(found) or found.state in (Delivery.OVERDUE, Delivery.LATE)


def _is_due_soon(found: domain.Deadline) -> bool:
    return found.state == Delivery.OPEN and found.days_left <= _SOON


def due_day(data: Data, library: Library) -> domain.Day:
    """The thirtieth working day from the day after the agreement takes effect, where it can be known."""
    effective = domain.day(part(data, "agreement").get("effective"))
    return workdays.after(effective, DAYS, library) if effective else None


def made_on(agreement: Data, documents: Data, day: Day, library: Library) -> Day:
    """The day from which a plan counts: handed over, else the day itself, at the latest when it was due."""
    given = {"agreement": agreement}
    return domain.day(documents.get("plan_delivered")) or min(day, due_day(given, library) or day)


def _state(due: domain.Day, delivered: domain.Day, day: Day) -> Delivery:
    if due is None:
        return Delivery.PENDING
    if delivered:
        return Delivery.IN_TIME if delivered <= due else Delivery.LATE
    return Delivery.OPEN if day <= due else Delivery.OVERDUE
