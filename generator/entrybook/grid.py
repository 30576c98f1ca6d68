"""How wide the columns and how high the rows of a sheet are, and over which of them something lies.

Lengths are EMU (914,400 an inch), lines are counted from 0 as drawings count them. Widths of columns are told
in characters of the workbook's font: they are taken as seven pixels wide each, as those of Excel's own font
are, which is near enough to tell in which column a picture lies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from generator.places import cell_place

PIXEL = 9525
POINT = 12700
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_LOOKED_AT = 300  # lines of one picture whose shares are measured
_MERGED_CELLS = 200_000
_TRUE = ("1", "true")
_HEIGHT, _WIDTH = 15.0 * POINT, 64.0 * PIXEL

_ATTRIBUTE = re.compile(rb'\b([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_ROW = re.compile(rb"<(?:\w+:)?row\s+r=[\"'](\d{1,7})[\"']([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?sheetFormatPr\s([^<>]*)>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s([^<>]*)>")


Place = tuple[int, int]  # row and column, both from 0
Stretch = tuple[int, int, float]  # its first line, the one after its last, the size of its lines


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows or the columns of a sheet, in stretches of lines of one size.

    ``firsts`` are the first lines of the stretches, beginning with 0, ``sizes`` those of their lines, and
    ``places`` where they begin.
    """

    count: int
    firsts: tuple[int, ...]
    sizes: tuple[float, ...]
    places: tuple[float, ...]

    def start(self, line: int) -> float:
        """Where a line begins."""
        at = bisect_right(self.firsts, line) - 1
        return self.places[at] + (line - self.firsts[at]) * self.sizes[at]

    def size(self, line: int) -> float:
        """How large a line is, 0 where it is hidden."""
        return self.sizes[bisect_right(self.firsts, line) - 1]

    def at(self, place: float) -> int:
        """The line in which a place lies."""
        at = max(0, bisect_right(self.places, place) - 1)
        first, size = self.firsts[at], self.sizes[at]
        within = int((place - self.places[at]) / size) if size else 0
        return max(first, min(first + within, self._end(at) - 1))

    def _end(self, at: int) -> int:
        """The line after the last of a stretch."""
        return self.firsts[at + 1] if at + 1 < len(self.firsts) else self.count

    def shares(self, begin: float, end: float) -> dict[int, float]:
        """How much of a stretch lies in each line, together 1; of a long one in the first lines alone."""
        first, last = self.at(begin), self.at(max(begin, end - 1))
        if end <= begin:
            return {first: 1.0}
        lines = range(first, min(last, first + _LOOKED_AT) + 1)
        parts = ((line, self._part(line, begin, end) / (end - begin)) for line in lines)
        return {line: part for line, part in parts if part > 0}

    def _part(self, line: int, begin: float, end: float) -> float:
        """How much of a stretch lies in a line."""
        return min(end, self.start(line + 1)) - max(begin, self.start(line))


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows and columns of a sheet; ``merged`` leads from each cell of a merged block to its first."""

    rows: Lines
    columns: Lines
    merged: Mapping[Place, Place]

    def row(self, row: int, column: int) -> int:
        """The row that a cell counts for: the first of its merged block, else its own."""
        return self.merged.get((row, column), (row, column))[0]


def of_sheet(xml: bytes, last: int = MOST_ROWS) -> Grid:
    """The grid of a worksheet's part, as far as to its last row that matters (from 0)."""
    usual = next(_found(_FORMAT, xml), {})
    height = _number(usual, "defaultRowHeight") * POINT or _HEIGHT
    width = _pixels(_number(usual, "defaultColWidth")) or _WIDTH
    hidden = usual.get("zeroHeight") in _TRUE
    rows = _lines(MOST_ROWS, 0.0 if hidden else height, _rows(xml, height, last))
    columns = _lines(MOST_COLUMNS, width, _columns(xml, width))
    return Grid(rows, columns, dict(islice(_blocks(xml), _MERGED_CELLS)))


