"""What is written in a zone, as large as it fits; what does not fit is written beside it with a leader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Faces, Point, Shape, Text, balanced, box_fill, text_in, units, wrap_list
from generator.riskmap.model import Zone
from generator.riskmap.outline import Outline
from generator.riskmap.style import COLORS, INK, PAPER, TEXT_COLORS, grade_of, grade_words

_LEADING = 1.22
_TIGHT = 1.08
_ABOUT = ((0.0, 0.0), (-0.8, 0.0), (0.0, -0.8), (-1.2, -0.8), (0.8, 0.0), (0.0, 0.8))
_UPRIGHT = str.maketrans("（）()", "︵︶︵︶")
_GRADE = 0.86
_ACCIDENTS = 0.78
_OF_SIDE = 0.09
_LEAST_WIDTH, _LEAST_HEIGHT = 4 * _GRADE, _LEADING + 1.5 * _GRADE


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label: `kind` is name, grade or accidents."""

    text: str
    size: float
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines set one below the other, and the room they need; `upright` where each is one character."""

    lines: tuple[Line, ...]
    width: float
    height: float
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of characters in mm: the largest and smallest of a zone's name, and that beside a zone."""

    largest: float
    floor: float
    beside: float


def accident_items(zone: Zone) -> list[str]:
    """The accident types of a zone, each once."""
    text = zone.accidents.replace("；", "、").replace("，", "、").replace(",", "、")
    return list(dict.fromkeys(item.strip() for item in text.split("、") if item.strip()))


def shortened(items: list[str], keep: int) -> list[str]:
    """The first few accident types, with the number of all where some are left out."""
    return items if len(items) <= keep else [*items[: keep - 1], f"{items[keep - 1]}等{len(items)}类"]


def block(faces: Faces, zone: Zone, size: float, width: float, keep: int) -> Block:
    """The label of a zone with at most `keep` accident types, in lines of a width."""
    small = size * _ACCIDENTS
    lines = [Line(text, size, "name") for text in _name_lines(faces, zone, size, width)]
    lines.append(Line(grade_words(grade_of(zone.grade)), size * _GRADE, "grade"))
    items = shortened(accident_items(zone), keep) if keep else []
    lines += [Line(text, small, "accidents") for text in wrap_list(faces, items, small, width)]
    wide = max(
        faces.width(line.text, line.size) + (line.size if line.kind == "grade" else 0) for line in lines
    )
    return Block(tuple(lines), wide, sum(_step(line) for line in lines))


def upright_block(faces: Faces, zone: Zone, size: float) -> Block:
    """The label of a narrow zone: the code, then name and grade from top to bottom."""
    name = zone.name.translate(_UPRIGHT)
    lines = (
        [Line(zone.code, min(size, size * 1.7 / max(faces.width(zone.code, 1.0), 0.1)), "name")]
        if zone.code
        else []
    )
    lines += [
        Line(unit, size, "name") for unit in units(name) for unit in ([unit] if unit.isascii() else unit)
    ]
    lines += [Line(char, size * _GRADE, "grade") for char in grade_words(grade_of(zone.grade))]
    wide = max(faces.width(line.text, line.size) for line in lines)
    return Block(
        tuple(lines), max(wide, size * 1.1), sum(line.size for line in lines) * _TIGHT + 0.4 * size, True
    )


def _name_lines(faces: Faces, zone: Zone, size: float, width: float) -> list[str]:
    whole = f"{zone.code} {zone.name}".strip()
    if faces.width(whole, size) <= width:
        return [whole]
    return [line for part in (zone.code, zone.name) if part for line in balanced(faces, part, size, width)]


def _step(line: Line) -> float:
    return line.size * (1.5 if line.kind == "grade" else _LEADING)


def fit_inside(
    faces: Faces,
    zone: Zone,
    outline: Outline,
    sizes: Sizes,
    taken: Sequence[Box],
    bare: bool = False,
) -> tuple[Block, Box] | None:
    """The largest label that the outline holds clear of what is taken, and its place.

    A `bare` label goes without the accident types.
    """
    tight = sizes.floor * 0.35
    count = 0 if bare else len(accident_items(zone))
    full = max(sizes.floor, sizes.largest * 0.5)
    room = outline.box
    largest = min(max(_OF_SIDE * min(room.width, room.height), sizes.largest), 1.7 * sizes.largest)
    if _too_low(faces, zone, outline, sizes.floor, min(count, 1), tight):
        return None
    places = list(_places(outline, taken))
    for size in _descending(largest, sizes.floor):
        if size * _LEAST_HEIGHT > room.height or size * _LEAST_WIDTH > room.width:
            continue
        pad = tight if outline.plain else max(tight, 0.45 * size)
        for keep in [count] if size > full else sorted({count, min(count, 2), min(count, 1)}, reverse=True):
            for width in _widths(outline, pad):
                made = block(faces, zone, size, width, keep)
                if made.height + 2 * pad > room.height or made.width + 2 * pad > room.width:
                    continue
                for place in places:
                    box = Box.around(place, made.width + 2 * pad, made.height + 2 * pad)
                    if outline.holds(box) and not any(box.meets(other) for other in taken):
                        return made, box
    return None


def _too_low(faces: Faces, zone: Zone, outline: Outline, floor: float, keep: int, pad: float) -> bool:
    """Whether even the smallest label, which takes the fewest lines, is higher than the zone."""
    wide = max(_widths(outline, pad))
    return block(faces, zone, floor, wide, keep).height + 2 * pad > outline.box.height


