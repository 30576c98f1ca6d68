"""The index of zones whose names find no place on the plan: code, name and grade, in columns under it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Faces, Point, Shape, box_fill, clip, text_in
from generator.riskmap.model import Zone
from generator.riskmap.style import COLORS, INK, PAPER, RULE, grade_of, grade_words

# In mm; the widths and heights for A3.
_SMALLEST = 1.75
_COLUMN, _ROW, _HEAD = 62.0, 3.4, 5.0
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Index:
    """The index of so many zones over a width, its characters at the scale `k`."""

    count: int
    width: float
    k: float

    @classmethod
    def fitting(cls, count: int, room: Box, k: float) -> Index:
        """The index at the scale at which it takes no more than about half of the room."""
        made, least = cls(count, room.width, k), 0.45 * k
        while made.k > least and made.height > _SHARE * room.height:
            made = cls(count, room.width, made.k * 0.92)
        return made

    @property
    def height(self) -> float:
        """The room that it takes."""
        return self._rows * self._row + _HEAD * self.k

    @property
    def _columns(self) -> int:
        return max(int(self.width / (_COLUMN * self.k)), 1)

    @property
    def _rows(self) -> int:
        return math.ceil(self.count / self._columns)

    @property
    def _row(self) -> float:
        return max(_ROW * self.k, _SMALLEST * 1.2)

    @property
    def _size(self) -> float:
        return max(2.6 * self.k, _SMALLEST)

    def shapes(self, faces: Faces, zones: Sequence[Zone], box: Box) -> Iterator[Shape]:
        """One line a zone, down the columns."""
        yield box_fill(box, PAPER, RULE, 0.2)
        yield self._head(box, len(zones))
        wide = box.width / self._columns
        for number, zone in enumerate(zones):
            yield from self._line(faces, zone, self._place(number, box, wide), wide)

    def _place(self, number: int, box: Box, wide: float) -> Point:
        """Where a line begins."""
        column, row = divmod(number, max(self._rows, 1))
        left, top = box.left + 1.5 * self.k, box.top - _HEAD * self.k
        return (left + column * wide, top - (row + 0.5) * self._row)

    def _head(self, box: Box, count: int) -> Shape:
        words = f"图上位置不够、未标名称的区域（{count} 个）"
        return text_in(
            box.left + 1.5 * self.k, box.top - _HEAD * self.k / 2, words, self._size, INK, bold=True
        )

    def _line(self, faces: Faces, zone: Zone, at: Point, wide: float) -> Iterator[Shape]:
        """A zone's line; the colour of the grade stands before its words."""
        (left, middle), size = at, self._size
        yield box_fill(self._swatch(at), COLORS[grade_of(zone.grade)], INK, 0.1)
        words = clip(faces, _words(zone), size, wide - size * 2)
        yield text_in(left + size * 1.4, middle, words, size, INK)

    def _swatch(self, at: Point) -> Box:
        return Box.around((at[0] + self._size / 2, at[1]), self._size, self._size * 0.8)


def _words(zone: Zone) -> str:
    return f"{zone.code} {grade_words(zone.grade)} {zone.name}"
