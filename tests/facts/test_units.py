"""Which units are there, in which zones, at which posts, and of which hazards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.facts import Derivation, derive
from generator.library import Library, built_in
from tests.facts.sample import DAY, record
from tests.rows import each

_HEAD = """---
title: {title}
{shown}
accidents: [火灾]
codes: [FC-09]
checks: [{{what: 看, every: 每班, record: 点检表, law: gb15577}}]
---
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    shown = {
        "zz_metal": "when: [metal_dust]",
        "zz_wet": "when: [metal_dust]\nneeds: [ammonia]",
        "zz_press": "machines: [press]",
        "zz_power": "always: true",
    }
    for key, line in shown.items():
        (folder / f"{key}.md").write_text(_HEAD.format(title=key, shown=line), "utf-8")
    return Library((tmp_path, *built_in().layers))


ZONES = [{"code": "Z1", "name": "抛光车间"}, {"code": "Z2", "name": "冲压车间"}]
MACHINES = [
    {"name": "铝件打磨台", "zone": "Z1"},
    {"name": "冲床", "zone": "Z2"},
    {"name": "冲床（报废）", "zone": "Z1", "state": "报废"},
]
POSTS = [{"name": "抛光工", "zone": "Z1"}, {"name": "冲压工", "zone": "Z2"}]


def _found(library: Library, **parts: Any) -> Derivation:
    return Derivation(record(zones=ZONES, posts=POSTS, **parts), DAY, library)


def test_a_unit_is_where_its_evidence_stands(library: Library) -> None:
    unit = _found(library, equipment=MACHINES)["unit"]
    metal, press = unit["zz_metal"], unit["zz_press"]
    assert (metal.places, metal.machines, metal.posts) == (("抛光车间",), ("铝件打磨台",), ("抛光工",))
    assert (press.places, press.machines, press.posts) == (("冲压车间",), ("冲床",), ("冲压工",))
    assert unit["zz_wet"] is None  # what it needs besides is not there


def test_what_stands_in_no_zone_is_named_itself_and_what_is_everywhere_is_the_whole_site(
    library: Library,
) -> None:
    unit = _found(library, equipment=[{"name": "冲床"}])["unit"]
    assert unit["zz_press"].places == ("冲床",)
    assert (unit["zz_power"].places, unit["zz_power"].zones) == (("全厂",), ())


def test_what_dusts_have_in_common_comes_after_what_is_a_dusts_own() -> None:
    """A post at powder coating is told first to cut the high voltage."""
    found = Derivation(
        record(
            zones=[{"code": "Z1", "name": "喷粉", "risks": [{"name": "爆炸", "accidents": ["粉尘爆炸"]}]}],
            posts=[{"name": "喷粉工", "zone": "Z1"}],
            equipment=[{"name": "粉末喷房", "zone": "Z1"}],
        ),
        DAY,
        built_in(),
    )
    keys = [unit.key for unit in found["zones"][0].units]
    assert keys.index("powder_coating") < keys.index("combustible_dust")
    assert "静电高压" in found["post_rules"][0].first[0]


def test_zones_posts_and_hazards_know_their_units(library: Library) -> None:
    found = _found(library, equipment=MACHINES, hazards=[{"code": "FC-09"}, {"code": "GL-01"}])
    ours = lambda units: [unit.key for unit in units if unit.key.startswith("zz_")]  # noqa: E731
    assert [ours(zone.units) for zone in found["zones"]] == [["zz_metal"], ["zz_press"]]
    assert [ours(post.units) for post in found["posts"]] == [["zz_metal"], ["zz_press"]]
    assert ours(found["hazards"][0].units) == ["zz_metal", "zz_power", "zz_press"]
    assert found["hazards"][1].units == ()


