"""The tables of 120 machines and 60 chemicals: how many are right, and every miss."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from generator.facts import matching
from generator.library import built_in
from tests.facts import judged
from tests.rows import each

MACHINES = [*judged.rows("machines_120.yaml")]
CHEMICALS = [*judged.rows("chemicals_60.yaml")]
MORE = judged.table("machines_more.yaml")


@cache
def _rules() -> matching.Rows:
    return matching.rows(built_in().table("machines"))


def _score(results: Sequence[judged.Judged]) -> tuple[int, int, str]:
    """How many are right, how many wrong, and every miss."""
    right = sum(one.right for one in results)
    wrong = sum(bool(one.wrong) for one in results)
    misses = "".join(f"\n  {one}" for one in results if not one.right)
    return right, wrong, f"{right} of {len(results)} right, {wrong} wrong{misses}"


def test_the_score_of_machines() -> None:
    right, wrong, told = _score([*judged.machines(iter(MACHINES))])
    assert right >= 117 and not wrong, told


def test_the_score_of_chemicals() -> None:
    right, wrong, told = _score([*judged.chemicals(iter(CHEMICALS))])
    assert right == 60 and not wrong, told


@pytest.mark.parametrize("unit", MORE)
def test_further_machines_of_these_trades_have_their_rule_or_none(unit: str) -> None:
    found = {name: matching.of(name, "", _rules()).key.replace("general", "") for name in MORE[unit]}
    assert {name: key for name, key in found.items() if key != unit} == {}


def test_further_machines_tell_what_is_there() -> None:
    right, _, told = _score([*judged.machines(judged.rows("machines_evidence.yaml"))])
    assert right == len(judged.table("machines_evidence.yaml")["further"]), told


@pytest.mark.parametrize("row", judged.table("chemicals_more.yaml"), ids=lambda row: "-".join(row["here"]))
def test_further_chemicals_tell_what_is_there(row: dict[str, Any]) -> None:
    right, _, told = _score([*judged.chemicals({**row, "name": name} for name in row["names"])])
    assert right == len(row["names"]), told


@each(
    [
        ("equipment", "丙烷割炬", "lpg", True),
        ("equipment", "七氟丙烷灭火装置", "lpg", False),
        ("equipment", "燃气烘道", "gas", True),
        ("equipment", "可燃气体报警器", "gas", False),
        ("equipment", "氧气汇流排", "oxygen", True),
        ("equipment", "臭氧气体发生器", "oxygen", False),
        ("equipment", "中频熔炼炉", "induction", True),
        ("equipment", "中频透热炉", "induction", False),
        ("equipment", "聚氨酯浇注机", "molten_metal", False),
        ("equipment", "铝液浇注机", "molten_metal", True),
        ("equipment", "电加热蒸汽发生器", "steam", True),
        ("equipment", "燃气蒸汽锅炉", "steam", True),
        ("equipment", "锅炉引风机", "steam", False),
        ("equipment", "螺杆空压机", "air_compressor", True),
        ("equipment", "制冷压缩机", "air_compressor", False),
        ("equipment", "空压机变频器", "air_compressor", False),
        ("equipment", "内燃平衡重叉车", "combustion_forklift", True),
        ("equipment", "蓄电池叉车CPD30", "combustion_forklift", False),
        ("equipment", "横梁式货架", "racks", True),
        ("equipment", "横梁式货架", "storage", True),
        ("equipment", "开炼机", "rolls", True),
        ("equipment", "饺子皮压延机", "rolls", False),
        ("equipment", "平板硫化罐", "quick_door", True),
        ("equipment", "储气罐", "quick_door", False),
        ("equipment", "柴油发电机组", "generator", True),
        ("equipment", "蒸汽发生器", "generator", False),
        ("equipment", "天然气烘道", "natural_gas", True),
        ("equipment", "燃气烘道", "natural_gas", False),  # asked which gas
        ("equipment", "液化气烘道", "natural_gas", False),
        ("equipment", "燃气烘道", "oven", True),
        ("equipment", "喷塑固化炉", "oven", True),
        ("equipment", "饼干隧道烤炉", "oven", False),
        ("equipment", "面料烘干机", "oven", False),
        ("equipment", "燃气熔铝炉", "molten_aluminium", True),
        ("equipment", "铝合金压铸机", "molten_aluminium", True),
        ("equipment", "锌合金压铸机", "molten_aluminium", False),
        ("equipment", "铜棒中频熔炼炉", "molten_aluminium", False),
        ("equipment", "铝箔热熔封口机", "molten_aluminium", False),
        ("equipment", "镀锌线", "plating", True),
        ("equipment", "镀锌板剪板机", "plating", False),
        ("equipment", "木工平刨", "wood_dust", True),
        ("equipment", "液压刨", "wood_dust", False),
        ("equipment", "木工平刨", "dust", False),  # shavings; fine dust comes of sanding
        ("equipment", "宽带砂光机", "dust", True),
        ("equipment", "冲床", "press", True),
        ("equipment", "程控切纸机", "press", False),
        ("equipment", "氨制冷机组", "ammonia", True),
        ("equipment", "氨/氟利昂制冷机组", "ammonia", False),  # asked which
        ("equipment", "行车", "crane", True),
        ("equipment", "电动自行车", "crane", False),
        ("equipment", "电解抛光线", "steel_dust", False),
        ("equipment", "硫酸镍槽", "sulfuric", False),
        ("equipment", "硫酸储罐", "sulfuric", True),
        ("chemicals", "丙烷", "lpg", True),
        ("chemicals", "环氧丙烷", "lpg", False),
        ("chemicals", "氰化钾", "cyanide", True),
        ("chemicals", "亚铁氰化钾", "cyanide", False),
        ("chemicals", "硝酸", "nitric", True),
        ("chemicals", "亚硝酸钠", "nitric", False),
        ("chemicals", "甲苯", "corrosive", False),  # irritates, of class 2
        ("chemicals", "甲醛溶液", "corrosive", True),
        ("chemicals", "聚甲醛粒子", "corrosive", False),
        ("chemicals", "甲醇", "flammable", True),
        ("chemicals", "苯甲醇", "flammable", False),
        ("chemicals", "0号柴油", "flammable", True),
        ("chemicals", "柴油机油", "flammable", False),
        ("chemicals", "环氧漆", "flammable", True),
        ("chemicals", "无溶剂环氧漆", "flammable", False),
        ("chemicals", "氧气", "oxidizer", False),  # a unit of its own
    ]
)
def test_exclusions_hold_on_both_sides(part: str, name: str, key: str, there: bool) -> None:
    assert (key in judged.units(part, name)) == there


def test_the_tables_are_whole_and_name_only_keys_that_are_there() -> None:
    assert len({row["name"] for row in MACHINES}) == 120
    assert len({row["name"] for row in CHEMICALS}) == 60
    units = set(built_in().table("machines")) | {""}
    for row in MACHINES:
        assert {row["unit"]} <= units if isinstance(row["unit"], str) else {*row["unit"]} <= units
    keys = set(built_in().table("evidence"))
    assert all({*row["here"], *row.get("may", ())} <= keys for row in [*MACHINES, *CHEMICALS])
