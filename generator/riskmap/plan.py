"""The plan itself: the site with its zones, routes and signs, every label clear of the others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import NamedTuple

from generator.canvas import Box, Faces, Lines, Point, Shape, disc
from generator.riskmap.fitting import Fitting, Room, Sizes, code_shape
from generator.riskmap.geometry import between
from generator.riskmap.ground import Ground
from generator.riskmap.labels import Block, beside_block
from generator.riskmap.marks import route_shapes
from generator.riskmap.model import Site, Zone
from generator.riskmap.outline import Outline, Outlined, outline
from generator.riskmap.signs import LABEL_COST, Signs
from generator.riskmap.space import Space
from generator.riskmap.style import INK, PAPER
from generator.riskmap.written import beside_shapes, inside_shapes

# What a leader costs for each millimetre over these, in millimetres.
_ZONE_COST, _ROUTE_COST = 0.6, 4.0
# Leaders by their cost: long ones only where no bare label fits, tangled ones only where zones are few.
_LONG, _TANGLED = 40.0, 120.0
_READABLE = 2.0  # mm, the smallest characters of a label
_FEW = 12
_MARGINS = (7.0, 26.0, 48.0)
# Accident types of a label beside its zone (None: as many as the plan allows) and its width, in mm on A3.
_BESIDE = ((None, 34.0), (None, 24.0), (0, 26.0))


@dataclass
class Plan:
    """A laid-out plan; `metre` is its scale in mm a metre, `unplaced` the zones without a label.

    `crossings` are the labels beside zones whose leader had to pass over something written;
    `labels` tell of each zone where its label stands and whether that is inside.
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
    for zone in site.zones:
        points += chain.from_iterable(zone.outers)
    points += [at for _, at in (*site.exits, *site.marks)]
    points += chain.from_iterable(site.routes)
    if site.assembly:
        points.append(site.assembly[1])
    return Box.about(points)


def plan(faces: Faces, site: Site, box: Box, k: float) -> Plan:
    """The plan in a box of the page; room for labels beside the site is made as far as it is needed."""
    best: Plan | None = None
    for margin in _MARGINS:
        enough = len(best.unplaced) if best else len(site.zones)
        made = _Drawing(faces, site, box, _Scale.fitting(site, box, k, margin)).made(enough)
        if best is None or made.faults < best.faults:
            best = made
        if not any(best.faults):
            break
    assert best is not None
    return best


class _Scale(NamedTuple):
    """From metres of the site to millimetres of the page; `k` is the page's size against A3."""

    metre: float
    origin: Point
    k: float

    @classmethod
    def fitting(cls, site: Site, box: Box, k: float, margin: float) -> _Scale:
        """The largest that leaves a margin (mm on A3) at the sides, and a little above and below."""
        side, rise = min(margin * k, box.width / 3.2), min(7 * k, box.height / 6)
        return cls.showing(extent(site), box, (box.width - 2 * side, box.height - 2 * rise), k)

    @classmethod
    def showing(cls, seen: Box, box: Box, room: tuple[float, float], k: float) -> _Scale:
        """The largest at which what is seen (metres) has room enough, in the middle of the box."""
        metre = min(room[0] / seen.width, room[1] / seen.height)
        (x, y), (seen_x, seen_y) = box.center, seen.center
        return cls(metre, (x - metre * seen_x, y - metre * seen_y), k)

    def at(self, point: Point) -> Point:
        return (self.origin[0] + self.metre * point[0], self.origin[1] + self.metre * point[1])

    @property
    def sizes(self) -> Sizes:
        floor = max(2.3 * self.k, _READABLE)
        return Sizes(max(5.6 * self.k, floor), floor, max(2.8 * self.k, _READABLE))


class _Beside(NamedTuple):
    """A label beside its zone, and what its leader costs."""

    block: Block
    box: Box
    cost: float

    def crossed(self, anchor: Point) -> float:
        """What its leader costs for all that it passes over."""
        return self.cost - math.dist(anchor, self.box.nearest(anchor))


