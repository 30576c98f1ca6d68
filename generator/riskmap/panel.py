"""What stands beside the plan: legend, signs, the 重大 and 较大 risk points, emergency numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.riskmap.fonts import Faces
from generator.riskmap.geometry import hatch
from generator.riskmap.marks import assembly_sign, exit_sign, facility_sign, route_shapes
from generator.riskmap.model import GRADES, Site
from generator.riskmap.shapes import Box, Lines, Shape, box_fill, text_in
from generator.riskmap.style import (
    COLORS,
    CONTROL_LEVELS,
    FIRE,
    GROUND,
    HATCH_COLORS,
    HATCHES,
    HEAD,
    INK,
    PAPER,
    RULE,
    SOFT,
    TEXT_COLORS,
    grade_of,
    grade_words,
)
from generator.riskmap.typeset import balanced, clip, wrap

_SMALLEST = 1.75
_PHONES = (("火警", "119"), ("急救", "120"), ("报警", "110"), ("安全生产举报", "12350"))
_RISK_HEADS = (("编号", 0.15), ("风险点", 0.33), ("所在区域", 0.25), ("责任人及电话", 0.27))


@dataclass(frozen=True, slots=True)
class Panel:
    """Draws sections of the panel; `k` is the size of the sheet against A3."""

    faces: Faces
    site: Site
    k: float

    def _size(self, size: float) -> float:
        return max(size * self.k, _SMALLEST)

    def header(self, box: Box, text: str) -> Iterator[Shape]:
        """The bar over a section."""
        yield box_fill(box, HEAD, RULE, 0.2)
        size = min(self._size(4.2), box.height * 0.68)
        yield text_in(*box.center, clip(self.faces, text, size, box.width), size, INK, True, "middle")

    def header_height(self) -> float:
        return max(7.0 * self.k, _SMALLEST * 1.8)

    def _fitted(
        self, box: Box, text: str, size: float, color: str = INK, bold: bool = False, lines: int = 2
    ) -> Iterator[Shape]:
        """Text in the middle of a cell, in as many lines as allowed and as large as fits."""
        width = box.width - 1.6 * self.k
        while size > _SMALLEST and len(wrap(self.faces, text, size, width)) > lines:
            size *= 0.95
        made = balanced(self.faces, text, size, width)
        y = box.center[1] + (len(made) - 1) * size * 0.6
        for line in made:
            yield text_in(box.center[0], y, line, size, color, bold, "middle")
            y -= size * 1.2

    def legend_height(self) -> float:
        """The room that `legend` takes."""
        return self.header_height() + (6.2 + 8.4 * len(self._grades())) * self.k

    def _grades(self) -> list[str]:
        zones = {grade_of(zone.grade) for zone in self.site.zones}
        return [grade for grade in GRADES if grade != "未评估" or grade in zones]

    def legend(self, box: Box) -> Iterator[Shape]:
        """The grades with their colours, control levels and numbers."""
        yield from self.header(Box(box.left, box.top - self.header_height(), box.right, box.top), "图  例")
        points = dict(self.site.risk_points)
        parts = [0.28, 0.37, 0.16, 0.19] if points else [0.32, 0.46, 0.22]
        heads = ["等级与颜色", "管控层级", "区域数", "风险点数"][: len(parts)]
        top = box.top - self.header_height()
        for cell, head in zip(_columns(box.left, box.right, top, 6.2 * self.k, parts), heads, strict=True):
            yield box_fill(cell, PAPER, RULE, 0.15)
            yield from self._fitted(cell, head, self._size(2.9), SOFT, lines=1)
        top -= 6.2 * self.k
        for grade in self._grades():
            count = sum(grade_of(zone.grade) == grade for zone in self.site.zones)
            texts = [CONTROL_LEVELS[grade], str(count), str(points.get(grade, 0))]
            cells = _columns(box.left, box.right, top, 8.4 * self.k, parts)
            yield from self._swatch(cells[0], grade)
            for cell, text in zip(cells[1:], texts, strict=False):
                yield box_fill(cell, PAPER, RULE, 0.15)
                yield from self._fitted(cell, text, self._size(3.1 if cell is cells[1] else 3.8))
            top -= 8.4 * self.k

    def _swatch(self, cell: Box, grade: str) -> Iterator[Shape]:
        inner = cell.grown(-0.9 * self.k)
        yield box_fill(cell, PAPER, RULE, 0.15)
        yield box_fill(inner, COLORS[grade])
        angles, spacing = HATCHES[grade]
        lines = tuple(line for angle in angles for line in hatch(inner.corners, angle, spacing * self.k))
        yield Lines(lines, HATCH_COLORS[grade], 0.22 * self.k)
        yield box_fill(inner, None, INK, 0.25)
        size = self._size(3.7)
        words = grade_words(grade)
        plate = Box.around(inner.center, self.faces.width(words, size) + size * 0.5, size * 1.25)
        yield box_fill(plate, COLORS[grade])
        yield text_in(*inner.center, words, size, TEXT_COLORS[grade], True, "middle")

    def _signs(self) -> list[str]:
        signs = ["紧急集合点"] if self.site.assembly else []
        signs += ["安全出口"] if self.site.exits else []
        signs += ["疏散路线"] if self.site.routes else []
        return [*signs, *dict.fromkeys(kind for kind, _ in self.site.marks), "厂区范围"]

    def signs_height(self) -> float:
        """The room that `signs` takes."""
        return (len(self._signs()) + 1) // 2 * 8.0 * self.k

    def signs(self, box: Box) -> Iterator[Shape]:
        """What the signs on the plan mean."""
        yield box_fill(Box(box.left, box.top - self.signs_height(), box.right, box.top), PAPER, RULE, 0.15)
        for index, kind in enumerate(self._signs()):
            left = box.left + box.width * 0.5 * (index % 2)
            middle = box.top - (index // 2 + 0.5) * 8.0 * self.k
            mark = Box.around((left + 8 * self.k, middle), 5.6 * self.k, 5.6 * self.k)
            yield from self._sign(kind, mark)
            size = self._size(3.2)
            room = box.width / 2 - 16 * self.k
            yield text_in(left + 15 * self.k, middle, clip(self.faces, kind, size, room), size, INK)

    def _sign(self, kind: str, box: Box) -> Iterator[Shape]:
        if kind == "紧急集合点":
            yield from assembly_sign(box)
        elif kind == "安全出口":
            yield from exit_sign(box)
        elif kind == "疏散路线":
            y = box.center[1]
            yield from route_shapes(((box.left - 3 * self.k, y), (box.right + 3 * self.k, y)), self.k)
        elif kind == "厂区范围":
            yield box_fill(Box.around(box.center, 9 * self.k, 5 * self.k), GROUND, SOFT, 0.6 * self.k)
        else:
            yield from facility_sign(box, kind)

    def risks(self, box: Box) -> Iterator[Shape]:
        """The list of 重大 and 较大 risk points, in the largest characters that fit."""
        height = self.header_height()
        yield from self.header(Box(box.left, box.top - height, box.right, box.top), "重大、较大风险点清单")
        body = Box(box.left, box.bottom, box.right, box.top - height)
        rows = sorted(self.site.top_risks, key=lambda row: GRADES.index(grade_of(row[3])))
        if not rows:
            cell = Box(body.left, max(body.bottom, body.top - 12 * self.k), body.right, body.top)
            yield box_fill(cell, PAPER, RULE, 0.15)
            yield from self._fitted(cell, "已评估区域内无重大、较大风险点", self._size(3.4), lines=1)
            return
        size = self._size(3.7)
        while size > _SMALLEST and sum(self._row_heights(body, rows, size)) + 2 * size > body.height:
            size = max(size * 0.95, _SMALLEST)
        yield from self._risk_rows(body, rows, size)

    def _risk_cells(self, box: Box, row: Sequence[str], size: float) -> list[list[str]]:
        code, name, zone, _grade, person, phone = row
        pad = 1.6 * self.k
        widths = [box.width * part - pad for _, part in _RISK_HEADS]
        who = [*wrap(self.faces, person, size, widths[3]), *wrap(self.faces, phone, size, widths[3])]
        return [
            balanced(self.faces, code, size, widths[0]),
            balanced(self.faces, name, size, widths[1]),
            balanced(self.faces, zone, size, widths[2]),
            who,
        ]

    def _row_heights(self, box: Box, rows: Sequence[Sequence[str]], size: float) -> list[float]:
        return [max(map(len, self._risk_cells(box, row, size))) * size * 1.22 + size * 0.7 for row in rows]

    def _risk_rows(self, box: Box, rows: Sequence[Sequence[str]], size: float) -> Iterator[Shape]:
        parts = [part for _, part in _RISK_HEADS]
        for cell, (head, _) in zip(
            _columns(box.left, box.right, box.top, 2 * size, parts), _RISK_HEADS, strict=True
        ):
            yield box_fill(cell, PAPER, RULE, 0.15)
            yield from self._fitted(cell, head, size * 0.9, SOFT, lines=1)
        top = box.top - 2 * size
        heights = self._row_heights(box, rows, size)
        for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
            rest = len(rows) - index
            if (
                top - height - (2 * size if rest > 1 else 0) < box.bottom - 1e-6
                and top - sum(heights[index:]) < box.bottom - 1e-6
            ):
                cell = Box(box.left, top - 2 * size, box.right, top)
                yield box_fill(cell, PAPER, RULE, 0.15)
                words = f"另有 {rest} 项，见安全风险分级管控清单"
                yield from self._fitted(cell, words, size, SOFT, lines=1)
                return
            yield from self._risk_row(box, row, size, top, height)
            top -= height

    def _risk_row(
        self, box: Box, row: Sequence[str], size: float, top: float, height: float
    ) -> Iterator[Shape]:
        cells = _columns(box.left, box.right, top, height, [part for _, part in _RISK_HEADS])
        grade = grade_of(row[3])
        for column, (cell, lines) in enumerate(zip(cells, self._risk_cells(box, row, size), strict=True)):
            yield box_fill(cell, COLORS[grade] if column == 0 else PAPER, RULE, 0.15)
            y = cell.center[1] + (len(lines) - 1) * size * 0.61
            for line in lines:
                color = TEXT_COLORS[grade] if column == 0 else INK
                yield text_in(cell.center[0], y, line, size, color, column < 2, "middle")
                y -= size * 1.22

    def phones_height(self) -> float:
        """The room that `phones` takes, two numbers a row."""
        return self.header_height() + 20.0 * self.k

    def phones(self, box: Box) -> Iterator[Shape]:
        """The numbers to call."""
        top = box.top - self.header_height()
        yield from self.header(Box(box.left, top, box.right, box.top), "应急电话")
        half = (top - box.bottom) / 2
        for index, (name, number) in enumerate(_PHONES):
            left = box.left + box.width / 2 * (index % 2)
            high = top - half * (index // 2)
            cell = Box(left, high - half, left + box.width / 2, high)
            yield box_fill(cell, PAPER, RULE, 0.15)
            split = cell.left + cell.width * 0.42
            yield from self._fitted(Box(cell.left, cell.bottom, split, cell.top), name, self._size(3.2), SOFT)
            yield from self._fitted(
                Box(split, cell.bottom, cell.right, cell.top), number, self._size(6.0), FIRE, True, 1
            )


def _columns(left: float, right: float, top: float, height: float, parts: list[float]) -> list[Box]:
    """Cells side by side, by their parts of the width."""
    out, x = [], left
    for part in parts:
        step = (right - left) * part
        out.append(Box(x, top - height, x + step, top))
        x += step
    return out
