"""The list of 重大 and 较大 risk points beside the plan, in the largest characters that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Shape, balanced, box_fill, wrap
from generator.riskmap.model import GRADES, Site
from generator.riskmap.panel import SMALLEST, Panel, columns, stacked
from generator.riskmap.style import COLORS, INK, PAPER, RULE, SOFT, TEXT_COLORS, grade_of

_HEADS = (("编号", 0.15), ("风险点", 0.33), ("所在区域", 0.25), ("责任人及电话", 0.27))
_PARTS = [part for _, part in _HEADS]
_LEADING = 1.22
_MOST_STRETCH = 1.35
Row = Sequence[str]


def risks_height(panel: Panel, width: float) -> float:
    """The room that the list takes in characters of a common size."""
    listed = _List(panel, width, panel.sized(3.3))
    rows = sum(listed.heights(_rows(panel.site)))
    return panel.header_height() + (rows + listed.line if rows else 12 * panel.k)


def risks(panel: Panel, box: Box) -> Iterator[Shape]:
    """The list; what does not fit in the smallest characters is counted in its last line."""
    header, body = panel.headed(box, "重大、较大风险点清单")
    yield from header
    yield panel.cell(body)
    rows = _rows(panel.site)
    if rows:
        yield from _largest(panel, body, rows).shapes(body, rows)
    else:
        yield from panel.fitted(body, _nothing(panel.site), panel.sized(3.5), SOFT)


def _rows(site: Site) -> list[Row]:
    return sorted(site.top_risks, key=lambda row: GRADES.index(grade_of(row[3])))


def _nothing(site: Site) -> str:
    """What an empty list means: nothing found, or nothing given."""
    if any(zone.grade in ("重大", "较大") for zone in site.zones):
        return "见安全风险分级管控清单"
    return "已评估区域内无重大、较大风险点"


def _largest(panel: Panel, body: Box, rows: Sequence[Row]) -> _List:
    """The list in the largest characters in which all rows fit, or the smallest there are."""
    made = _List(panel, body.width, panel.sized(4.0))
    while made.size > SMALLEST and made.height(rows) > body.height:
        made = _List(panel, body.width, max(made.size * 0.95, SMALLEST))
    return made


@dataclass(frozen=True, slots=True)
class _List:
    """The list over a width in characters of a size, both in mm."""

    panel: Panel
    width: float
    size: float

    @property
    def line(self) -> float:
        """The height of the heads, and of the line that counts what is not shown."""
        return 2 * self.size

    def height(self, rows: Sequence[Row]) -> float:
        """The height of heads and rows."""
        return sum(self.heights(rows)) + self.line

    def heights(self, rows: Sequence[Row]) -> list[float]:
        """The height of each row."""
        return list(map(self._height, rows))

    def _height(self, row: Row) -> float:
        """That of its longest cell, and some air."""
        lines = max(map(len, self._cells(row)))
        return lines * self.size * _LEADING + self.size * 0.8

    def _cells(self, row: Row) -> list[list[str]]:
        """The lines of each cell; a phone number begins a line of its own."""
        code, name, zone, _grade, person, phone = row
        *rooms, last = self._rooms()
        faces, size = self.panel.faces, self.size
        texts = zip((code, name, zone), rooms, strict=True)
        who = wrap(faces, person, size, last) + wrap(faces, phone, size, last)
        return [*(balanced(faces, text, size, room) for text, room in texts), who]

    def _rooms(self) -> list[float]:
        """The room for text in each cell."""
        return [self.width * part - 1.6 * self.panel.k for part in _PARTS]

    def shapes(self, box: Box, rows: Sequence[Row]) -> Iterator[Shape]:
        heads, body = box.cut_top(self.line)
        yield from self._heads(heads)
        room = box.height - self.line
        heights = self._stretched(rows, room)
        shown = _shown(heights, room, self.line)
        for row, height in zip(rows[:shown], heights, strict=False):
            place, body = body.cut_top(height)
            yield from self._row(place, row)
        if shown < len(rows):
            yield from self._not_shown(body, len(rows) - shown)

    def _not_shown(self, body: Box, count: int) -> Iterator[Shape]:
        """How many rows are left out, in a line at the top of what is left."""
        line, _ = body.cut_top(self.line)
        words = f"另有 {count} 项，见安全风险分级管控清单"
        yield from self.panel.fitted(line, words, self.size, SOFT, lines=1)

    def _heads(self, row: Box) -> Iterator[Shape]:
        for cell, (head, _) in zip(columns(row, _PARTS), _HEADS, strict=True):
            yield from self.panel.filled(cell, head, self.size * 0.9, SOFT, lines=1)

    def _stretched(self, rows: Sequence[Row], room: float) -> list[float]:
        """The heights of rows that fill the room, within reason."""
        heights = self.heights(rows)
        stretch = min(max(room / sum(heights), 1.0), _MOST_STRETCH)
        return [height * stretch for height in heights]

    def _row(self, place: Box, row: Row) -> Iterator[Shape]:
        first, *others = zip(columns(place, _PARTS), self._cells(row), strict=True)
        yield from self._coded(*first, grade_of(row[3]))
        for column, (cell, lines) in enumerate(others):
            yield box_fill(cell, PAPER, RULE, 0.15)
            yield from stacked(cell, lines, self.size, _LEADING, INK, bold=column == 0)

    def _coded(self, cell: Box, lines: Sequence[str], grade: str) -> Iterator[Shape]:
        """The cell of the code, on the colour of its grade."""
        yield box_fill(cell, COLORS[grade], RULE, 0.15)
        yield from stacked(cell, lines, self.size, _LEADING, TEXT_COLORS[grade], bold=True)


def _shown(heights: Sequence[float], room: float, last_line: float) -> int:
    """How many rows fit, with a line for the number of the others where not all do."""
    if sum(heights) <= room + 1e-6:
        return len(heights)
    count, used = 0, last_line
    while count < len(heights) and used + heights[count] <= room:
        used += heights[count]
        count += 1
    return count
