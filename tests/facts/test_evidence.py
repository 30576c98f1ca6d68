"""What is there: by equipment with its medium, chemicals, spaces, risk points; exclusions veto their word."""

from __future__ import annotations

from typing import Any

import pytest

from generator.domain import Has
from generator.facts import evidence, overrides
from generator.facts.derivation import derive
from generator.library import built_in
from tests.facts.sample import DAY, record


def _here(**parts: Any) -> set[str]:
    return {
        key for key, found in evidence.derive(record(**parts).data, built_in()).found.items() if found
    } - {"machinery"}


def _risk(name: str, *accidents: str) -> dict[str, Any]:
    return {"zones": [{"code": "Z1", "name": "车间", "risks": [{"name": name, "accidents": [*accidents]}]}]}


def test_nothing_is_there_of_its_own() -> None:
    assert _here() == set()


@pytest.mark.parametrize(
    ("parts", "key", "there"),
    [
        ({"equipment": [{"name": "铝件抛光机"}]}, "metal_dust", True),
        ({"equipment": [{"name": "抛光机", "parameters": "铝合金件"}]}, "metal_dust", True),
        ({"equipment": [{"name": "抛光机"}]}, "metal_dust", False),
        ({"equipment": [{"name": "抛光机", "parameters": "白刚玉、氧化铝砂轮"}]}, "metal_dust", False),
        ({"equipment": [{"name": "铝件抛光机", "state": "报废"}]}, "metal_dust", False),
        (_risk("铝粉尘爆炸"), "metal_dust", True),
        ({"equipment": [{"name": "湿式除尘器", "parameters": "铝粉尘"}]}, "wet_metal", True),
        ({"equipment": [{"name": "湿式除尘器", "parameters": "不锈钢"}]}, "wet_metal", False),
        ({"equipment": [{"name": "氨压缩机"}]}, "ammonia", True),
        ({"chemicals": [{"name": "液氨"}]}, "ammonia", True),
        ({"chemicals": [{"name": "某剂", "cas": "7664-41-7"}]}, "ammonia", True),
        ({"chemicals": [{"name": "氨水"}]}, "ammonia", False),
        ({"chemicals": [{"name": "铬酸酐"}]}, "oxidizer", True),
        ({"chemicals": [{"name": "次氯酸钠溶液"}]}, "oxidizer", False),
        ({"chemicals": [{"name": "硫酸铝"}]}, "sulfuric", False),
        ({"chemicals": [{"name": "硫酸（98%）"}]}, "acid", True),
        ({"chemicals": [{"name": "乙酸乙酯"}]}, "acid", False),
        ({"chemicals": [{"name": "水性清漆"}]}, "flammable", False),
        ({"chemicals": [{"name": "硝基清漆"}]}, "flammable", True),
        ({"equipment": [{"name": "抛光机"}]}, "steel_dust", True),
        ({"equipment": [{"name": "铝件抛光机"}]}, "steel_dust", False),
        ({"equipment": [{"name": "叉车", "parameters": "蓄电池"}]}, "battery", True),
        ({"equipment": [{"name": "叉车", "parameters": "内燃"}]}, "battery", False),
        ({"equipment": [{"name": "宽带砂光机"}]}, "water_dust", True),
        (_risk("粉尘爆炸", "粉尘爆炸"), "dust", True),
        ({"equipment": [{"name": "真空镀膜机"}]}, "plating", False),
        ({"equipment": [{"name": "R717螺杆制冷压缩机组"}]}, "ammonia", True),
        ({"equipment": [{"name": "r717贮液器"}]}, "ammonia", True),
        ({"equipment": [{"name": "R507制冷压缩机组"}]}, "ammonia", False),
        ({"equipment": [{"name": "LNG气化撬"}]}, "gas", True),
        ({"equipment": [{"name": "lng储罐"}]}, "gas", True),
        ({"chemicals": [{"name": "lpg"}]}, "lpg", True),
    ],
)
def test_one_thing_tells(parts: dict[str, Any], key: str, there: bool) -> None:
    assert (key in _here(**parts)) is there


def test_every_rule_names_rules_before_it() -> None:
    seen: set[str] = set()
    for key, rule in evidence.rules(built_in()).items():
        assert {*rule.listed("keys"), *rule.listed("needs")} <= seen, key
        seen.add(key)


def _has(**parts: Any) -> Has:
    return derive(record(**parts), DAY).has


def test_a_feature_left_out_follows_what_is_there_and_one_denied_does_not() -> None:
    machine = {"equipment": [{"name": "氨压缩机"}]}
    assert _has(**machine).ammonia
    assert not _has(**machine, features={"ammonia": False}).ammonia


def test_a_denied_feature_is_told_with_what_shows_it() -> None:
    given = record(equipment=[{"name": "氨压缩机"}], features={"ammonia": False, "gas": False})
    (fault,) = map(str, overrides.problems(given, built_in()))
    assert "features.ammonia" in fault and "氨压缩机" in fault