def test_a_machine_is_told_to_its_operators_and_what_moves_to_all_who_are_there() -> None:
    names = ("冲压工", "水胀工", "检验工")
    machines = [{"name": name, "zone": "Z2"} for name in ("冲床", "水胀成型机", "电动单梁桥式起重机")]
    posts = [{"name": name, "zone": "Z2"} for name in names]
    unit = Derivation(record(zones=ZONES, posts=posts, equipment=machines), DAY, built_in())["unit"]
    assert (unit["press"].posts, unit["hydroforming"].posts) == (("冲压工",), ("水胀工",))
    assert unit["lifting"].posts == names
    alone = Derivation(record(zones=ZONES, posts=posts[2:], equipment=machines), DAY, built_in())["unit"]
    assert alone["press"].posts == ("检验工",)


# Places and words of machines that take a unit, and those that must not.
MACHINE_UNITS = {
    "press": (["开式压力机", "冲床"], ["氨制冷压力管道", "压力表", "空压机", "四柱液压机"]),
    "hydraulic_press": (["四柱液压机", "木工热压机"], ["液压升降平台", "液压站", "液压打包机"]),
    "hydroforming": (["水胀成型机"], ["液压机"]),
    "metal_cutting": (["摇臂钻床", "加工中心", "金属带锯床"], ["木工平刨床", "推台锯"]),
    "woodworking": (["平刨床", "推台锯", "宽带砂光机"], ["金属圆锯机", "龙门刨床", "铝材切割锯"]),
    "abrasive_wheel": (["落地砂轮机", "平面磨床"], ["砂光机", "布轮抛光机"]),
    "rollers": (["开炼机", "凹版印刷机", "浆纱机"], ["辊道输送线", "滚揉机", "轧机"]),
    "mixers": (["和面机", "塑料破碎机", "绞肉机"], ["混凝土搅拌车", "混流风机"]),
    "textile_machines": (["喷气织机", "整经机"], ["塑料编织袋圆织机"]),
    "goods_hoist": (["简易升降机", "升降货梯"], ["载货电梯", "移动式升降平台", "施工升降机"]),
    "goods_lift": (["载货电梯"], ["简易升降机", "传菜电梯"]),
    "forklift": (["平衡重式叉车"], ["手动液压叉车"]),
    "boiler_steam": (["电加热蒸汽发生器", "燃气锅炉"], ["导热油炉", "锅炉给水泵"]),
    "hot_oil": (["导热油炉", "油式模温机"], ["蒸汽锅炉", "液压站"]),
    "pressure_vessel": (["螺杆空压机", "储气罐"], ["制冷压缩机", "压力表"]),
    "robot_cell": (["焊接机器人"], ["机器人餐厅"]),
}


@each(MACHINE_UNITS)
def test_a_machine_has_its_unit_and_no_other_machine_has(key: str) -> None:
    def has(name: str) -> bool:
        return Derivation(record(equipment=[{"name": name}]), DAY, built_in())["unit"][key] is not None

    taken, left = MACHINE_UNITS[key]
    assert [name for name in taken if not has(name)] == []
    assert [name for name in left if has(name)] == []


def test_a_hazard_of_all_dust_is_told_with_what_the_dust_of_its_place_forbids() -> None:
    dust = [{"kind": "铝", "zone": "Z1"}, {"kind": "木", "zone": "Z2"}]
    about = {"location": "东侧", "found": "2026-09-08"}
    rows = [{**about, "code": "FC-10", "zone": "Z1"}, {**about, "code": "FC-06", "zone": "Z2"}]
    rows += [{**about, "code": "FC-06"}, {**about, "code": "FC-10", "zone": "Z1", "accidents": ["火灾"]}]
    found = derive(record(zones=ZONES, dust=dust, hazards=rows), DAY).hazards
    metal, wood, anywhere, fire = ([unit.key for unit in one.units] for one in found)
    assert metal == ["aluminium_dust", "combustible_dust"]
    assert "wood_dust" in wood and "aluminium_dust" not in wood
    assert anywhere == ["aluminium_dust", "wood_dust"]
    assert fire == ["combustible_dust"]


def test_a_check_tells_its_law_of_the_day(library: Library) -> None:
    check = _found(library)["unit"]["zz_power"].checks[0]
    assert (check.what, check.every, check.record) == ("看", "每班", "点检表")
    assert check.basis and "GB 15577" in check.basis[0]
