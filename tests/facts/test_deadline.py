from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.domain.printing import printed
from generator.facts import deadline
from generator.library import built_in
from tests.facts.sample import record
from tests.rows import each

Day = datetime.date


def _state(day: Day, **documents: Any) -> tuple[str, int]:
    found = deadline.derive(record(documents=documents).data, day, built_in())
    return found.state, found.days_left


def test_due_day_and_what_was_done_are_written_out() -> None:
    documents = {"plan_delivered": "2026-10-13", "plan_filed": "2026-10-15"}
    found = deadline.derive(record(documents=documents).data, Day(2026, 11, 23), built_in())
    assert (found.due, found.known) == (Day(2026, 10, 19), True)
    told = [printed(found, name) for name in ("due", "delivered", "filed")]
    assert told == ["2026年10月19日", "2026年10月13日", "2026年10月15日"]


@each(
    [
        (Day(2026, 10, 9), "", ("未提交", 10)),
        (Day(2026, 10, 19), "", ("未提交", 0)),
        (Day(2026, 10, 20), "", ("已逾期", -1)),
        (Day(2026, 11, 23), "2026-10-19", ("按期提交", 0)),
        (Day(2026, 11, 23), "2026-10-20", ("逾期提交", 0)),
    ]
)
def test_state_on_the_day(day: Day, delivered: str, expected: tuple[str, int]) -> None:
    given = {"plan_delivered": delivered} if delivered else {}
    assert _state(day, **given) == expected


def test_beyond_the_published_arrangement_the_due_day_is_words() -> None:
    found = deadline.derive(record(agreement={"effective": "2026-12-01"}).data, Day(2026, 12, 2), built_in())
    assert (found.due, found.known, found.state) == ("待国务院办公厅公布放假安排后核定", False, "待核定")


@pytest.mark.parametrize(("day", "presses"), [(Day(2026, 10, 11), False), (Day(2026, 10, 12), True)])
def test_the_plan_presses_from_a_week_before_its_day(day: Day, presses: bool) -> None:
    assert deadline.pressing(deadline.derive(record().data, day, built_in())) == presses
