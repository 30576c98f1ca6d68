from __future__ import annotations

from dataclasses import replace

import pytest

from generator import riskmap
from generator.canvas import Faces, faces
from generator.riskmap import Site, Zone, checks


def check(site: Site) -> tuple[str, ...]:
    return tuple(found.message for found in riskmap.check(site))


def _site(*zones: Zone, **more: object) -> Site:
    return Site("四色分布图", 100, 60, zones=zones, **more)  # type: ignore[arg-type]


def test_a_sound_plan_has_no_findings(cups: Site, shapes: Site) -> None:
    assert check(cups) == ()
    assert check(shapes) == ()


def test_zones_that_share_an_edge_do_not_overlap() -> None:
    a, b = (Zone.rectangle(c, c, "低", (x, 0.1, 10.1, 10)) for c, x in (("A", 0.2), ("B", 10.3)))
    assert check(_site(a, b)) == ()


def test_overlapping_zones_are_named_with_the_area() -> None:
    a = Zone.rectangle("Z1", "甲", "低", (0, 0, 10, 10))
    b = Zone.rectangle("Z2", "乙", "低", (8, 5, 10, 10))
    round_one = Zone("Z3", "丙", "低", ((30, 30), (40, 30), (35, 40)))
    other = Zone.rectangle("Z4", "丁", "低", (30, 30, 10, 5))
    assert check(_site(a, b, round_one, other)) == (
        "区域 Z1（甲）与区域 Z2（乙）重叠 10.0 平方米",
        "区域 Z3（丙）与区域 Z4（丁）重叠 37.5 平方米",
    )


def test_a_zone_beyond_the_site_is_named_with_the_area_outside() -> None:
    zone = Zone.rectangle("Z1", "甲", "低", (95, 0, 10, 10))
    assert check(_site(zone)) == ("区域 Z1（甲）：有 50.0 平方米在厂区（100×60 米）之外",)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ((), "只有 0 个不同的角"),
        (((1, 1), (2, 2), (1, 1)), "只有 2 个不同的角"),
        (((1, 1), (2, 2), (3, 3)), "面积接近 0"),
        (((1, 1), (9, 9), (9, 1), (1, 6)), "自己相交"),
    ],
)
def test_outlines_that_are_none_are_named(points: tuple[tuple[float, float], ...], words: str) -> None:
    (line,) = check(_site(Zone("Z1", "甲", "低", points)))
    assert line.startswith("区域 Z1（甲）：轮廓")
    assert words in line


def test_a_character_that_no_font_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    only = Faces((faces().file_of("国"),), more=())
    monkeypatch.setattr(checks, "faces", lambda: only)
    zone = Zone.rectangle("Z1", "𠮷野车间", "低", (1, 1, 9, 9))
    lines = check(_site(zone, preparer="张𠮷"))
    assert lines == (
        "区域 Z1（𠮷野车间）：字库里没有“𠮷”（U+20BB7），图上会印成方框，请换用通用字",
        "签署栏：字库里没有“𠮷”（U+20BB7），图上会印成方框，请换用通用字",
    )


def test_grades_codes_signs_and_routes_are_checked(cups: Site) -> None:
    odd = replace(
        cups,
        zones=(
            Zone.rectangle("Z1", "甲", "极高", (1, 1, 5, 5)),
            Zone.rectangle("Z1", "乙", "低", (9, 1, 5, 5)),
        ),
        exits=(("北门", (50, 130)),),
        routes=(((1, 1),),),
    )
    lines = check(odd)
    assert "区域编号 Z1 用了 2 次" in lines
    assert any("等级“极高”不认识" in line for line in lines)
    assert "安全出口北门（50, 130）在厂区之外" in lines
    assert "疏散路线第 1 条少于两个点，画不出来" in lines


def test_an_empty_site_is_told() -> None:
    assert check(Site("图", 0, 5)) == (
        "厂区宽 0 米、高 5 米：应大于 0",
        "没有区域：四色图上没有可着色的内容",
    )
