"""The foot of a map page: the note, and who made and approved the map."""

from __future__ import annotations

from collections.abc import Iterator

from generator.canvas import Box, Shape, box_fill, clip, text_in
from generator.riskmap.model import Site
from generator.riskmap.panel import SMALLEST, Panel
from generator.riskmap.style import INK, PAPER, RULE, SOFT

_NOTE = "注：本图为示意图；区域颜色取该区域内风险点的最高等级。"


def foot(panel: Panel, box: Box) -> Iterator[Shape]:
    """A line of notes over a row of cells; what is not known stays blank for the pen."""
    note, row = box.cut_top(7 * panel.k)
    yield _note_line(panel, note)
    signed = _signed(panel.site)
    unit = box.width / sum(part for _, _, part in signed)
    left = row.left
    for name, value, part in signed:
        cell = row._replace(left=left, right=left + unit * part)
        yield from _cell(panel, cell, f"{name}：", value)
        left = cell.right


def _note_line(panel: Panel, box: Box) -> Shape:
    size, k = panel.sized(3.1), panel.k
    words = clip(panel.faces, _notes(panel.site), size, box.width - 3 * k)
    return text_in(box.left + 1.5 * k, box.center[1], words, size, SOFT)


def _notes(site: Site) -> str:
    return " ".join(filter(None, (_NOTE, site.note.strip())))


def _signed(site: Site) -> list[tuple[str, str, float]]:
    """Each cell's name, what is known of it, and its part of the width."""
    cells = [("企业名称", site.enterprise, 2.6), ("编制", site.preparer, 1.0)]
    if site.reviewer:
        cells.append(("审核", site.reviewer, 1.0))
    cells += [("批准", site.approver, 1.0), ("编制日期", site.date, 1.2)]
    if site.version:
        cells.append(("版本", site.version, 0.7))
    return cells


def _cell(panel: Panel, cell: Box, head: str, value: str) -> Iterator[Shape]:
    size, middle = panel.sized(3.1), cell.center[1]
    yield box_fill(cell, PAPER, RULE, 0.2)
    x = cell.left + 1.5 * panel.k
    yield text_in(x, middle, head, size * 1.08, SOFT)
    x += panel.faces.width(head, size * 1.08)
    yield _value(panel, value, size * 1.2, (x, middle), cell.right - x - 1.2 * panel.k)


def _value(panel: Panel, value: str, largest: float, at: tuple[float, float], room: float) -> Shape:
    """A value from a point to the right, smaller where it would be wider than its room."""
    fit = min(largest, largest * room / max(panel.faces.width(value, largest), 1e-6))
    size = max(fit, SMALLEST)
    return text_in(*at, clip(panel.faces, value, size, room), size, INK, True)
