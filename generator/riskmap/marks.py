"""Signs and drawing aids: north arrow, scale bar, assembly point, exits, routes. Signs are indicative."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.canvas import Box, Faces, Fill, Lines, Point, Shape, box_fill, disc, text_in
from generator.riskmap.geometry import between, nice
from generator.riskmap.style import CAUTION, FIRE, INK, PAPER, SAFE

# Shapes of signs are given in shares of the sign's box.
_RUNNER = (
    ((0.55, 0.72), (0.45, 0.46), (0.62, 0.36), (0.60, 0.14)),
    ((0.45, 0.46), (0.36, 0.27), (0.16, 0.24)),
    ((0.55, 0.70), (0.72, 0.56), (0.84, 0.64)),
    ((0.55, 0.70), (0.37, 0.68), (0.28, 0.54)),
)
_CORNERS = ((-1, -1), (1, -1), (1, 1), (-1, 1))
_PEOPLE = ((0.38, 0.52), (0.62, 0.52), (0.5, 0.47))
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
_TRIANGLE = ((-0.06, 0.02), (1.06, 0.02), (0.5, 1.02))
_TRIANGLE_INSIDE = ((0.09, 0.1), (0.91, 0.1), (0.5, 0.84))
# Arrow heads on a route, in mm on A3: along the way and at its end; how far apart, and from which length on.
_HEAD, _LAST_HEAD = 1.9, 2.6
_HEAD_EVERY, _HEAD_FROM = 34, 14
_FACES = {"fire": FIRE, "safe": SAFE, "dark": "#30363D"}


def _shape(box: Box, shares: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(box.at(*share) for share in shares)


def _green(box: Box, edge: float) -> Iterator[Shape]:
    """The square of a sign with a white edge, which is given in shares of its side."""
    yield box_fill(box.grown(edge * box.width), PAPER)
    yield box_fill(box, SAFE)


def exit_sign(box: Box) -> Iterator[Shape]:
    """A green square with a running figure."""
    yield from _green(box, 0.06)
    yield Lines(tuple(_shape(box, limb) for limb in _RUNNER), PAPER, 0.11 * box.width)
    yield disc(box.at(0.62, 0.85), 0.085 * box.width, PAPER)


def assembly_sign(box: Box) -> Iterator[Shape]:
    """A green square with four arrows towards a group of people."""
    yield from _green(box, 0.05)
    for across, up in _CORNERS:
        yield from _inward_arrow(box, across, up)
    for x, y in _PEOPLE:
        yield from _person(box, x, y)


def _inward_arrow(box: Box, across: int, up: int) -> Iterator[Shape]:
    """An arrow from a corner (-1 or 1 each way) towards the middle."""
    tail, tip = _off_middle(0.42, across, up), _off_middle(0.22, across, up)
    yield Lines((_shape(box, (tail, tip)),), PAPER, 0.075 * box.width)
    barbs = (tip[0] + 0.17 * across, tip[1]), (tip[0], tip[1] + 0.17 * up)
    yield Fill(_shape(box, (tip, *barbs)), PAPER)


def _off_middle(share: float, across: int, up: int) -> Point:
    return (0.5 + share * across, 0.5 + share * up)


def _person(box: Box, x: float, y: float) -> Iterator[Shape]:
    """A head on a square body; x, y is the middle of the shoulders."""
    edge = 0.02 * box.width
    yield disc(box.at(x, y + 0.09), 0.055 * box.width, PAPER, SAFE, edge)
    yield Fill(_shape(box, _body(x, y)), PAPER, SAFE, edge)


def _body(x: float, y: float) -> tuple[Point, ...]:
    left, right, low, high = x - 0.08, x + 0.08, y - 0.2, y + 0.02
    return ((left, low), (left, high), (right, high), (right, low))


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
    yield Fill(_shape(box, _TRIANGLE), INK, PAPER, 0.08 * box.width)
    yield Fill(_shape(box, _TRIANGLE_INSIDE), CAUTION)
    yield text_in(*box.at(0.5, 0.33), word, 0.47 * box.width, INK, bold=True, anchor="middle")


def route_shapes(route: Sequence[Point], k: float) -> Iterator[Shape]:
    """A green line with a white edge, and arrows along it."""
    if len(route) < 2:
        return
    heads = list(_heads(tuple(route), k))
    shaft = _shaft(route, 2.0 * k)
    yield Lines((shaft,), PAPER, 2.1 * k)
    for head in heads:
        yield Fill(head, PAPER, PAPER, 1.0 * k)
    yield Lines((shaft,), SAFE, 1.15 * k)
    for head in heads:
        yield Fill(head, SAFE)


def _shaft(route: Sequence[Point], by: float) -> tuple[Point, ...]:
    """The route, its last point moved back by so much: the line ends inside the last arrow's head."""
    *before, last = route
    length = math.dist(before[-1], last)
    part = max(length - by, 0) / length if length else 0
    return (*before, between(before[-1], last, part))


