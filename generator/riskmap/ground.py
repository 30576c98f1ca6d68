"""What lies under the labels of the plan: ground, zones, and the picture or lines of a floor plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.canvas import Box, Lines, Point, Raster, Ring, Shape, box_fill
from generator.riskmap.geometry import clipped
from generator.riskmap.model import Beneath, Site, Zone
from generator.riskmap.outline import Outline
from generator.riskmap.style import COLORS, GROUND, HATCH_COLORS, HATCHES, INK, PAPER, SOFT, grade_of

Place = Callable[[Point], Point]
_WALL = "#4D4D4D"


def ground(
    site: Site, zones: Sequence[tuple[Zone, Outline | None]], place: Place, k: float
) -> Iterator[Shape]:
    """All of it, small zones over large ones."""
    box = Box(*place((0, 0)), *place((site.width, site.height)))
    yield box_fill(box, PAPER if site.beneath else GROUND, SOFT, 0.6 * k)
    for zone, outline in sorted(zones, key=lambda pair: -pair[1].area if pair[1] else 0):
        if outline:
            yield from _zone(zone, outline, k)
    if site.beneath:
        yield _picture(site.beneath, box, place)
    lines = tuple(piece for line in site.lines for piece in _clipped(tuple(map(place, line)), box))
    if lines:
        yield Lines(lines, _WALL, 0.2 * k)
    if site.beneath or lines:
        yield box_fill(box, None, SOFT, 0.6 * k)


def _zone(zone: Zone, outline: Outline, k: float) -> Iterator[Shape]:
    grade = grade_of(zone.grade)
    yield outline.fill(COLORS[grade])
    angles, spacing = HATCHES[grade]
    lines = tuple(line for angle in angles for line in outline.hatch(angle, spacing * k))
    yield Lines(lines, HATCH_COLORS[grade], 0.22 * k)
    yield outline.fill(None, INK, 0.45 * k)


def _picture(beneath: Beneath, box: Box, place: Place) -> Raster:
    """The picture by the sheet's millimetres instead of the site's metres."""
    (left, low), (right, _) = place((0, 0)), place((1, 0))
    scale = right - left

    def pixel(at: Point) -> Point:
        x, y = (at[0] - left) / scale, (at[1] - low) / scale
        zero, east, north = beneath.pixels
        return (
            zero[0] + (east[0] - zero[0]) * x + (north[0] - zero[0]) * y,
            zero[1] + (east[1] - zero[1]) * x + (north[1] - zero[1]) * y,
        )

    return Raster(box, beneath.data, (pixel((0, 0)), pixel((1, 0)), pixel((0, 1))), beneath.strength)


def _clipped(line: Ring, box: Box) -> Iterator[Ring]:
    """The parts of a line inside the site; whole lines stay whole."""
    if all(box.left <= x <= box.right and box.bottom <= y <= box.top for x, y in line):
        yield line
        return
    for start, end in zip(line, line[1:], strict=False):
        piece = clipped(start, end, box)
        if piece:
            yield piece
