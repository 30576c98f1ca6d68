from __future__ import annotations

import math

import pytest

from generator.canvas import Box
from generator.riskmap.geometry import area, clean, contains, crosses_box, hatch, is_rectangle, nice
from tests.rows import each

_ELL = ((0.0, 0.0), (30.0, 0.0), (30.0, 4.0), (8.0, 4.0), (8.0, 20.0), (0.0, 20.0))


def test_outlines_are_measured() -> None:
    assert area(_ELL) == 30 * 4 + 8 * 16
    assert clean(((0, 0), (0, 0), (1, 0), (1, 1), (0, 0))) == ((0, 0), (1, 0), (1, 1))
    assert is_rectangle(Box(1, 2, 3, 4).corners)
    assert not is_rectangle(((0, 0), (2, 1), (2, 3), (0, 2)))


def test_hatching_stays_inside_and_covers_the_outline() -> None:
    lines = hatch((_ELL,), 45, 1.0)
    assert all(contains(_ELL, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for a, b in lines)
    assert sum(math.dist(a, b) for a, b in lines) == pytest.approx(area(_ELL), rel=0.05)


@each([(0.9, 0.5), (1, 1), (19.9, 10), (20, 20), (73, 50), (130, 100)])
def test_scale_bars_have_round_lengths(length: float, round_one: float) -> None:
    assert nice(length) == pytest.approx(round_one)


def test_lines_that_touch_a_box_do_not_cross_it() -> None:
    box = Box(0, 0, 10, 10)
    assert crosses_box((-5, 5), (15, 5), box)
    assert crosses_box((4, 4), (5, 5), box)
    assert not crosses_box((-5, 10), (15, 10), box)
    assert not crosses_box((11, 0), (11, 10), box)
