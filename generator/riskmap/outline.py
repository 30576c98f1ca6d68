"""The outline of a zone: one or more rings of corners, with holes; a point is inside by the even-odd rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.canvas import Box, Fill, Point, Ring
from generator.riskmap.geometry import (
    Line,
    area,
    clean,
    contains,
    crosses_box,
    is_rectangle,
    sides,
    turned,
    within,
)
from generator.riskmap.model import Zone


@dataclass(frozen=True)
class Outline:
    """Outer rings turn left and holes turn right; rings of fewer than three corners are left out."""

    outers: tuple[Ring, ...]
    holes: tuple[Ring, ...] = ()

    @cached_property
    def rings(self) -> tuple[Ring, ...]:
        return (*self.outers, *self.holes)

    @cached_property
    def area(self) -> float:
        return sum(map(area, self.outers)) - sum(map(area, self.holes))

    @cached_property
    def box(self) -> Box:
        """The upright rectangle around all rings."""
        return Box.about([point for ring in self.outers for point in ring])

    @cached_property
    def plain(self) -> bool:
        """Whether the outline is one upright rectangle."""
        return len(self.rings) == 1 and is_rectangle(self.rings[0])

    def contains(self, point: Point) -> bool:
        return sum(contains(ring, point) for ring in self.rings) % 2 == 1

    def holds(self, box: Box) -> bool:
        """Whether a box lies wholly inside."""
        if not within(self.box, box):
            return False
        if self.plain:
            return True
        return all(map(self.contains, box.grown(-1e-6).corners)) and not self._crosses(box)

    def _crosses(self, box: Box) -> bool:
        """Whether an edge passes through the inside of a box."""
        return any(crosses_box(start, end, box) for start, end in self.edges())

    def edges(self) -> Iterator[Line]:
        for ring in self.rings:
            yield from sides(ring)

    def fill(self, face: str | None, edge: str | None = None, width: float = 0.0) -> Fill:
        first, *more = self.rings
        return Fill(first, face, edge, width, tuple(more))

    @cached_property
    def middles(self) -> tuple[Point, ...]:
        """For each part the point farthest from its edges; the roomiest part comes first."""
        if self.plain:
            return (self.box.center,)
        found = sorted(_middle(part) for part in _parts(self.solid()))
        return tuple(middle for _, middle in found) or (self.box.center,)

    def solid(self) -> Any:
        """The outline as a shape of shapely, mended where it crosses itself."""
        return _united(self.outers).difference(_united(self.holes))


def outline(zone: Zone, place: Callable[[Point], Point] = lambda point: point) -> Outline | None:
    """The outline of a zone, its points placed on the page; None where no area is left."""
    outers = tuple(turned(ring, 1) for ring in _rings(zone.outers, place))
    holes = tuple(turned(ring, -1) for ring in _rings(zone.holes, place))
    made = Outline(outers, holes)
    return made if outers and made.area > 0 else None


Outlined = tuple[Zone, Outline | None]  # a zone with its outline on the page, where it has an area


def _rings(rings: tuple[Ring, ...], place: Callable[[Point], Point]) -> Iterator[Ring]:
    placed = (tuple(map(place, clean(ring))) for ring in rings)
    return filter(_has_area, placed)


def _has_area(ring: Ring) -> bool:
    return len(ring) > 2 and area(ring) > 0


def _parts(shape: Any) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if part.area > 0 and hasattr(part, "exterior")]


def _middle(part: Any) -> tuple[float, Point]:
    """The point of a shape that is farthest from its edges, after minus its room (to be sorted by)."""
    box = Box(*part.bounds)
    narrow = min(box.width, box.height)
    if part.area >= box.width * box.height * (1 - 1e-9):  # an upright rectangle needs no search
        return -narrow / 2, box.center
    return _roomiest(part, max(narrow / 100, 1e-6))


def _roomiest(part: Any, tolerance: float) -> tuple[float, Point]:
    """The same of a shape of any form."""
    from shapely import Point as Place
    from shapely.ops import polylabel

    found = polylabel(part, tolerance=tolerance)
    room = part.boundary.distance(Place(found.x, found.y))
    return -float(room), (float(found.x), float(found.y))


def _united(rings: tuple[Ring, ...]) -> Any:
    from shapely import Polygon
    from shapely.ops import unary_union

    return unary_union([_mended(Polygon(ring)) for ring in rings])


def _mended(shape: Any) -> Any:
    return shape if shape.is_valid else shape.buffer(0)
