"""GeoJSON in metres: polygons whose properties carry the code or the name of a zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.floorplan.model import Area, FloorplanError, Found, Ring, point, ring

_NAMES = ("code", "name", "编号", "名称")


def found(data: Mapping[str, Any]) -> Found:
    """Polygons and multi-polygons as areas, line strings as lines."""
    areas, lines = [], []
    for number, feature in enumerate(_features(data), 1):
        place = f"第 {number} 个要素"
        kind, parts = _geometry(feature)
        if kind == "LineString" and isinstance(parts, list):
            lines.append(tuple(point(part, place) for part in parts))
        elif kind in ("Polygon", "MultiPolygon"):
            areas.append(_area(feature, [parts] if kind == "Polygon" else parts, place))
    if not areas:
        raise FloorplanError("里没有多边形（Polygon）")
    return Found(tuple(areas), tuple(lines), unit=1.0)


def _features(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    features = data.get("features") if data.get("type") == "FeatureCollection" else [data]
    given = features if isinstance(features, list) else ()
    return (feature for feature in given if isinstance(feature, Mapping))


def _geometry(feature: Mapping[str, Any]) -> tuple[Any, Any]:
    """The kind of a feature and its coordinates; nothing for a feature without a geometry."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, Mapping):
        return None, None
    return geometry.get("type"), geometry.get("coordinates")


def _area(feature: Mapping[str, Any], polygons: Any, place: str) -> Area:
    given = polygons if isinstance(polygons, list) else ()
    read = [_rings(rings, place) for rings in given]
    outers, holes = tuple(rings[0] for rings in read), tuple(hole for rings in read for hole in rings[1:])
    return Area(_texts(feature), outers, holes, place)


def _rings(rings: Any, place: str) -> list[Ring]:
    """The rings of a polygon, the outer one first."""
    if not isinstance(rings, list) or not rings:
        raise FloorplanError(f"里{place}没有坐标")
    return [ring(one, place) for one in rings]


def _texts(feature: Mapping[str, Any]) -> tuple[str, ...]:
    """What a feature is called."""
    properties = feature.get("properties")
    if not isinstance(properties, Mapping):
        return ()
    texts = (str(properties.get(name) or "").strip() for name in _NAMES)
    return tuple(filter(None, texts))
