"""The picture beneath a map page, upright, with the two points that place it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator import riskmap, schema
from generator.kept import Shelf
from generator.making.drawing.imported import pairs
from generator.making.drawing.placing import Pair, Placing, Point, by_points
from generator.pictures import Picture, photos
from generator.problems import Problem
from generator.record import Keys, Record

_MOST_PIXELS = (3600, 3600)
_STRENGTH = 0.5
_METRES = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
_Size = tuple[int, int]


def read(record: Record, keys: Keys, row: Mapping[str, Any], shelf: Shelf) -> riskmap.Beneath | Problem:
    """The picture and where it lies, or what is wrong with it; `keys` lead to background."""
    found = _picture(record, (*keys, "file"), row["file"], shelf)
    if isinstance(found, Problem):
        return found
    picture, size = found
    placing = _placing(record, keys, pairs(row), size)
    if isinstance(placing, Problem):
        return placing
    # Points were told on the picture as it is; it may have been made smaller since.
    corners = _corners(placing, picture.width / size[0])
    return riskmap.Beneath(picture.data, corners, float(row.get("strength") or _STRENGTH))


def _picture(record: Record, file: Keys, name: str, shelf: Shelf) -> tuple[Picture, _Size] | Problem:
    """The picture no larger than is of use and the size that it has, or what keeps it from being read."""
    asset = record.asset(file, name)
    try:
        size = photos.size(asset)
        return photos.prepare(asset, "", _MOST_PIXELS, shelf), size
    except photos.UnreadableError as exc:
        return schema.fault(record, file, f"图片“{name}”{exc}", "请更换图片后重试")


def _placing(record: Record, keys: Keys, given: Sequence[Pair], size: _Size) -> Placing | Problem:
    """How the picture lies by two points, counted from its upper left, or what is wrong with them."""
    for number, (at, _) in enumerate(given):
        if not _is_on(at, size):
            words = f"不在图片上，图片为 {size[0]}×{size[1]} 像素"
            return schema.fault(record, (*keys, "points", number, "plan"), words, "从左上角数，先横后竖")
    first, second = given
    placing = by_points(first, second, flipped=True)
    if placing:
        return placing
    return schema.fault(record, (*keys, "points"), "两个定位点重合，定不出比例", "请选相距较远的两点")


def _is_on(at: Point, size: _Size) -> bool:
    (x, y), (width, height) = at, size
    return 0 <= x <= width and 0 <= y <= height


def _corners(placing: Placing, scale: float) -> tuple[Point, ...]:
    """The pixels of the points (0, 0), (1, 0) and (0, 1) in metres."""
    return tuple((x * scale, y * scale) for x, y in map(placing.back, _METRES))
