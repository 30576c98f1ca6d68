"""Floor plans drawn for the tests: a DXF in millimetres, GeoJSON, LabelMe, and a photographed plan."""

from __future__ import annotations

import json
from pathlib import Path

import ezdxf
from PIL import Image, ImageDraw

Point = tuple[float, float]
# zones of a workshop of 60 x 40 m: a press shop round a court, a store, an L-shaped hall
PRESS = [(2, 2), (32, 2), (32, 38), (2, 38)]
COURT = [(12, 14), (22, 14), (22, 26), (12, 26)]
STORE = [(34, 2), (58, 2), (58, 14), (34, 14)]
HALL = [(34, 16), (58, 16), (58, 38), (46, 38), (46, 26), (34, 26)]


def dxf(path: Path, *, texts: bool = True, units: int = 4, layer: str = "区域") -> Path:
    """The workshop in millimetres, its walls, grid and a door on other layers."""
    document = ezdxf.new("R2010", units=units)
    space = document.modelspace()
    document.layers.add(layer)
    for points in (PRESS, COURT, STORE, HALL):
        corners = [(x * 1000, y * 1000) for x, y in points]
        space.add_lwpolyline(corners, close=True, dxfattribs={"layer": layer})
    for number in range(1, 6):
        space.add_line((number * 10_000, 0), (number * 10_000, 40_000), dxfattribs={"layer": "轴网"})
    space.add_circle((45_000, 32_000), 2_000, dxfattribs={"layer": "设备"})
    door = document.blocks.new("门")
    door.add_arc((0, 0), 1500, 0, 90)
    door.add_line((0, 0), (1500, 0))
    space.add_blockref("门", (10_000, 2_000), dxfattribs={"layer": "门窗"})
    if texts:
        space.add_text("Z1", height=800).set_placement((5_000, 5_000))
        space.add_mtext("成品仓库").set_location((40_000, 8_000))
        space.add_text("Z3 装配车间", height=800).set_placement((50_000, 20_000))
    document.saveas(path)
    return path


def _ring(points: list[Point]) -> list[list[float]]:
    return [list(point) for point in (*points, points[0])]


def geojson(path: Path) -> Path:
    """The same in metres."""
    features = [
        ({"code": "Z1"}, {"type": "Polygon", "coordinates": [_ring(PRESS), _ring(COURT)]}),
        ({"name": "成品仓库"}, {"type": "MultiPolygon", "coordinates": [[_ring(STORE)]]}),
        ({"code": "Z3"}, {"type": "Polygon", "coordinates": [_ring(HALL)]}),
        ({}, {"type": "LineString", "coordinates": [[0, 39], [60, 39]]}),
    ]
    rows = [{"type": "Feature", "properties": given, "geometry": drawn} for given, drawn in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    return path


def labelme(path: Path) -> Path:
    """The same on a picture of 20 pixels a metre whose lower left corner is at pixel (50, 850)."""

    def pixels(points: list[Point]) -> list[list[float]]:
        return [[50 + 20 * x, 850 - 20 * y] for x, y in points]

    shapes = [
        {"label": "Z1", "shape_type": "polygon", "points": pixels(PRESS)},
        {"label": "成品仓库", "shape_type": "rectangle", "points": pixels([STORE[0], STORE[2]])},
        {"label": "Z3", "shape_type": "polygon", "points": pixels(HALL)},
        {"label": "门", "shape_type": "line", "points": pixels(HALL[:2])},
    ]
    path.write_text(json.dumps({"version": "5.0", "shapes": shapes, "imageHeight": 900}), "utf-8")
    return path


def photo(path: Path, orientation: int = 1) -> Path:
    """The same plan photographed on greyish paper, a little turned; two corners are at known pixels."""
    image = Image.new("RGB", (1300, 900), (216, 212, 200))
    pen = ImageDraw.Draw(image)
    for points in (PRESS, COURT, STORE, HALL):
        corners = [pixel(point) for point in points]
        pen.line([*corners, corners[0]], fill=(40, 40, 60), width=4)
    for number in range(4):
        x, y = pixel((40 + number * 4, 6))
        pen.rectangle([x - 15, y - 15, x + 15, y + 15], outline=(160, 30, 30), width=3)
    turned = {1: image, 6: image.transpose(Image.Transpose.ROTATE_90)}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned.save(path, quality=88, exif=exif)
    return path


def pixel(point: Point) -> Point:
    """Where a point in metres is on the photographed plan: 20 pixels a metre, turned by 2 in 100."""
    x, y = point
    return (60 + 20 * x + 0.4 * y, 860 - 20 * y + 0.4 * x)
