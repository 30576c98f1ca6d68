"""When the plan is due: thirty working days after the agreement takes effect (Article 15)."""

from __future__ import annotations

from generator import domain
from generator.facts import acts, dates, workdays
from generator.facts.dates import Day
from generator.facts.plain import Data, part, text

DAYS = 30
_SOON = 7
UNKNOWN = "待国务院办公厅公布放假安排后核定"


def derive(data: Data, day: Day) -> domain.Deadline:
    """The due day, what was done, and how it stands on the day; days_left is negative when overdue."""
    documents = part(data, "documents")
    due = due_day(data)
    delivered = dates.parse(acts.done(documents, "plan_delivered", day))
    open_days = (due - day).days if due and not delivered else 0
    return domain.Deadline(
        due=dates.chinese(due) if due else UNKNOWN,
        known=due is not None,
        delivered=dates.chinese(delivered) if delivered else "",
        filed=dates.chinese(acts.done(documents, "plan_filed", day)),
        state=_state(due, delivered, day),
        days_left=open_days,
    )


def pressing(found: domain.Deadline) -> bool:
    """Whether the plan is late, was late, is due within a week, or its due day is not known."""
    soon = found.state == "未提交" and found.days_left <= _SOON
    return not found.known or soon or found.state in ("已逾期", "逾期提交")


def due_day(data: Data) -> Day | None:
    """The thirtieth working day from the day after the agreement takes effect, where it can be known."""
    effective = dates.parse(text(part(data, "agreement"), "effective"))
    return workdays.after(effective, DAYS) if effective else None


def _state(due: Day | None, delivered: Day | None, day: Day) -> str:
    if due is None:
        return "待核定"
    if delivered:
        return "按期提交" if delivered <= due else "逾期提交"
    return "未提交" if day <= due else "已逾期"
