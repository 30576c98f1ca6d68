"""The plan itself: the site with its zones, routes and signs, every label clear of the others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.canvas import Box, Faces, Lines, Point, Shape, Text, disc
from generator.riskmap.geometry import bounds
from generator.riskmap.ground import ground
from generator.riskmap.labels import (
    Block,
    Sizes,
    beside_block,
    beside_shapes,
    code_shape,
    fit_inside,
    fit_upright,
    inside_shapes,
)
from generator.riskmap.marks import route_shapes
from generator.riskmap.model import Site, Zone
from generator.riskmap.outline import Outline, outline
from generator.riskmap.signs import LABEL_COST, Signs
from generator.riskmap.space import Space, leader_end
from generator.riskmap.style import INK, PAPER

_ZONE_COST = 0.6
_LONG, _TANGLED = 40.0, 120.0
_READABLE = 2.0
_FEW = 12


@dataclass
class Plan:
    """A laid-out plan; `metre` is its scale in mm a metre, `unplaced` the zones without a label.

    `crossings` are the labels beside zones whose leader had to pass over something written.
    """

    metre: float
    shapes: list[Shape] = field(default_factory=list)
    unplaced: list[Zone] = field(default_factory=list)
    crossings: int = 0
    labels: list[tuple[Zone, Box, bool]] = field(default_factory=list)
    signs: list[Box] = field(default_factory=list)
    names: list[Box] = field(default_factory=list)

    @property
    def faults(self) -> tuple[int, int]:
        """What a better attempt would have less of."""
        return len(self.unplaced), self.crossings


def extent(site: Site) -> Box:
    """The part of the world that the plan shows, in metres: the site and whatever lies beyond it."""
    points: list[Point] = [(0.0, 0.0), (max(site.width, 1e-3), max(site.height, 1e-3))]
    points += [point for zone in site.zones for ring in (zone.points, *zone.parts) for point in ring]
    points += [at for _, at in (*site.exits, *site.marks)] + [at for route in site.routes for at in route]
    if site.assembly:
        points.append(site.assembly[1])
    return bounds(points)


def plan(faces: Faces, site: Site, box: Box, k: float) -> Plan:
    """The plan in a box of the sheet; room for labels beside the site is made as far as it is needed."""
    best: Plan | None = None
    for margin in (7.0, 26.0, 48.0):
        enough = len(best.unplaced) if best else len(site.zones)
        made = _Drawing(faces, site, box, k, margin * k, enough).plan
        if best is None or made.faults < best.faults:
            best = made
        if not any(best.faults):
            break
    assert best is not None
    return best


class _Drawing:
    """One attempt at the plan, with a given margin about the site.

    It is given up as soon as more zones are without a label than in an earlier one (`enough`).
    """

    def __init__(self, faces: Faces, site: Site, box: Box, k: float, margin: float, enough: int) -> None:
        self._faces, self._site, self._box, self._k = faces, site, box, k
        self._enough = enough
        seen = extent(site)
        side = min(margin, box.width / 3.2)
        rise = min(7 * k, box.height / 6)
        metre = min((box.width - 2 * side) / seen.width, (box.height - 2 * rise) / seen.height)
        self._origin = (
            box.center[0] - metre * seen.center[0],
            box.center[1] - metre * seen.center[1],
        )
        self.plan = Plan(metre)
        floor = max(2.3 * k, _READABLE)
        self._sizes = Sizes(max(5.6 * k, floor), floor, max(2.8 * k, _READABLE))
        self._space = Space(box)
        self._signs = Signs(box, self._space, self._at, k)
        self._routes: list[Box] = []
        self._draw()

    def _at(self, point: Point) -> Point:
        return (
            self._origin[0] + self.plan.metre * point[0],
            self._origin[1] + self.plan.metre * point[1],
        )

    def _draw(self) -> None:
        zones = [(zone, outline(zone, self._at)) for zone in self._site.zones]
        routes = [tuple(map(self._at, route)) for route in self._site.routes]
        put = self.plan.shapes.extend
        put(ground(self._site, zones, self._at, self._k))
        for _, place in zones:
            if place:
                self._take_zone(place)
        signs = self._signs.shapes(self._site, zones)
        self.plan.signs = self._signs.boxes
        for route in routes:
            put(route_shapes(route, self._k))
        self._routes = [box for route in routes for box in _route_boxes(route, self._k)]
        for box in self._routes:
            self._space.take(box, 4.0)
        left = [pair for pair in zones if not self._inside(*pair)]
        put(signs)
        put(self._signs.name(self._faces))
        self.plan.names = self._signs.names
        keep = 3 if len(left) <= _FEW else 1
        for zone, place in left:
            if len(self.plan.unplaced) > self._enough:
                return
            self._beside(zone, place, keep)

    def _take_zone(self, place: Outline) -> None:
        if place.plain:
            self._space.take(place.box, _ZONE_COST)
        else:
            self._space.take_outline(place.edges(), _ZONE_COST)

    def _inside(self, zone: Zone, place: Outline | None, bare: bool = False) -> bool:
        """Label a zone on itself; False if it is too small."""
        if not place:
            return False
        signs = [box for box in self._signs.boxes if box.meets(place.box)]
        routes = [box for box in self._routes if box.meets(place.box)]
        fit = fit_inside(self._faces, zone, place, self._sizes, signs + routes, bare)
        if not fit and routes:
            fit = fit_inside(self._faces, zone, place, self._sizes, signs, bare)
        if not fit:
            fit = fit_upright(self._faces, zone, place, self._sizes, signs + routes)
        if not fit:
            return False
        made, box = fit
        self._codes(zone, [at for at in place.middles[1:] if not _in(box, at)], place)
        self._space.take(box, LABEL_COST)
        self.plan.shapes.extend(inside_shapes(zone, made, box))
        self.plan.labels.append((zone, box, True))
        return True

    def _codes(self, zone: Zone, places: Sequence[Point], outline_: Outline) -> list[Text]:
        """The code alone on the parts of a zone that its label does not stand on."""
        found = [
            code_shape(self._faces, zone, outline_, self._sizes.floor, at, self._signs.boxes) for at in places
        ]
        made = [code for code in found if code]
        self.plan.shapes.extend(made)
        return made

    def _beside(self, zone: Zone, place: Outline | None, keep: int) -> None:
        """Label a zone beside itself, with a leader."""
        if not place and not zone.points:
            self.plan.unplaced.append(zone)
            return
        anchor = place.middles[0] if place else bounds([self._at(at) for at in zone.points]).center
        found = self._place_beside(zone, anchor, keep)
        far = not found or found[2] > _LONG * self._k
        if far and self._inside(zone, place, bare=True):
            return
        codes = self._codes(zone, place.middles, place) if place else []
        if not found or (keep < 3 and found[2] > _TANGLED * self._k):
            self.plan.unplaced.append(zone)
            return
        made, box, cost = found
        self.plan.crossings += cost - math.dist(anchor, leader_end(box, anchor)) > LABEL_COST
        self._leader(anchor, box, place if codes else None)
        self._space.take(box.grown(0.4), LABEL_COST)
        self.plan.shapes.extend(beside_shapes(zone, made, box))
        self.plan.labels.append((zone, box, False))

    def _place_beside(self, zone: Zone, anchor: Point, keep: int) -> tuple[Block, Box, float] | None:
        """The label with the best leader; a shorter one where the longer ones would lie far away."""
        best: tuple[Block, Box, float] | None = None
        for count, width in ((keep, 34.0), (keep, 24.0), (0, 26.0)):
            if best and not count and best[2] < _LONG * self._k:
                break
            made = beside_block(self._faces, zone, self._sizes.beside, width * self._k, count)
            found = self._space.find(made.width + 1.2, made.height + 1.2, anchor)
            if found and (best is None or found[1] < best[2]):
                best = (made, Box.around(found[0].center, made.width, made.height), found[1])
        return best

    def _leader(self, anchor: Point, box: Box, place: Outline | None) -> None:
        """A line from a zone to its label; it starts at the edge of a zone that holds its code."""
        end = leader_end(box, anchor)
        start = anchor
        if place:
            inside = [part / 40 for part in range(41) if place.contains(_between(anchor, end, part / 40))]
            start = _between(anchor, end, max(inside, default=0.0))
        self._space.take_line(start, end, LABEL_COST / 4)
        self.plan.shapes.append(Lines(((start, end),), PAPER, 0.55))
        self.plan.shapes.append(Lines(((start, end),), INK, 0.22))
        self.plan.shapes.append(disc(start, 0.5 * max(self._k, 0.7), INK, PAPER, 0.12))


def _between(start: Point, end: Point, part: float) -> Point:
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def _in(box: Box, at: Point) -> bool:
    return box.left <= at[0] <= box.right and box.bottom <= at[1] <= box.top


def _route_boxes(route: Sequence[Point], k: float) -> Iterator[Box]:
    """Small squares along a route, for what has to keep clear of it."""
    for start, end in zip(route, route[1:], strict=False):
        steps = max(int(math.dist(start, end) / (1.5 * k)), 1)
        for step in range(steps + 1):
            part = step / steps
            yield Box.around(_between(start, end, part), 2.4 * k, 2.4 * k)
