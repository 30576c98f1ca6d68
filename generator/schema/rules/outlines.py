"""Outlines of zones: one each, closed, not crossing themselves, inside the page they are drawn on."""

from __future__ import annotations

from generator.record import Keys
from generator.schema.rules.geometry import Point, simple
from generator.schema.rules.map_pages import page_of, size, within
from generator.schema.view import Entry, View

_GEOMETRY = ("rect", "polygon", "holes", "parts")
_PLACE = "请填矩形 rect: [x, y, 宽, 高] 或多边形 polygon"
_BOTH = "矩形（rect）和多边形（polygon）只能填一个"


def outlines(view: View) -> None:
    """Each zone has one outline inside its page; further parts and holes likewise."""
    for zone in view.entries("zones"):
        if not any(view.has_gaps(*zone.at(field)) for field in _GEOMETRY):
            _zone(zone)


def _zone(zone: Entry) -> None:
    """The outline of a zone, of its further parts and of its holes."""
    if _is_drawn(zone):
        _outline(zone, zone)
    elif _is_expected(zone):
        zone.view.error(zone.keys, "没有填位置，四色图上画不出", _PLACE)
    _patches(zone)


def _patches(zone: Entry) -> None:
    for name in ("parts", "holes"):
        for patch in zone.rows(name):
            _patch(zone, patch)


def _is_drawn(patch: Entry) -> bool:
    return "rect" in patch.row or "polygon" in patch.row


def _is_expected(zone: Entry) -> bool:
    """Whether a zone must say where it is: its page is known and no floor plan gives outlines."""
    page = page_of(zone.view, zone.row)
    return page is not None and "zones_from" not in page


def _patch(zone: Entry, patch: Entry) -> None:
    if _is_drawn(patch):
        _outline(zone, patch)
    else:
        zone.view.error(patch.keys, "没有填位置", _PLACE)


def _outline(zone: Entry, patch: Entry) -> None:
    """The outline of one patch of a zone, which may be the zone itself."""
    if "rect" not in patch.row:
        _polygon(zone, patch)
    elif "polygon" in patch.row:
        patch.error("polygon", _BOTH, "请删去一个")
    else:
        _rect(zone, patch)


def _rect(zone: Entry, patch: Entry) -> None:
    x, y, width, height = patch.get("rect")
    if width <= 0 or height <= 0:
        message = f"宽和高要大于 0，现在是 {width} 和 {height}"
        patch.error("rect", message, "依次填 [x, y, 宽, 高]")
        return
    _inside(zone, patch.at("rect"), [(x, y), (x + width, y + height)])


def _polygon(zone: Entry, patch: Entry) -> None:
    points: list[Point] = [(point[0], point[1]) for point in patch.get("polygon")]
    if not simple(points):
        patch.error("polygon", "多边形的边相互交叉或顶点重复", "请沿边界依次填各顶点，每个顶点一次")
    else:
        _inside(zone, patch.at("polygon"), points)


def _inside(zone: Entry, keys: Keys, points: list[Point]) -> None:
    """The points of a patch lie on the page of the zone, as far as its size is known."""
    page = page_of(zone.view, zone.row)
    measures = size(page) if page else None
    if measures and not all(within(point, *measures) for point in points):
        _beyond(zone, keys, *measures)


def _beyond(zone: Entry, keys: Keys, width: float, height: float) -> None:
    message = f"超出{_ground(zone.get('floor'))}（宽 {width} 米，高 {height} 米）"
    zone.view.error(keys, message, "请核对坐标，左下角是 [0, 0]")


def _ground(floor: str | None) -> str:
    return f"“{floor}”" if floor else "总平面"


RULES = (outlines,)
