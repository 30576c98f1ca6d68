"""Rows of the ledgers: trainings counted, inductions summed, equipment and protective equipment found."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from generator import domain
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

Day = datetime.date


def _records(**parts: Any) -> domain.Records:
    return derive(record(**parts), DAY).records


def test_trainings_of_a_kind_are_added_up() -> None:
    rows = [
        {"date": "2026-10-02", "kind": "全员", "topic": "甲", "hours": 1.5, "present": 8, "passed": 7},
        {"date": "2026-10-01", "kind": "消防", "topic": "乙"},
        {"date": "2026-10-03", "kind": "全员", "topic": "丙", "hours": 2, "present": 3},
        {"date": "2026-10-04", "kind": "职业卫生", "topic": "丁", "present": 0, "passed": 0},
    ]
    found = _records(records={"trainings": rows})
    counts = {one.kind: one for one in found.training_counts}
    assert list(counts) == ["消防", "全员", "职业卫生"]
    whole = counts[domain.TrainingKind.ALL_STAFF]
    assert (whole.times, whole.hours, whole.people, whole.passed) == (2, Decimal("3.5"), 11, 7)
    assert whole.person_hours == 18
    assert counts[domain.TrainingKind.FIRE].hours is None
    assert [one.rate for one in found.trainings] == [None, Decimal("0.875"), None, None]
    assert [one.topic for one in found.health_trainings] == ["丁"]


def test_hours_of_an_induction_are_those_known() -> None:
    rows = [{"name": "甲", "company_hours": 8, "team_hours": 0.5, "score": 92}, {"name": "乙", "score": "优"}]
    first, second = _records(records={"inductions": rows}).inductions
    assert (first.no, first.total, first.score) == (1, Decimal("8.5"), 92)
    assert (second.no, second.total, second.score) == (2, None, "优")


def test_a_check_is_of_the_equipment_that_bears_the_name_or_the_code() -> None:
    equipment = [{"name": "叉车", "code": "C-1"}, {"name": "叉车", "code": "C-2"}, {"name": "冲床"}]
    rows = [
        {"date": f"2026-10-0{place}", "equipment": name, "kind": "点检"}
        for place, name in enumerate(("C-2", "叉车", "冲床", "没有的"), 1)
    ]
    found = _records(equipment=equipment, records={"equipment_checks": rows}).equipment_checks
    assert [(one.code, one.name) for one in found] == [
        ("C-2", "叉车"),
        ("", "叉车"),
        ("", "冲床"),
        ("", "没有的"),
    ]
    assert found[0].date == Day(2026, 10, 1)


def test_an_issue_takes_from_its_post_what_it_leaves_out() -> None:
    item = {"name": "耳塞", "standard": "GB/T 31422", "count": 1, "cycle_months": 6}
    posts = [{"name": "冲压工", "department": "生产部", "ppe": [item]}]
    issue = {"date": "2026-10-01", "name": "甲", "item": "耳塞", "quantity": 2}
    rows = [
        {**issue, "post": "冲压工"},
        {**issue, "post": "冲压工", "standard": "自定", "cycle_months": 0, "department": "二部"},
        {**issue, "post": "别的"},
        {**issue, "post": "冲压工", "item": "手套"},
    ]
    found = _records(posts=posts, records={"ppe_issues": rows}).ppe_issues
    assert [(one.department, one.standard, one.cycle_months) for one in found] == [
        ("生产部", "GB/T 31422", 6),
        ("二部", "自定", 0),
        ("", "", None),
        ("生产部", "", None),
    ]
    (standard,) = _records(posts=posts).ppe_standards
    assert (standard.post, standard.name, standard.count, standard.cycle_months) == ("冲压工", "耳塞", 1, 6)


def test_measurements_are_due_by_the_gravest_factor() -> None:
    rows = [
        {"date": "2026-10-01", "factor": "噪声"},
        {"date": "2026-09-01", "factor": "粉尘", "next": "2026-12-01"},
    ]
    severe = [{"factor": "噪声", "severity": "一般"}, {"factor": "粉尘", "severity": "严重"}]
    found = _records(health_factors=severe, records={"monitoring": rows}).monitoring
    assert [(one.factor, one.next, one.state) for one in found] == [
        ("粉尘", Day(2026, 12, 1), "30日内"),
        ("噪声", Day(2027, 10, 1), "正常"),
    ]
    general = _records(health_factors=severe[:1], records={"monitoring": rows[:1]}).monitoring
    assert general[0].next == Day(2029, 10, 1)
    unknown = _records(records={"monitoring": rows[:1]}).monitoring[0]
    assert (unknown.next, unknown.state) == (None, None)
