"""The index of zones whose names find no place on the plan: code, name and grade, in columns under it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from generator.canvas import Box, Faces, Shape, box_fill, clip, text_in
from generator.riskmap.model import Zone
from generator.riskmap.style import COLORS, INK, PAPER, RULE, grade_of, grade_words

_SMALLEST = 1.75
_COLUMN, _ROW, _HEAD = 62.0, 3.4, 5.0
_SHARE = 0.5


def index_height(count: int, width: float, k: float) -> float:
    """The room that so many zones take."""
    return _rows(count, width, k) * _row(k) + _HEAD * k


def index_scale(count: int, room: Box, k: float) -> float:
    """The scale at which the index takes no more than about half of the room."""
    least = 0.45 * k
    while k > least and index_height(count, room.width, k) > _SHARE * room.height:
        k *= 0.92
    return k


def _row(k: float) -> float:
    return max(_ROW * k, _SMALLEST * 1.2)


def _rows(count: int, width: float, k: float) -> int:
    return math.ceil(count / max(int(width / (_COLUMN * k)), 1))


def index_of(faces: Faces, zones: Sequence[Zone], box: Box, k: float) -> Iterator[Shape]:
    """One line a zone, down the columns; the colour of the grade stands before its words."""
    yield box_fill(box, PAPER, RULE, 0.2)
    size = max(2.6 * k, _SMALLEST)
    head = f"图上位置不够、未标名称的区域（{len(zones)} 个）"
    yield text_in(box.left + 1.5 * k, box.top - _HEAD * k / 2, head, size, INK, bold=True)
    rows = max(_rows(len(zones), box.width, k), 1)
    wide = box.width / max(int(box.width / (_COLUMN * k)), 1)
    for number, zone in enumerate(zones):
        left = box.left + 1.5 * k + number // rows * wide
        middle = box.top - _HEAD * k - (number % rows + 0.5) * _row(k)
        yield box_fill(
            Box.around((left + size / 2, middle), size, size * 0.8), COLORS[grade_of(zone.grade)], INK, 0.1
        )
        words = f"{zone.code} {grade_words(zone.grade)} {zone.name}"
        yield text_in(left + size * 1.4, middle, clip(faces, words, size, wide - size * 2), size, INK)
