"""Pictures that float over a sheet: where each lies, out of a drawing part.

A drawing is ECMA-376 part 1, 20.5 (twoCellAnchor, oneCellAnchor, absoluteAnchor; pic, grpSp), as Excel 365,
WPS and LibreOffice write it. All anchor a picture by what is seen of it: one that is turned by 90° by its
turned outline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.entrybook.elements import deep, every, first, number, said, whole
from generator.entrybook.grid import MOST_COLUMNS, MOST_ROWS, Grid, Lines
from generator.entrybook.package import local

_QUARTER = 5_400_000  # 90° in the unit of angles
_DEEPEST = 20  # groups within groups


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a sheet in EMU."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    def part(self, inner: Box) -> Box:
        """The rectangle at the fractions of this one that another tells."""
        wide, high = self.right - self.left, self.bottom - self.top
        return Box(
            self.left + inner.left * wide,
            self.top + inner.top * high,
            self.left + inner.right * wide,
            self.top + inner.bottom * high,
        )


@dataclass(frozen=True, slots=True)
class Floating:
    """A picture of a drawing: its rectangle, the cell in which that begins (from 0), its relation, its words.

    ``turned`` (clockwise, in quarters of a circle) and ``is_cropped`` tell what was done to it in the sheet.
    """

    box: Box
    row: int
    column: int
    relation: str
    alt: str
    turned: int = 0
    is_cropped: bool = False


def floating(drawing: Element, grid: Grid) -> Iterator[Floating]:
    """The pictures of a drawing in their order, those of groups one by one."""
    for anchor in _chosen(drawing):
        if local(anchor.tag).endswith("Anchor"):
            box, row, column = _anchored(anchor, grid)
            for picture, share in _pictures(anchor, Box(0, 0, 1, 1)):
                yield from _floating(picture, box.part(share), row, column)


def _chosen(element: Element) -> Iterator[Element]:
    """What stands in an element; of alternatives the first that has pictures."""
    for one in element:
        if local(one.tag) == "AlternateContent":
            yield from next((way for way in one if next(deep(way, "blip"), None) is not None), ())
        else:
            yield one


def _anchored(anchor: Element, grid: Grid) -> tuple[Box, int, int]:
    """The rectangle of an anchor, and row and column of the cell that it begins in."""
    begins, ends = first(anchor, "from"), first(anchor, "to")
    left, top = _place(first(anchor, "pos")) if begins is None else _corner(begins, grid)
    right, bottom = _far_corner(anchor, left, top) if ends is None else _corner(ends, grid)
    row, column = (grid.rows.at(top), grid.columns.at(left)) if begins is None else _cell(begins)
    return Box(left, top, max(left, right), max(top, bottom)), row, column


def _far_corner(anchor: Element, left: float, top: float) -> tuple[float, float]:
    """The corner of an anchor that tells how large it is."""
    wide, high = _size(first(anchor, "ext"))
    return left + wide, top + high


def _corner(point: Element, grid: Grid) -> tuple[float, float]:
    """A corner that is told by a cell and how far from its own corner it lies, within that cell."""
    row, column = _cell(point)
    right = _edge(grid.columns, column, whole(_text(point, "colOff")))
    return right, _edge(grid.rows, row, whole(_text(point, "rowOff")))


def _edge(lines: Lines, line: int, offset: int) -> float:
    """A place within a line, told by how far it lies from where that begins."""
    return lines.start(line) + min(max(offset, 0), lines.size(line))


def _cell(point: Element) -> tuple[int, int]:
    row, column = whole(_text(point, "row")), whole(_text(point, "col"))
    return min(max(row, 0), MOST_ROWS - 1), min(max(column, 0), MOST_COLUMNS - 1)


def _text(point: Element, name: str) -> str | None:
    found = first(point, name)
    return None if found is None else found.text


def _place(element: Element | None) -> tuple[float, float]:
    return number(element, "x"), number(element, "y")


def _size(element: Element | None) -> tuple[float, float]:
    return number(element, "cx"), number(element, "cy")


def _pictures(element: Element, share: Box, depth: int = 0) -> Iterator[tuple[Element, Box]]:
    """The pictures in an anchor or a group, each with the fractions of the anchor that it takes up."""
    for one in _chosen(element):
        kind = local(one.tag)
        if kind in ("pic", "sp"):
            yield one, share.part(_within(element, one))
        elif kind == "grpSp" and depth < _DEEPEST:
            yield from _pictures(one, share.part(_within(element, one)), depth + 1)


def _within(group: Element, one: Element) -> Box:
    """The fractions of a group that one of its shapes takes up; all of what is no group."""
    frame, own = first(group, "grpSpPr", "xfrm"), _frame(one)
    wide, high = _size(first(frame, "chExt"))
    if own is None or wide <= 0 or high <= 0:
        return Box(0, 0, 1, 1)
    left, top = _place(first(frame, "chOff"))
    x, y = _place(first(own, "off"))
    width, height = _size(first(own, "ext"))
    return Box((x - left) / wide, (y - top) / high, (x - left + width) / wide, (y - top + height) / high)


def _frame(one: Element) -> Element | None:
    found = first(one, "spPr", "xfrm")
    return first(one, "grpSpPr", "xfrm") if found is None else found


def _floating(picture: Element, box: Box, row: int, column: int) -> Iterator[Floating]:
    """A picture, or a shape that is filled with one; nothing for a shape without."""
    fill = next(_fills(picture), None)
    blip = first(fill, "blip")
    if blip is not None:
        relation = said(blip, "embed") or said(blip, "link")
        alt = said(next(deep(picture, "cNvPr"), None), "descr")
        yield Floating(box, row, column, relation, alt, _turned(picture), _is_cropped(fill))


def _fills(picture: Element) -> Iterator[Element]:
    """What a picture, or a shape, is filled with."""
    yield from every(picture, "blipFill")
    for frame in every(picture, "spPr"):
        yield from every(frame, "blipFill")


def _turned(picture: Element) -> int:
    return round(number(_frame(picture), "rot") / _QUARTER) % 4


def _is_cropped(fill: Element | None) -> bool:
    crop = first(fill, "srcRect")
    return any(number(crop, side) > 0 for side in "ltrb")
