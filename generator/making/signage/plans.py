"""A small plan of the site in which one zone alone has its colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.canvas import Box, Point, Shape, Text, box_fill, faces, text_in
from generator.riskmap import COLORS, INK, PAPER, RULE, TEXT_COLORS, Site, Zone, grade_of, outline

_OTHER = "#E9ECEF"
_Place = Callable[[Point], Point]  # from metres of the site to mm of the paper


def shapes(site: Site, code: str, size: tuple[float, float]) -> list[Shape]:
    """The plan as large as fits the paper, of that size in mm, with a millimetre about it."""
    place = _placing(site, size)
    made: list[Shape] = [_ground(site, place)]
    for zone in sorted(site.zones, key=lambda zone: zone.code == code):  # its own edge lies over the others'
        made += _zone(zone, zone.code == code, place)
    return made


def _ground(site: Site, place: _Place) -> Shape:
    box = Box(*place((0, 0)), *place((site.width, site.height)))
    return box_fill(box, PAPER, RULE, 0.4)


def _placing(site: Site, size: tuple[float, float]) -> _Place:
    """From metres of the site to mm of the paper, the site in its middle."""
    scale = min((size[0] - 2) / site.width, (size[1] - 2) / site.height)
    left, low = (size[0] - scale * site.width) / 2, (size[1] - scale * site.height) / 2
    return lambda at: (left + scale * at[0], low + scale * at[1])


def _zone(zone: Zone, own: bool, place: _Place) -> Iterator[Shape]:
    shape, grade = outline(zone, place), grade_of(zone.grade)
    if not shape:
        return
    yield shape.fill(COLORS[grade], INK, 0.7) if own else shape.fill(_OTHER, RULE, 0.3)
    yield _label(zone, shape.box, shape.middles[0], TEXT_COLORS[grade] if own else INK)


def _label(zone: Zone, box: Box, at: Point, color: str) -> Text:
    size = min(4.0, box.height * 0.6, box.width * 0.9 / faces().width(zone.code, 1.0))
    return text_in(*at, zone.code, size, color, True, "middle")