def _heads(points: tuple[Point, ...], k: float) -> Iterator[tuple[Point, ...]]:
    for start, end in pairwise(points):
        length = math.dist(start, end)
        if length:
            is_last = end == points[-1]
            count = _heads_on(length, k, is_last)
            for step in range(count):
                yield _head(start, end, length * (step + 0.5) / count, _HEAD * k)
            if is_last:
                yield _head(start, end, length, _LAST_HEAD * k)


def _heads_on(length: float, k: float, is_last: bool) -> int:
    """How many arrows stand along a stretch, besides the one at the route's end."""
    least = int(length > _HEAD_FROM * k and not is_last)
    return max(int(length / (_HEAD_EVERY * k)), least)


def _head(start: Point, end: Point, at: float, size: float) -> tuple[Point, ...]:
    """A triangle whose tip lies `at` along the way from start to end."""
    ux, uy = _direction(start, end)
    tip = (start[0] + ux * at, start[1] + uy * at)
    x, y = tip[0] - ux * size * 1.5, tip[1] - uy * size * 1.5
    side = size * 0.72
    return (tip, (x - uy * side, y + ux * side), (x + uy * side, y - ux * side))


def _direction(start: Point, end: Point) -> Point:
    """The way from one point to another, made one long."""
    length = math.dist(start, end)
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length)


def north_arrow(center: Point, radius: float, degrees: float) -> Iterator[Shape]:
    """An arrow to the north, turned clockwise by degrees from the top of the page."""
    yield disc(center, radius * 0.78, PAPER, INK, 0.25)
    turn = _Turn(center, radius, math.radians(degrees))
    yield turn.half(-0.42, INK)
    yield turn.half(0.42, PAPER)
    yield text_in(*turn.at(0, 1.32), "北", radius * 0.62, INK, bold=True, anchor="middle")


class _Turn(NamedTuple):
    """Axes about a centre, turned clockwise; a radius is their unit."""

    center: Point
    radius: float
    radians: float

    def at(self, x: float, y: float) -> Point:
        cos, sin = math.cos(self.radians), math.sin(self.radians)
        across, up = x * cos + y * sin, y * cos - x * sin
        return (self.center[0] + self.radius * across, self.center[1] + self.radius * up)

    def half(self, side: float, color: str) -> Shape:
        """The left or the right half of the needle that points to the north."""
        return Fill((self.at(0, 0.95), self.at(side, -0.62), self.at(0, -0.3)), color, INK, 0.2)


class ScaleBar(NamedTuple):
    """A bar of four parts over a round number of metres, its upper left corner at (left, top) in mm.

    `per_metre` is mm a metre, `size` that of the characters, `metres` the whole bar.
    """

    left: float
    top: float
    per_metre: float
    size: float
    metres: float

    @classmethod
    def within(cls, at: Point, per_metre: float, room: float, size: float) -> ScaleBar:
        """The longest bar that leaves room for the words behind it."""
        return cls(*at, per_metre, size, nice(max(room - 6 * size, size) / per_metre))

    def shapes(self, faces: Faces) -> Iterator[Shape]:
        yield from map(self._quarter, range(4))
        over = self.top + 0.75 * self.size
        for quarter, words in self._ticks(faces):
            yield text_in(self._at(quarter), over, words, self.size, INK, anchor="middle")
        x, middle = self._at(4) + 0.9 * self.size, self.top - self.size * 0.5 / 2
        yield text_in(x, middle, "米（示意）", self.size, INK)

    def _quarter(self, number: int) -> Shape:
        low = self.top - self.size * 0.5
        box = Box(self._at(number), low, self._at(number + 1), self.top)
        return box_fill(box, INK if number % 2 == 0 else PAPER, INK, 0.2)

    @property
    def _part(self) -> float:
        """The length of a quarter in mm."""
        return self.metres * self.per_metre / 4

    def _at(self, quarter: int) -> float:
        return self.left + quarter * self._part

    def _ticks(self, faces: Faces) -> Iterator[tuple[int, str]]:
        """The quarters with a number over them; the half goes without where it would crowd the others."""
        half = f"{self.metres / 2:g}"
        yield 0, "0"
        if self._part * 2 > faces.width(half, self.size) * 2:
            yield 2, half
        yield 4, f"{self.metres:g}"
