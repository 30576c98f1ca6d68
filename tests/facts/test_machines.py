from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from generator import facts
from generator.domain import Facts, OperatingRule
from generator.facts.derivation import derive
from generator.library import built_in
from tests.facts.sample import DAY, record

LISTS = ("hazards", "before", "during", "after", "forbidden", "emergency")
KEYS = {*LISTS, "title", "scope", "accidents", "ppe", "laws", "names", "posts", "categories"}
KEYS |= {"features", "by_post", "unless", "certificate", "not", "medium", "things", "names_there"}
KEYS |= {"accidents_where", "certified", "joins", "apart"}


def _facts(*names: str, **parts: Any) -> Facts:
    equipment = [{"name": name} for name in names]
    return derive(record(**{"equipment": equipment, **parts}), DAY)


def _rules(*names: str, **parts: Any) -> dict[str, OperatingRule]:
    return {rule.key: rule for rule in _facts(*names, **parts).operating_rules}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("开式压力机（冲床）", "press"),
        ("数控冲床", "press"),
        ("数控车床", "cnc"),
        ("CA6140车床", "lathe"),
        ("cnc", "cnc"),
        ("点焊机", "resistance_welding"),
        ("直缝焊机", "arc_welding"),
        ("激光焊机", "laser_welding"),
        ("激光切割机", "laser_cutting"),
        ("抛光机除尘器", "dust_collector"),
        ("挂镀镍铬线", "pickling"),
        ("滚镀锌线", "pickling"),
        ("真空镀膜机", "general"),
        ("注塑机机械手", "robot"),
        ("630 kVA变压器及低压配电柜", "distribution"),
        ("木工圆锯机", "circular_saw"),
        ("金属圆锯机", "sawing"),
        ("粉末喷涂线", "powder_spraying"),
        ("电加热蒸汽发生器", "boiler"),
        ("喷气织机", "loom"),
        ("起吊设备（行车）", "crane"),
        ("冷却水塔", "general"),
        ("制冷压缩机", "chiller"),
        ("某某机", "general"),
    ],
)
def test_the_last_and_longest_word_of_a_name_decides(name: str, key: str) -> None:
    assert set(_rules(name)) == {key}


def test_in_a_plant_with_ammonia_a_refrigerating_machine_is_of_ammonia() -> None:
    found = _rules("制冷压缩机组", "氟利昂制冷机组", features={"ammonia": True})
    assert {key: rule.names for key, rule in found.items()} == {
        "refrigeration": ("制冷压缩机组",),
        "chiller": ("氟利昂制冷机组",),
    }
    assert set(_rules("制冷压缩机组")) == {"chiller"}


def test_a_name_that_says_nothing_goes_by_its_category() -> None:
    machine = {"name": "某型设备", "special": {"category": "起重机械"}}
    assert set(_rules(equipment=[machine])) == {"crane"}


def test_like_machines_share_one_rule_with_their_names_and_posts() -> None:
    posts = [{"name": "冲压工"}, {"name": "普工（冲压工兼）"}, {"name": "仓管员（兼叉车工）"}]
    rules = _rules("冲床", "1#压力机", "冲床", "叉车", posts=posts)
    assert list(rules) == ["press", "forklift"]
    assert rules["press"].names == ("冲床", "1#压力机")
    assert len(rules["press"].machines) == 3
    assert (rules["press"].posts, rules["forklift"].posts) == (("冲压工",), ("仓管员（兼叉车工）",))


def test_scrapped_machines_have_no_rule_and_no_warning() -> None:
    parts = {"equipment": [{"name": "某某机", "state": "报废"}, {"name": "冲床", "state": "停用"}]}
    assert set(_rules(**parts)) == {"press"}
    assert _unlisted(**parts) == []


def test_features_and_posts_call_for_operations() -> None:
    said = {"welding": True, "work_at_height": True, "metal_dust": True}
    assert set(_rules(features=said)) == {"arc_welding", "height", "dust_collector"}
    assert set(_rules(posts=[{"name": "电工"}, {"name": "机修工"}])) == {"distribution", "maintenance"}


