"""Signs and drawing aids: north arrow, scale bar, assembly point, exits, routes. Signs are indicative."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from generator.canvas import Box, Faces, Fill, Lines, Point, Shape, box_fill, disc, text_in
from generator.riskmap.geometry import nice
from generator.riskmap.style import CAUTION, FIRE, INK, PAPER, SAFE

_RUNNER = (
    ((0.55, 0.72), (0.45, 0.46), (0.62, 0.36), (0.60, 0.14)),
    ((0.45, 0.46), (0.36, 0.27), (0.16, 0.24)),
    ((0.55, 0.70), (0.72, 0.56), (0.84, 0.64)),
    ((0.55, 0.70), (0.37, 0.68), (0.28, 0.54)),
)
# The word of each kind of mark, and how it is drawn: a red or green square, a dark one, a yellow triangle.
_MARKS = {
    "消火栓": ("栓", "fire"),
    "灭火器": ("灭", "fire"),
    "灭火器材": ("灭", "fire"),
    "消防水泵房": ("泵", "fire"),
    "洗眼器": ("洗", "safe"),
    "急救箱": ("救", "safe"),
    "应急物资": ("物", "safe"),
    "急停总阀": ("停", "dark"),
    "燃气总阀": ("阀", "dark"),
    "配电房": ("电", "dark"),
    "配电": ("电", "dark"),
    "危险化学品": ("危", "warning"),
    "有限空间": ("限", "warning"),
}
WARNINGS = frozenset(kind for kind, (_, look) in _MARKS.items() if look == "warning")
_FACES = {"fire": FIRE, "safe": SAFE, "dark": "#30363D"}


def _at(box: Box, x: float, y: float) -> Point:
    return (box.left + x * box.width, box.bottom + y * box.height)


def exit_sign(box: Box) -> Iterator[Shape]:
    """A green square with a running figure."""
    yield box_fill(box.grown(0.06 * box.width), PAPER)
    yield box_fill(box, SAFE)
    yield Lines(tuple(tuple(_at(box, *p) for p in limb) for limb in _RUNNER), PAPER, 0.11 * box.width)
    yield disc(_at(box, 0.62, 0.85), 0.085 * box.width, PAPER)


def assembly_sign(box: Box) -> Iterator[Shape]:
    """A green square with four arrows towards a group of people."""
    yield box_fill(box.grown(0.05 * box.width), PAPER)
    yield box_fill(box, SAFE)
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        tail, tip = (0.5 + 0.42 * sx, 0.5 + 0.42 * sy), (0.5 + 0.22 * sx, 0.5 + 0.22 * sy)
        yield Lines(((_at(box, *tail), _at(box, *tip)),), PAPER, 0.075 * box.width)
        corners = (tip, (tip[0] + 0.17 * sx, tip[1]), (tip[0], tip[1] + 0.17 * sy))
        yield Fill(tuple(_at(box, *corner) for corner in corners), PAPER)
    for x, y in ((0.38, 0.52), (0.62, 0.52), (0.5, 0.47)):
        yield disc(_at(box, x, y + 0.09), 0.055 * box.width, PAPER, SAFE, 0.02 * box.width)
        body = ((x - 0.08, y - 0.2), (x - 0.08, y + 0.02), (x + 0.08, y + 0.02), (x + 0.08, y - 0.2))
        yield Fill(tuple(_at(box, *corner) for corner in body), PAPER, SAFE, 0.02 * box.width)


def facility_sign(box: Box, kind: str) -> Iterator[Shape]:
    """A square or a warning triangle with a word for what stands there."""
    word, look = _MARKS.get(kind, (kind[:1], "fire"))
    if look == "warning":
        yield from _triangle(box, word)
        return
    yield box_fill(box, _FACES[look], PAPER, 0.05 * box.width)
    yield text_in(*box.center, word, 0.72 * box.width, PAPER, bold=True, anchor="middle")


def _triangle(box: Box, word: str) -> Iterator[Shape]:
    """Black on yellow with a black edge."""
    outer = ((-0.06, 0.02), (1.06, 0.02), (0.5, 1.02))
    inner = ((0.09, 0.1), (0.91, 0.1), (0.5, 0.84))
    yield Fill(tuple(_at(box, *at) for at in outer), INK, PAPER, 0.08 * box.width)
    yield Fill(tuple(_at(box, *at) for at in inner), CAUTION)
    yield text_in(*_at(box, 0.5, 0.33), word, 0.47 * box.width, INK, bold=True, anchor="middle")


def route_shapes(route: Sequence[Point], k: float) -> Iterator[Shape]:
    """A green line with a white edge, and arrows along it."""
    if len(route) < 2:
        return
    points = tuple(route)
    heads = list(_heads(points, k))
    shaft = (*points[:-1], _back(points[-2], points[-1], 2.0 * k))
    yield Lines((shaft,), PAPER, 2.1 * k)
    for head in heads:
        yield Fill(head, PAPER, PAPER, 1.0 * k)
    yield Lines((shaft,), SAFE, 1.15 * k)
    for head in heads:
        yield Fill(head, SAFE)


def _back(start: Point, end: Point, by: float) -> Point:
    length = math.dist(start, end)
    part = max(length - by, 0) / length if length else 0
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def _heads(points: tuple[Point, ...], k: float) -> Iterator[tuple[Point, ...]]:
    for start, end in zip(points, points[1:], strict=False):
        length = math.dist(start, end)
        if not length:
            continue
        last = end == points[-1]
        count = max(int(length / (34 * k)), 1 if length > 14 * k and not last else 0)
        for step in range(count):
            yield _head(start, end, length * (step + 0.5) / count, 1.9 * k)
        if last:
            yield _head(start, end, length, 2.6 * k)


def _head(start: Point, end: Point, at: float, size: float) -> tuple[Point, ...]:
    """A triangle whose tip lies `at` along the way from start to end."""
    length = math.dist(start, end)
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    tip = (start[0] + ux * at, start[1] + uy * at)
    back = (tip[0] - ux * size * 1.5, tip[1] - uy * size * 1.5)
    side = size * 0.72
    return (tip, (back[0] - uy * side, back[1] + ux * side), (back[0] + uy * side, back[1] - ux * side))


def north_arrow(center: Point, radius: float, degrees: float) -> Iterator[Shape]:
    """An arrow to the north, turned clockwise by degrees from the top of the sheet."""
    turn = math.radians(degrees)

    def at(x: float, y: float) -> Point:
        return (
            center[0] + radius * (x * math.cos(turn) + y * math.sin(turn)),
            center[1] + radius * (y * math.cos(turn) - x * math.sin(turn)),
        )

    yield disc(center, radius * 0.78, PAPER, INK, 0.25)
    yield Fill((at(0, 0.95), at(-0.42, -0.62), at(0, -0.3)), INK, INK, 0.2)
    yield Fill((at(0, 0.95), at(0.42, -0.62), at(0, -0.3)), PAPER, INK, 0.2)
    yield text_in(*at(0, 1.32), "北", radius * 0.62, INK, bold=True, anchor="middle")


def scale_bar(
    faces: Faces, left: float, middle: float, per_metre: float, room: float, size: float
) -> Iterator[Shape]:
    """A bar of four parts over a round number of metres."""
    metres = nice(max(room - 6 * size, size) / per_metre)
    part, height = metres * per_metre / 4, size * 0.5
    for index in range(4):
        box = Box(left + index * part, middle - height, left + (index + 1) * part, middle)
        yield box_fill(box, INK if index % 2 == 0 else PAPER, INK, 0.2)
    end = left + 4 * part
    ticks = [(left, "0"), (end, f"{metres:g}")]
    if part * 2 > faces.width(f"{metres / 2:g}", size) * 2:
        ticks.insert(1, (left + 2 * part, f"{metres / 2:g}"))
    for x, text in ticks:
        yield text_in(x, middle + 0.75 * size, text, size, INK, anchor="middle")
    yield text_in(end + 0.9 * size, middle - height / 2, "米（示意）", size, INK)
