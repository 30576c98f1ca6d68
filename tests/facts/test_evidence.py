"""What is there: by equipment with its medium, chemicals, spaces, risk points; exclusions veto their word."""

from __future__ import annotations

from typing import Any

from generator.domain import Has
from generator.facts import evidence
from generator.facts.derivation import derive
from generator.library import built_in
from tests.facts.sample import DAY, record
from tests.rows import each


def _here(**parts: Any) -> set[str]:
    return {
        key for key, found in evidence.derive(record(**parts).data, built_in()).found.items() if found
    } - {"machinery"}


def _risk(name: str, *accidents: str) -> dict[str, Any]:
    return {"zones": [{"code": "Z1", "name": "车间", "risks": [{"name": name, "accidents": [*accidents]}]}]}


def test_nothing_is_there_of_its_own() -> None:
    assert _here() == set()


@each(
    [
        ({"equipment": [{"name": "铝件抛光机"}]}, "metal_dust", True),
        ({"equipment": [{"name": "抛光机", "parameters": "铝合金件"}]}, "metal_dust", True),
        ({"equipment": [{"name": "抛光机"}]}, "metal_dust", False),
        ({"equipment": [{"name": "轮毂抛光机"}]}, "metal_dust", True),
        # of steel it would be put out with water
        ({"equipment": [{"name": "轮毂抛光机"}]}, "steel_dust", False),
        ({"equipment": [{"name": "打磨机", "parameters": "压铸件去毛刺"}]}, "metal_dust", True),
        ({"equipment": [{"name": "钢轮毂抛光机"}]}, "metal_dust", False),
        ({"equipment": [{"name": "钢轮毂抛光机"}]}, "steel_dust", True),
        ({"equipment": [{"name": "铝轮毂、钢轮毂抛光机"}]}, "steel_dust", False),
        ({"equipment": [{"name": "梳棉机"}]}, "opening", True),
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
        ({"equipment": [{"name": "底漆水帘打磨台"}]}, "steel_dust", False),
        ({"equipment": [{"name": "白坯打磨台"}]}, "water_dust", True),
        ({"equipment": [{"name": "木工冷压机"}]}, "wood_dust", False),
        ({"equipment": [{"name": "叉车", "parameters": "蓄电池"}]}, "battery", True),
        ({"equipment": [{"name": "叉车", "parameters": "内燃"}]}, "battery", False),
        ({"equipment": [{"name": "宽带砂光机"}]}, "water_dust", True),
        (_risk("粉尘爆炸", "粉尘爆炸"), "dust", True),
        ({"equipment": [{"name": "真空镀膜机"}]}, "plating", False),
        ({"equipment": [{"name": "R717螺杆制冷压缩机组"}]}, "ammonia", True),
        ({"equipment": [{"name": "r717贮液器"}]}, "ammonia", True),
        ({"equipment": [{"name": "R507制冷压缩机组"}]}, "ammonia", False),
        ({"molten_metal": [{"metal": "铝合金"}]}, "molten_aluminium", True),
        ({"molten_metal": [{"metal": "黄铜"}]}, "molten_aluminium", False),
        ({"equipment": [{"name": "熔化炉", "parameters": "铝锭，天然气"}]}, "molten_aluminium", True),
        ({"equipment": [{"name": "LNG气化撬"}]}, "gas", True),
        ({"equipment": [{"name": "lng储罐"}]}, "gas", True),
        ({"chemicals": [{"name": "lpg"}]}, "lpg", True),
        ({"equipment": [{"name": "抛光机", "parameters": "氧化铝砂轮打磨铝件"}]}, "metal_dust", True),
        ({"equipment": [{"name": "二氧化碳气体保护焊机"}]}, "welding", True),
        ({"equipment": [{"name": "超声波塑料焊接机"}]}, "welding", False),
        ({"equipment": [{"name": "焊烟净化器"}]}, "welding", False),
        ({"certificates": [{"holder": "甲", "item": "熔化焊接与热切割作业"}]}, "hot_work", True),
        ({"certificates": [{"holder": "甲", "item": "低压电工作业"}]}, "hot_work", False),
        (_risk("临时动火引燃木屑"), "hot_work", True),
        (_risk("违章动火"), "hot_work", False),
        (_risk("违章动火作业"), "hot_work", False),
        (_risk("登高换灯坠落", "高处坠落"), "height", True),
        ({"posts": [{"name": "电工", "hazards": ["登高坠落"]}]}, "height", True),
        ({"posts": [{"name": "电工", "hazards": ["触电"]}]}, "height", False),
        ({"confined_spaces": [{"name": "池", "work_by": "外包"}]}, "contractors", True),
        ({"confined_spaces": [{"name": "池", "work_by": "自行"}]}, "contractors", False),
        ({"posts": [{"name": "电工（外聘）"}]}, "contractors", True),
        ({"zones": [{"code": "Z1", "name": "倒班宿舍"}]}, "dormitory", True),
        ({"enterprise": {"buildings": [{"name": "办公楼", "note": "无员工宿舍"}]}}, "dormitory", False),
        ({"enterprise": {"buildings": [{"name": "综合楼", "note": "三层为宿舍"}]}}, "dormitory", True),
        ({"zones": [{"code": "Z1", "name": "危废贮存间"}]}, "hazardous_waste", True),
        ({"chemicals": [{"name": "废活性炭"}]}, "hazardous_waste", True),
        ({"chemicals": [{"name": "活性炭"}]}, "hazardous_waste", False),
        ({"enterprise": {"dispatched": 1}}, "dispatched_workers", True),
        ({"enterprise": {"dispatched": 0}}, "dispatched_workers", False),
        ({"enterprise": {"key_fire_notice": "2026年公告"}}, "key_fire_unit", True),
        ({"people": {"union": {"name": "甲"}}}, "union", True),
        (
            {"enterprise": {"industry": {"name": "铜冶炼", "code": "3211", "sector": "其他"}}},
            "smelting",
            True,
        ),
        (
            {"enterprise": {"industry": {"name": "铜压延", "code": "3251", "sector": "其他"}}},
            "smelting",
            False,
        ),
        ({"equipment": [{"name": "喷漆房"}]}, "painting", False),
        ({"equipment": [{"name": "喷漆房"}], "chemicals": [{"name": "稀释剂"}]}, "painting", True),
        ({"equipment": [{"name": "水性喷漆房"}], "chemicals": [{"name": "酒精"}]}, "painting", False),
        ({"hazards": [{"description": "甲", "code": "FC-03", "level": "一般"}]}, "dust", True),
        ({"ammonia": {"charge_t": 2}}, "ammonia", True),
        ({"dust": [{"kind": "铝", "collectors": [{"type": "湿式"}]}]}, "wet_metal", True),
        ({"dust": [{"kind": "铝", "collectors": [{"type": "干式"}]}]}, "wet_metal", False),
        ({"dust": [{"kind": "木"}]}, "water_dust", True),
        ({"equipment": [{"name": "梳棉机"}]}, "opening", True),
        (
            {"equipment": [{"name": "梳棉机"}]},
            "dust",
            False,
        ),  # fluff burns; that it explodes is not concluded
        ({"dust": [{"kind": "钢"}]}, "dust", False),
        ({"furnaces": [{"equipment": "烘道", "fuel": "天然气"}]}, "gas", True),
        ({"furnaces": [{"equipment": "烘道", "fuel": "电"}]}, "gas", False),
    ]
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


def test_each_row_tells_subject_place_and_word() -> None:
    given = record(
        equipment=[{"name": "旧机", "state": "报废"}, {"name": "抛光机", "parameters": "铝件", "zone": "Z1"}],
        chemicals=[{"name": "液氨", "zone": "Z2"}],
        dust=[{"kind": "铝", "zone": "Z1"}],
        zones=[{"code": "Z1", "name": "抛光间"}],
    )
    found = evidence.derive(given.data, built_in()).found
    dust, machine = found["metal_dust"]
    assert (machine.subject.kind, machine.subject.name, machine.subject.zone) == ("machine", "抛光机", "Z1")
    assert (machine.keys, machine.word) == (("equipment", 1, "name"), "铝＋抛光")
    assert (dust.subject.kind, dust.subject.name) == ("zone", "抛光间")
    assert dust.keys == ("dust", 0, "kind")
    (ammonia,) = found["ammonia"]
    assert (ammonia.subject.kind, ammonia.subject.zone, ammonia.word) == ("chemical", "Z2", "液氨")


def test_a_dust_is_where_its_collectors_and_what_they_draw_from_stand() -> None:
    """A bag house in the yard burns as the sander does that it serves."""
    machines = [
        {"name": "布袋除尘器", "code": "CC-02", "zone": "Z2"},
        {"name": "异形打磨台", "zone": "Z3"},
        {"name": "冲床", "zone": "Z4"},
        {"name": "旧台", "zone": "Z5", "state": "报废"},
    ]
    collectors = [{"equipment": "CC-02", "type": "干式", "serves": ["异形打磨台", "旧台"]}]
    dust = [{"kind": "木", "zone": "Z1", "collectors": collectors}]
    found = evidence.derive(record(equipment=machines, dust=dust).data, built_in()).found["wood_dust"]
    assert [one.subject.zone for one in found] == ["Z1", "Z2", "Z3"]


def test_what_a_unit_needs_or_takes_over_keeps_the_place() -> None:
    given = record(chemicals=[{"name": "硫酸（98%）"}])
    (acid,) = evidence.derive(given.data, built_in()).found["acid"]
    assert (acid.unit, acid.subject.name, acid.keys) == ("acid", "硫酸（98%）", ("chemicals", 0, "name"))
