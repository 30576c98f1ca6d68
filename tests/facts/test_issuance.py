"""What was issued tells the version of the plan that the letters name."""

from __future__ import annotations

import datetime

from generator.facts.derivation import derive
from tests.facts.sample import record

PLANS = [
    {"id": "plan", "key": "", "version": "A/0", "day": "2026-10-13", "file": "a"},
    {"id": "plan", "key": "", "version": "A/1", "day": "2026-11-20", "file": "b"},
    {"id": "plan", "key": "", "version": "A/2", "opened": "2026-11-21"},
]


def _version(day: datetime.date) -> str:
    return derive(record(issued=PLANS, documents={"plan_version": "第一版"}), day).numbers.plan_version


def test_the_version_is_that_of_the_plan_in_force_on_the_day() -> None:
    days = [datetime.date(2026, 10, 12), datetime.date(2026, 10, 13)]
    days += [datetime.date(2026, 11, 19), datetime.date(2026, 11, 20), datetime.date(2026, 11, 22)]
    assert [_version(day) for day in days] == ["第一版", "A/0", "A/0", "A/1", "A/1"]
