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
from itertools import islice

PIXEL = 9525
POINT = 12700
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_LOOKED_AT = 2_000  # lines of one picture whose shares are measured; what covers more lies in none
_MERGED_CELLS = 200_000
_HEIGHT, _WIDTH = 15.0 * POINT, 64.0 * PIXEL

_ATTRIBUTE = re.compile(rb'\b([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?sheetFormatPr\s([^<>]*)>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s([^<>]*)>")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows or the columns of a sheet: how many there can be, how large they are."""

    count: int
    usual: float
    known: tuple[int, ...]  # lines of another size, ascending
    sums: tuple[float, ...]  # by how much the first n of them are larger than usual, from n = 0

    def start(self, line: int) -> float:
        """Where a line begins."""
        return line * self.usual + self.sums[bisect_right(self.known, line - 1)]

    def size(self, line: int) -> float:
        """How large a line is, 0 where it is hidden."""
        return self.start(line + 1) - self.start(line)

    def at(self, place: float) -> int:
        """The line in which a place lies."""
        lines = range(self.count)
        return max(0, bisect_right(lines, place, key=self.start) - 1)

    def shares(self, begin: float, end: float) -> dict[int, float]:
        """How much of a stretch lies in each line, together 1; empty where it touches too many."""
        first, last = self.at(begin), self.at(max(begin, end - 1))
        if last - first > _LOOKED_AT:
            return {}
        if end <= begin:
            return {first: 1.0}
        edges = (
            (line, max(begin, self.start(line)), min(end, self.start(line + 1)))
            for line in range(first, last + 1)
        )
        return {line: (upto - since) / (end - begin) for line, since, upto in edges if upto > since}


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows and columns of a sheet; ``merged`` leads from each cell of a merged block to its first."""

    rows: Lines
    columns: Lines
    merged: Mapping[tuple[int, int], tuple[int, int]]

    def row(self, row: int, column: int) -> int:
        """The row that a cell counts for: the first of its merged block, else its own."""
        return self.merged.get((row, column), (row, column))[0]


def of_sheet(xml: bytes, last: int = MOST_ROWS) -> Grid:
    """The grid of a worksheet's part, as far as to its last row that matters (from 0)."""
    usual = next(_found(_FORMAT, xml), {})
    height = _number(usual, "defaultRowHeight") * POINT or _HEIGHT
    width = _pixels(_number(usual, "defaultColWidth")) or _WIDTH
    hidden = usual.get("zeroHeight") in ("1", "true")
    rows = {line: size for line, size in _rows(xml, height, last) if size != height}
    columns = {line: size for column in _found(_COLUMN, xml) for line, size in _column(column, width)}
    return Grid(
        _lines(MOST_ROWS, 0.0 if hidden else height, rows),
        _lines(MOST_COLUMNS, width, columns),
        dict(islice(_blocks(xml), _MERGED_CELLS)),
    )


def cell(name: str) -> tuple[int, int] | None:
    """Row and column of a cell's name (B2 is 1, 1), None for what names none."""
    found = _CELL.fullmatch(name.upper())
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def attributes(written: bytes) -> dict[str, str]:
    """The attributes of a start tag by their local names."""
    rows = (found.groups() for found in _ATTRIBUTE.finditer(written))
    return {
        name.decode().rpartition(":")[2]: (double or single or b"").decode("utf-8", "replace")
        for name, double, single in rows
    }


def _found(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[dict[str, str]]:
    return (attributes(found[1]) for found in pattern.finditer(xml))


def _lines(count: int, usual: float, sizes: Mapping[int, float]) -> Lines:
    known = sorted(line for line, size in sizes.items() if size != usual and 0 <= line < count)
    sums = [0.0]
    for line in known:
        sums.append(sums[-1] + sizes[line] - usual)
    return Lines(count, usual, tuple(known), tuple(sums))


def _rows(xml: bytes, usual: float, last: int) -> Iterator[tuple[int, float]]:
    for row in _found(_ROW, xml):
        written = row.get("r", "")
        line = int(written) - 1 if written.isdecimal() and len(written) < 8 else 0
        if line > last:
            return
        is_hidden = row.get("hidden") in ("1", "true")
        yield line, 0.0 if is_hidden else _number(row, "ht") * POINT or usual


def _column(column: Mapping[str, str], usual: float) -> Iterator[tuple[int, float]]:
    first, last = int(_number(column, "min")), min(int(_number(column, "max")), MOST_COLUMNS)
    is_hidden = column.get("hidden") in ("1", "true")
    size = 0.0 if is_hidden else _pixels(_number(column, "width")) or usual
    if size != usual:
        yield from ((line - 1, size) for line in range(max(1, first), last + 1))


def _pixels(characters: float) -> float:
    """The width of so many characters."""
    return int((256 * characters + int(128 / 7)) / 256 * 7) * float(PIXEL)


def _number(row: Mapping[str, str], name: str) -> float:
    """A measure within what a sheet can have; 0 for what is none."""
    try:
        return min(max(float(row.get(name, 0)), 0.0), 1e6)
    except ValueError:
        return 0.0


def _blocks(xml: bytes) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Every cell of a merged block of several rows, with the first cell of its block."""
    for row in _found(_MERGED, xml):
        corners = [cell(name) for name in row.get("ref", "").split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            first, last = corners[0], corners[1]
            lines, columns = range(first[0] + 1, last[0] + 1), range(first[1], last[1] + 1)
            yield from (((line, column), first) for line in lines for column in columns)
