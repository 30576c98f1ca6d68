"""What stands beside the plan: legend, signs, emergency numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Faces, Point, Shape, balanced, box_fill, clip, text_in, wrap
from generator.riskmap.ground import hatched
from generator.riskmap.marks import assembly_sign, exit_sign, facility_sign, route_shapes
from generator.riskmap.model import GRADES, Site
from generator.riskmap.style import (
    COLORS,
    CONTROL_LEVELS,
    FIRE,
    GROUND,
    HEAD,
    INK,
    PAPER,
    RULE,
    SOFT,
    TEXT_COLORS,
    grade_of,
    grade_words,
)

SMALLEST = 1.75  # mm
# Heights in mm on A3: the heads of the legend, one grade of it, one row of signs.
_HEADS, _GRADE, _SIGNS = 6.2, 8.4, 8.0
_LEGEND = ("等级与颜色", "管控层级", "区域数", "风险点数")
_PHONES = (("火警", "119"), ("急救", "120"), ("报警", "110"), ("安全生产举报", "12350"))


@dataclass(frozen=True, slots=True)
class Panel:
    """Draws sections of the panel; `k` is the size of the page against A3."""

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
        size = self._in_lines(text, size, width, lines)
        yield from stacked(box, balanced(self.faces, text, size, width), size, 1.2, color, bold)

    def _in_lines(self, text: str, size: float, width: float, lines: int) -> float:
        """The size, or the one below it, in which a text takes no more lines of a width."""
        while size > SMALLEST and len(wrap(self.faces, text, size, width)) > lines:
            size *= 0.95
        return size

    def headed(self, box: Box, text: str) -> tuple[Iterator[Shape], Box]:
        """The bar over a section that fills a box, and what is left under it."""
        bar, body = box.cut_top(self.header_height())
        return self.header(bar, text), body

    def cell(self, box: Box) -> Shape:
        """The ground and the edge of a cell of a table."""
        return box_fill(box, PAPER, RULE, 0.15)

    def filled(self, box: Box, text: str, size: float, color: str = INK, lines: int = 2) -> Iterator[Shape]:
        """A cell of a table with its text."""
        yield self.cell(box)
        yield from self.fitted(box, text, size, color, lines=lines)

    def legend_height(self) -> float:
        """The room that `legend` takes at least."""
        return self.header_height() + self._legend_rows() * self.k

    def _legend_rows(self) -> float:
        return _HEADS + _GRADE * len(self._grades())

    def _grades(self) -> list[str]:
        zones = {grade_of(zone.grade) for zone in self.site.zones}
        return [grade for grade in GRADES if grade != "未评估" or grade in zones]

    def legend(self, box: Box) -> Iterator[Shape]:
        """The grades with their colours, control levels and numbers, over the whole box."""
        header, body = self.headed(box, "图  例")
        yield from header
        unit = body.height / self._legend_rows()
        row, body = body.cut_top(_HEADS * unit)
        yield from self._legend_heads(row)
        for grade in self._grades():
            row, body = body.cut_top(_GRADE * unit)
            yield from self._grade_row(columns(row, self._legend_parts()), grade)

    def _legend_parts(self) -> list[float]:
        """The columns by their parts of the width; risk points have one where their numbers are known."""
        return [0.28, 0.37, 0.16, 0.19] if self.site.risk_points else [0.32, 0.46, 0.22]

    def _legend_heads(self, row: Box) -> Iterator[Shape]:
        parts = self._legend_parts()
        lines = 2 if self.site.totals else 1
        for cell, head in zip(columns(row, parts), self._heads(len(parts)), strict=True):
            yield from self.filled(cell, head, self.sized(2.9), SOFT, lines)

    def _heads(self, count: int) -> list[str]:
        """The heads of so many columns; where there are several maps, numbers are told of one and of all."""
        heads = list(_LEGEND[:count])
        if self.site.totals:
            heads[2:] = [f"{head}本图/全厂" for head in heads[2:]]
        return heads

    def _grade_row(self, cells: list[Box], grade: str) -> Iterator[Shape]:
        first, level, *counts = cells
        yield from self._swatch(first, grade)
        yield from self.filled(level, CONTROL_LEVELS[grade], self.sized(3.4))
        for cell, count in zip(counts, self._counts(grade), strict=False):
            yield from self.filled(cell, count, self.sized(4.2))

    def _counts(self, grade: str) -> tuple[str, str]:
        """Zones and risk points of a grade: of this page, and after a stroke of all pages."""
        zones = self._zones_of(grade)
        points = dict(self.site.risk_points).get(grade, 0)
        for name, all_zones, all_points in self.site.totals:
            if name == grade:
                return f"{zones}/{all_zones}", f"{points}/{all_points}"
        return str(zones), str(points)

    def _zones_of(self, grade: str) -> int:
        return sum(grade_of(zone.grade) == grade for zone in self.site.zones)

    def _swatch(self, cell: Box, grade: str) -> Iterator[Shape]:
        """The colour and the lines of a grade, with its words on a plain plate."""
        inner = cell.grown(-0.9 * self.k)
        yield self.cell(cell)
        yield box_fill(inner, COLORS[grade])
        yield hatched((inner.corners,), grade, self.k)
        yield box_fill(inner, None, INK, 0.25)
        yield from self._plate(inner.center, grade)

    def _plate(self, at: Point, grade: str) -> Iterator[Shape]:
        size, words = self.sized(4.0), grade_words(grade)
        yield box_fill(Box.around(at, self.faces.width(words, size) + size * 0.5, size * 1.25), COLORS[grade])
        yield text_in(*at, words, size, TEXT_COLORS[grade], True, "middle")

    def _signs(self) -> list[str]:
        signs = ["紧急集合点"] if self.site.assembly else []
        signs += ["安全出口"] if self.site.exits else []
        signs += ["疏散路线"] if self.site.routes else []
        return [*signs, *dict.fromkeys(self._kinds()), "厂区范围"]

    def _kinds(self) -> Iterator[str]:
        """The kinds of the marks and warnings on the plan."""
        yield from (kind for kind, _ in self.site.marks)
        for zone in self.site.zones:
            yield from zone.warnings

    def _sign_rows(self) -> int:
        """How many rows the signs take, two in each."""
        return (len(self._signs()) + 1) // 2

    def signs_height(self) -> float:
        """The room that `signs` takes."""
        return self._sign_rows() * _SIGNS * self.k

    def signs(self, box: Box) -> Iterator[Shape]:
        """What the signs on the plan mean, over the whole box."""
        yield self.cell(box)
        step = box.height / self._sign_rows()
        for number, kind in enumerate(self._signs()):
            row, column = divmod(number, 2)
            at = (box.left + box.width * 0.5 * column, box.top - (row + 0.5) * step)
            yield from self._explained(kind, at, box.width / 2)

    def _explained(self, kind: str, at: Point, width: float) -> Iterator[Shape]:
        """A sign and its kind in words; `at` is the left end of their middle line."""
        left, middle = at
        yield from self._sign(kind, self._square((left + 8.5 * self.k, middle)))
        size, indent = self.sized(3.3), 16 * self.k
        yield text_in(left + indent, middle, clip(self.faces, kind, size, width - indent), size, INK)

    def _square(self, at: Point) -> Box:
        return Box.around(at, 5.6 * self.k, 5.6 * self.k)

    def _sign(self, kind: str, box: Box) -> Iterator[Shape]:
        if kind == "紧急集合点":
            yield from assembly_sign(box)
        elif kind == "安全出口":
            yield from exit_sign(box)
        elif kind == "疏散路线":
            yield from self._route(box.grown(3 * self.k))
        elif kind == "厂区范围":
            yield box_fill(Box.around(box.center, 9 * self.k, 5 * self.k), GROUND, SOFT, 0.6 * self.k)
        else:
            yield from facility_sign(box, kind)

    def _route(self, box: Box) -> Iterator[Shape]:
        """A route from the left of a box to its right."""
        y = box.center[1]
        return route_shapes(((box.left, y), (box.right, y)), self.k)

    def phones_height(self) -> float:
        """The room that `phones` takes, two numbers a row."""
        return self.header_height() + 20.0 * self.k

    def fixed_height(self) -> float:
        """The room of all sections but the list of risk points, whose length is the client's."""
        return self.legend_height() + self.signs_height() + self.phones_height()

    def phones(self, box: Box) -> Iterator[Shape]:
        """The numbers to call."""
        header, body = self.headed(box, "应急电话")
        yield from header
        for number, (name, phone) in enumerate(_PHONES):
            yield from self._phone(_quarter(body, number), name, phone)

    def _phone(self, cell: Box, name: str, phone: str) -> Iterator[Shape]:
        yield self.cell(cell)
        split = cell.left + cell.width * 0.42
        yield from self.fitted(cell._replace(right=split), name, self.sized(3.2), SOFT)
        yield from self.fitted(cell._replace(left=split), phone, self.sized(7.0), FIRE, True, 1)


def _quarter(box: Box, number: int) -> Box:
    """One of four cells that fill a box, two in a row."""
    row, column = divmod(number, 2)
    width, height = box.width / 2, box.height / 2
    left, top = box.left + width * column, box.top - height * row
    return Box(left, top - height, left + width, top)


def stacked(
    box: Box, lines: Sequence[str], size: float, leading: float, color: str, bold: bool
) -> Iterator[Shape]:
    """Lines one below the other in the middle of a box; `leading` is in sizes."""
    x, y = box.center
    y += (len(lines) - 1) * size * leading / 2
    for line in lines:
        yield text_in(x, y, line, size, color, bold, "middle")
        y -= size * leading


def columns(row: Box, parts: list[float]) -> list[Box]:
    """Cells side by side, by their parts of the row's width."""
    cells, left = [], row.left
    for part in parts:
        right = left + row.width * part
        cells.append(row._replace(left=left, right=right))
        left = right
    return cells
