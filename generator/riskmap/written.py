"""Labels as shapes: in a zone on its colour, from top to bottom in a narrow one, beside it on white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Point, Shape, box_fill, text_in
from generator.riskmap.labels import LEADING, TIGHT, Block, Line
from generator.riskmap.model import Zone
from generator.riskmap.style import COLORS, INK, PAPER, TEXT_COLORS, grade_of


def inside_shapes(zone: Zone, made: Block, box: Box) -> Iterator[Shape]:
    """A label in its zone, on a plain ground of the zone's colour."""
    grade = grade_of(zone.grade)
    yield box_fill(box.grown(-0.3), COLORS[grade])
    written = _Written(made, box, TEXT_COLORS[grade], COLORS[grade])
    yield from written.upright() if made.upright else written.level()


@dataclass(frozen=True, slots=True)
class _Written:
    """A label in a box; its grade stands in the ground's colour on a plate in the letters' colour."""

    block: Block
    box: Box
    color: str
    ground: str

    def level(self) -> Iterator[Shape]:
        x, y = self.box.center
        y += self.block.height / 2
        for line in self.block.lines:
            middle = y - line.step / 2
            if line.is_grade:
                yield box_fill(_plate((x, middle), line), self.color)
            yield self._text(line, x, middle, bold=line.kind != "accidents")
            y -= line.step

    def upright(self) -> Iterator[Shape]:
        x, y = self.box.center
        plate = self._upright_plate()
        yield box_fill(plate, self.color)
        y += self.block.height / 2
        at_grade = False
        for line in self.block.lines:
            if line.is_grade and not at_grade:
                at_grade, y = True, plate.top - 0.1 * line.size
            yield self._text(line, x, y - line.size * TIGHT / 2, bold=True)
            y -= line.size * TIGHT

    def _upright_plate(self) -> Box:
        """The plate of the grade, at the foot of the label."""
        sizes = [line.size for line in self.block.lines if line.is_grade]
        x, y = self.box.center
        low, half = y - self.block.height / 2, sizes[0] * 0.62
        height = sum(sizes) * TIGHT + 0.2 * sizes[0]
        return Box(x - half, low, x + half, low + height)

    def _text(self, line: Line, x: float, middle: float, bold: bool) -> Shape:
        color = self.ground if line.is_grade else self.color
        return text_in(x, middle, line.text, line.size, color, bold, "middle")


def _plate(at: Point, line: Line) -> Box:
    """The plate of a grade that stands in one line."""
    return Box.around(at, line.size * (len(line.text) + 0.8), line.size * 1.3)


def beside_shapes(zone: Zone, made: Block, box: Box) -> Iterator[Shape]:
    """A label beside its zone: black on white, with a bar in the zone's colour."""
    size = made.lines[0].size
    yield box_fill(box, PAPER, INK, 0.18)
    bar = box._replace(right=box.left + 0.7 * size)
    yield box_fill(bar, COLORS[grade_of(zone.grade)], INK, 0.18)
    yield from _lines_from(made.lines, box.left + 1.1 * size, box.top - 0.35 * size)


def _lines_from(lines: Sequence[Line], x: float, top: float) -> Iterator[Shape]:
    for line in lines:
        step = line.size * LEADING
        yield text_in(x, top - step / 2, line.text, line.size, INK, bold=line.kind != "accidents")
        top -= step
