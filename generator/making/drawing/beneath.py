"""The picture beneath a sheet, upright, with the two points that place it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import riskmap, schema
from generator.making.drawing.imported import pairs
from generator.making.drawing.placing import by_points
from generator.pictures import photos
from generator.problems import Problem
from generator.record import Keys, Record

_MOST_PIXELS = (3600, 3600)
_STRENGTH = 0.5


def read(record: Record, keys: Keys, row: Mapping[str, Any]) -> riskmap.Beneath | Problem:
    """The picture and where it lies, or what is wrong with it; `keys` lead to background."""
    path = record.folder((*keys, "file")) / row["file"]
    try:
        width, height = photos.size(path)
        picture = photos.prepare(path, "", _MOST_PIXELS)
    except photos.UnreadableError as exc:
        return schema.fault(record, (*keys, "file"), f"图片“{row['file']}”{exc}", "请更换图片后重试")
    first, second = pairs(row)
    for number, ((x, y), _) in enumerate((first, second)):
        if not (0 <= x <= width and 0 <= y <= height):
            place = (*keys, "points", number, "plan")
            return schema.fault(
                record, place, f"不在图片上，图片为 {width}×{height} 像素", "从左上角数，先横后竖"
            )
    placing = by_points(first, second, flipped=True)
    if not placing:
        return schema.fault(record, (*keys, "points"), "两个定位点重合，定不出比例", "请选相距较远的两点")
    scale = picture.width / width
    corners = tuple(_scaled(placing.back(at), scale) for at in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    return riskmap.Beneath(picture.data, corners, float(row.get("strength") or _STRENGTH))


def _scaled(at: tuple[float, float], scale: float) -> tuple[float, float]:
    return at[0] * scale, at[1] * scale
