"""What lies under the labels of the plan: ground, zones, and the picture or lines of a floor plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.canvas import Box, Lines, Point, Raster, Ring, Shape, box_fill
from generator.riskmap.geometry import clipped, hatch
from generator.riskmap.model import Beneath, Site
from generator.riskmap.outline import Outline, Outlined
from generator.riskmap.style import COLORS, GROUND, HATCH_COLORS, HATCHES, INK, PAPER, SOFT, grade_of

Place = Callable[[Point], Point]
_WALL = "#4D4D4D"


@dataclass(frozen=True, slots=True)
class Ground:
    """Draws it; `place` tells where a point in metres lies on the page, `k` is the page's size against A3."""

    site: Site
    place: Place
    k: float

    def shapes(self, zones: Sequence[Outlined]) -> Iterator[Shape]:
        """All of it, small zones over large ones."""
        edge = 0.6 * self.k
        yield box_fill(self._box, PAPER if self.site.beneath else GROUND, SOFT, edge)
        yield from self._zones(zones)
        above = list(self._floor_plan())
        yield from above
        if above:  # it lies over the site's edge, which is drawn once more
            yield box_fill(self._box, None, SOFT, edge)

    def _zones(self, zones: Sequence[Outlined]) -> Iterator[Shape]:
        """Those that have an area, the largest first."""
        drawn = [(zone, outline) for zone, outline in zones if outline]
        for zone, outline in sorted(drawn, key=lambda pair: -pair[1].area):
            yield from self._zone(grade_of(zone.grade), outline)

    def _floor_plan(self) -> Iterator[Shape]:
        """The picture and the lines of a floor plan."""
        if self.site.beneath:
            yield _picture(self.site.beneath, self._box, self.place)
        lines = tuple(self._lines())
        if lines:
            yield Lines(lines, _WALL, 0.2 * self.k)

    @property
    def _box(self) -> Box:
        """The site on the page."""
        return Box(*self.place((0, 0)), *self.place((self.site.width, self.site.height)))

    def _zone(self, grade: str, outline: Outline) -> Iterator[Shape]:
        yield outline.fill(COLORS[grade])
        yield hatched(outline.rings, grade, self.k)
        yield outline.fill(None, INK, 0.45 * self.k)

    def _lines(self) -> Iterator[Ring]:
        box = self._box
        for line in self.site.lines:
            yield from _clipped(tuple(map(self.place, line)), box)


def hatched(rings: Sequence[Ring], grade: str, k: float) -> Lines:
    """The lines by which a grade is told without its colour, inside rings."""
    angles, spacing = HATCHES[grade]
    lines = tuple(line for angle in angles for line in hatch(rings, angle, spacing * k))
    return Lines(lines, HATCH_COLORS[grade], 0.22 * k)


def _picture(beneath: Beneath, box: Box, place: Place) -> Raster:
    """The picture by the page's millimetres instead of the site's metres."""
    (left, low), (right, _) = place((0, 0)), place((1, 0))
    metre = right - left
    corners = ((0, 0), (1, 0), (0, 1))
    pixels = tuple(_pixel(beneath, (x - left) / metre, (y - low) / metre) for x, y in corners)
    return Raster(box, beneath.data, pixels, beneath.strength)


def _pixel(beneath: Beneath, x: float, y: float) -> Point:
    """The place in the picture of a point in metres."""
    across, down = (
        zero + (east - zero) * x + (north - zero) * y
        for zero, east, north in zip(*beneath.pixels, strict=True)
    )
    return across, down


def _clipped(line: Ring, box: Box) -> Iterator[Ring]:
    """The parts of a line inside the site; whole lines stay whole."""
    if all(map(box.contains, line)):
        yield line
        return
    for start, end in pairwise(line):
        piece = clipped(start, end, box)
        if piece:
            yield piece
