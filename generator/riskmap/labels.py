"""What is written in a zone or beside it: its name, its grade and its accident types, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Faces, Point, balanced, units, wrap_list
from generator.riskmap.model import Zone
from generator.riskmap.style import grade_of, grade_words

# All in sizes of the zone's name.
LEADING = 1.22
GRADE_LEADING = 1.5  # the grade stands on a plate
TIGHT = 1.08  # from one character to the next below it
_GRADE = 0.86
_ACCIDENTS = 0.78
_UPRIGHT = str.maketrans("（）()", "︵︶︵︶")
# The shortest label is a name of one line over 低风险 (whose three characters and plate are four wide).
LEAST_WIDTH, LEAST_HEIGHT = 4 * _GRADE, LEADING + GRADE_LEADING * _GRADE


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label: `kind` is name, grade or accidents."""

    text: str
    size: float
    kind: str

    @property
    def is_grade(self) -> bool:
        return self.kind == "grade"

    @property
    def step(self) -> float:
        """From the top of this line to that of the next."""
        return self.size * (GRADE_LEADING if self.is_grade else LEADING)

    def width(self, faces: Faces) -> float:
        return faces.width(self.text, self.size)

    def whole_width(self, faces: Faces) -> float:
        """Its width with the plate on which a grade stands."""
        return self.width(faces) + (self.size if self.is_grade else 0)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines set one below the other, and the room they need; `upright` where each is one character."""

    lines: tuple[Line, ...]
    width: float
    height: float
    upright: bool = False

    def around(self, at: Point, across: float, up: float) -> Box:
        """Its box about a point, so much wider and higher than itself."""
        return Box.around(at, self.width + across, self.height + up)

    def within(self, room: Box, pad: float) -> bool:
        """Whether a box is large enough for it, with a pad on each side."""
        return self.height + 2 * pad <= room.height and self.width + 2 * pad <= room.width


def shortened(items: Sequence[str], keep: int) -> Sequence[str]:
    """The first few accident types, with the number of all where some are left out; none for 0."""
    if not keep:
        return []
    return items if len(items) <= keep else [*items[: keep - 1], f"{items[keep - 1]}等{len(items)}类"]


def block(faces: Faces, zone: Zone, size: float, width: float, keep: int) -> Block:
    """The label of a zone with at most `keep` accident types, in lines of a width."""
    lines = (
        *_lines(_name_lines(faces, zone, size, width), size, "name"),
        _grade_line(zone, size * _GRADE),
        *_accident_lines(faces, zone, size * _ACCIDENTS, width, keep),
    )
    wide = max(line.whole_width(faces) for line in lines)
    return Block(lines, wide, sum(line.step for line in lines))


def _lines(texts: Sequence[str], size: float, kind: str) -> Iterator[Line]:
    return (Line(text, size, kind) for text in texts)


def _called(zone: Zone) -> str:
    return f"{zone.code} {zone.name}".strip()


def _name_lines(faces: Faces, zone: Zone, size: float, width: float) -> list[str]:
    whole = _called(zone)
    if faces.width(whole, size) <= width:
        return [whole]
    return [line for part in (zone.code, zone.name) if part for line in balanced(faces, part, size, width)]


def _accident_lines(faces: Faces, zone: Zone, size: float, width: float, keep: int) -> Iterator[Line]:
    items = shortened(zone.accidents, keep)
    return _lines(wrap_list(faces, items, size, width), size, "accidents")


def _grade_line(zone: Zone, size: float) -> Line:
    return Line(grade_words(grade_of(zone.grade)), size, "grade")


def upright_block(faces: Faces, zone: Zone, size: float) -> Block:
    """The label of a narrow zone: the code, then name and grade from top to bottom."""
    grade = grade_words(grade_of(zone.grade))
    lines = [*_upright_name(faces, zone, size), *_lines(grade, size * _GRADE, "grade")]
    wide = max(line.width(faces) for line in lines)
    high = sum(line.size for line in lines) * TIGHT + 0.4 * size
    return Block(tuple(lines), max(wide, size * 1.1), high, upright=True)


def _code_line(faces: Faces, code: str, size: float) -> Line:
    fit = size * 1.7 / max(faces.width(code, 1.0), 0.1)
    return Line(code, min(size, fit), "name")


def _upright_name(faces: Faces, zone: Zone, size: float) -> Iterator[Line]:
    """The code in a line of its own, no wider than 1.7 sizes; Latin words and numbers are not taken apart."""
    if zone.code:
        yield _code_line(faces, zone.code, size)
    for unit in units(zone.name.translate(_UPRIGHT)):
        for part in [unit] if unit.isascii() else unit:
            yield Line(part, size, "name")


def beside_block(faces: Faces, zone: Zone, size: float, width: float, keep: int) -> Block:
    """The label of a zone that is too small to hold it, with at most `keep` accident types."""
    small = size * 0.86
    lines = (
        *_lines(balanced(faces, _called(zone), size, width), size, "name"),
        _grade_line(zone, small),
        *_accident_lines(faces, zone, small, width, keep),
    )
    wide = max(line.width(faces) for line in lines)
    high = sum(line.size * LEADING for line in lines)
    return Block(lines, wide + 1.6 * size, high + 0.7 * size)
