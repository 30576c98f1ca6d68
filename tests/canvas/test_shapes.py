"""Boxes: what is cut off them, what lies in them, what they share."""

from __future__ import annotations

import pytest

from generator.canvas import Box
from tests.rows import each

_BOX = Box(10, 20, 40, 60)


def test_a_strip_and_the_rest_make_the_box() -> None:
    assert _BOX.cut_top(15) == (Box(10, 45, 40, 60), Box(10, 20, 40, 45))
    assert _BOX.cut_bottom(15) == (Box(10, 20, 40, 35), Box(10, 35, 40, 60))


def test_shares_are_counted_from_the_lower_left_corner() -> None:
    assert [_BOX.at(0, 0), _BOX.at(1, 0.5), _BOX.at(-0.1, 1)] == [(10, 20), (40, 40), (7, 60)]


@each([((10, 20), True), ((40, 60), True), ((9.99, 30), False), ((40.01, 30), False), ((20, 60.01), False)])
def test_edges_belong_to_a_box(point: tuple[float, float], inside: bool) -> None:
    assert _BOX.contains(point) is inside
    assert (_BOX.nearest(point) == point) is inside


def test_the_nearest_point_lies_on_the_edge() -> None:
    assert _BOX.nearest((0, 30)) == (10, 30)
    assert _BOX.nearest((50, 70)) == (40, 60)
    assert _BOX.nearest((20, 30)) == (20, 30)


@pytest.mark.parametrize(
    ("other", "held"), [(_BOX, True), (Box(11, 21, 39, 59), True), (Box(11, 21, 40.01, 59), False)]
)
def test_a_box_holds_what_reaches_no_further(other: Box, held: bool) -> None:
    assert _BOX.holds(other) is held


def test_boxes_that_touch_share_no_area() -> None:
    assert not _BOX.meets(Box(40, 20, 50, 60))
    overlapping = Box(39, 0, 50, 30)
    assert _BOX.meets(overlapping)
    assert _BOX.common(overlapping) == Box(39, 20, 40, 30)


def test_the_box_about_points_is_the_smallest() -> None:
    assert Box.about([(12, 60), (40, 33), (10, 20)]) == _BOX
