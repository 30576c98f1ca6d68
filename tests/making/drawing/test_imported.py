"""Maps from floor plans: DXF, GeoJSON, LabelMe, and a photographed plan beneath, all to metres."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from generator import facts, intake, schema
from generator.making.drawing import Drawing
from generator.making.drawing.placing import by_points
from generator.problems import errors_in
from generator.riskmap.outline import outline
from tests import depth
from tests.conftest import CLIENT, DAY
from tests.floorplan import plans

_RISK = "risks: [{name: 作业, accidents: [机械致害], L: 3, E: 6, C: 7}]"
ZONES = f"""\
zones:
  - {{code: Z1, name: 冲压车间, {_RISK}}}
  - {{code: Z2, name: 成品仓库, {_RISK}}}
  - {{code: Z3, name: 装配车间, {_RISK}}}
"""
_POINTS = "points: [{plan: [50, 850], at: [0, 0]}, {plan: [1250, 850], at: [60, 0]}]"
_FILES = {
    "plan.dxf": "zones_from: {file: plan.dxf, layer: 区域}",
    "plan.geojson": "zones_from: {file: plan.geojson}",
    "plan.json": f"zones_from: {{file: plan.json, {_POINTS}}}",
}


def _drawing(folder: Path, site: str, zones: str = ZONES) -> Drawing:
    words = f"site:\n  width: 60\n  height: 40\n  {site}\n"
    (folder / "client.yaml").write_text(CLIENT + words + zones, "utf-8")
    record = intake.read(folder)
    assert errors_in(schema.check(record)) == ()
    return Drawing(record, facts.derive(record, DAY))


def _plan(path: Path) -> None:
    {".dxf": plans.dxf, ".geojson": plans.geojson, ".json": plans.labelme}[path.suffix](path)


@pytest.mark.parametrize("name", _FILES)
def test_outlines_come_from_the_floor_plan_in_metres(small: Path, name: str) -> None:
    _plan(small / name)
    drawn = _drawing(small, _FILES[name])
    assert drawn.problems == ()
    press, store, hall = drawn.pages[0].site.zones
    assert {(round(x, 6), round(y, 6)) for x, y in store.points} == set(plans.STORE)
    assert {(round(x, 6), round(y, 6)) for x, y in hall.points} == set(plans.HALL)
    made = outline(press)
    assert made
    assert made.area == pytest.approx(30 * 36 - (0 if name == "plan.json" else 120))


def test_outlines_without_words_are_never_matched_by_guess(small: Path) -> None:
    plans.dxf(small / "plan.dxf", texts=False)
    (problem,) = _drawing(small, _FILES["plan.dxf"]).problems
    assert problem.severity == "error"
    assert "第 1 个闭合多段线、图层“区域”第 3 个" in problem.message
    assert "Z1（冲压车间）、Z2（成品仓库）、Z3（装配车间）" in problem.message
    assert "order: drawing" in problem.hint


def test_outlines_are_matched_by_the_order_of_drawing_when_asked_for(small: Path) -> None:
    plans.dxf(small / "plan.dxf", texts=False)
    asked = "zones_from: {file: plan.dxf, layer: 区域, order: drawing}"
    drawn = _drawing(small, asked)
    (told,) = drawn.problems
    assert told.severity == "warning"
    assert "请核对图上的区域" in told.message
    assert [len(zone.points) for zone in drawn.pages[0].site.zones] == [4, 4, 6]
    zones = ZONES.replace("成品仓库,", "成品仓库, rect: [34, 2, 24, 12],")
    (problem,) = _drawing(small, asked, zones).problems
    assert (problem.severity, "有 3 个轮廓" in problem.message) == ("error", True)
    assert "2 个：Z1（冲压车间）、Z3（装配车间）" in problem.message


def test_an_order_that_contradicts_the_words_is_refused(small: Path) -> None:
    plans.geojson(small / "plan.geojson")
    zones = ZONES.replace("Z1, name: 冲压车间", "Z9, name: 注塑车间")
    found = _drawing(small, "zones_from: {file: plan.geojson, order: drawing}", zones).problems
    (problem,) = errors_in(found)
    assert "写的是“Z1”，按次序却是 Z9（注塑车间）" in problem.message


def test_an_outline_in_the_data_counts_more_than_the_plan(small: Path) -> None:
    plans.geojson(small / "plan.geojson")
    zones = ZONES.replace("成品仓库,", "成品仓库, rect: [40, 4, 10, 8],")
    drawn = _drawing(small, _FILES["plan.geojson"], zones)
    assert drawn.pages[0].site.zones[1].points[0] == (40, 4)


@pytest.mark.parametrize("flipped", [True, False])
def test_two_points_give_scale_turn_and_place(flipped: bool) -> None:
    placing = by_points(((10, 20), (5, 5)), ((40, 60), (5, 30)), flipped)
    assert placing
    assert placing.at((10, 20)) == pytest.approx((5, 5))
    assert placing.at((40, 60)) == pytest.approx((5, 30))
    assert placing.back(placing.at((7, 3))) == pytest.approx((7, 3))
    assert abs(placing.factor) == pytest.approx(0.5)


@pytest.mark.parametrize("orientation", depth.some([6, 1], desk=1))
def test_a_photographed_plan_lies_under_the_zones_where_the_points_say(small: Path, orientation: int) -> None:
    plans.photo(small / "plan.jpg", orientation)
    a, b = plans.pixel((2, 2)), plans.pixel((58, 2))
    points = f"points: [{{plan: [{a[0]}, {a[1]}], at: [2, 2]}}, {{plan: [{b[0]}, {b[1]}], at: [58, 2]}}]"
    zones = f"zones:\n  - {{code: Z1, name: 冲压车间, rect: [2, 2, 30, 36], {_RISK}}}\n"
    drawn = _drawing(small, f"background: {{file: plan.jpg, {points}}}", zones)
    assert drawn.problems == ()
    plain = _drawing(small, "north: 0", zones)
    with_plan, without = (Image.open(io.BytesIO(one.png())).convert("RGB") for one in (drawn, plain))
    assert with_plan.size == without.size
    scale = drawn.pages[0].site.beneath
    assert scale
    assert scale.strength == 0.5
    assert _darker(with_plan, without) > 2000
    assert _reddish(with_plan.crop((1200, 1300, 2280, 2000))) > 500, "the red squares are low on the plan"
    assert _reddish(with_plan.crop((1200, 400, 2280, 1200))) == 0


def _darker(one: Image.Image, other: Image.Image) -> int:
    """How many dots of a map are much darker than on the other, within the plan."""
    box = (80, 300, 2280, 2100)
    a, b = (np.asarray(picture.crop(box).convert("L"), np.int16) for picture in (one, other))
    return int((b - a > 60).sum())


def _reddish(picture: Image.Image) -> int:
    red, green = (np.asarray(picture, np.int16)[:, :, color] for color in (0, 1))
    return int((red - green > 50).sum())


def test_the_walls_of_the_photographed_plan_lie_on_the_edges_of_the_zones(small: Path) -> None:
    """The press shop's wall runs along x = 32 m in both: no second line beside the zone's edge."""
    plans.photo(small / "plan.jpg")
    a, b = plans.pixel((2, 2)), plans.pixel((58, 2))
    points = f"points: [{{plan: [{a[0]}, {a[1]}], at: [2, 2]}}, {{plan: [{b[0]}, {b[1]}], at: [58, 2]}}]"
    zones = f"zones:\n  - {{code: Z1, name: 冲压车间, rect: [2, 2, 30, 36], {_RISK}}}\n"
    beneath = _drawing(small, f"background: {{file: plan.jpg, {points}}}", zones).pages[0].site.beneath
    assert beneath
    zero, east, north = beneath.pixels
    for x, y in [(2, 38), (32, 38), (58, 16), (46, 26)]:
        found = [zero[i] + (east[i] - zero[i]) * x + (north[i] - zero[i]) * y for i in (0, 1)]
        assert found == pytest.approx(plans.pixel((x, y)), abs=1.5)