class _Drawing:
    """One attempt at the plan, at a given scale."""

    def __init__(self, faces: Faces, site: Site, box: Box, scale: _Scale) -> None:
        self._faces, self._site, self._scale, self._k = faces, site, scale, scale.k
        self._sizes = scale.sizes
        self._plan = Plan(scale.metre)
        self._space = Space(box)
        self._signs = Signs(box, self._space, scale.at, scale.k)
        self._routes: list[Box] = []

    def made(self, enough: int) -> Plan:
        """The plan; given up as soon as more zones are without a label than in an earlier one (`enough`)."""
        zones = [(zone, outline(zone, self._scale.at)) for zone in self._site.zones]
        put = self._plan.shapes.extend
        put(Ground(self._site, self._scale.at, self._k).shapes(zones))
        self._take_zones(zones)
        signs = self._signs.shapes(self._site, zones)
        self._put_routes()
        left = self._put_inside(zones)
        # Signs stand over the labels' ground, and their names where labels in zones have left room.
        put(signs)
        put(self._signs.name(self._faces))
        self._put_beside(left, enough)
        self._plan.signs, self._plan.names = self._signs.boxes, self._signs.names
        return self._plan

    def _take_zones(self, zones: Sequence[Outlined]) -> None:
        for _, place in zones:
            if place:
                self._take_zone(place)

    def _take_zone(self, place: Outline) -> None:
        if place.plain:
            self._space.take(place.box, _ZONE_COST)
        else:
            self._space.take_outline(place.edges(), _ZONE_COST)

    def _put_routes(self) -> None:
        for route in self._site.routes:
            points = tuple(map(self._scale.at, route))
            self._plan.shapes.extend(route_shapes(points, self._k))
            self._routes += _route_boxes(points, self._k)
        for box in self._routes:
            self._space.take(box, _ROUTE_COST)

    def _put_inside(self, zones: Sequence[Outlined]) -> list[Outlined]:
        """Labels in the zones that can hold them; the others are left."""
        return [(zone, place) for zone, place in zones if not (place and self._inside(zone, place))]

    def _inside(self, zone: Zone, place: Outline, bare: bool = False) -> bool:
        """Label a zone on itself; False if it is too small."""
        fit = self._fit(zone, place, bare)
        if not fit:
            return False
        made, box = fit
        self._codes(zone, place, [at for at in place.middles[1:] if not box.contains(at)])
        self._space.take(box, LABEL_COST)
        self._plan.shapes.extend(inside_shapes(zone, made, box))
        self._plan.labels.append((zone, box, True))
        return True

    def _fit(self, zone: Zone, place: Outline, bare: bool) -> tuple[Block, Box] | None:
        """The label that fits: clear of signs and routes, else over routes, else from top to bottom."""
        signs, routes = _meeting(place.box, self._signs.boxes), _meeting(place.box, self._routes)
        clear = Fitting(self._faces, zone, Room(place, signs + routes), self._sizes)
        fit = clear.inside(bare)
        if not fit and routes:
            fit = replace(clear, room=Room(place, signs)).inside(bare)
        return fit or clear.upright()

    def _codes(self, zone: Zone, place: Outline, at: Sequence[Point]) -> bool:
        """The code alone on the parts of a zone that its label does not stand on; whether any was put."""
        room = Room(place, self._signs.boxes)
        found = (code_shape(self._faces, zone, room, self._sizes.floor, one) for one in at)
        made = [code for code in found if code]
        self._plan.shapes.extend(made)
        return bool(made)

    def _put_beside(self, left: Sequence[Outlined], enough: int) -> None:
        """Labels of the zones that cannot hold their own; short ones where there are many."""
        keep = 3 if len(left) <= _FEW else 1
        for zone, place in left:
            if len(self._plan.unplaced) > enough:
                return
            if not self._beside(zone, place, keep):
                self._plan.unplaced.append(zone)

    def _beside(self, zone: Zone, place: Outline | None, keep: int) -> bool:
        """Label a zone beside itself, with a leader; False where there is no room."""
        anchor = self._anchor(zone, place)
        if not anchor:
            return False
        found = self._best_beside(zone, anchor, keep)
        if place and self._is_long(found, _LONG) and self._inside(zone, place, bare=True):
            return True
        coded = place if place and self._codes(zone, place, place.middles) else None
        if not found or (keep < 3 and self._is_long(found, _TANGLED)):
            return False
        self._put_label(zone, found, anchor, coded)
        return True

    def _anchor(self, zone: Zone, place: Outline | None) -> Point | None:
        """Where a zone's leader starts; a zone without area may have points all the same."""
        if place:
            return place.middles[0]
        points = [self._scale.at(at) for at in zone.points]
        return Box.about(points).center if points else None

    def _is_long(self, found: _Beside | None, most: float) -> bool:
        """Whether a leader costs more than so much (on A3), or there is no label for it."""
        return not found or found.cost > most * self._k

    def _put_label(self, zone: Zone, found: _Beside, anchor: Point, coded: Outline | None) -> None:
        self._plan.crossings += found.crossed(anchor) > LABEL_COST
        self._leader(anchor, found.box, coded)
        self._space.take(found.box.grown(0.4), LABEL_COST)
        self._plan.shapes.extend(beside_shapes(zone, found.block, found.box))
        self._plan.labels.append((zone, found.box, False))

    def _best_beside(self, zone: Zone, anchor: Point, keep: int) -> _Beside | None:
        """The label with the best leader; a shorter one where the longer ones would lie far away."""
        best: _Beside | None = None
        for count, width in _BESIDE:
            if best and count == 0 and best.cost < _LONG * self._k:
                break
            wanted = keep if count is None else count
            found = self._found_beside(zone, anchor, width * self._k, wanted)
            if found and (best is None or found.cost < best.cost):
                best = found
        return best

    def _found_beside(self, zone: Zone, anchor: Point, width: float, keep: int) -> _Beside | None:
        """A label of that width at its best place, with 0.6 mm free about it."""
        made = beside_block(self._faces, zone, self._sizes.beside, width, keep)
        found = self._space.find(made.width + 1.2, made.height + 1.2, anchor)
        if not found:
            return None
        box, cost = found
        return _Beside(made, made.around(box.center, 0, 0), cost)

    def _leader(self, anchor: Point, box: Box, coded: Outline | None) -> None:
        """A line from a zone to its label; it starts at the edge of a zone that holds its code."""
        end = box.nearest(anchor)
        start = _leaving(coded, anchor, end) if coded else anchor
        self._space.take_line(start, end, LABEL_COST / 4)
        self._plan.shapes.extend(_leader_shapes(start, end, self._k))


def _leader_shapes(start: Point, end: Point, k: float) -> Iterator[Shape]:
    yield Lines(((start, end),), PAPER, 0.55)
    yield Lines(((start, end),), INK, 0.22)
    yield disc(start, 0.5 * max(k, 0.7), INK, PAPER, 0.12)


def _meeting(box: Box, others: Sequence[Box]) -> list[Box]:
    return [other for other in others if other.meets(box)]


def _leaving(place: Outline, start: Point, end: Point) -> Point:
    """The last point of a way that lies in an outline, to a fortieth of the way."""
    parts = [step / 40 for step in range(41)]
    inside = [part for part in parts if place.contains(between(start, end, part))]
    return between(start, end, max(inside, default=0.0))


def _route_boxes(route: Sequence[Point], k: float) -> Iterator[Box]:
    """Small squares along a route, for what has to keep clear of it."""
    for start, end in pairwise(route):
        steps = max(int(math.dist(start, end) / (1.5 * k)), 1)
        for step in range(steps + 1):
            yield Box.around(between(start, end, step / steps), 2.4 * k, 2.4 * k)
