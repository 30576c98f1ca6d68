from __future__ import annotations

import math

import pytest

from generator.canvas import Box
from generator.riskmap import Zone
from generator.riskmap.geometry import hatch
from generator.riskmap.outline import Outline, outline

_ELL = ((0.0, 0.0), (30.0, 0.0), (30.0, 4.0), (8.0, 4.0), (8.0, 20.0), (0.0, 20.0))


def _made(zone: Zone) -> Outline:
    made = outline(zone)
    assert made
    return made


def _ring(x: float, y: float, w: float, h: float) -> tuple[tuple[float, float], ...]:
    return Box(x, y, x + w, y + h).corners


def test_the_middle_of_a_concave_outline_is_inside() -> None:
    made = Outline((_ELL,))
    assert made.contains(made.middles[0])
    bow = ((0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0))
    assert 0 <= Outline((bow,)).middles[0][0] <= 10


def test_a_hole_is_not_part_of_the_zone() -> None:
    made = _made(Zone("Z1", "环形车间", "低", _ring(0, 0, 40, 30), holes=(_ring(15, 10, 10, 10),)))
    assert made.area == 40 * 30 - 100
    assert not made.plain
    assert made.contains((5, 5))
    assert not made.contains((20, 15))
    assert made.contains(made.middles[0])
    assert made.holds(Box(1, 1, 14, 29))
    assert not made.holds(Box(1, 1, 39, 29))
    assert not made.holds(Box(17, 12, 23, 18))


def test_hatching_leaves_holes_out() -> None:
    made = _made(Zone("Z1", "车间", "低", _ring(0, 0, 40, 30), holes=(_ring(15, 10, 10, 10),)))
    lines = hatch(made.rings, 45, 1.0)
    assert sum(math.dist(a, b) for a, b in lines) == pytest.approx(made.area, rel=0.05)


def test_a_zone_of_several_parts_has_a_middle_in_each_the_roomiest_first() -> None:
    zone = Zone("Z1", "仓库", "低", _ring(0, 0, 5, 5), parts=(_ring(20, 0, 30, 20), _ring(60, 0, 8, 8)))
    made = _made(zone)
    assert made.area == 25 + 600 + 64
    xs = [x for x, _ in made.middles]
    assert 20 < xs[0] < 50
    assert [round(x / 10) for x in xs[1:]] == [6, 0]
    assert all(map(made.contains, made.middles))


def test_a_filled_outline_turns_its_holes_the_other_way() -> None:
    made = _made(Zone("Z1", "车间", "低", _ring(0, 0, 9, 9)[::-1], holes=(_ring(3, 3, 3, 3),)))
    fill = made.fill("#000000")

    def twice_area(ring: tuple[tuple[float, float], ...]) -> float:
        return sum(a * d - c * b for (a, b), (c, d) in zip(ring, (*ring[1:], ring[0]), strict=True))

    assert twice_area(fill.points) > 0 > twice_area(fill.more[0])


@pytest.mark.parametrize("points", [(), ((1, 1), (2, 2)), ((1, 1), (2, 2), (3, 3))])
def test_what_encloses_nothing_has_no_outline(points: tuple[tuple[float, float], ...]) -> None:
    assert outline(Zone("Z1", "甲", "低", points)) is None