def test_a_machine_of_the_same_work_stands_in_for_the_operation() -> None:
    rules = _rules("激光焊机", features={"welding": True}, posts=[{"name": "焊工"}])
    assert set(rules) == {"laser_welding"}
    assert rules["laser_welding"].posts == ("焊工",)


def test_unlisted_machines_get_the_general_rule_last_and_a_warning_each() -> None:
    rules = _facts("某某机", "冲床", "另一机", "某某机").operating_rules
    assert [rule.general for rule in rules] == [False, True]
    assert rules[-1].names == ("某某机", "另一机")
    told = _unlisted("某某机", "冲床", "另一机", "某某机")
    assert len(told) == 2
    assert "设备“某某机”没有专门的操作规程，已采用通用规程" in told[0]


def _unlisted(*names: str, **parts: Any) -> list[str]:
    given = record(**{"equipment": [{"name": name} for name in names], **parts})
    told = facts.warnings(given, derive(given, DAY), DAY)
    return [str(problem) for problem in told if "已采用通用规程" in problem.message]


def test_an_enterprise_without_machines_has_the_general_rule() -> None:
    (rule,) = _facts().operating_rules
    assert rule.general
    assert (rule.machines, rule.names, rule.posts) == ((), (), ())


def test_only_standards_in_force_are_cited() -> None:
    given = _facts("冲床")
    (rule,) = given.operating_rules
    law = given.law["gb17120"]
    assert law.cite in rule.basis
    law_of_old = {**given.law, "gb17120": dataclasses.replace(law, in_force=False)}
    old = facts.machines.derive(given.equipment, given.posts, given.has, law_of_old, (), built_in())
    assert law.cite not in old[0].basis


@pytest.mark.parametrize("key", ["polishing", "blasting", "dust_collector"])
@pytest.mark.parametrize(
    "metal", [{"features": {"metal_dust": True}}, {"names": ["铝锭加热台"]}], ids=["feature", "machine"]
)
def test_fire_of_metal_dust_is_told_for_metal_alone(key: str, metal: dict[str, Any]) -> None:
    machine = {"polishing": "抛光机", "blasting": "抛丸机", "dust_collector": "除尘器"}[key]
    rule = _rules(machine, *metal.get("names", ()), features=metal.get("features", {}))[key]
    (fire,) = [line for line in rule.emergency if "轻轻盖住" in line]
    assert "干燥的砂" in fire and fire.endswith("不用水、泡沫、二氧化碳和普通干粉")
    assert not [line for line in rule.emergency if "水基型" in line or "用干粉" in line]


@pytest.mark.parametrize("machine", ["抛光机", "抛丸机", "除尘器"])
def test_without_metal_dust_nothing_is_said_of_it(machine: str) -> None:
    (rule,) = _rules(machine).values()
    assert not [line for line in rule.emergency if "轻轻盖住" in line or "氢气" in line]
    assert [line for line in rule.emergency if "水基型" in line or "干粉" in line]


def test_flammable_liquids_are_told_of_where_there_are_any() -> None:
    acid, thinner = (_rules(chemicals=[{"name": name}])["chemicals"] for name in ("盐酸", "稀释剂"))
    assert "可燃液体蒸气爆炸" in thinner.accidents and "可燃液体蒸气爆炸" not in acid.accidents
    assert any("易燃液体" in line for line in thinner.during)
    told = [line for part in LISTS for line in getattr(acid, part)]
    assert [line for line in told if "静电" in line or "易燃液体" in line or "切断火源" in line] == []


def test_a_gas_furnace_is_purged_and_hoists_are_told_of_where_metal_is_carried() -> None:
    gas, hoisted = _rules("燃气熔铝炉")["melting"], _rules("中频炉")["melting"]
    assert any("吹扫" in line for line in gas.before) and any("重新吹扫" in line for line in gas.during)
    assert not [line for part in LISTS for line in getattr(gas, part) if "吊" in line or "浇包耳轴" in line]
    assert any("行车限位" in line for line in hoisted.before)
    assert not any("吹扫" in line for line in hoisted.before)
    assert ("触电" in hoisted.accidents, "触电" in gas.accidents) == (True, False)


