from __future__ import annotations

from itertools import combinations

import pytest

from generator.canvas import Box, Text, faces
from generator.riskmap import Site, Zone
from generator.riskmap.outline import Outline
from generator.riskmap.page import compose
from generator.riskmap.plan import Plan, plan
from tests import depth

_BOX = Box(10, 30, 290, 240)


def _plan(site: Site) -> Plan:
    return plan(faces(), site, _BOX, 1.0)


@pytest.mark.parametrize("name", ["cups", "crowd", "shapes"])
def test_every_zone_has_one_label_and_no_two_overlap(name: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(name)
    made = _plan(site)
    assert len(made.unplaced) <= (1 if name == "crowd" else 0)
    told = [zone.code for zone, _, _ in made.labels] + [zone.code for zone in made.unplaced]
    assert sorted(told) == sorted(zone.code for zone in site.zones)
    for (_, a, _), (_, b, _) in combinations(made.labels, 2):
        assert not a.grown(-1e-6).meets(b.grown(-1e-6))
    assert all(_BOX.grown(1e-6).meets(box) for _, box, _ in made.labels)


def test_a_label_on_a_concave_zone_lies_wholly_inside(shapes: Site) -> None:
    made = _plan(shapes)
    inside = {zone.code: (zone, box) for zone, box, on in made.labels if on}
    assert {"Z1", "Z2", "Z3"} <= set(inside)
    x = _BOX.center[0] - made.metre * 50
    y = _BOX.center[1] - made.metre * 30
    for zone, box in inside.values():
        outline = tuple((x + made.metre * px, y + made.metre * py) for px, py in zone.points)
        assert Outline((outline,)).holds(box.grown(-0.01))


def test_a_zone_too_small_is_labelled_beside_and_off_other_zones(shapes: Site) -> None:
    made = _plan(shapes)
    (beside,) = [box for zone, box, on in made.labels if not on and zone.code == "Z4"]
    for zone in shapes.zones:
        if zone.code == "Z1":
            continue
        xs = [_BOX.center[0] + made.metre * (x - 50) for x, _ in zone.points]
        ys = [_BOX.center[1] + made.metre * (y - 30) for _, y in zone.points]
        assert not beside.meets(Box(min(xs), min(ys), max(xs), max(ys)))


def test_labels_keep_clear_of_signs_and_routes(cups: Site) -> None:
    made = _plan(cups)
    (hall,) = [box for zone, box, _ in made.labels if zone.code == "Z3"]
    x = _BOX.center[0] - made.metre * 80
    y = _BOX.center[1] - made.metre * 50
    sign = Box.around((x + made.metre * 150, y + made.metre * 62), 9, 9)
    assert not any(box.meets(sign) for _, box, _ in made.labels)
    assert hall.bottom > y + made.metre * 45


def test_a_plan_without_zones_is_a_plan() -> None:
    assert _plan(Site("图", 50, 40)).labels == []


def test_the_page_prints_what_must_stand_on_it(cups: Site) -> None:
    words = "".join(shape.text for shape in compose(cups, (420, 297)) if isinstance(shape, Text))
    for needed in (
        "永康市示例星澜杯业有限公司安全风险四色分布图",
        "重大风险",
        "较大风险",
        "一般风险",
        "低风险",
        "未评估",
        "可燃液体",
        "119",
        "120",
        "110",
        "12350",
        "示例甲六",
        "100-0000-0001",
        "紧急集合点：东门广场",
        "北",
        "示意图",
        "2026年9月1日",
        "批准：",
        "漆雾溶剂蒸气爆炸",
    ):
        assert needed in words


@pytest.mark.parametrize("size", depth.some([(420, 297), (297, 210), (297, 420), (210, 297)], desk=2))
def test_every_text_stays_on_the_page(cups: Site, crowd: Site, size: tuple[float, float]) -> None:
    tall = Site("图", 20, 200, zones=(Zone.rectangle("Z1", "长廊", "低", (1, 1, 18, 198)),))
    wide = Site("图", 400, 20, zones=(Zone.rectangle("Z1", "长廊", "低", (1, 1, 398, 18)),))
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}
    for site in depth.some((cups, crowd, tall, wide), desk=3):
        for text in (shape for shape in compose(site, size) if isinstance(shape, Text)):
            width = faces().width(text.text, text.size)
            left = text.x - shift[text.anchor] * width
            assert left >= 4, text
            assert left + width <= size[0] - 4, text
            assert 4 <= text.y <= size[1] - 4, text
            assert text.size >= 1.3, text


def test_a_long_list_of_risks_ends_with_the_number_of_the_rest(crowd: Site) -> None:
    words = [shape.text for shape in compose(crowd, (420, 297)) if isinstance(shape, Text)]
    shown = sum(word == "设备泄漏" for word in words)
    assert 5 < shown <= 40
    rest = [word for word in words if word.startswith("另有")]
    assert rest == ([f"另有 {40 - shown} 项，见安全风险分级管控清单"] if shown < 40 else [])


def test_no_name_of_an_exit_or_the_assembly_point_is_dropped() -> None:
    """Zones that leave no free place, and more exits at one side than names fit beside."""
    exits = tuple((f"{n}号安全出口（东侧消防通道）", (0.0, 2.0 + 4 * n)) for n in range(6))
    zones = tuple(
        Zone.rectangle(f"Z{n}", f"第{n}车间", "一般", (n % 5 * 6, n // 5 * 7, 6, 7), ("火灾", "机械致害"))
        for n in range(20)
    )
    site = Site("", 30, 28, ("门前消防空地集合点", (29, 1)), exits=exits, zones=zones, enterprise="示例厂")
    tight = plan(faces(), site, Box(10, 30, 110, 120), 1.0)
    assert len(tight.names) == len(exits) + 1
    assert all(name.meets(Box(10, 30, 110, 120)) for name in tight.names)
