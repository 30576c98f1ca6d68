"""A small plan of the site in which one zone alone has its colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.canvas import Box, Point, Shape, Text, box_fill, faces, text_in
from generator.riskmap import COLORS, INK, PAPER, RULE, TEXT_COLORS, Site, Zone, grade_of, outline

_OTHER = "#E9ECEF"


def shapes(site: Site, code: str, size: tuple[float, float]) -> list[Shape]:
    """The plan as large as fits the paper."""
    width, height = size
    scale = min((width - 2) / site.width, (height - 2) / site.height)
    left, low = (width - scale * site.width) / 2, (height - scale * site.height) / 2
    made: list[Shape] = [
        box_fill(Box(left, low, width - left, height - low), PAPER, RULE, 0.4),
    ]
    for zone in sorted(site.zones, key=lambda zone: zone.code == code):
        made += _zone(zone, zone.code == code, lambda at: (left + scale * at[0], low + scale * at[1]))
    return made


def _zone(zone: Zone, own: bool, place: Callable[[Point], Point]) -> Iterator[Shape]:
    shape = outline(zone, place)
    if not shape:
        return
    grade = grade_of(zone.grade)
    yield shape.fill(COLORS[grade] if own else _OTHER, INK if own else RULE, 0.7 if own else 0.3)
    yield from _label(zone, shape.box, shape.middles[0], TEXT_COLORS[grade] if own else INK)


def _label(zone: Zone, box: Box, at: Point, color: str) -> Iterator[Text]:
    size = min(4.0, box.height * 0.6, box.width * 0.9 / faces().width(zone.code, 1.0))
    yield text_in(*at, zone.code, size, color, True, "middle")
