"""LabelMe: polygons and rectangles drawn on a picture, in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.floorplan.model import Area, FloorplanError, Found, Ring, point, ring


def found(data: Mapping[str, Any]) -> Found:
    """Each shape as an area called by its label."""
    areas = tuple(
        _area(shape, f"第 {number} 个标注")
        for number, shape in enumerate(data["shapes"], 1)
        if _is_outline(shape)
    )
    if not areas:
        raise FloorplanError("里没有多边形或矩形标注")
    return Found(areas, flipped=True)


def _is_outline(shape: Any) -> bool:
    return isinstance(shape, Mapping) and shape.get("shape_type", "polygon") in ("polygon", "rectangle")


def _area(shape: Mapping[str, Any], place: str) -> Area:
    return Area(_texts(shape), (_outline(shape, place),), (), place)


def _texts(shape: Mapping[str, Any]) -> tuple[str, ...]:
    label = str(shape.get("label") or "").strip()
    return (label,) if label else ()


def _outline(shape: Mapping[str, Any], place: str) -> Ring:
    points = shape.get("points")
    if shape.get("shape_type") == "rectangle" and isinstance(points, list) and len(points) == 2:
        (x1, y1), (x2, y2) = (point(corner, place) for corner in points)
        return ((x1, y1), (x2, y1), (x2, y2), (x1, y2))
    return ring(points, place)
