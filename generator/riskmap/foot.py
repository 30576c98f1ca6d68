"""The foot of a map page: the note, and who made and approved the map."""

from __future__ import annotations

from collections.abc import Iterator

from generator.canvas import Box, Faces, Shape, box_fill, clip, text_in
from generator.riskmap.model import Site
from generator.riskmap.panel import SMALLEST
from generator.riskmap.style import INK, PAPER, RULE, SOFT

_NOTE = "注：本图为示意图；区域颜色取该区域内风险点的最高等级。"


def foot(faces: Faces, site: Site, box: Box, k: float) -> Iterator[Shape]:
    """A line of notes over a row of cells; what is not known stays blank for the pen."""
    size = max(3.1 * k, SMALLEST)
    note, row = box.cut_top(7 * k)
    words = " ".join(filter(None, (_NOTE, site.note.strip())))
    words = clip(faces, words, size, box.width - 3 * k)
    yield text_in(box.left + 1.5 * k, note.center[1], words, size, SOFT)
    signed = _signed(site)
    unit = box.width / sum(part for _, _, part in signed)
    left = row.left
    for name, value, part in signed:
        cell = row._replace(left=left, right=left + unit * part)
        yield from _cell(faces, cell, f"{name}：", value, k)
        left = cell.right


def _signed(site: Site) -> list[tuple[str, str, float]]:
    """Each cell's name, what is known of it, and its part of the width."""
    cells = [("企业名称", site.enterprise, 2.6), ("编制", site.preparer, 1.0)]
    if site.reviewer:
        cells.append(("审核", site.reviewer, 1.0))
    cells += [("批准", site.approver, 1.0), ("编制日期", site.date, 1.2)]
    if site.version:
        cells.append(("版本", site.version, 0.7))
    return cells


def _cell(faces: Faces, cell: Box, head: str, value: str, k: float) -> Iterator[Shape]:
    """A head and its value, which is set smaller where the cell is too narrow for it."""
    size = max(3.1 * k, SMALLEST)
    x, middle = cell.left + 1.5 * k, cell.center[1]
    yield box_fill(cell, PAPER, RULE, 0.2)
    yield text_in(x, middle, head, size * 1.08, SOFT)
    x += faces.width(head, size * 1.08)
    room = cell.right - x - 1.2 * k
    largest = size * 1.2
    fit = min(largest, largest * room / max(faces.width(value, largest), 1e-6))
    fit = max(fit, SMALLEST)
    yield text_in(x, middle, clip(faces, value, fit, room), fit, INK, True)
