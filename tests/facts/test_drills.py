"""Papers of drills: each record and each visit of the plan once, whatever day they share."""

from __future__ import annotations

import datetime
from typing import Any

from generator import domain
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

Day = datetime.date


def _made(*drills: dict[str, Any], visits: tuple[dict[str, Any], ...] = ()) -> tuple[domain.DrillPaper, ...]:
    parts = {"schedule": {"visits": list(visits)}, "records": {"drills": list(drills)}}
    return derive(record(**parts), DAY).service.made.drills


def test_two_drills_of_one_day_are_two() -> None:
    made = _made({"date": "2026-11-11", "name": "甲"}, {"date": "2026-11-11", "name": "乙", "present": 0})
    assert [(one.name, one.number[-3:], one.present) for one in made] == [
        ("甲", "111", None),
        ("乙", "-02", 0),
    ]


def test_a_drill_on_the_day_planned_is_the_plans() -> None:
    visit = {
        "date": "2026-11-11",
        "form": "应急演练",
        "content": "疏散",
        "participants": "示例辅导员A；企业班组长",
    }
    (made,) = _made({"date": "2026-11-11", "name": "甲"}, visits=(visit,))
    assert (made.content, made.planned) == ("疏散", Day(2026, 11, 11))
    assert made.participants == ("示例辅导员A", "企业班组长")
    (other,) = _made({"date": "2026-11-12", "name": "甲"}, visits=(visit,))
    assert (other.content, other.planned) == ("", None)


def test_what_was_judged_stands_in_its_own_fields() -> None:
    drill = {
        "date": "2026-11-11",
        "name": "甲",
        "supplies": "灭火器 4 具",
        "evaluation": {"people": "全员到位", "supplies": "好", "effect": "达到预期"},
        "timeline": [{"time": "09:00", "action": "报警", "responsible": "示例甲"}],
        "problems": [{"problem": "集合慢", "due": "2026-12-01"}],
    }
    (made,) = _made(drill)
    assert (made.supplies, made.supplies_ready, made.people) == ("灭火器 4 具", "好", "全员到位")
    assert made.steps == (domain.DrillStep("09:00", "报警", "示例甲"),)
    assert made.problems == (domain.DrillProblem("集合慢", "", "", Day(2026, 12, 1)),)
