"""The site and its zones as they are drawn: outlines that close, lie inside and do not cross themselves."""

from __future__ import annotations

from typing import Any

from generator.record import Keys
from generator.schema.rules.geometry import Point, simple
from generator.schema.view import Row, View

_NEEDED = "画不出四色图"


def drawable(view: View) -> None:
    """Zones need a site to be drawn on."""
    if any(keys[:1] in {("site",), ("zones",)} and len(keys) < 3 for keys in view.damaged):
        return
    if view.get("zones") and not view.get("site"):
        view.warn(("zones",), f"填了区域，没有填总平面（site），{_NEEDED}", "请填场地的宽和高")
    elif view.get("site") and not view.get("zones"):
        view.warn(("site",), f"填了总平面，没有填区域（zones），{_NEEDED}", "请填各区域")


def outlines(view: View) -> None:
    """Each zone has one outline, inside the site."""
    for keys, row in view.rows("zones"):
        if (*keys, "rect") in view.damaged or any(path[:3] == (*keys, "polygon") for path in view.damaged):
            continue
        if "rect" in row and "polygon" in row:
            view.error((*keys, "polygon"), "矩形（rect）和多边形（polygon）只能填一个", "请删去一个")
        elif "rect" in row:
            _rect(view, (*keys, "rect"), row["rect"])
        elif "polygon" in row:
            _polygon(view, (*keys, "polygon"), row["polygon"])
        elif view.get("site"):
            view.error(keys, "没有填位置，四色图上画不出", "请填矩形 rect: [x, y, 宽, 高] 或多边形 polygon")


def _rect(view: View, keys: Keys, rect: list[Any]) -> None:
    if None in rect:
        return
    x, y, width, height = rect
    if width <= 0 or height <= 0:
        view.error(keys, f"宽和高要大于 0，现在是 {width} 和 {height}", "依次填 [x, y, 宽, 高]")
        return
    _inside(view, keys, [(x, y), (x + width, y + height)])


def _polygon(view: View, keys: Keys, polygon: list[Any]) -> None:
    points: list[Point] = [(point[0], point[1]) for point in polygon]
    if not simple(points):
        view.error(keys, "多边形的边相互交叉或顶点重复", "请沿边界依次填各顶点，每个顶点一次")
    else:
        _inside(view, keys, points)


def _inside(view: View, keys: Keys, points: list[Point]) -> None:
    width, height = view.get("site", "width"), view.get("site", "height")
    if width is None or height is None:
        return
    if not all(_within(point, width, height) for point in points):
        view.error(keys, f"超出总平面（宽 {width} 米，高 {height} 米）", "请核对坐标，左下角是 [0, 0]")


def _within(point: Point, width: float, height: float) -> bool:
    slack = 1e-6
    return -slack <= point[0] <= width + slack and -slack <= point[1] <= height + slack


def marks(view: View) -> None:
    """Assembly point, exits and routes outside the site would not be seen on the map."""
    width, height = view.get("site", "width"), view.get("site", "height")
    if width is None or height is None:
        return
    places: list[tuple[Keys, Any]] = [(("site", "assembly", "at"), view.get("site", "assembly", "at"))]
    places += [((*keys, "at"), row.get("at")) for keys, row in view.rows("site", "exits")]
    for number, route in enumerate(view.get("site", "routes") or ()):
        places += [(("site", "routes", number, n), point) for n, point in enumerate(route or ())]
    for keys, point in places:
        if _is_point(point) and not _within((point[0], point[1]), width, height):
            view.warn(keys, "在总平面之外，四色图上看不到", f"总平面宽 {width} 米，高 {height} 米")


def _is_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and None not in value


def assessed(view: View) -> None:
    """A zone without risk points is hatched grey as not assessed."""
    for keys, row in view.rows("zones"):
        if _no_risks(row) and not any(path[: len(keys)] == keys for path in view.damaged):
            view.warn(keys, "没有风险点，四色图上标为“未评估”", "请补填风险点（risks）")


def _no_risks(row: Row) -> bool:
    return not row.get("risks")


RULES = (drawable, outlines, marks, assessed)
