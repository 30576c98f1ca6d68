"""Plans cited by name: those in the emergency plan pass, others are told at their place."""

from __future__ import annotations

from typing import Any

import pytest

from generator.facts import cited_plans
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record


def _told(**parts: Any) -> list[str]:
    given = record(**parts)
    return [str(problem) for problem in cited_plans.unknown(given, derive(given, DAY))]


@pytest.mark.parametrize(
    "name",
    [
        "火灾现场处置方案",
        "《触电现场处置方案》",
        "《机械致害、物体打击现场处置方案》",
        "机械致害、物体打击现场处置方案",
        "氨泄漏现场处置方案",
        "冷库被困现场处置方案",
        "特种设备专项应急预案",
    ],
)
def test_a_plan_of_the_pack_may_be_cited(name: str) -> None:
    assert _told(emergency_supplies=[{"name": "器材", "basis": name}]) == []


def test_a_plan_that_is_not_there_is_told() -> None:
    (fault,) = _told(records={"drills": [{"date": "2026-10-01", "name": "演练", "plan": "雪崩现场处置方案"}]})
    assert "“雪崩现场处置方案”" in fault and "没有对应的方案" in fault


@pytest.mark.parametrize("field", ["recommendation", "emergency"])
def test_a_hazard_that_cites_an_unknown_plan_is_told(field: str) -> None:
    row = {"location": "甲", "description": "乙", "level": "一般", "found": "2026-09-08"}
    (fault,) = _told(hazards=[{**row, field: "按雪崩现场处置方案执行"}])
    assert "雪崩现场处置方案" in fault


@pytest.mark.parametrize("name", ["%s", "《%s》", "按《%s》、火灾现场处置方案执行"])
def test_a_title_with_a_comma_is_one_title(name: str) -> None:
    plan = "可燃液体蒸气泄漏、爆炸现场处置方案"
    chemicals = [{"name": "天那水", "hazard": "易燃液体，类别2"}]
    supplies = [{"name": "器材", "basis": name % plan}]
    assert _told(emergency_supplies=supplies, chemicals=chemicals) == []
    assert _told(emergency_supplies=supplies) != []