def fit_upright(
    faces: Faces, zone: Zone, outline: Outline, sizes: Sizes, taken: Sequence[Box]
) -> tuple[Block, Box] | None:
    """The same from top to bottom, for a zone that is high and narrow."""
    room = outline.box
    if room.height < 2 * room.width:
        return None
    for size in _descending(sizes.largest * 0.7, sizes.floor):
        made = upright_block(faces, zone, size)
        for place in _places(outline, taken):
            box = Box.around(place, made.width + 0.2 * size, made.height + 0.3 * size)
            if outline.holds(box) and not any(box.meets(other) for other in taken):
                return made, box
    return None


def _descending(largest: float, floor: float) -> Iterator[float]:
    size = largest
    while size > floor:
        yield size
        size *= 0.93
    yield floor


def _widths(outline: Outline, pad: float) -> list[float]:
    wide = outline.box.width - 2 * pad
    return [wide] if outline.plain else [wide * part for part in (1.0, 0.75, 0.5, 0.34)]


def _places(outline: Outline, taken: Sequence[Box]) -> Iterator[Point]:
    """The middles of a zone, then points all over it where the middles may not do."""
    middle = outline.middles[0]
    yield from outline.middles
    box = outline.box
    if outline.plain and not any(box.meets(other) for other in taken):
        return
    grid = [
        (box.left + box.width * column / 12, box.bottom + box.height * row / 12)
        for row in range(1, 12)
        for column in range(1, 12)
    ]
    yield from sorted(grid, key=lambda at: (at[0] - middle[0]) ** 2 + (at[1] - middle[1]) ** 2)


def inside_shapes(zone: Zone, made: Block, box: Box) -> Iterator[Shape]:
    """A label in its zone, on a plain ground of the zone's colour."""
    grade = grade_of(zone.grade)
    color, ground = TEXT_COLORS[grade], COLORS[grade]
    yield box_fill(box.grown(-0.3), ground)
    if made.upright:
        yield from _upright_shapes(made, box, color, ground)
        return
    x, _ = box.center
    y = box.center[1] + made.height / 2
    for line in made.lines:
        middle = y - _step(line) / 2
        if line.kind == "grade":
            width = line.size * (len(line.text) + 0.8)
            yield box_fill(Box.around((x, middle), width, line.size * 1.3), color)
            yield text_in(x, middle, line.text, line.size, ground, bold=True, anchor="middle")
        else:
            yield text_in(x, middle, line.text, line.size, color, line.kind == "name", "middle")
        y -= _step(line)


def _upright_shapes(made: Block, box: Box, color: str, ground: str) -> Iterator[Shape]:
    x, y = box.center[0], box.center[1] + made.height / 2
    grades = [line for line in made.lines if line.kind == "grade"]
    low = box.center[1] - made.height / 2
    plate = sum(line.size for line in grades) * _TIGHT + 0.2 * grades[0].size
    yield box_fill(Box(x - grades[0].size * 0.62, low, x + grades[0].size * 0.62, low + plate), color)
    for line in made.lines:
        if line is grades[0]:
            y = low + plate - 0.1 * line.size
        middle = y - line.size * _TIGHT / 2
        shade = ground if line.kind == "grade" else color
        yield text_in(x, middle, line.text, line.size, shade, bold=True, anchor="middle")
        y -= line.size * _TIGHT


def beside_block(faces: Faces, zone: Zone, size: float, width: float, keep: int) -> Block:
    """The label of a zone that is too small to hold it, with at most `keep` accident types."""
    small = size * 0.86
    head = f"{zone.code} {zone.name}".strip()
    lines = [Line(text, size, "name") for text in balanced(faces, head, size, width)]
    items = shortened(accident_items(zone), keep) if keep else []
    rest = wrap_list(faces, items, small, width)
    lines.append(Line(grade_words(grade_of(zone.grade)), small, "grade"))
    lines += [Line(text, small, "accidents") for text in rest]
    wide = max(faces.width(line.text, line.size) for line in lines)
    return Block(tuple(lines), wide + 1.6 * size, sum(line.size * _LEADING for line in lines) + 0.7 * size)


def beside_shapes(zone: Zone, made: Block, box: Box) -> Iterator[Shape]:
    """A label beside its zone: black on white, with a bar in the zone's colour."""
    size = made.lines[0].size
    color = COLORS[grade_of(zone.grade)]
    yield box_fill(box, PAPER, INK, 0.18)
    yield box_fill(Box(box.left, box.bottom, box.left + 0.7 * size, box.top), color, INK, 0.18)
    y = box.top - 0.35 * size
    for line in made.lines:
        step = line.size * _LEADING
        bold = line.kind != "accidents"
        yield text_in(box.left + 1.1 * size, y - step / 2, line.text, line.size, INK, bold)
        y -= step


def code_shape(
    faces: Faces, zone: Zone, outline: Outline, floor: float, at: Point, taken: Sequence[Box]
) -> Text | None:
    """The code alone at or near a place, where the outline holds it clear of what is taken."""
    grade = grade_of(zone.grade)
    for size in (floor * 1.9, floor * 1.5, floor * 1.2, floor):
        width = faces.width(zone.code, size) + 0.3 * size
        for across, up in _ABOUT:
            x, y = at[0] + across * size, at[1] + up * size
            box = Box.around((x, y), width, size)
            if zone.code and outline.holds(box) and not any(box.meets(other) for other in taken):
                return text_in(x, y, zone.code, size, TEXT_COLORS[grade], bold=True, anchor="middle")
    return None
