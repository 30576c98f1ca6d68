"""What stands beside the plan: legend, signs, emergency numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.canvas import Box, Faces, Lines, Shape, balanced, box_fill, clip, text_in, wrap
from generator.riskmap.geometry import hatch
from generator.riskmap.marks import assembly_sign, exit_sign, facility_sign, route_shapes
from generator.riskmap.model import GRADES, Site
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

SMALLEST = 1.75
_PHONES = (("火警", "119"), ("急救", "120"), ("报警", "110"), ("安全生产举报", "12350"))


@dataclass(frozen=True, slots=True)
class Panel:
    """Draws sections of the panel; `k` is the size of the sheet against A3."""

    faces: Faces
    site: Site
    k: float

    def sized(self, size: float) -> float:
        """A size of characters given for A3, never below what can be read."""
        return max(size * self.k, SMALLEST)

    def header(self, box: Box, text: str) -> Iterator[Shape]:
        """The bar over a section."""
        yield box_fill(box, HEAD, RULE, 0.2)
        size = min(self.sized(4.2), box.height * 0.68)
        yield text_in(*box.center, clip(self.faces, text, size, box.width), size, INK, True, "middle")

    def header_height(self) -> float:
        return max(7.0 * self.k, SMALLEST * 1.8)

    def fitted(
        self, box: Box, text: str, size: float, color: str = INK, bold: bool = False, lines: int = 2
    ) -> Iterator[Shape]:
        """Text in the middle of a cell, in as many lines as allowed and as large as fits."""
        width = box.width - 1.6 * self.k
        while size > SMALLEST and len(wrap(self.faces, text, size, width)) > lines:
            size *= 0.95
        made = balanced(self.faces, text, size, width)
        y = box.center[1] + (len(made) - 1) * size * 0.6
        for line in made:
            yield text_in(box.center[0], y, line, size, color, bold, "middle")
            y -= size * 1.2

    def legend_height(self) -> float:
        """The room that `legend` takes at least."""
        return self.header_height() + (6.2 + 8.4 * len(self._grades())) * self.k

    def _grades(self) -> list[str]:
        zones = {grade_of(zone.grade) for zone in self.site.zones}
        return [grade for grade in GRADES if grade != "未评估" or grade in zones]

    def legend(self, box: Box) -> Iterator[Shape]:
        """The grades with their colours, control levels and numbers, over the whole box."""
        top = box.top - self.header_height()
        yield from self.header(Box(box.left, top, box.right, box.top), "图  例")
        points = dict(self.site.risk_points)
        parts = [0.28, 0.37, 0.16, 0.19] if points else [0.32, 0.46, 0.22]
        heads = ["等级与颜色", "管控层级", "区域数", "风险点数"][: len(parts)]
        if self.site.totals:
            heads[2:] = [f"{head}本图/全厂" for head in heads[2:]]
        unit = (top - box.bottom) / (6.2 + 8.4 * len(self._grades()))
        for cell, head in zip(columns(box.left, box.right, top, 6.2 * unit, parts), heads, strict=True):
            yield box_fill(cell, PAPER, RULE, 0.15)
            yield from self.fitted(cell, head, self.sized(2.9), SOFT, lines=2 if self.site.totals else 1)
        top -= 6.2 * unit
        for grade in self._grades():
            yield from self._grade_row(columns(box.left, box.right, top, 8.4 * unit, parts), grade, points)
            top -= 8.4 * unit

    def _grade_row(self, cells: list[Box], grade: str, points: dict[str, int]) -> Iterator[Shape]:
        count = sum(grade_of(zone.grade) == grade for zone in self.site.zones)
        yield from self._swatch(cells[0], grade)
        texts = [CONTROL_LEVELS[grade], str(count), str(points.get(grade, 0))]
        for name, zones, found in self.site.totals:
            if name == grade:
                texts[1:] = [f"{texts[1]}/{zones}", f"{texts[2]}/{found}"]
        for cell, text in zip(cells[1:], texts, strict=False):
            yield box_fill(cell, PAPER, RULE, 0.15)
            yield from self.fitted(cell, text, self.sized(3.4 if cell is cells[1] else 4.2))

    def _swatch(self, cell: Box, grade: str) -> Iterator[Shape]:
        inner = cell.grown(-0.9 * self.k)
        yield box_fill(cell, PAPER, RULE, 0.15)
        yield box_fill(inner, COLORS[grade])
        angles, spacing = HATCHES[grade]
        lines = tuple(line for angle in angles for line in hatch((inner.corners,), angle, spacing * self.k))
        yield Lines(lines, HATCH_COLORS[grade], 0.22 * self.k)
        yield box_fill(inner, None, INK, 0.25)
        size = self.sized(4.0)
        words = grade_words(grade)
        plate = Box.around(inner.center, self.faces.width(words, size) + size * 0.5, size * 1.25)
        yield box_fill(plate, COLORS[grade])
        yield text_in(*inner.center, words, size, TEXT_COLORS[grade], True, "middle")

    def _signs(self) -> list[str]:
        signs = ["紧急集合点"] if self.site.assembly else []
        signs += ["安全出口"] if self.site.exits else []
        signs += ["疏散路线"] if self.site.routes else []
        kinds = [kind for kind, _ in self.site.marks]
        kinds += [kind for zone in self.site.zones for kind in zone.warnings]
        return [*signs, *dict.fromkeys(kinds), "厂区范围"]

    def signs_height(self) -> float:
        """The room that `signs` takes."""
        return (len(self._signs()) + 1) // 2 * 8.0 * self.k

    def signs(self, box: Box) -> Iterator[Shape]:
        """What the signs on the plan mean, over the whole box."""
        yield box_fill(box, PAPER, RULE, 0.15)
        step = box.height / ((len(self._signs()) + 1) // 2)
        size = self.sized(3.3)
        for index, kind in enumerate(self._signs()):
            left = box.left + box.width * 0.5 * (index % 2)
            middle = box.top - (index // 2 + 0.5) * step
            yield from self._sign(kind, Box.around((left + 8.5 * self.k, middle), 5.6 * self.k, 5.6 * self.k))
            room = box.width / 2 - 16 * self.k
            yield text_in(left + 16 * self.k, middle, clip(self.faces, kind, size, room), size, INK)

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
            yield from self.fitted(Box(cell.left, cell.bottom, split, cell.top), name, self.sized(3.2), SOFT)
            yield from self.fitted(
                Box(split, cell.bottom, cell.right, cell.top), number, self.sized(7.0), FIRE, True, 1
            )


def columns(left: float, right: float, top: float, height: float, parts: list[float]) -> list[Box]:
    """Cells side by side, by their parts of the width."""
    out, x = [], left
    for part in parts:
        step = (right - left) * part
        out.append(Box(x, top - height, x + step, top))
        x += step
    return out
