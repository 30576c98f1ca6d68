"""Dates in their order: a day apart on either side, months against days, steps that need each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.schema.rules.order import is_later
from tests.rows import each
from tests.schema.rules.told import told

HAZARD = "hazards: [{location: 车间, description: 堆物, level: 一般, found: 2026-09-02, %s}]\n"
DRILL = "records: {drills: [{date: 2026-11-02, name: 疏散, problems: [{problem: 慢, due: %s}]}]}\n"


@each(
    [
        ("2026-09-02", "2026-09-01", True),
        ("2026-09-01", "2026-09-01", False),
        ("2026-10", "2026-09-30", True),
        ("2026-09", "2026-09-01", False),
        ("2026-09-30", "2026-09", False),
        ("2026-10-01", "2026-09", True),
    ]
)
def test_a_month_and_a_day_are_compared_by_their_months(first: str, second: str, later: bool) -> None:
    assert is_later(first, second) is later


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        (HAZARD % "notified: 2026-09-01", "error"),
        (HAZARD % "notified: 2026-09-02", ""),
        (HAZARD % "rechecked: 2026-09-01", "error"),
        (HAZARD % "rechecked: 2026-09-02", ""),
        (HAZARD % "acceptance: {date: 2026-09-01}", "error"),
        (HAZARD % "rectified: 2026-09-04, acceptance: {date: 2026-09-03}", "error"),
        (HAZARD % "rectified: 2026-09-04, acceptance: {date: 2026-09-04}", ""),
        (HAZARD % "due: 2026-09-09, interim_due: 2026-09-10", "warning"),
        (HAZARD % "due: 2026-09-09, interim_due: 2026-09-09", ""),
        ("equipment: [{name: 车床, made: 2020-05, commissioned: 2020-04-30}]\n", "error"),
        ("equipment: [{name: 车床, made: 2020-05, commissioned: 2020-05-01}]\n", ""),
        ("  start: 2026-08-31\n", "warning"),
        ("  end: 2026-08-31\n", "warning"),
        ("  start: 2026-09-01\n  end: 2026-08-31\n", "error"),
        ("  signed: 2026-08-20\ndocuments: {contract_uploaded: 2026-08-19}\n", "warning"),
        ("  signed: 2026-08-20\ndocuments: {contract_uploaded: 2026-08-20}\n", ""),
        ("documents: {plan_filed: 2026-10-02}\n", "warning"),
        ("documents: {plan_delivered: 2026-10-01, plan_filed: 2026-10-02}\n", ""),
        (DRILL % "2026-11-01", "warning"),
        (DRILL % "2026-11-02", ""),
    ],
)
def test_the_later_date_may_be_the_same_day(small: Path, more: str, severity: str) -> None:
    found = told(small, more)
    assert [one.split()[0] for one in found] == [severity] * bool(severity)


@pytest.mark.parametrize(
    ("visit", "count"),
    [
        ("date: 2026-09-01, done: 2026-09-01", 0),
        ("date: 2026-09-01, done: 2026-08-31", 1),
        ("date: 2027-08-31, done: 2027-09-01", 1),
        ("date: 2027-09-01", 1),
    ],
)
def test_visits_lie_within_the_service(small: Path, visit: str, count: int) -> None:
    term = "  start: 2026-09-01\n  end: 2027-08-31\n"
    found = told(small, f"{term}schedule: {{visits: [{{{visit}, form: 现场检查}}]}}\n")
    assert len([one for one in found if "不在服务期内" in one]) == count
