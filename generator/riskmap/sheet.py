"""The whole sheet: title, plan, panel and signatures, arranged so that the plan is as large as can be."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from generator.canvas import Box, Faces, Shape, box_fill, clip, faces, text_in
from generator.riskmap.index import index_height, index_of, index_scale
from generator.riskmap.marks import north_arrow, scale_bar
from generator.riskmap.model import Site
from generator.riskmap.panel import Panel
from generator.riskmap.plan import Plan, extent, plan
from generator.riskmap.risklist import risks, risks_height
from generator.riskmap.style import COLORS, INK, PAPER, RULE, SOFT

_FIRST, _MIDDLE = 0.34, 0.40
_SMALLEST = 1.75
_NOTE = "注：本图为示意图；区域颜色取该区域内风险点的最高等级。"


@dataclass(frozen=True, slots=True)
class _Page:
    """The boxes of a sheet."""

    title: Box
    plan: Box
    panel: Box
    foot: Box
    beside: bool


def compose(site: Site, size_mm: tuple[float, float]) -> list[Shape]:
    """The display list of the sheet."""
    width, height = size_mm
    k = math.sqrt(width * height / (420 * 297))
    face = faces()
    panel = Panel(face, site, k)
    page = _arrange(panel, Box(0, 0, width, height))
    frame = Box(0, 0, width, height).grown(-6 * k)
    shapes: list[Shape] = [box_fill(Box(0, 0, width, height), PAPER), box_fill(frame, None, INK, 0.6 * k)]
    shapes += _title(face, site, page.title)
    shapes.append(box_fill(page.plan, None, RULE, 0.25))
    head = 15.5 * k
    room = Box(page.plan.left, page.plan.bottom, page.plan.right, page.plan.top - head).grown(-1.5 * k)
    made, index = _plan(face, site, room, k)
    shapes += [*made.shapes, *index]
    shapes += _plan_head(face, site, page.plan, made.metre, k)
    shapes += _beside(panel, page.panel) if page.beside else _below(panel, page.panel)
    shapes += _foot(face, site, page.foot, k)
    return shapes


def _plan(face: Faces, site: Site, room: Box, k: float) -> tuple[Plan, list[Shape]]:
    """The plan, with an index under it of the zones whose names find no place on it."""
    made = plan(face, site, room, k)
    if not made.unplaced:
        return made, []
    left = len(made.unplaced)
    for _ in range(3):
        size = index_scale(left, room, k)
        cut = room.bottom + index_height(left, room.width, size)
        made = plan(face, site, Box(room.left, cut + 1.5 * k, room.right, room.top), k)
        if len(made.unplaced) <= left:
            break
        left = len(made.unplaced)
    return made, list(index_of(face, made.unplaced, Box(room.left, room.bottom, room.right, cut), size))


def _arrange(panel: Panel, sheet: Box) -> _Page:
    """The panel at the right or below, whichever lets the plan be larger."""
    k = panel.k
    inner = sheet.grown(-9 * k)
    title = Box(inner.left, inner.top - 19 * k, inner.right, inner.top)
    foot = Box(inner.left, inner.bottom, inner.right, inner.bottom + 17 * k)
    middle = Box(inner.left, foot.top + 2.5 * k, inner.right, title.bottom - 2.5 * k)
    right = _Page(title, *_split_right(panel, middle), foot, True)
    below = _Page(title, *_split_below(panel, middle), foot, False)
    return below if _scale(panel.site, below.plan, k) > 1.12 * _scale(panel.site, right.plan, k) else right


def _split_right(panel: Panel, box: Box) -> tuple[Box, Box]:
    """Plan and panel side by side; beside a narrow site the panel is wider."""
    k, gap = panel.k, 2.5 * panel.k
    seen = extent(panel.site)
    needed = seen.width / seen.height * (box.height - 32 * k) + 110 * k
    wide = min(max(112 * k, box.width - needed), 150 * k, box.width * 0.42)
    cut = box.right - wide
    return Box(box.left, box.bottom, cut - gap, box.top), Box(cut, box.bottom, box.right, box.top)


def _split_below(panel: Panel, box: Box) -> tuple[Box, Box]:
    """The panel under the plan, as high as its sections are."""
    k, gap = panel.k, 2.5 * panel.k
    sections = (
        panel.legend_height() * 1.1,
        risks_height(panel, box.width * _MIDDLE - gap),
        panel.phones_height() + panel.signs_height() + gap,
    )
    low = min(max(*sections, 52 * k), 88 * k, box.height * 0.45)
    cut = box.bottom + low
    return Box(box.left, cut + gap, box.right, box.top), Box(box.left, box.bottom, box.right, cut)


def _scale(site: Site, box: Box, k: float) -> float:
    seen = extent(site)
    return min((box.width - 17 * k) / seen.width, (box.height - 32 * k) / seen.height)


def _title(face: Faces, site: Site, box: Box) -> Iterator[Shape]:
    size = min(box.height * 0.62, box.width * 0.94 / max(face.width(site.heading, 1), 1))
    yield text_in(box.center[0], box.center[1] + box.height * 0.08, site.heading, size, INK, True, "middle")
    strip = box.width / 4
    for index, grade in enumerate(("重大", "较大", "一般", "低")):
        left = box.left + index * strip
        yield box_fill(Box(left, box.bottom, left + strip, box.bottom + box.height * 0.08), COLORS[grade])


def _plan_head(face: Faces, site: Site, box: Box, metre: float, k: float) -> Iterator[Shape]:
    size = max(3.2 * k, 1.75)
    middle = box.top - 7.0 * k
    yield from scale_bar(face, box.left + 7 * k, middle, metre, box.width * 0.34, size)
    yield from north_arrow((box.right - 11 * k, box.top - 9.6 * k), 5.4 * k, site.north)
    words = f"厂区平面示意图（{site.width:g} 米 × {site.height:g} 米）"
    yield text_in(
        box.center[0],
        middle,
        clip(face, words, size * 1.15, box.width * 0.34),
        size * 1.15,
        INK,
        True,
        "middle",
    )


def _beside(panel: Panel, box: Box) -> Iterator[Shape]:
    """The sections one below the other; the list of risk points takes what is left."""
    gap = 2.5 * panel.k
    fixed = panel.legend_height() + panel.signs_height() + panel.phones_height()
    spare = box.height - 2 * gap - fixed - risks_height(panel, box.width)
    stretch = 1 + min(max(spare / fixed * 0.6, 0.0), 0.3 if panel.site.top_risks else 0.5)
    top = box.top - panel.legend_height() * stretch
    yield from panel.legend(Box(box.left, top, box.right, box.top))
    low = top - panel.signs_height() * stretch
    yield from panel.signs(Box(box.left, low, box.right, top))
    foot = box.bottom + panel.phones_height() * stretch
    yield from risks(panel, Box(box.left, foot + gap, box.right, low - gap))
    yield from panel.phones(Box(box.left, box.bottom, box.right, foot))


def _below(panel: Panel, box: Box) -> Iterator[Shape]:
    """The sections side by side."""
    gap = 2.5 * panel.k
    first = box.left + box.width * _FIRST
    last = first + box.width * _MIDDLE
    yield from panel.legend(Box(box.left, box.bottom, first, box.top))
    yield from risks(panel, Box(first + gap, box.bottom, last, box.top))
    natural = panel.phones_height() + panel.signs_height()
    cut = box.top - (box.height - gap) * panel.phones_height() / natural
    yield from panel.phones(Box(last + gap, cut, box.right, box.top))
    yield from panel.signs(Box(last + gap, box.bottom, box.right, cut - gap))


def _foot(face: Faces, site: Site, box: Box, k: float) -> Iterator[Shape]:
    """The note, and who made and approved the map; what is not known stays blank for the pen."""
    size = max(3.1 * k, _SMALLEST)
    split = box.top - 7 * k
    note = " ".join(part for part in (_NOTE, site.note.strip()) if part)
    yield text_in(
        box.left + 1.5 * k, (split + box.top) / 2, clip(face, note, size, box.width - 3 * k), size, SOFT
    )
    cells = [("企业名称", site.enterprise, 2.6), ("编制", site.preparer, 1.0)]
    cells += [("审核", site.reviewer, 1.0)] if site.reviewer else []
    cells += [("批准", site.approver, 1.0), ("编制日期", site.date, 1.2)]
    cells += [("版本", site.version, 0.7)] if site.version else []
    unit = box.width / sum(part for _, _, part in cells)
    left = box.left
    for name, value, part in cells:
        cell = Box(left, box.bottom, left + unit * part, split)
        yield box_fill(cell, PAPER, RULE, 0.2)
        head = f"{name}："
        x = cell.left + 1.5 * k
        middle = cell.center[1]
        yield text_in(x, middle, head, size * 1.08, SOFT)
        x += face.width(head, size * 1.08)
        room = cell.right - x - 1.2 * k
        fit = min(size * 1.2, size * 1.2 * room / max(face.width(value, size * 1.2), 1e-6))
        fit = max(fit, 1.75)
        yield text_in(x, middle, clip(face, value, fit, room), fit, INK, True)
        left = cell.right
