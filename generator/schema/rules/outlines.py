"""Outlines of zones: one each, closed, not crossing themselves, inside the page they are drawn on."""

from __future__ import annotations

from typing import Any

from generator.record import Keys
from generator.schema.rules.geometry import Point, simple
from generator.schema.rules.map_pages import page_of, within
from generator.schema.view import Row, View

_BOTH = "矩形（rect）和多边形（polygon）只能填一个"


def outlines(view: View) -> None:
    """Each zone has one outline inside its page; further parts and holes likewise."""
    for keys, row in view.rows("zones"):
        if _damaged(view, keys):
            continue
        if "rect" in row or "polygon" in row:
            _outline(view, keys, keys, row)
        elif _expected(view, row):
            view.error(keys, "没有填位置，四色图上画不出", "请填矩形 rect: [x, y, 宽, 高] 或多边形 polygon")
        for name in ("parts", "holes"):
            for patch, inner in view.rows_below(keys, name):
                _patch(view, keys, patch, inner)


def _damaged(view: View, keys: Keys) -> bool:
    geometry = {"rect", "polygon", "holes", "parts"}
    depth = len(keys)
    return any(path[:depth] == keys and {*path[depth : depth + 1]} & geometry for path in view.damaged)


def _expected(view: View, row: Row) -> bool:
    """Whether a zone must say where it is: its page is known and no floor plan gives outlines."""
    page = page_of(view, row)
    return page is not None and "zones_from" not in page


def _patch(view: View, zone: Keys, keys: Keys, row: Row) -> None:
    if "rect" in row or "polygon" in row:
        _outline(view, zone, keys, row)
    else:
        view.error(keys, "没有填位置", "请填矩形 rect: [x, y, 宽, 高] 或多边形 polygon")


def _outline(view: View, zone: Keys, keys: Keys, row: Row) -> None:
    if "rect" in row and "polygon" in row:
        view.error((*keys, "polygon"), _BOTH, "请删去一个")
    elif "rect" in row:
        _rect(view, zone, (*keys, "rect"), row["rect"])
    else:
        _polygon(view, zone, (*keys, "polygon"), row["polygon"])


def _rect(view: View, zone: Keys, keys: Keys, rect: list[Any]) -> None:
    x, y, width, height = rect
    if width <= 0 or height <= 0:
        view.error(keys, f"宽和高要大于 0，现在是 {width} 和 {height}", "依次填 [x, y, 宽, 高]")
        return
    _inside(view, zone, keys, [(x, y), (x + width, y + height)])


def _polygon(view: View, zone: Keys, keys: Keys, polygon: list[Any]) -> None:
    points: list[Point] = [(point[0], point[1]) for point in polygon]
    if not simple(points):
        view.error(keys, "多边形的边相互交叉或顶点重复", "请沿边界依次填各顶点，每个顶点一次")
    else:
        _inside(view, zone, keys, points)


def _inside(view: View, zone: Keys, keys: Keys, points: list[Point]) -> None:
    row: Row = view.get("zones")[zone[1]]
    page = page_of(view, row)
    if not page:
        return
    width, height = page.get("width"), page.get("height")
    if width is None or height is None:
        return
    if not all(within(point, width, height) for point in points):
        name = f"“{row['floor']}”" if row.get("floor") else "总平面"
        words = f"超出{name}（宽 {width} 米，高 {height} 米）"
        view.error(keys, words, "请核对坐标，左下角是 [0, 0]")


RULES = (outlines,)
