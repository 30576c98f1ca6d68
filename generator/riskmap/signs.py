"""The signs on the plan, each clear of the others, with their names beside them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from generator.canvas import Box, Faces, Lines, Point, Shape, box_fill, text_in
from generator.riskmap.geometry import within
from generator.riskmap.marks import WARNINGS, assembly_sign, exit_sign, facility_sign
from generator.riskmap.model import Site, Zone
from generator.riskmap.outline import Outline, Outlined
from generator.riskmap.space import Space
from generator.riskmap.style import PAPER, SAFE

LABEL_COST = 40.0
# All in mm on A3: the sides of signs; how far a name may be without a leader, and at all.
_FACILITY, _WARNING, _EXIT, _ASSEMBLY = 4.2, 5.6, 5.4, 9.5
_NEAR, _FAR = 4.0, 40.0
_GAP = 0.3
_SMALLEST = 1.75
_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_TRIED = 24  # places across a zone, and as many down, that are tried for its warning


class Signs:
    """Marks, warnings of zones, exits and the assembly point; `boxes` are the places taken by signs."""

    def __init__(self, box: Box, space: Space, place: Callable[[Point], Point], k: float) -> None:
        self._box, self._space, self._place, self._k = box, space, place, k
        self._named: list[tuple[str, Box]] = []
        self.boxes: list[Box] = []
        self.names: list[Box] = []

    def shapes(self, site: Site, zones: list[Outlined]) -> list[Shape]:
        """All signs; what a zone warns of is shown in its corner unless a mark of the kind stands in it."""
        return [*self._given(site), *self._warnings(site, zones)]

    def _given(self, site: Site) -> Iterator[Shape]:
        for kind, at in site.marks:
            size = _WARNING if kind in WARNINGS else _FACILITY
            yield from facility_sign(self._sign(self._place(at), size), kind)
        for name, at in site.exits:
            yield from exit_sign(self._named_sign(name, at, _EXIT))
        if site.assembly:
            yield from self._assembly(*site.assembly)

    def _assembly(self, name: str, at: Point) -> Iterator[Shape]:
        words = f"紧急集合点：{name}".rstrip("：")
        return assembly_sign(self._named_sign(words, at, _ASSEMBLY))

    def _named_sign(self, name: str, at: Point, size: float) -> Box:
        box = self._sign(self._place(at), size)
        self._named.append((name, box))
        return box

    def _warnings(self, site: Site, zones: list[Outlined]) -> Iterator[Shape]:
        for zone, outline in zones:
            if outline:
                for kind in self._unmarked(site, zone, outline):
                    yield from facility_sign(self._sign(self._corner(outline), _WARNING), kind)

    def _unmarked(self, site: Site, zone: Zone, outline: Outline) -> list[str]:
        """What a zone warns of and no mark in it."""
        marks = ((kind, at) for kind, at in site.marks if kind in zone.warnings)
        marked = {kind for kind, at in marks if outline.contains(self._place(at))}
        return [kind for kind in zone.warnings if kind not in marked]

    def _corner(self, outline: Outline) -> Point:
        """A place in the upper right of a zone, where its outline leaves room for a sign."""
        size = _WARNING * self._k
        for at in _from_upper_right(outline.box, size):
            spot = Box.around(at, 1.3 * size, 1.3 * size)
            if outline.holds(spot) and not self._is_taken(spot):
                return at
        return outline.middles[0]

    def _sign(self, at: Point, size: float) -> Box:
        """The place of a sign; it is taken, kept within the box of the plan and clear of other signs."""
        box = self._kept(at, size * self._k, size * self._k)
        if not self._clear(box):
            box = self._moved(box)
        self.boxes.append(box)
        self._space.take(box.grown(_GAP * self._k), LABEL_COST)
        return box

    def _clear(self, box: Box) -> bool:
        return not self._is_taken(box.grown(_GAP * self._k))

    def _is_taken(self, box: Box) -> bool:
        return any(box.meets(other) for other in self.boxes)

    def _moved(self, box: Box) -> Box:
        """The nearest place at the side of the other signs."""
        for at in _outwards(box.center, 0.5 * self._k):
            moved = Box.around(at, box.width, box.height)
            if self._clear(moved) and within(self._box, moved):
                return moved
        return box

    def name(self, faces: Faces) -> Iterator[Shape]:
        """The names beside their signs, with a leader where there is no room close by."""
        # The assembly point, given last, is named first: it is what people look for.
        for name, sign in reversed(self._named):
            if name:
                yield from self._beside(faces, name, sign)

    def _beside(self, faces: Faces, name: str, sign: Box) -> Iterator[Shape]:
        """A name by its sign: smaller where it is tight, far off with a leader before it is left out."""
        size, box = self._room(faces, name, sign)
        yield from self._led(*_leader(box, sign))
        self._space.take(box, LABEL_COST)
        self.names.append(box)
        yield box_fill(box, PAPER, SAFE, 0.15)
        yield text_in(*box.center, name, size, SAFE, bold=True, anchor="middle")

    def _led(self, start: Point, end: Point) -> Iterator[Shape]:
        """The leader of a name, where it is not close by."""
        if math.dist(start, end) > _NEAR * self._k:
            self._space.take_line(start, end, LABEL_COST / 4)
            yield Lines(((start, end),), SAFE, 0.2)

    def _room(self, faces: Faces, name: str, sign: Box) -> tuple[float, Box]:
        """The size of a name and its free place, close by if any size fits there; else beside the sign."""
        found: tuple[float, Box] | None = None
        for size in self._name_sizes():
            free = self._space.find(faces.width(name, size) + size * 0.6, size * 1.4, sign.center)
            if not free:
                continue
            found = (size, free[0])
            if self._is_near(free[0], sign):
                break
        return found or (_SMALLEST, self._pressed(faces.width(name, _SMALLEST) + 1.0, sign))

    def _is_near(self, box: Box, sign: Box) -> bool:
        """Whether a leader from a sign to its name is of use."""
        return math.dist(*_leader(box, sign)) <= _FAR * self._k

    def _name_sizes(self) -> list[float]:
        largest = max(2.9 * self._k, _SMALLEST)
        return [max(share * largest, _SMALLEST) for share in (1.0, 0.8, 0.6)]

    def _pressed(self, width: float, sign: Box) -> Box:
        """A place by a sign where nothing is free: within the plan, over as few signs and names as can be."""
        (x, y), height = sign.center, _SMALLEST * 1.4
        across, up = (sign.width + width) / 2, (sign.height + height) / 2
        places = [self._kept((x + dx * across, y + dy * up), width, height) for dx, dy in _AROUND]
        return min(places, key=self._covered)

    def _covered(self, box: Box) -> int:
        """How many signs and names a box would lie over."""
        return sum(box.meets(other) for other in (*self.boxes, *self.names))

    def _kept(self, at: Point, width: float, height: float) -> Box:
        """A box about a point, moved into the plan where it would reach beyond."""
        room = self._box
        x = min(max(at[0], room.left + width / 2), room.right - width / 2)
        y = min(max(at[1], room.bottom + height / 2), room.top - height / 2)
        return Box.around((x, y), width, height)


def _outwards(center: Point, step: float) -> Iterator[Point]:
    """Points about another one, farther and farther away."""
    x, y = center
    for distance in range(1, 60):
        for dx, dy in _AROUND:
            yield (x + dx * distance * step, y + dy * distance * step)


def _leader(box: Box, sign: Box) -> tuple[Point, Point]:
    """The shortest way from a sign to its name."""
    end = box.nearest(sign.center)
    return sign.nearest(end), end


def _from_upper_right(box: Box, size: float) -> Iterator[Point]:
    """Places all over a box for the middle of a sign, the nearest to the upper right corner first."""
    inset = 0.7 * size
    across, down = max(size / 2, box.width / _TRIED), max(size / 2, box.height / _TRIED)
    for x, y in _steps(across, down):
        at = (box.right - inset - x, box.top - inset - y)
        if at[0] >= box.left and at[1] >= box.bottom:
            yield at


def _steps(across: float, down: float) -> list[Point]:
    """Ways to the left and down in whole steps, the shortest together first."""
    steps = [(x * across, y * down) for x in range(_TRIED) for y in range(_TRIED)]
    return sorted(steps, key=lambda step: (step[0] + step[1], step))
