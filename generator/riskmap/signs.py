"""The signs on the plan, each clear of the others, with their names beside them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from generator.canvas import Box, Faces, Lines, Point, Shape, box_fill, text_in
from generator.riskmap.geometry import within
from generator.riskmap.marks import WARNINGS, assembly_sign, exit_sign, facility_sign
from generator.riskmap.model import Site, Zone
from generator.riskmap.outline import Outline
from generator.riskmap.space import Space, leader_end
from generator.riskmap.style import PAPER, SAFE

LABEL_COST = 40.0
_FACILITY, _WARNING, _EXIT, _ASSEMBLY = 4.2, 5.6, 5.4, 9.5
_NEAR, _FAR = 4.0, 40.0
_SMALLEST = 1.75
_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


class Signs:
    """Marks, warnings of zones, exits and the assembly point; `boxes` are the places taken by signs."""

    def __init__(self, box: Box, space: Space, place: Callable[[Point], Point], k: float) -> None:
        self._box, self._space, self._place, self._k = box, space, place, k
        self._named: list[tuple[str, Box]] = []
        self.boxes: list[Box] = []
        self.names: list[Box] = []

    def shapes(self, site: Site, zones: list[tuple[Zone, Outline | None]]) -> list[Shape]:
        """All signs; what a zone warns of is shown in its corner unless a mark of the kind stands in it."""
        return [*self._given(site), *self._warnings(site, zones)]

    def _given(self, site: Site) -> Iterator[Shape]:
        for kind, at in site.marks:
            size = _WARNING if kind in WARNINGS else _FACILITY
            yield from facility_sign(self._sign(self._place(at), size), kind)
        for name, at in site.exits:
            box = self._sign(self._place(at), _EXIT)
            self._named.append((name, box))
            yield from exit_sign(box)
        if site.assembly:
            name, at = site.assembly
            box = self._sign(self._place(at), _ASSEMBLY)
            self._named.append((f"紧急集合点：{name}".rstrip("："), box))
            yield from assembly_sign(box)

    def _warnings(self, site: Site, zones: list[tuple[Zone, Outline | None]]) -> Iterator[Shape]:
        for zone, outline in zones:
            for kind in zone.warnings if outline else ():
                assert outline is not None
                marked = any(name == kind and outline.contains(self._place(at)) for name, at in site.marks)
                if not marked:
                    yield from facility_sign(self._sign(self._corner(outline), _WARNING), kind)

    def _corner(self, outline: Outline) -> Point:
        """A place in the upper right of a zone, where its outline leaves room for a sign."""
        size = _WARNING * self._k
        box, inset = outline.box, 0.7 * size
        across, down = max(size / 2, box.width / 24), max(size / 2, box.height / 24)
        steps = [(x * across, y * down) for x in range(24) for y in range(24)]
        for x, y in sorted(steps, key=lambda step: (step[0] + step[1], step)):
            at = (box.right - inset - x, box.top - inset - y)
            if at[0] < box.left or at[1] < box.bottom:
                continue
            spot = Box.around(at, 1.3 * size, 1.3 * size)
            if outline.holds(spot) and not any(spot.meets(other) for other in self.boxes):
                return at
        return outline.middles[0]

    def _sign(self, at: Point, size: float) -> Box:
        """The place of a sign; it is taken, kept within the box of the plan and clear of other signs."""
        half = size * self._k / 2
        x = min(max(at[0], self._box.left + half), self._box.right - half)
        y = min(max(at[1], self._box.bottom + half), self._box.top - half)
        box = Box.around((x, y), 2 * half, 2 * half)
        if not self._clear(box):
            box = self._moved(box)
        self.boxes.append(box)
        self._space.take(box.grown(0.3 * self._k), LABEL_COST)
        return box

    def _clear(self, box: Box) -> bool:
        return not any(box.grown(0.3 * self._k).meets(other) for other in self.boxes)

    def _moved(self, box: Box) -> Box:
        """The nearest place at the side of the other signs."""
        step = 0.5 * self._k
        for distance in range(1, 60):
            for dx, dy in _AROUND:
                x, y = box.center[0] + dx * distance * step, box.center[1] + dy * distance * step
                moved = Box.around((x, y), box.width, box.height)
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
        end = leader_end(box, sign.center)
        start = leader_end(sign, end)
        if math.dist(start, end) > _NEAR * self._k:
            self._space.take_line(start, end, LABEL_COST / 4)
            yield Lines(((start, end),), SAFE, 0.2)
        self._space.take(box, LABEL_COST)
        self.names.append(box)
        yield box_fill(box, PAPER, SAFE, 0.15)
        yield text_in(*box.center, name, size, SAFE, bold=True, anchor="middle")

    def _room(self, faces: Faces, name: str, sign: Box) -> tuple[float, Box]:
        """The size of a name and its free place, close by if any size fits there; else beside the sign."""
        largest = max(2.9 * self._k, _SMALLEST)
        found: list[tuple[float, Box]] = []
        for share in (1.0, 0.8, 0.6):
            size = max(share * largest, _SMALLEST)
            place = self._space.find(faces.width(name, size) + size * 0.6, size * 1.4, sign.center)
            if place and _apart(place[0], sign) <= _FAR * self._k:
                return size, place[0]
            if place:
                found.append((size, place[0]))
        return found[-1] if found else (_SMALLEST, self._pressed(faces.width(name, _SMALLEST) + 1.0, sign))

    def _pressed(self, width: float, sign: Box) -> Box:
        """A place by a sign where nothing is free: within the plan, over as few signs and names as can be."""
        height = _SMALLEST * 1.4
        places = []
        for dx, dy in _AROUND:
            x = sign.center[0] + dx * (sign.width + width) / 2
            y = sign.center[1] + dy * (sign.height + height) / 2
            x = min(max(x, self._box.left + width / 2), self._box.right - width / 2)
            y = min(max(y, self._box.bottom + height / 2), self._box.top - height / 2)
            places.append(Box.around((x, y), width, height))
        return min(places, key=lambda box: sum(box.meets(other) for other in (*self.boxes, *self.names)))


def _apart(box: Box, sign: Box) -> float:
    end = leader_end(box, sign.center)
    return math.dist(leader_end(sign, end), end)
