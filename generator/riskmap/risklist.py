"""The list of 重大 and 较大 risk points beside the plan, in the largest characters that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.canvas import Box, Shape, balanced, box_fill, text_in, wrap
from generator.riskmap.model import GRADES, Site
from generator.riskmap.panel import SMALLEST, Panel, columns
from generator.riskmap.style import COLORS, INK, PAPER, RULE, SOFT, TEXT_COLORS, grade_of

_HEADS = (("编号", 0.15), ("风险点", 0.33), ("所在区域", 0.25), ("责任人及电话", 0.27))
_PARTS = [part for _, part in _HEADS]
_LEADING = 1.22
Row = Sequence[str]


def risks_height(panel: Panel, width: float) -> float:
    """The room that the list takes in characters of a common size."""
    size = panel.sized(3.3)
    rows = sum(_heights(panel, width, _rows(panel.site), size))
    return panel.header_height() + (rows + 2 * size if rows else 12 * panel.k)


def risks(panel: Panel, box: Box) -> Iterator[Shape]:
    """The list; what does not fit in the smallest characters is counted in its last line."""
    top = box.top - panel.header_height()
    yield from panel.header(Box(box.left, top, box.right, box.top), "重大、较大风险点清单")
    body = Box(box.left, box.bottom, box.right, top)
    yield box_fill(body, PAPER, RULE, 0.15)
    rows = _rows(panel.site)
    if not rows:
        yield from panel.fitted(body, _nothing(panel.site), panel.sized(3.5), SOFT)
        return
    size = panel.sized(4.0)
    while size > SMALLEST and sum(_heights(panel, body.width, rows, size)) + 2 * size > body.height:
        size = max(size * 0.95, SMALLEST)
    yield from _table(panel, body, rows, size)


def _rows(site: Site) -> list[Row]:
    return sorted(site.top_risks, key=lambda row: GRADES.index(grade_of(row[3])))


def _nothing(site: Site) -> str:
    """What an empty list means: nothing found, or nothing given."""
    if any(zone.grade in ("重大", "较大") for zone in site.zones):
        return "见安全风险分级管控清单"
    return "已评估区域内无重大、较大风险点"


def _cells(panel: Panel, width: float, row: Row, size: float) -> list[list[str]]:
    code, name, zone, _grade, person, phone = row
    widths = [width * part - 1.6 * panel.k for part in _PARTS]
    texts = [
        balanced(panel.faces, text, size, room)
        for text, room in zip((code, name, zone), widths, strict=False)
    ]
    who = [line for text in (person, phone) for line in wrap(panel.faces, text, size, widths[3])]
    return [*texts, who]


def _heights(panel: Panel, width: float, rows: Sequence[Row], size: float) -> list[float]:
    return [max(map(len, _cells(panel, width, row, size))) * size * _LEADING + size * 0.8 for row in rows]


def _table(panel: Panel, box: Box, rows: Sequence[Row], size: float) -> Iterator[Shape]:
    heads = columns(box.left, box.right, box.top, 2 * size, _PARTS)
    for cell, (head, _) in zip(heads, _HEADS, strict=True):
        yield box_fill(cell, PAPER, RULE, 0.15)
        yield from panel.fitted(cell, head, size * 0.9, SOFT, lines=1)
    heights = _heights(panel, box.width, rows, size)
    room = box.height - 2 * size
    stretch = min(max(room / sum(heights), 1.0), 1.35)
    shown = _shown([height * stretch for height in heights], room, 2 * size)
    top = box.top - 2 * size
    for row, height in zip(rows[:shown], heights, strict=False):
        yield from _row(panel, box, row, size, top, height * stretch)
        top -= height * stretch
    if shown < len(rows):
        words = f"另有 {len(rows) - shown} 项，见安全风险分级管控清单"
        yield from panel.fitted(Box(box.left, top - 2 * size, box.right, top), words, size, SOFT, lines=1)


def _shown(heights: Sequence[float], room: float, last_line: float) -> int:
    """How many rows fit, with a line for the number of the others where not all do."""
    if sum(heights) <= room + 1e-6:
        return len(heights)
    count, used = 0, last_line
    while count < len(heights) and used + heights[count] <= room:
        used += heights[count]
        count += 1
    return count


def _row(panel: Panel, box: Box, row: Row, size: float, top: float, height: float) -> Iterator[Shape]:
    cells = columns(box.left, box.right, top, height, _PARTS)
    grade = grade_of(row[3])
    for column, (cell, lines) in enumerate(zip(cells, _cells(panel, box.width, row, size), strict=True)):
        yield box_fill(cell, COLORS[grade] if column == 0 else PAPER, RULE, 0.15)
        color = TEXT_COLORS[grade] if column == 0 else INK
        y = cell.center[1] + (len(lines) - 1) * size * _LEADING / 2
        for line in lines:
            yield text_in(cell.center[0], y, line, size, color, column < 2, "middle")
            y -= size * _LEADING
