"""The picture beneath a map page, upright, with the two points that place it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator import riskmap, schema
from generator.kept import Shelf
from generator.making.drawing.imported import pairs
from generator.making.drawing.placing import Pair, Placing, by_points
from generator.pictures import photos
from generator.problems import Problem
from generator.record import Keys, Record

_MOST_PIXELS = (3600, 3600)
_STRENGTH = 0.5


def read(record: Record, keys: Keys, row: Mapping[str, Any], shelf: Shelf) -> riskmap.Beneath | Problem:
    """The picture and where it lies, or what is wrong with it; `keys` lead to background."""
    file = (*keys, "file")
    asset = record.asset(file, row["file"])
    try:
        size = photos.size(asset)
        picture = photos.prepare(asset, "", _MOST_PIXELS, shelf)
    except photos.UnreadableError as exc:
        return schema.fault(record, file, f"图片“{row['file']}”{exc}", "请更换图片后重试")
    placing = _placing(record, keys, pairs(row), size)
    if isinstance(placing, Problem):
        return placing
    # Points were told on the picture as it is; it may have been made smaller since.
    corners = _corners(placing, picture.width / size[0])
    return riskmap.Beneath(picture.data, corners, float(row.get("strength") or _STRENGTH))


def _placing(record: Record, keys: Keys, given: Sequence[Pair], size: tuple[int, int]) -> Placing | Problem:
    """How the picture lies by two points, counted from its upper left, or what is wrong with them."""
    width, height = size
    for number, ((x, y), _) in enumerate(given):
        if not (0 <= x <= width and 0 <= y <= height):
            words = f"不在图片上，图片为 {width}×{height} 像素"
            return schema.fault(record, (*keys, "points", number, "plan"), words, "从左上角数，先横后竖")
    first, second = given
    placing = by_points(first, second, flipped=True)
    if placing:
        return placing
    return schema.fault(record, (*keys, "points"), "两个定位点重合，定不出比例", "请选相距较远的两点")


def _corners(placing: Placing, scale: float) -> tuple[tuple[float, float], ...]:
    """The pixels of the points (0, 0), (1, 0) and (0, 1) in metres."""
    found = (placing.back(at) for at in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    return tuple((x * scale, y * scale) for x, y in found)