def cell(name: str) -> Place | None:
    """Row and column of a cell's name (B2 is 1, 1), None for what names none."""
    row, column = cell_place(name.upper().replace("$", ""))
    return (row - 1, column - 1) if row else None


def attributes(written: bytes) -> dict[str, str]:
    """The attributes of a start tag by their local names."""
    rows = (found.groups() for found in _ATTRIBUTE.finditer(written))
    return {
        name.decode().rpartition(":")[2]: (double or single or b"").decode("utf-8", "replace")
        for name, double, single in rows
    }


def _found(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[dict[str, str]]:
    return (attributes(found[1]) for found in pattern.finditer(xml))


class _Stretches:
    """Lines one stretch after another, from the first."""

    def __init__(self, usual: float) -> None:
        self.firsts, self.sizes, self.places = [0], [usual], [0.0]

    def begin(self, line: int, size: float) -> None:
        """From a line on all have a size."""
        if line == self.firsts[-1]:
            self.sizes[-1] = size
        elif size != self.sizes[-1]:
            self.places.append(self._start(line))
            self.firsts.append(line)
            self.sizes.append(size)

    def _start(self, line: int) -> float:
        """Where a line of the last stretch begins."""
        return self.places[-1] + (line - self.firsts[-1]) * self.sizes[-1]


def _lines(count: int, usual: float, known: Iterator[Stretch]) -> Lines:
    """Lines of which stretches are known; those out of order are as if they were not."""
    made, done = _Stretches(usual), 0
    for first, end, size in known:
        if done <= first < end <= count:
            if first > done:
                made.begin(done, usual)
            made.begin(first, size)
            done = end
    if done < count:
        made.begin(done, usual)
    return Lines(count, tuple(made.firsts), tuple(made.sizes), tuple(made.places))


def _rows(xml: bytes, usual: float, last: int) -> Iterator[Stretch]:
    """The rows that are there, each with its height; of those written alike one is measured."""
    heights: dict[bytes, float] = {}
    for found in _ROW.finditer(xml):
        line = int(found[1]) - 1
        if line > last:
            return
        if (height := heights.get(found[2])) is None:
            height = heights[found[2]] = _height(attributes(found[2]), usual)
        yield line, line + 1, height


def _height(row: Mapping[str, str], usual: float) -> float:
    """The height of a row, 0 of one that is hidden."""
    return 0.0 if row.get("hidden") in _TRUE else _number(row, "ht") * POINT or usual


def _columns(xml: bytes, usual: float) -> Iterator[Stretch]:
    for column in _found(_COLUMN, xml):
        first, last = int(_number(column, "min")), int(_number(column, "max"))
        yield first - 1, min(last, MOST_COLUMNS), _width(column, usual)


def _width(column: Mapping[str, str], usual: float) -> float:
    """The width of a column, 0 of one that is hidden."""
    return 0.0 if column.get("hidden") in _TRUE else _pixels(_number(column, "width")) or usual


def _pixels(characters: float) -> float:
    """The width of so many characters."""
    return int((256 * characters + int(128 / 7)) / 256 * 7) * float(PIXEL)


def _number(row: Mapping[str, str], name: str) -> float:
    """A measure within what a sheet can have; 0 for what is none."""
    try:
        measure = float(row.get(name, 0))
    except ValueError:
        return 0.0
    return measure if 0 < measure < 1e6 else 0.0


def _blocks(xml: bytes) -> Iterator[tuple[Place, Place]]:
    """Every cell of a merged block of several rows, with the first cell of its block."""
    for row in _found(_MERGED, xml):
        if corners := _corners(row.get("ref", "")):
            yield from ((one, corners[0]) for one in _further(*corners))


def _corners(block: str) -> tuple[Place, Place] | None:
    """The first and the last cell of a block, A1:B2; None where it does not name two."""
    names = block.split(":")
    corners = [*filter(None, map(cell, names))]
    return (corners[0], corners[1]) if len(names) == len(corners) == 2 else None


def _further(first: Place, last: Place) -> Iterator[Place]:
    """The cells of a block below its first row."""
    return product(range(first[0] + 1, last[0] + 1), range(first[1], last[1] + 1))
