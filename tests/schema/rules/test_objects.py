"""Objects against equipment, zones and people; stops in order; what is told on each side of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import intake, schema
from tests.conftest import CLIENT

MACHINES = """\
equipment:
  - {name: 湿式除尘器, code: CC-01, zone: Z1}
  - {name: 燃气固化炉, code: GH-01, zone: Z1}
  - {name: 氨压缩机}
  - {name: 燃气锅炉}
site: {width: 100, height: 60}
zones:
  - {code: Z1, name: 抛光车间, rect: [0, 0, 10, 10]}
"""
HAZARD = (
    "hazards:\n  - {location: 车间, description: 堆物, level: 一般, recommendation: 清理, "
    "found: 2026-09-08, %s}\n"
)


def _found(small: Path, more: str) -> list[tuple[str, str, str]]:
    (small / "client.yaml").write_text(CLIENT + more, "utf-8")
    found = schema.check(intake.read(small))
    return [
        (one.severity, one.where, f"{one.message}；{one.hint}")
        for one in found
        if "没有风险点" not in one.message  # of the zone, which is not what is tried
    ]


def _one(small: Path, more: str) -> tuple[str, str, str]:
    (only,) = _found(small, more)
    return only


@pytest.mark.parametrize(
    "more",
    [
        "dust:\n  - {kind: 钢, zone: Z1, people: 12, cleaning: 每班清扫}\n",
        "dust:\n  - {kind: 钢, collectors: [{equipment: CC-01, type: 湿式, serves: [燃气固化炉]}]}\n",
        "dust:\n  - {kind: 钢, collectors: [{equipment: 湿式除尘器}]}\n",
        "ammonia: {charge_t: 1.8, system: 间接冷却, zone: Z1, freezer_people: 9}\n",
        "furnaces:\n  - {equipment: GH-01, kind: 固化炉, fuel: 液化石油气, flame_out: true}\n",
        "boilers:\n  - {equipment: 燃气锅炉, medium: 蒸汽, fuel: 天然气, output_th: 2, pressure_mpa: 1.0}\n",
        "molten_metal:\n  - {metal: 铝合金, furnace: GH-01, capacity_t: 0.5}\n",
        "cold_rooms:\n  - {name: 冷库, zone: Z1, temperature_c: -18, people: 12, release: true}\n",
    ],
)
def test_objects_that_agree_with_the_rest_are_let_through(small: Path, more: str) -> None:
    assert _found(small, MACHINES + more) == []


@pytest.mark.parametrize(
    ("more", "where", "words"),
    [
        (
            "dust:\n  - {kind: 钢, collectors: [{equipment: CC-02}]}\n",
            "可燃性粉尘[1].除尘器[1].设备",
            "没有这台设备：CC-02；是不是“CC-01”",
        ),
        (
            "dust:\n  - {kind: 钢, collectors: [{equipment: CC-01, serves: [抛丸机]}]}\n",
            "可燃性粉尘[1].除尘器[1].服务的设备[1]",
            "没有这台设备：抛丸机；请先填写这台设备",
        ),
        ("furnaces:\n  - {equipment: 真空炉}\n", "炉窑[1].设备", "没有这台设备：真空炉"),
        ("boilers:\n  - {equipment: 蒸发器}\n", "锅炉[1].设备", "没有这台设备：蒸发器"),
        ("molten_metal:\n  - {metal: 铝, furnace: 压铸}\n", "熔融金属[1].设备", "没有这台设备：压铸"),
        ("dust:\n  - {kind: 钢, zone: Z2}\n", "可燃性粉尘[1].区域", "没有这个区域编号：Z2；是不是“Z1”"),
        ("ammonia: {zone: Y9}\n", "氨制冷.区域", "没有这个区域编号：Y9；请先填写这个区域编号"),
        ("cold_rooms:\n  - {name: 冷库, zone: Z3}\n", "冷库[1].区域", "没有这个区域编号：Z3"),
        (
            "dust:\n  - {kind: 钢, people: 13}\n",
            "可燃性粉尘[1].每班作业人数",
            "13 人，多于从业人员数 12（第 7 行）",
        ),
        ("cold_rooms:\n  - {name: 冷库, people: 13}\n", "冷库[1].限入人数", "13 人，多于从业人员数 12"),
        (
            "dust:\n  - {kind: 钢, collectors: [{equipment: CC-01, type: 干式}]}\n",
            "可燃性粉尘[1].除尘器[1].除尘方式",
            "写的是干式，设备名称却是“湿式除尘器”（第 13 行）",
        ),
        (
            "furnaces:\n  - {equipment: GH-01, fuel: 电}\n",
            "炉窑[1].燃料或热源",
            "写的是电，设备名称却是“燃气固化炉”（第 14 行）",
        ),
        ("boilers:\n  - {equipment: 燃气锅炉, fuel: 煤}\n", "锅炉[1].燃料或热源", "设备名称却是“燃气锅炉”"),
    ],
)
def test_objects_that_contradict_the_rest_are_told(small: Path, more: str, where: str, words: str) -> None:
    severity, place, told = _one(small, MACHINES + more)
    assert (severity, place) == ("warning", where)
    assert words in told


@pytest.mark.parametrize(("people", "wrong"), [(9, False), (10, True)])
def test_nobody_allows_more_than_nine_in_a_quick_freezing_room(small: Path, people: int, wrong: bool) -> None:
    found = _found(small, MACHINES + f"ammonia: {{freezer_people: {people}}}\n")
    assert [(severity, where) for severity, where, _ in found] == [("error", "氨制冷.速冻间限员")] * wrong
    assert all("限员 10 人，多于判定标准的 9 人" in told and "AN-02" in told for *_, told in found)


def test_a_collector_of_two_dusts_is_wet_or_dry(small: Path) -> None:
    machines = MACHINES.replace("湿式除尘器", "除尘器")
    dusts = "dust:\n" + "".join(
        f"  - {{kind: {kind}, collectors: [{{equipment: {name}, type: {said}}}]}}\n"
        for kind, name, said in (("钢", "除尘器", "湿式"), ("木", "CC-01", "干式"))
    )
    severity, place, told = _one(small, machines + dusts)
    assert (severity, place) == ("warning", "可燃性粉尘[2].除尘器[1].除尘方式")
    assert "写的是干式，同一台除尘器前面写的是湿式（第 21 行）" in told
    assert _found(small, machines + dusts.replace("干式", "湿式")) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [("氨燃气两用压缩机", True), ("液氨天然气缓冲罐", True), ("氨压缩机", False), ("燃气炉", False)],
)
def test_a_machine_of_two_media_is_told(small: Path, name: str, told: bool) -> None:
    found = _found(small, f"equipment:\n  - {{name: {name}}}\n")
    assert [where for _, where, _ in found] == (["设备[1].名称"] if told else [])
    assert all("两种介质：氨、" in message for *_, message in found)


@pytest.mark.parametrize(
    ("more", "machine", "where"),
    [
        ("dust: [{kind: 木}]\n", "布袋除尘器", "可燃性粉尘"),
        ("ammonia: {charge_t: 1}\n", "氨压缩机", "氨制冷"),
        ("molten_metal: [{metal: 铝}]\n", "压铸机", "熔融金属"),
        ("cold_rooms: [{name: 一号库}]\n", "冷风机", "冷库"),
    ],
)
def test_an_object_without_any_machine_of_its_kind_is_told(
    small: Path, more: str, machine: str, where: str
) -> None:
    severity, place, told = _one(small, "equipment:\n  - {name: 冲床}\n" + more)
    assert (severity, place) == ("warning", where)
    assert "设备清单（第 12 行）里却没有相应的设备" in told
    assert _found(small, f"equipment:\n  - {{name: {machine}}}\n{more}") == []
    assert _found(small, more) == []  # without any list nothing is compared


@pytest.mark.parametrize(("count", "concurrent", "wrong"), [(2, 2, False), (2, 3, True), (2, 0, False)])
def test_no_more_are_concurrent_than_there_are(small: Path, count: int, concurrent: int, wrong: bool) -> None:
    found = _found(small, f"posts:\n  - {{name: 行车工, count: {count}, concurrent: {concurrent}}}\n")
    assert [severity for severity, *_ in found] == (["error"] if wrong else [])
    assert all("兼岗 3 人，多于岗位人数 2" in told for *_, told in found)


@pytest.mark.parametrize(("concurrent", "told"), [(1, False), (0, True)])
def test_a_person_of_two_posts_is_counted_once(small: Path, concurrent: int, told: bool) -> None:
    """Twelve heads: ten and three posts, of which one is filled from the ten."""
    posts = "posts:\n  - {name: 砂光工, count: 10}\n"
    found = _found(small, posts + f"  - {{name: 叉车工, count: 3, concurrent: {concurrent}}}\n")
    assert bool(found) == told
    assert all("合计到这里是 13，多于从业人员数 12（第 7 行）" in words for *_, words in found)


@pytest.mark.parametrize(
    ("fields", "severity", "words"),
    [
        ("days: 7, stop: {what: 喷漆线}", "", ""),
        ("days: 7, stop: {what: 喷漆线, due: 2026-09-15, done: 2026-09-08}", "", ""),
        ("days: 7, stop: {what: 喷漆线, due: 2026-09-16}", "error", "2026-09-16 晚于整改期限 2026-09-15"),
        ("due: 2026-09-30, stop: {what: 喷漆线, due: 2026-09-30}", "", ""),
        ("due: 2026-09-30, stop: {what: 喷漆线, due: 2026-10-01}", "error", "晚于整改期限 2026-09-30"),
        ("days: 7, stop: {what: 喷漆线, due: 2026-09-07}", "error", "2026-09-07 早于发现日期 2026-09-08"),
        ("days: 7, stop: {what: 喷漆线, due: 2026-09-08}", "", ""),
        ("days: 7, stop: {what: 喷漆线, done: 2026-09-07}", "warning", "2026-09-07 早于发现日期"),
        ("stop: {what: 喷漆线, due: 2026-12-31}", "", ""),
        ("stop: {due: 2026-12-31}", "error", "停用范围"),
    ],
)
def test_what_must_stop_stops_before_it_is_rectified(
    small: Path, fields: str, severity: str, words: str
) -> None:
    found = _found(small, HAZARD % fields)
    assert [one[0] for one in found] == ([severity] if severity else [])
    assert all(words in "".join(one) for one in found)