def test_in_a_burning_cold_store_people_come_before_the_door() -> None:
    (fire,) = [line for line in _rules("冷库")["cold_store"].emergency if line.startswith("冒烟")]
    assert fire.index("点名") < fire.index("关门") and "不切断制冷剂事故排风" in fire


def test_water_mist_is_for_dusts_that_bear_it() -> None:
    wood = _rules("除尘器", "砂光机", features={"dust": True})["dust_collector"]
    steel = _rules("除尘器", "钢件打磨机", features={"dust": True})["dust_collector"]
    metal = _rules("除尘器", "砂光机", features={"dust": True, "metal_dust": True})["dust_collector"]
    assert ["雾状水" in "".join(rule.emergency) for rule in (wood, steel, metal)] == [True, False, False]
    assert any("干砂盖住或者用干粉灭火器" in line for line in steel.emergency)
    assert not any("干粉灭火器" in line for rule in (wood, metal) for line in rule.emergency)


def test_no_rule_frees_anybody_by_driving_a_machine_back() -> None:
    for key, rule in built_in().table("machines").items():
        told = [line if isinstance(line, str) else line["say"] for line in rule["emergency"]]
        for line in told:
            assert "反向盘车" not in line, (key, line)
            assert "反转" not in line.replace("不得反转", "").replace("不得开机反转", "").replace(
                "不得通电反转", ""
            ), (key, line)
            assert "先关氧气" not in line, (key, line)


def test_the_library_is_whole() -> None:
    library, laws = built_in().table("machines"), built_in().table("laws")
    types = {one["name"] for one in built_in().table("accident_types")}
    features = {field.name for field in dataclasses.fields(_facts().has)}
    assert len(library) >= 28
    assert list(library)[-1] == "general"
    for key, rule in library.items():
        assert set(rule) <= KEYS, key
        assert set(rule["accidents"]) <= types, key
        assert set(rule["laws"]) <= set(laws), key
        assert set(rule.get("unless", ())) <= set(library), key
        assert set(rule.get("features", ())) <= features
        where = rule.get("accidents_where", {})
        assert set(where) <= set(rule["accidents"]), key
        assert {one for keys in where.values() for one in keys} <= set(built_in().table("evidence")), key
        assert all(3 <= len(rule[part]) <= 8 for part in LISTS), key
        for line in (line for part in LISTS for line in rule[part]):
            whole = isinstance(line, str) or {"say"} < set(line) <= {"if", "if_not", "say"}
            assert line and whole, key
        assert rule["ppe"], key


def test_no_two_rules_claim_one_word() -> None:
    words = [
        word.casefold() for rule in built_in().table("machines").values() for word in rule.get("names", ())
    ]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("name", "gas", "said", "unsaid"),
    [
        ("烘道", True, "关燃气阀", "加热电源"),
        ("电加热烘箱", True, "断开加热电源", "燃气"),
        ("烘箱", False, "停热源", "燃气"),
    ],
)
def test_an_oven_is_told_of_its_own_heat(name: str, gas: bool, said: str, unsaid: str) -> None:
    rule = _rules(name, features={"gas": gas})["oven"]
    told = "".join((*rule.hazards, *rule.before, *rule.during, *rule.after, *rule.forbidden, *rule.emergency))
    assert said in told
    assert unsaid not in told
    assert told.count("起火") == 1
    assert "溶剂" not in told


def test_work_with_chemicals_has_what_each_of_them_asks_for_under_its_title() -> None:
    rules = _rules("环形镀镍线", chemicals=[{"name": "硫酸"}, {"name": "氢氟酸"}])
    told = "".join((*rules["chemicals"].before, *rules["chemicals"].during, *rules["chemicals"].forbidden))
    assert "氢氟酸：查凝胶在效期、在手边" in told
    assert "硫酸：稀释时先放水" in told
    assert "先放水" in "".join(rules["pickling"].during)  # and the line where it is mixed


def test_a_line_with_no_acid_of_the_kind_stays_away() -> None:
    rules = _rules("环形镀镍线", chemicals=[{"name": "氢氟酸"}])
    assert "硫酸" not in "".join((*rules["pickling"].during, *rules["pickling"].forbidden))
