"""Finding room in a zone: for its label, as large as it fits, or for its code alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.canvas import Box, Faces, Point, Text, text_in
from generator.riskmap.labels import LEAST_HEIGHT, LEAST_WIDTH, Block, block, upright_block
from generator.riskmap.model import Zone
from generator.riskmap.outline import Outline
from generator.riskmap.style import TEXT_COLORS, grade_of

_OF_SIDE = 0.09  # of a zone's shorter side: the size of its name where the zone is large
_WIDTHS = (1.0, 0.75, 0.5, 0.34)  # of a zone that is no rectangle, at which its label is broken
# Where a code is tried about a place, in its own sizes.
_ABOUT = ((0.0, 0.0), (-0.8, 0.0), (0.0, -0.8), (-1.2, -0.8), (0.8, 0.0), (0.0, 0.8))

Fit = tuple[Block, Box]  # a label and its place


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of characters in mm: the largest and smallest of a zone's name, and that beside a zone."""

    largest: float
    floor: float
    beside: float

    def in_zone(self, room: Box) -> float:
        """The largest of a zone's name: more in a zone that is large on the page, but not without end."""
        return min(max(_OF_SIDE * min(room.width, room.height), self.largest), 1.7 * self.largest)


@dataclass(frozen=True, slots=True)
class Room:
    """A zone on the page, and the boxes that its label has to keep clear of."""

    outline: Outline
    taken: Sequence[Box]

    @property
    def box(self) -> Box:
        return self.outline.box

    def holds(self, box: Box) -> bool:
        """Whether a box lies in the zone, clear of what is taken."""
        return self.outline.holds(box) and self._is_clear(box)

    def _is_clear(self, box: Box) -> bool:
        return not any(box.meets(other) for other in self.taken)

    def widths(self, pad: float) -> list[float]:
        """The widths to break a label at."""
        wide = self.box.width - 2 * pad
        return [wide] if self.outline.plain else [wide * part for part in _WIDTHS]

    def places(self) -> Iterator[Point]:
        """The middles of the zone, then points all over it where the middles may not do."""
        yield from self.outline.middles
        if self.outline.plain and self._is_clear(self.box):
            return
        x, y = self.outline.middles[0]
        yield from sorted(self._grid(), key=lambda at: (at[0] - x) ** 2 + (at[1] - y) ** 2)

    def _grid(self) -> Iterator[Point]:
        box = self.box
        for row in range(1, 12):
            for column in range(1, 12):
                yield (box.left + box.width * column / 12, box.bottom + box.height * row / 12)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Looks for the largest label that a zone holds clear of what is taken."""

    faces: Faces
    zone: Zone
    room: Room
    sizes: Sizes

    def inside(self, bare: bool = False) -> Fit | None:
        """The label in lines and its place; a `bare` one goes without the accident types."""
        count = 0 if bare else len(self.zone.accidents)
        if self._too_low(min(count, 1)):
            return None
        places = list(self.room.places())
        fits = (self._level(size, self._counts(size, count), places) for size in self._level_sizes())
        return next(filter(None, fits), None)

    def _level(self, size: float, counts: Sequence[int], places: Sequence[Point]) -> Fit | None:
        """The label in lines of a size, with as many accident types as fit of some counts."""
        pad = self._pad(size)
        for made in self._blocks(size, pad, counts):
            if made.within(self.room.box, pad) and (box := self._place(made, places, 2 * pad, 2 * pad)):
                return made, box
        return None

    def _counts(self, size: float, count: int) -> list[int]:
        """How many accident types may be written: all of them in lines that are large."""
        full = max(self.sizes.floor, self.sizes.largest * 0.5)
        return [count] if size > full else _keeps(count)

    def _too_low(self, keep: int) -> bool:
        """Whether even the smallest label, which takes the fewest lines, is higher than the zone."""
        wide = max(self.room.widths(self._tight))
        made = self._block(self.sizes.floor, wide, keep)
        return made.height + 2 * self._tight > self.room.box.height

    @property
    def _tight(self) -> float:
        return self.sizes.floor * 0.35

    def _pad(self, size: float) -> float:
        """What stays free about a label: more where the zone's edges may be askew."""
        return self._tight if self.room.outline.plain else max(self._tight, 0.45 * size)

    def _level_sizes(self) -> Iterator[float]:
        """Sizes from the largest down, without those at which nothing could fit."""
        box = self.room.box
        largest = self.sizes.in_zone(box)
        return (size for size in _descending(largest, self.sizes.floor) if _may_fit(size, box))

    def _blocks(self, size: float, pad: float, keeps: Sequence[int]) -> Iterator[Block]:
        for keep in keeps:
            for width in self.room.widths(pad):
                yield self._block(size, width, keep)

    def _block(self, size: float, width: float, keep: int) -> Block:
        return block(self.faces, self.zone, size, width, keep)

    def _place(self, made: Block, places: Sequence[Point], across: float, up: float) -> Box | None:
        for at in places:
            box = made.around(at, across, up)
            if self.room.holds(box):
                return box
        return None

    def upright(self) -> Fit | None:
        """The same from top to bottom, for a zone that is high and narrow."""
        if self.room.box.height < 2 * self.room.box.width:
            return None
        places = list(self.room.places())
        for size in _descending(self.sizes.largest * 0.7, self.sizes.floor):
            made = upright_block(self.faces, self.zone, size)
            if box := self._place(made, places, 0.2 * size, 0.3 * size):
                return made, box
        return None


def _may_fit(size: float, box: Box) -> bool:
    """Whether a box can hold the shortest label in characters of a size."""
    return size * LEAST_HEIGHT <= box.height and size * LEAST_WIDTH <= box.width


def _keeps(count: int) -> list[int]:
    """How many accident types are tried, all of them first."""
    return sorted({count, min(count, 2), min(count, 1)}, reverse=True)


def _descending(largest: float, floor: float) -> Iterator[float]:
    size = largest
    while size > floor:
        yield size
        size *= 0.93
    yield floor


def code_shape(faces: Faces, zone: Zone, room: Room, floor: float, at: Point) -> Text | None:
    """The code alone at or near a place, where the outline holds it clear of what is taken."""
    if not zone.code:
        return None
    for share in (1.9, 1.5, 1.2, 1.0):
        size = floor * share
        width = faces.width(zone.code, size) + 0.3 * size
        for place in _about(at, size):
            if room.holds(Box.around(place, width, size)):
                return _code(zone, *place, size)
    return None


def _about(at: Point, size: float) -> Iterator[Point]:
    return ((at[0] + across * size, at[1] + up * size) for across, up in _ABOUT)


def _code(zone: Zone, x: float, middle: float, size: float) -> Text:
    color = TEXT_COLORS[grade_of(zone.grade)]
    return text_in(x, middle, zone.code, size, color, bold=True, anchor="middle")
