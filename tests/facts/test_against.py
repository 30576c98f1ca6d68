"""What people are told to use against what a unit forbids there: each word on both sides."""

from __future__ import annotations

from typing import Any

import pytest

from generator.facts import against
from generator.facts.derivation import derive
from generator.library import built_in, knowledge
from tests.conftest import DAY
from tests.facts.sample import record

SHOP = (
    {"name": "铝件抛光机", "zone": "Z1"},
    {"name": "燃气熔铝炉", "zone": "Z2"},
    {"name": "导热油炉", "zone": "Z4"},
)
CHEMICALS = (
    {"name": "硝酸", "cas": "7697-37-2", "zone": "Z3"},
    {"name": "氢氟酸", "zone": "Z5"},
)
DUST = {"name": "铝粉尘爆炸", "accidents": ["粉尘爆炸", "火灾"]}
PRESS = {"name": "砂轮伤手", "accidents": ["机械致害"]}
MELT = {"name": "熔铝炉漏炉", "accidents": ["高温熔融物爆炸", "灼烫"]}
ACID = {"name": "硝酸泄漏", "accidents": ["灼烫"]}
OIL = {"name": "导热油泄漏起火", "accidents": ["火灾"]}
FLUORIC = {"name": "氢氟酸泄漏", "accidents": ["灼烫", "中毒"]}
PLACES = {"Z1": "抛光间", "Z2": "压铸间", "Z3": "酸洗间", "Z4": "油炉房", "Z5": "化学抛光间"}


def _told(zone: str, point: dict[str, Any], **more: Any) -> list[str]:
    zones = [
        {"code": code, "name": name, "risks": [point] if code == zone else []}
        for code, name in PLACES.items()
    ]
    given = record(zones=zones, equipment=list(SHOP), chemicals=list(CHEMICALS), **more)
    return [str(one) for one in against.told(given, derive(given, DAY), built_in())]


@pytest.mark.parametrize(
    ("zone", "point", "says", "word"),
    [
        ("Z1", DUST, "起火用水枪扑救", "用水枪"),
        ("Z1", DUST, "停机，用干粉灭火器扑救", "干粉灭火器"),
        ("Z1", DUST, "停机；用泡沫、二氧化碳灭火器扑救", "用泡沫、二氧化碳灭火"),
        ("Z1", DUST, "用不少于2具水基型灭火器扑救", "水基型灭火器"),
        ("Z1", DUST, "用湿砂盖住", "湿砂"),
        ("Z1", DUST, "不打开除尘器；向箱体浇水", "浇水"),
        ("Z1", DUST, "除尘器冒烟的喷水（不开箱）", "喷水"),
        ("Z1", PRESS, "纸箱起火用消火栓扑救", "用消火栓"),
        ("Z2", MELT, "开花水枪降温", "开花水枪"),
        ("Z2", MELT, "用干粉灭火", "干粉灭火"),
        ("Z3", ACID, "漏酸撒锯末清扫", "撒锯末"),
        ("Z4", OIL, "用雾状水降温灭火", "雾状水"),
        ("Z5", FLUORIC, "用砂土围堵", "砂土"),
        ("Z1", DUST, "停机撤离，用干燥的砂盖住", ""),
        ("Z1", DUST, "不用水、泡沫、二氧化碳和普通干粉灭火", ""),
        ("Z1", DUST, "严禁用水枪扑救", ""),
        ("Z1", DUST, "禁水，说铝粉尘", ""),
        ("Z1", DUST, "用D类干粉灭火器从边上盖住", ""),
        ("Z1", DUST, "区域以外的纸箱用水基型灭火器", ""),
        ("Z1", DUST, "烫伤用水冲洗伤处15分钟，送医", ""),
        ("Z1", DUST, "身上着火的浇水压灭", ""),
        ("Z1", PRESS, "配电箱起火先断电，用干粉灭火器", ""),
        ("Z1", PRESS, "起火用干粉灭火器", ""),
        ("Z2", MELT, "先喷水基脱模剂", ""),
        ("Z3", ACID, "用水冲洗地面，不用锯末", ""),
        ("Z3", ACID, "清理锯末", ""),
        ("Z3", ACID, "用砂土围堵", ""),
        ("Z3", ACID, "起火用水枪扑救", ""),
        ("Z4", OIL, "用干粉灭火器扑救", ""),
    ],
)
def test_what_is_forbidden_is_told_where_it_is_asked_for(
    zone: str, point: dict[str, Any], says: str, word: str
) -> None:
    for field in ("emergency", "engineering"):
        told = _told(zone, {**point, "controls": {field: says}})
        assert bool(told) is bool(word), told
        assert all(f"风险点“{point['name']}”：写了“{word}" in one for one in told), told


def test_it_tells_the_unit_and_its_words() -> None:
    told = _told("Z1", {**DUST, "controls": {"emergency": "喷泡沫灭火，再用干粉灭火器扑救"}})
    (line,) = told
    assert "写了“泡沫灭火、干粉灭火器”，抛光间有铝、镁粉尘：铝、镁粉和屑着火，不用水、泡沫" in line
    assert line.endswith("按单元的话改写；确实用在区域外的，写明用在哪里")


def test_hazards_are_held_against_the_units_of_their_zone() -> None:
    row = {"zone": "Z1", "code": "FC-04", "description": "积尘", "accidents": ["粉尘爆炸"]}
    assert any(
        "隐患[1]：写了“喷水”" in one for one in _told("Z1", DUST, hazards=[{**row, "interim": "每班喷水"}])
    )
    assert _told("Z1", DUST, hazards=[{**row, "emergency": "撤离，不喷水"}]) == []


@pytest.mark.parametrize(
    ("name", "place", "told"),
    [
        ("手提式水基型灭火器", "抛光间", True),
        ("手提式水基型灭火器", "仓库、抛光间", True),
        ("手提式水基型灭火器", "抛光间门外", False),
        ("手提式水基型灭火器", "抛光间、压铸间门口", True),
        ("手提式水基型灭火器", "仓库", False),
        ("手提式干粉灭火器", "抛光间", False),
        ("D类灭火器", "抛光间", False),
    ],
)
def test_extinguishers_stand_outside(name: str, place: str, told: bool) -> None:
    found = _told("Z1", PRESS, emergency_supplies=[{"name": name, "place": place, "quantity": 2}])
    assert any("应急救援器材[1]：写了“水基型灭火器”" in one for one in found) is told, found


def test_every_agent_is_a_word_of_bans_that_a_unit_uses() -> None:
    heads = knowledge.heads(built_in()).values()
    bans = {word for head in heads for row in head.get("never", ()) for word in row.get("ban", ())}
    assert set(built_in().table("agents")["agents"]) <= bans


def test_no_unit_is_against_itself() -> None:
    """What a unit says to do first is not read as what it forbids."""
    heads, table = knowledge.heads(built_in()), built_in().table("agents")["agents"]
    for key, head in heads.items():
        bans = {word for row in head.get("never", ()) for word in row.get("ban", ())}
        for row in head.get("first", ()):
            found = against.used(row["say"], sorted(bans & table.keys()), True, built_in())
            assert not found, (key, row["say"], found)
