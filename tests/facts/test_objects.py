from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator import facts
from tests.facts.sample import DAY, record

EQUIPMENT = [
    {"name": "除尘器", "code": "CC-01", "count": 4, "zone": "Z1"},
    {"name": "抛光机", "zone": "Z1"},
    {"name": "固化炉", "code": "GH-01", "count": 2, "zone": "Z2"},
]
ZONES = [{"code": "Z1", "name": "抛光车间"}, {"code": "Z2", "name": "涂装车间"}]


def _facts(**parts: Any) -> Any:
    return facts.derive(record(equipment=EQUIPMENT, zones=ZONES, **parts), DAY)


def test_dust_has_its_zone_by_name_and_its_collectors_by_theirs() -> None:
    collectors = [
        {"equipment": "CC-01", "type": "湿式", "serves": ["抛光机", "磨床"]},
        {"equipment": "滤筒"},
    ]
    (dust,) = _facts(dust=[{"kind": "钢", "zone": "Z1", "people": 8, "collectors": collectors}]).dust
    assert (dust.kind, dust.zone, dust.zone_code, dust.people) == ("钢", "抛光车间", "Z1", 8)
    first, second = dust.collectors
    assert (first.equipment, first.type, first.serves) == ("除尘器", "湿式", ("抛光机", "磨床"))
    assert (second.equipment, second.type, second.serves) == ("滤筒", None, ())


def test_a_furnace_takes_name_zone_and_quantity_from_its_machine() -> None:
    known = _facts(
        furnaces=[{"equipment": "GH-01", "fuel": "天然气", "flame_out": False}, {"equipment": "真空炉"}],
        molten_metal=[{"metal": "铝", "furnace": "GH-01", "capacity_t": 0.5}, {"metal": "铜"}],
        boilers=[{"equipment": "固化炉", "medium": "热水", "output_mw": 1.4}],
    )
    first, second = known.furnaces
    assert (first.equipment, first.zone, first.zone_code, first.quantity) == ("固化炉", "涂装车间", "Z2", 2)
    assert (second.equipment, second.zone, second.quantity) == ("真空炉", "", 0)
    assert (first.flame_out, second.flame_out) == ("无", "")
    melted, unplaced = known.molten_metal
    assert (melted.furnace, melted.capacity_t, unplaced.furnace) == ("固化炉", Decimal("0.5"), "")
    assert (known.boilers[0].equipment, known.boilers[0].output_mw) == ("固化炉", Decimal("1.4"))


def test_ammonia_and_cold_rooms_print_what_was_said() -> None:
    known = _facts(
        ammonia={"charge_t": 1.8, "zone": "Z2"},
        cold_rooms=[
            {"name": "一号库", "temperature_c": -18, "release": True, "alarm": False},
            {"name": "二"},
        ],
    )
    assert (known.ammonia.given, known.ammonia.charge_t) == (True, Decimal("1.8"))
    assert (known.ammonia.zone, known.ammonia.freezer_people) == ("涂装车间", None)
    first, second = known.cold_rooms
    assert (first.temperature_c, first.release, first.alarm) == (Decimal(-18), "有", "无")
    assert (second.release, second.alarm) == ("", "")


def test_nothing_declared_is_nothing() -> None:
    known = _facts()
    assert known.dust == known.molten_metal == known.cold_rooms == known.furnaces == known.boilers == ()
    assert not known.ammonia.given


def test_neighbours_and_concurrent_heads_come_from_the_data() -> None:
    beside = {"side": "东", "name": "示例单位", "distance_m": 12.5, "activity": "木器加工"}
    known = _facts(
        enterprise={"neighbours": [beside]}, posts=[{"name": "叉车工", "count": 2, "concurrent": 1}]
    )
    (found,) = known.enterprise.neighbours
    assert (found.side, found.name, found.distance_m, found.phone) == ("东", "示例单位", Decimal("12.5"), "")
    assert (known.posts[0].headcount, known.posts[0].concurrent) == (2, 1)


def test_a_machine_is_remarked_with_what_objects_tell_of_it() -> None:
    """By name and by number, each once; what nobody named has no remark."""
    collectors = [{"equipment": "CC-01", "type": "湿式", "serves": ["抛光机", "砂带机"]}]
    known = _facts(
        dust=[
            {"kind": "钢", "collectors": collectors},
            {"kind": "木", "collectors": [{"equipment": "除尘器"}]},
        ],
        furnaces=[{"equipment": "固化炉", "kind": "固化", "fuel": "天然气", "flame_out": True}],
        boilers=[{"equipment": "GH-01", "medium": "热水"}],
    )
    first, second, third = (one.remark for one in known.equipment)
    assert first == "湿式除尘，服务抛光机、砂带机；除尘"
    assert second == ""
    assert third == "热水；固化，天然气，熄火保护有"


def test_the_least_people_of_a_zone_is_its_limit_and_stands_on_its_board() -> None:
    """A dust without a number, or without a zone, limits no zone."""
    zones = [{**zone, "workshop": True} for zone in ZONES]
    dust = [
        {"kind": "钢", "zone": "Z1", "people": 8},
        {"kind": "木", "zone": "Z1", "people": 6},
        {"kind": "木", "zone": "Z2"},
        {"kind": "木", "people": 1},
    ]
    known = facts.derive(record(zones=zones, dust=dust), DAY)
    assert [board.limit for board in known.boards] == [6, None]
