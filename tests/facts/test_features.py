from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from generator.domain import Has
from generator.facts import Derivation
from tests.facts.sample import DAY, record


def _has(**parts: Any) -> Has:
    has: Has = Derivation(record(**parts), DAY)["has"]
    return has


BASE = {"fee_duty", "industrial", "machinery"}


def test_the_smallest_record_has_what_its_sector_brings_alone() -> None:
    true = {name for name, value in dataclasses.asdict(_has()).items() if value}
    assert true == BASE


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ({"chemicals": [{"name": "丙酮", "precursor": True}]}, {"chemicals", "precursors"}),
        (
            {"chemicals": [{"name": "硝酸", "explosive_precursor": True}]},
            {"chemicals", "explosive_precursors"},
        ),
        (
            {"equipment": [{"name": "叉车", "special": {"category": "场（厂）内专用机动车辆"}}]},
            {"special_equipment", "forklift"},
        ),
        (
            {"equipment": [{"name": "行车", "special": {"category": "起重机械"}}]},
            {"special_equipment", "crane"},
        ),
        ({"equipment": [{"name": "冲床"}]}, set()),
        ({"equipment": [{"name": "旧锅炉", "state": "报废", "special": {"category": "锅炉"}}]}, set()),
        (
            {"confined_spaces": [{"name": "池", "toxic": True}]},
            {"confined_spaces", "toxic_confined_spaces"},
        ),
        ({"health_factors": [{"factor": "噪声"}]}, {"occupational_hazards"}),
        (
            {"health_factors": [{"factor": "苯", "severity": "严重"}]},
            {"occupational_hazards", "severe_occupational_hazards"},
        ),
        ({"features": {"metal_dust": True}}, {"dust", "metal_dust"}),
        ({"features": {"powder_spraying": True, "gas": False}}, {"spraying", "powder_spraying"}),
        ({"enterprise": {"buildings": [{"name": "楼", "ownership": "部分出租"}]}}, {"leased_out"}),
        ({"enterprise": {"buildings": [{"name": "楼", "ownership": "租入"}]}}, {"leased_in"}),
        ({"enterprise": {"headcount": 100}}, set()),
        ({"enterprise": {"headcount": 101}}, {"over_100"}),
        ({"enterprise": {"headcount": 300}}, {"over_100"}),
        ({"enterprise": {"headcount": 301}}, {"over_100", "over_300"}),
        ({"certificates": [{"holder": "甲", "kind": "特种作业", "item": "焊"}]}, {"special_operators"}),
        ({"certificates": [{"holder": "甲", "kind": "特种设备作业", "item": "N1"}]}, set()),
        ({"people": {"union": {"name": "甲"}, "safety_body": "安环部"}}, {"union", "safety_body"}),
        ({"people": {"safety_officers": [{"name": "甲", "duty": "专职"}]}}, {"full_time_officer"}),
        ({"zones": [{"code": "Z1", "name": "车间", "rect": [0, 0, 1, 1]}]}, {"zones"}),
        (
            {
                "zones": [{"code": "Z1", "name": "车间", "rect": [0, 0, 1, 1]}],
                "site": {"width": 9, "height": 9},
            },
            {"zones", "map"},
        ),
        ({"zones": [{"code": "Z1", "name": "车间"}], "site": {"width": 9, "height": 9}}, {"zones"}),
    ],
)
def test_features_follow_from_what_is_listed(parts: dict[str, Any], names: set[str]) -> None:
    true = {name for name, value in dataclasses.asdict(_has(**parts)).items() if value}
    assert true - BASE == names


@pytest.mark.parametrize(
    ("sector", "names"),
    [
        ("机械", {"fee_duty", "industrial", "machinery"}),
        ("冶金", {"fee_duty", "industrial", "smelting", "plan_review", "plan_filing"}),
        ("有色", {"fee_duty", "industrial", "smelting", "plan_review", "plan_filing"}),
        ("纺织", {"industrial", "textile"}),
        ("建材", {"industrial"}),
        ("轻工", {"industrial"}),
        ("烟草", {"industrial"}),
        ("其他", {"industrial"}),
        ("商贸", {"crowded", "plan_filing"}),
    ],
)
def test_what_a_sector_brings(sector: str, names: set[str]) -> None:
    has = dataclasses.asdict(_has(enterprise={"industry": {"name": "某业", "sector": sector}}))
    assert {name for name, value in has.items() if value} == names


@pytest.mark.parametrize(
    ("sector", "said", "names"),
    [
        ("有色", {"smelting": False}, set()),
        ("机械", {"smelting": True}, {"smelting", "plan_review", "plan_filing"}),
        ("商贸", {"crowded": False}, set()),
        ("轻工", {"crowded": True}, {"crowded", "plan_filing"}),
    ],
)
def test_what_the_client_says_of_it_goes_first(sector: str, said: dict[str, bool], names: set[str]) -> None:
    has = _has(enterprise={"industry": {"name": "某业", "sector": sector}}, features=said)
    asked = ("smelting", "crowded", "plan_review", "plan_filing")
    assert {name for name in asked if getattr(has, name)} == names


@pytest.mark.parametrize(
    ("scale", "review"), [("大型", True), ("中型", True), ("小型", False), ("微型", False)]
)
def test_the_plan_of_a_medium_enterprise_is_reviewed(scale: str, review: bool) -> None:
    assert _has(enterprise={"scale": scale}).plan_review is review


def test_an_unlisted_sector_has_no_fee_duty() -> None:
    assert not _has(enterprise={"industry": {"name": "棉织造", "sector": "纺织"}}).fee_duty
