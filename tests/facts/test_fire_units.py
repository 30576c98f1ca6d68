"""Units of fire, gas, solvents, molten metal, hot work, charging: where they are, of what they speak."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.facts.derivation import derive
from generator.library import built_in, knowledge
from tests.facts.sample import DAY, record

OURS = {
    *("fuel_gas", "lpg", "molten_metal", "molten_aluminium", "induction_furnace", "solvent_vapour"),
    *("spray_painting", "paint_storage", "booth_oven", "acetylene", "oxygen", "hot_work", "battery_charging"),
}


def _machine(name: str, parameters: str = "") -> dict[str, Any]:
    return {"equipment": [{"name": name, "parameters": parameters}]}


def _chemical(name: str) -> dict[str, Any]:
    return {"chemicals": [{"name": name}]}


@pytest.mark.parametrize(
    ("parts", "there"),
    [
        ({}, set()),
        (_machine("燃气熔铝炉"), {"fuel_gas", "molten_metal", "molten_aluminium"}),
        (_machine("熔化炉", "铝锭，天然气"), {"molten_metal", "molten_aluminium"}),
        (_machine("铜棒中频熔炼炉"), {"molten_metal", "induction_furnace"}),
        (_machine("锌合金压铸机"), {"molten_metal"}),
        (
            {"molten_metal": [{"metal": "铝合金", "fuel": "天然气"}]},
            {"molten_metal", "molten_aluminium", "fuel_gas"},
        ),
        ({"features": {"gas": True}}, {"fuel_gas"}),
        (_chemical("液化石油气"), {"fuel_gas", "lpg"}),
        (_machine("燃气烘道"), {"fuel_gas", "booth_oven"}),
        (_machine("电热固化炉"), {"booth_oven"}),
        (_chemical("乙醇"), {"solvent_vapour", "paint_storage"}),
        (_chemical("水性漆"), set()),
        (
            {**_machine("水帘喷漆房"), **_chemical("稀释剂")},
            {"solvent_vapour", "paint_storage", "spray_painting"},
        ),
        ({"features": {"solvent_spraying": True}}, {"solvent_vapour", "spray_painting"}),
        (_machine("氧乙炔气割"), {"acetylene", "oxygen", "hot_work"}),
        (_chemical("氧气"), {"oxygen"}),
        (_machine("氩弧焊机"), {"hot_work"}),
        (_machine("蓄电池叉车"), {"battery_charging"}),
        (_machine("内燃叉车"), set()),
    ],
)
def test_a_unit_is_there_by_what_is_listed(parts: dict[str, Any], there: set[str]) -> None:
    unit = derive(record(**parts), DAY).unit
    assert {key for key in OURS if unit[key]} == there
    assert unit["fire_general"]


# A head has no conditions: it may name only what every client of the unit has.
@pytest.mark.parametrize(
    ("key", "foreign"),
    [
        ("solvent_vapour", "漆|喷涂|烘"),
        ("paint_storage", "漆|喷涂"),
        ("molten_metal", "铝|铜|锌|感应"),
        ("fuel_gas", "天然气|液化|沼气"),
        ("battery_charging", "叉车|铝|熔融"),
        ("hot_work", "铝|乙炔|氧气瓶"),
        ("booth_oven", "天然气|粉末"),
        ("oxygen", "乙炔"),
    ],
)
def test_a_unit_names_nothing_that_a_client_of_it_need_not_have(key: str, foreign: str) -> None:
    library = built_in()
    head = {
        name: said
        for name, said in knowledge.heads(library)[key].items()
        if name not in ("scenes", "without")
    }
    words = [str(head)]
    words += [one.words for found in knowledge.sections(library).values() for one in found if one.unit == key]
    told = re.sub(r"\{%[^%]*%\}", "", _unasked("\n".join(words)))
    assert re.findall(rf".{{0,12}}(?:{foreign}).{{0,6}}", told) == []


def _unasked(words: str) -> str:
    """What is printed whatever there is: without what stands in a condition, innermost first."""
    inner = re.compile(r"\{% (?:if|for) (?:(?!\{% (?:if|for|end)).)*?\{% end(?:if|for) %\}", re.DOTALL)
    while inner.search(words):
        words = inner.sub("", words)
    return words


def test_leaks_and_fires_of_solvents_are_told_as_opposites() -> None:
    for key in ("solvent_vapour", "spray_painting"):
        leak, *_ = [
            row for row in knowledge.heads(built_in())[key]["first"] if "开排风" in row.get("acts", ())
        ]
        fire, *_ = [
            row for row in knowledge.heads(built_in())[key]["first"] if "停排风" in row.get("acts", ())
        ]
        assert "着火" not in leak["say"].replace("没有着火", "") and fire["say"].startswith("着火")
