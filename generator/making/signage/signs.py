"""Safety signs as shapes: triangle, circle with a bar, disc, square, each with its pictogram and its name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from generator.canvas import Box, Fill, Lines, Point, Ring, Shape, Text, box_fill, disc, faces, glyph_rings

YELLOW, RED, BLUE, GREEN = "#FFD100", "#D7000F", "#0057A8", "#00843D"
BLACK, WHITE = "#000000", "#FFFFFF"
_SIDE, _WORDS = 30.0, 7.0  # mm: the square of the sign, and the strip of its name under it
_MIDDLE: Point = (_SIDE / 2, _WORDS + _SIDE / 2)
_Line = tuple[Point, Point]


def shapes(name: str, kind: str, icon: str) -> list[Shape]:
    """The sign of that name in a field of 30 by 37 mm; its words alone when it is of no ``kind``."""
    if not kind:
        return [*_words_alone(name)]
    return [*_DRAWN[kind](icon), *_name(name)]


@cache
def icon_font() -> str:
    """The file of the icon font that pip installs."""
    spec = find_spec("fonticon_mdi7")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError("fonticon-materialdesignicons7")
    return str(Path(folders[0]) / "fonts" / "materialdesignicons-webfont.ttf")


def _icon(code: str, center: Point, size: float, color: str) -> Fill:
    """The pictogram, its own box centred on a point and its longer side as long as ``size``."""
    first, *more = _centred(glyph_rings(icon_font(), chr(int(code, 16))), center, size)
    return Fill(first, color, more=tuple(more))


def _centred(rings: Sequence[Ring], center: Point, size: float) -> Iterator[Ring]:
    box = Box.about([point for ring in rings for point in ring])
    scale = size / max(box.width, box.height)
    dx = center[0] - scale * (box.right + box.left) / 2
    dy = center[1] - scale * (box.top + box.bottom) / 2
    return (tuple((x * scale + dx, y * scale + dy) for x, y in ring) for ring in rings)


def _pictogram(code: str, center: Point, size: float, color: str, ground: str) -> Iterator[Shape]:
    """A character of the icon font by its code point, or one of the few drawings of our own."""
    if code in _OWN:
        yield from _OWN[code](center, size, color, ground)
    else:
        yield _icon(code, center, size, color)


def _earth(center: Point, size: float, color: str, _: str) -> Iterator[Shape]:
    """The sign of an earth electrode: a lead on three bars."""
    (x, y), half, width = center, size / 2, size / 9
    yield Lines((((x, y + half), (x, y)),), color, width)
    for place, reach in enumerate((1.0, 0.62, 0.24)):
        yield Lines((_bar((x, y - place * size / 4), half * reach),), color, width)


def _bar(center: Point, half: float) -> _Line:
    x, y = center
    return ((x - half, y), (x + half, y))


def _respirator(center: Point, size: float, color: str, ground: str) -> Iterator[Shape]:
    """A full mask with two filters."""
    (x, y), unit = center, size / 17
    yield disc((x, y + 1.5 * unit), 7.0 * unit, color)
    for side in (-unit, unit):
        yield disc((x + side * 3.0, y + 3.4 * unit), 2.0 * unit, ground)
        yield disc((x + side * 4.6, y - 5.0 * unit), 3.5 * unit, color, ground, 0.9 * unit)
    yield disc((x, y - 2.6 * unit), 1.5 * unit, ground)


_OWN = {"earth": _earth, "respirator": _respirator}


def _warning(icon: str) -> Iterator[Shape]:
    yield Fill(_triangle(14.6, 1.6), BLACK)
    yield Fill(_triangle(12.0, 1.0), YELLOW)
    x, y = _MIDDLE
    yield from _pictogram(icon, (x, y - 3.6), 11.0, BLACK, YELLOW)


def _triangle(radius: float, corner: float) -> Ring:
    """An upright triangle with round corners; ``radius`` reaches to the rounding's centre."""
    middle = (_MIDDLE[0], _MIDDLE[1] - 4.4)  # below the field's: a triangle is heavier at its foot
    points: list[Point] = []
    for turn in (90, 210, 330):
        center = _reached(middle, radius, turn)
        points += (_reached(center, corner, turn + step) for step in range(-60, 61, 15))
    return tuple(points)


def _reached(start: Point, way: float, degrees: float) -> Point:
    """Where a way in a direction, counted to the left from the right, leads."""
    turn = math.radians(degrees)
    return (start[0] + way * math.cos(turn), start[1] + way * math.sin(turn))


def _prohibition(icon: str) -> Iterator[Shape]:
    yield disc(_MIDDLE, 14.6, RED)
    yield disc(_MIDDLE, 11.7, WHITE)
    yield from _pictogram(icon, _MIDDLE, 14.0, BLACK, WHITE)
    yield Lines((_slash(_MIDDLE, 13.0 * math.sqrt(0.5)),), RED, 2.6)


def _slash(center: Point, reach: float) -> _Line:
    """A line from the upper left to the lower right."""
    x, y = center
    return ((x - reach, y + reach), (x + reach, y - reach))


def _mandatory(icon: str) -> Iterator[Shape]:
    yield disc(_MIDDLE, 14.6, BLUE)
    yield from _pictogram(icon, _MIDDLE, 17.0, WHITE, BLUE)


def _information(icon: str) -> Iterator[Shape]:
    yield box_fill(Box.around(_MIDDLE, 28.0, 28.0), GREEN)
    yield from _pictogram(icon, _MIDDLE, 20.0, WHITE, GREEN)


_DRAWN = {
    "warning": _warning,
    "prohibition": _prohibition,
    "mandatory": _mandatory,
    "information": _information,
}


def _name(name: str) -> Iterator[Shape]:
    size = min(4.6, (_SIDE - 2.5) / faces().width(name, 1.0))
    yield Text(_SIDE / 2, 1.6, name, size, BLACK, True, "middle")


def _words_alone(name: str) -> Iterator[Shape]:
    """A framed plate of words: a sign that the table lacks is never given a wrong picture."""
    yield box_fill(Box(0.8, _WORDS + 5.0, _SIDE - 0.8, _WORDS + 25.0), WHITE, BLACK, 0.8)
    lines = _halves(name)
    size = min(5.6, (_SIDE - 4.0) / faces().width(lines[0], 1.0))
    for place, line in enumerate(lines):
        y = _MIDDLE[1] + size * _above_middle(place, len(lines))
        yield Text(_SIDE / 2, y, line, size, BLACK, True, "middle")


def _above_middle(place: int, count: int) -> float:
    """How far above the middle the base of one of so many lines lies, in sizes of its characters."""
    return 0.65 * count - 1.0 - 1.3 * place


def _halves(name: str) -> list[str]:
    """A name of more than five characters in two lines."""
    half = (len(name) + 1) // 2 if len(name) > 5 else len(name)
    return [part for part in (name[:half], name[half:]) if part]
