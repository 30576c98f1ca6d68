"""Which scene plan is drilled: that of the gravest risk, by accident, words and place."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.facts.derivation import derive
from tests import once
from tests.conftest import ROOT, studied
from tests.facts.sample import record

SIGNED = datetime.date(2026, 9, 1)


def _drilled(**parts: Any) -> str:
    """What the drill of the plan is called."""
    visits = derive(record(**parts), SIGNED).schedule.visits
    (content,) = (visit.content for visit in visits if visit.form == "应急演练")
    return content.partition("：")[0]


def _zones(*points: tuple[str, list[str], int]) -> list[dict[str, Any]]:
    risks = [{"name": name, "accidents": kinds, "L": 1, "E": 6, "C": c} for name, kinds, c in points]
    return [{"code": "Z1", "name": "车间", "risks": risks}]


@pytest.mark.parametrize(
    ("points", "title"),
    [
        ([("灼伤", ["灼烫"], 7), ("进池中毒", ["中毒", "窒息"], 40)], "有限空间中毒、窒息"),
        ([("灼伤", ["灼烫"], 15), ("进池中毒", ["中毒"], 7)], "灼烫"),
        ([("棉纱火灾", ["火灾"], 15)], "火灾"),
        ([("触电起火", ["触电", "火灾"], 15)], "触电"),
    ],
)
def test_the_drill_is_of_the_gravest_risk(points: list[tuple[str, list[str], int]], title: str) -> None:
    spaces = [{"name": "污水池", "toxic": True}]
    assert _drilled(zones=_zones(*points), confined_spaces=spaces) == f"{title}现场处置演练"


def test_of_two_plans_for_an_accident_the_one_that_is_called_by_its_name_is_drilled() -> None:
    machines = [
        {"name": "平衡重式叉车（锂电池）", "zone": "Z1", "special": {"category": "场（厂）内专用机动车辆"}}
    ]
    charging = _drilled(zones=_zones(("锂电池充电火灾", ["火灾"], 15)), equipment=machines)
    yarn = _drilled(zones=_zones(("棉纱火灾", ["火灾"], 15)), equipment=machines)
    assert (charging, yarn) == ("电池、电动自行车充电火灾现场处置演练", "火灾现场处置演练")


def test_without_risk_points_the_gravest_accident_that_has_a_plan_is_drilled() -> None:
    assert _drilled() == "火灾现场处置演练"
    assert _drilled(features={"ammonia": True}) == "氨泄漏现场处置演练"


@pytest.mark.parametrize("name", studied())
def test_what_is_drilled_has_its_scene_plan_in_the_pack(name: str) -> None:
    found = derive(once.record(ROOT / "examples" / name), datetime.date(2026, 10, 12))
    drills = [visit for visit in found.schedule.visits if visit.form == "应急演练" and not visit.keys]
    titles = {f"{scene.title}现场处置演练" for scene in found.scenes}
    assert all(visit.content.partition("：")[0] in titles for visit in drills)
