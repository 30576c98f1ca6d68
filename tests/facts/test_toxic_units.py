"""Units of poison, cold, acids, confined spaces, health, waste: where they are, what is safe to follow."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.facts import heart
from generator.facts.derivation import derive
from generator.library import built_in, knowledge
from tests.facts.sample import DAY, record

ROOT = Path(__file__).parents[2]
OURS = {
    *(
        "ammonia",
        "cold_room",
        "hypochlorite",
        "peroxide",
        "sulfuric_acid",
        "hydrochloric_acid",
        "nitric_acid",
    ),
    *("hydrofluoric_acid", "caustic", "plating", "cyanide", "chromic_acid", "confined_space", "sewage"),
    *("pickling_tank", "inert_gas", "carbon_monoxide", "degreasing", "wiping_solvent", "noise", "heat"),
    *("welding_fume", "silica_dust", "hazardous_waste", "kitchen", "dormitory"),
}
HEADS = {**knowledge.heads(built_in()), **knowledge.pairs(built_in())}
MINE = {key: head for key, head in HEADS.items() if OURS & {key, *head.get("pair", ())}}
POISON = ("ammonia", "hypochlorite", "cyanide", "sewage", "degreasing", "wiping_solvent")


def _says(head: dict[str, Any], *aspects: str) -> list[str]:
    return [row["say"] for aspect in aspects for row in head.get(aspect, ())]


def _machine(name: str) -> dict[str, Any]:
    return {"equipment": [{"name": name}]}


def _chemicals(*names: str) -> dict[str, Any]:
    return {"chemicals": [{"name": name} for name in names]}


def _space(name: str) -> dict[str, Any]:
    return {"confined_spaces": [{"name": name}]}


@pytest.mark.parametrize(
    ("parts", "there"),
    [
        ({}, set()),
        (_machine("螺杆氨压缩机"), {"ammonia"}),
        (_machine("氟利昂制冷机组"), set()),
        (_machine("速冻间"), {"cold_room"}),
        (_chemicals("氨水"), set()),
        (_chemicals("次氯酸钠溶液"), {"hypochlorite"}),
        (_chemicals("氯化钠"), set()),
        (_chemicals("双氧水"), {"peroxide"}),
        (_chemicals("硫酸"), {"sulfuric_acid"}),
        (_chemicals("硫酸镍"), set()),
        (_chemicals("盐酸", "硝酸"), {"hydrochloric_acid", "nitric_acid"}),
        (_chemicals("硝酸银"), set()),
        (_chemicals("氢氟酸"), {"hydrofluoric_acid"}),
        (_chemicals("片碱"), {"caustic"}),
        (_chemicals("氰化钠"), {"cyanide"}),
        (_chemicals("铁氰化钾"), set()),
        (_chemicals("铬酐"), {"chromic_acid"}),
        (_chemicals("重铬酸钾"), set()),
        (_machine("环形镀镍线"), {"plating"}),
        (_machine("真空镀膜机"), set()),
        (_machine("挂镀铬槽"), {"plating", "chromic_acid"}),
        (_space("污水调节池"), {"confined_space", "sewage"}),
        (_space("榨菜腌制池"), {"confined_space", "pickling_tank"}),
        (_space("消防水池"), {"confined_space"}),
        (_chemicals("氩气"), {"inert_gas"}),
        (_machine("冲天炉"), {"carbon_monoxide", "heat"}),
        (_chemicals("三氯乙烯"), {"degreasing"}),
        (_chemicals("白电油"), {"wiping_solvent"}),
        (_machine("气动冲床"), {"noise"}),
        (_machine("拉幅定型机"), {"heat"}),
        (_machine("喷砂机"), {"silica_dust"}),
        ({"features": {"dormitory": True}}, {"dormitory"}),
        ({"features": {"hazardous_waste": True}}, {"hazardous_waste"}),
    ],
)
def test_a_unit_is_there_by_what_is_listed(parts: dict[str, Any], there: set[str]) -> None:
    unit = derive(record(**parts), DAY).unit
    assert {key for key in OURS if unit[key]} == there


# A head has no conditions: it may name only what every client of the unit has.
@pytest.mark.parametrize(
    ("key", "foreign"),
    [
        ("ammonia", "氯|铝|漂"),
        ("cold_room", "氨|氟|承租|出租"),
        ("sulfuric_acid", "盐酸|硝酸|氰|氢氟"),
        ("hydrochloric_acid", "硫酸|硝酸|氰|氢氟"),
        ("nitric_acid", "盐酸|硫酸|氰|氢氟"),
        ("caustic", "三氯乙烯|氰"),
        ("plating", "氰|铬|镍|铝"),
        ("confined_space", "污水|腌|硫化氢"),
        ("inert_gas", "氩|氮|干冰|杜瓦|真空炉"),
        ("heat", "熔|锅炉|烘道"),
        ("kitchen", "醇基|绞肉"),
        ("hazardous_waste", "铝|漆渣桶"),
    ],
)
def test_a_head_names_nothing_that_its_client_need_not_have(key: str, foreign: str) -> None:
    head = {name: value for name, value in HEADS[key].items() if name not in ("scenes", "without", "when")}
    assert not re.search(foreign, str(head))


def test_nobody_is_told_to_breathe_into_the_mouth_of_the_poisoned() -> None:
    plans = [plan for head in MINE.values() for plan in head.get("scenes", {}).values()]
    told = "；".join(say for head in MINE.values() for say in _says(head, "never", "first", "medical"))
    told += "；".join(str((plan["steps"], plan["notes"])) for plan in plans)  # a card's never forbids it
    assert "口对口" in told
    assert not re.search(r"(?<!不)口对口", told)


@pytest.mark.parametrize("key", POISON)
def test_who_breathed_poison_is_ventilated_by_mask_or_bag(key: str) -> None:
    assert "不口对口" in "".join(_says(HEADS[key], "medical", "never"))


@pytest.mark.parametrize("key", ["confined_space", "sewage", "pickling_tank", "inert_gas", "carbon_monoxide"])
def test_who_goes_in_wears_an_air_supply(key: str) -> None:
    entering = [
        say
        for say in _says(HEADS[key], "first")
        if re.search(r"[才可两人]下|能进|的两人进|可以进|人下，", say)
    ]
    assert entering
    assert all("空气呼吸器" in say for say in entering)
    assert any("过滤" in say or "空气呼吸器" in say for say in _says(HEADS[key], "never"))


def test_hydrofluoric_acid_meets_calcium_and_no_sand() -> None:
    head = HEADS["hydrofluoric_acid"]
    assert {"干砂", "湿砂", "砂土吸附"} <= {word for row in head["never"] for word in row.get("ban", ())}
    assert "葡萄糖酸钙" in "".join(_says(head, "first", "medical"))
    for key, other in MINE.items():
        if "hydrofluoric_acid" in other.get("pair", ()):
            assert not re.search(
                "用(干|湿)?砂(?!碰)|撒砂", "".join(_says(other, "first")).replace("不用砂", "")
            ), key


def test_nobody_neutralizes_on_the_skin() -> None:
    for key in ("sulfuric_acid", "hydrochloric_acid", "caustic", "hydrofluoric_acid"):
        assert re.search("(皮肤|眼睛).*中和", "".join(_says(HEADS[key], "never"))), key
        assert "中和" not in "".join(_says(HEADS[key], "medical")), key


def test_what_units_say_first_is_not_what_they_forbid() -> None:
    for key, head in MINE.items():
        banned = {word for row in head.get("never", ()) for word in row.get("ban", ())}
        assert not banned & {word for row in head.get("first", ()) for word in row.get("acts", ())}, key


@pytest.mark.parametrize(
    ("key", "cas", "kind"),
    [
        ("oel_ammonia", "7664-41-7", "twa"),
        ("oel_chlorine", "7782-50-5", "mac"),
        ("oel_nitrogen_dioxide", "10102-44-0", "twa"),
        ("oel_hydrogen_fluoride", "7664-39-3", "mac"),
        ("oel_hydrogen_sulfide", "7783-06-4", "mac"),
        ("oel_hydrogen_cyanide", "57-12-5", "mac"),
        ("oel_carbon_monoxide", "630-08-0", "twa"),
        ("oel_trichloroethylene", "79-01-6", "twa"),
    ],
)
def test_limits_of_units_are_those_of_the_table_of_factors(key: str, cas: str, kind: str) -> None:
    (row,) = (one for one in built_in().table("health_factors") if one.get("cas") == cas)
    assert built_in().table("limits")[key]["value"] == f"{row[kind]} mg/m³"


def test_every_check_is_recorded_in_a_paper_of_the_pack() -> None:
    texts = (ROOT / "templates/text").rglob("*.md")
    told = "".join(path.read_text("utf-8") for path in texts if path.parent.name in ("systems", "_parts"))
    for key in OURS:
        for row in HEADS[key]["checks"]:
            assert row["record"] in told, (key, row["record"])


def test_the_gravest_unit_has_its_say_before_a_pair_of_two_others() -> None:
    chemicals = [{"name": name, "zone": "Z1"} for name in ("氰化钠", "氢氟酸", "硝酸")]
    (zone,) = derive(record(zones=[{"code": "Z1", "name": "电镀车间"}], chemicals=chemicals), DAY).zones
    told = "".join(heart.first(zone.units, built_in()))
    assert told.index("氰，上风撤") < told.index("葡萄糖酸钙")


def test_where_cyanide_is_the_plans_for_fire_leak_and_poisoning_say_what_it_forbids() -> None:
    """Water, foam and carbon dioxide are for places away from it; a leak never meets acid; no filter mask."""
    found = derive(record(**_chemicals("氰化钠", "硫酸")), DAY).scenes
    scenes = {scene.key: scene for scene in found}
    fire = next(step.action for step in scenes["fire"].steps if step.stage == "扑救")
    assert fire.index("只用干粉") < fire.index("远离氰化物的固体可燃物用水")
    leak = {step.stage: step.action for step in scenes["chemicals"].steps}
    assert "氰化物中毒、泄漏" in leak["氰化物"] and "不碰到酸" in leak["氰化物"]
    assert "正压式空气呼吸器" in scenes["poisoning"].steps[0].action
    other = derive(record(**_chemicals("硫酸")), DAY).scenes
    assert "氰" not in " ".join(step.action for scene in other for step in scene.steps)
