"""The row of a drawn card made for one variant: its cells in the columns of the table, its card in a place.

See `variants` for what a drawn card is.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from generator.word import scaled, tags
from generator.word.scaled import Scale
from generator.word.styled import Styles
from generator.word.tags import Tag
from generator.word.tree import Element, below, child, count, given, properties, put, said, w

COLUMNS = 60  # Word knows no more than 63
# A smaller card may be somewhat larger than its share; cells beside each other leave enough of the width for
# words, which need room also where letters shrink no further.
_LARGER, _BESIDE, _WORDS = 1.1, 1.2, 0.4
_SIDES = {"left": ("bottom", "right", "insideH", "insideV"), "right": ("insideH", "insideV")}
_BEHIND_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange")
_BEHIND_SPAN = ("hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign")
_BEHIND_MARGINS = ("textDirection", "tcFitText", "vAlign", "hideMark")
_BEHIND_INDENTS, _BEHIND_ALIGNED = (
    ("contextualSpacing", "jc", "rPr", "sectPr"),
    ("textDirection", "rPr", "sectPr"),
)
_CELL, _PARAGRAPH = w("tc"), w("p")


class Size(NamedTuple):
    """A size of letters: factors of lengths and of letters, half-points below which no letter shrinks."""

    lengths: float
    letters: float
    least: int


def tagged(element: Element) -> tuple[Tag, ...]:
    """The tags in an element, in their order."""
    return tags.of(said(element.iter(w("t"))))


def loops_over_cards(cell: Element) -> bool:
    """Whether a cell begins or ends the loop over the cards of a row."""
    return any(tag.prefix == "tc" for tag in tagged(cell))


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rows of a table that are spread: the loop over rows, the row of the card, the end of the loop."""

    table: Element
    loop: Element
    row: Element
    end: Element
    base: str  # what the list belongs to
    height: int

    def cells(self) -> tuple[list[Element], int, int]:
        """The cells of the row, and which of them begin and end the loop over cards."""
        cells = self.row.findall(_CELL)
        loops = [at for at, cell in enumerate(cells) if loops_over_cards(cell)]
        return cells, loops[0], loops[-1]


def _widths(table: Element) -> list[int]:
    grid = table.find(w("tblGrid"))
    return [] if grid is None else [count(given(column, "w")) for column in grid.findall(w("gridCol"))]


def table_width(table: Element) -> int:
    """The width of a table by its columns, in twentieths of a point."""
    return sum(_widths(table))


def equal_columns(drawing: Drawing) -> tuple[int, list[int]]:
    """Give the table sixty equal columns; its width, and where the cells of the drawn row began."""
    table, widths = drawing.table, _widths(drawing.table)
    _frame(drawing)
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    starts = {row: _spread_evenly(row, edges) for row in table.findall(w("tr"))}
    for grid in table.findall(w("tblGrid")):
        grid[:] = [_column(grid, wide) for wide in _equal(edges[-1])]
    return edges[-1], [*starts[drawing.row], edges[-1]]


def _column(grid: Element, wide: int) -> Element:
    return grid.makeelement(w("gridCol"), {w("w"): str(wide)})


def _spread_evenly(row: Element, edges: list[int]) -> list[int]:
    """Let the cells of a row span the equal columns that come nearest to its own; where the cells began."""
    last = len(edges) - 1
    starts: list[int] = []
    at, column = 0, 0
    for cell in row.findall(_CELL):
        starts.append(edges[min(at, last)])
        at += _span(cell)
        end = max(column + 1, _nearest_column(edges[min(at, last)], edges[-1]))
        _set_span(cell, end - column)
        column = end
    return starts


def _nearest_column(edge: int, whole: int) -> int:
    return round(edge * COLUMNS / whole)


def _equal(whole: int) -> list[int]:
    edges = [round(whole * number / COLUMNS) for number in range(COLUMNS + 1)]
    return [end - start for start, end in zip(edges, edges[1:], strict=False)]


def _span(cell: Element) -> int:
    found = below(cell, "tcPr", "gridSpan")
    return 1 if found is None else max(1, count(given(found)))


def _set_span(cell: Element, columns: int) -> None:
    put(child(properties(cell, "tcPr"), "gridSpan", _BEHIND_SPAN), "val", columns)


@dataclass(frozen=True, slots=True)
class Card:
    """The row of a drawing for one variant; ``starts`` tells where the cells of the drawn row begin."""

    drawing: Drawing
    width: int
    starts: list[int]
    across: int
    down: int

    @property
    def _height(self) -> int:
        return self.drawing.height // self.down

    @property
    def _is_upright(self) -> bool:
        return self._height * self.across > self.width

    @property
    def _share(self) -> float:
        """By how much lengths shrink."""
        share = min(1, sqrt(1 / (self.across * self.down)) * _LARGER)
        return share if self._is_upright else min(share, _BESIDE / self.across)

    def row(self, size: Size, styles: Styles) -> Element:
        """The row with a card as large as its place allows."""
        _, first, last = self.drawing.cells()
        row = copy.deepcopy(self.drawing.row)
        put(next(row.iter(w("trHeight"))), "val", self._height)
        made = row.findall(_CELL)[first + 1 : last]
        for cell in made:
            scaled.scale(cell, self._scale(size), styles)
        if len(made) > 1 and self._is_upright:
            made = self._stacked(row, made, self._drawn(first + 1, self._share * size.lengths))
        self._widen(made, first + 1, size.lengths)
        return row

    def _scale(self, size: Size) -> Scale:
        share = self._share
        return Scale(share * size.lengths, share * size.letters, size.least)

    def _stacked(self, row: Element, cells: list[Element], drawn: int) -> list[Element]:
        """The cells of a card below each other in its first, which was drawn so many columns wide."""
        first, *others = cells
        _narrow(first, self._twips(COLUMNS // self.across - drawn) // 2)
        for cell in others:
            _below(first, cell)
            row.remove(cell)
        return [first]

    def _widen(self, cells: list[Element], first: int, lengths: float) -> None:
        """Share the columns of a place among the cells of a card: the last has what the others leave."""
        columns = COLUMNS // self.across
        last = first + len(cells) - 1
        given = self._given([self._drawn(at, self._share * lengths) for at in range(first, last)])
        if given:
            words = self._drawn(last, max(self._share, _WORDS))
            beside = max(0, columns - sum(given) - words) // 2
            given[0] += beside
            _indent(cells[0], self._twips(beside))
        for cell, span in zip(cells, [*given, columns - sum(given)], strict=True):
            _set_span(cell, span)
            _set_width(cell, self._twips(span))

    def _given(self, drawn: list[int]) -> list[int]:
        """The columns of all cells but the last: as they are drawn, if that leaves some for the last."""
        columns = COLUMNS // self.across
        most = columns // (len(drawn) + 1)
        return drawn if sum(drawn) < columns else [min(span, most) for span in drawn]

    def _twips(self, columns: int) -> int:
        """The width of so many columns, in twentieths of a point."""
        return columns * self.width // COLUMNS

    def _drawn(self, cell: int, share: float) -> int:
        """The columns of a cell as it is drawn, made smaller."""
        wide = self.starts[cell + 1] - self.starts[cell]
        return max(1, round(wide * share * COLUMNS / self.width))


def _set_width(cell: Element, width: int) -> None:
    wide = child(properties(cell, "tcPr"), "tcW", ("gridSpan", *_BEHIND_SPAN))
    _set_length(wide, width)


def _set_length(element: Element, width: int) -> None:
    put(element, "w", width)
    put(element, "type", "dxa")


def _line(cell: Element, side: str) -> Element | None:
    """The line that a cell has of its own on a side; None where it has the table's."""
    return below(cell, "tcPr", "tcBorders", side)


def _frame(drawing: Drawing) -> None:
    """Give a table whose lines stand in its cells, as LibreOffice writes it, those around and between cards.

    The cells of the tags, whose lines are the outer ones, go; what is repeated cannot have outer lines.
    """
    cells, start, end = drawing.cells()
    lines = [_line(cells[start], "left"), _line(cells[end], "right"), _line(cells[end], "left")]
    own = properties(drawing.table, "tblPr")
    if own.find(w("tblBorders")) is not None or None in lines:
        return
    borders = child(own, "tblBorders", _BEHIND_BORDERS)
    for name, line in zip(("left", "right", "insideV"), lines, strict=True):
        child(borders, name, ()).attrib.update({} if line is None else line.attrib)
    for cell in drawing.table.iter(_CELL):
        _say_no_lines(cell)
    _drop_line(cells[start + 1], "left")
    _drop_line(cells[end - 1], "right")


def _drop_line(cell: Element, side: str) -> None:
    """Leave the line of a cell on a side to its table."""
    own = properties(properties(cell, "tcPr"), "tcBorders")
    own.remove(child(own, side, ()))


def _say_no_lines(cell: Element) -> None:
    """Say of a side of a cell without a line that it has none, else it takes the table's."""
    own = child(properties(cell, "tcPr"), "tcBorders", _BEHIND_SPAN[3:])
    for line in (child(own, side, behind) for side, behind in _SIDES.items()):
        if not line.attrib:
            put(line, "val", "nil")


def _indent(cell: Element, more: int) -> None:
    """Widen the left margin of a cell."""
    margins = child(properties(cell, "tcPr"), "tcMar", _BEHIND_MARGINS)
    left = child(margins, "left", ("bottom", "right"))
    _set_length(left, count(given(left, "w")) + more)


def _narrow(cell: Element, more: int) -> None:
    """Leave so much beside the paragraphs of a cell that becomes wider."""
    for paragraph in cell.iter(_PARAGRAPH):
        indents = child(properties(paragraph, "pPr"), "ind", _BEHIND_INDENTS)
        for side in ("left", "right"):
            put(indents, side, count(given(indents, side)) + max(0, more))


def _below(cell: Element, other: Element) -> None:
    """Put what is in another cell below what is in this one, in the middle, and take its right border."""
    for block in list(other):
        if block.tag != w("tcPr"):
            _centre(block)
            cell.append(block)
    borders = below(cell, "tcPr", "tcBorders")
    if borders is not None:
        _take_right(borders, _line(other, "right"))


def _centre(block: Element) -> None:
    """Set the paragraphs of a block in the middle."""
    for paragraph in block.iter(_PARAGRAPH):
        put(child(properties(paragraph, "pPr"), "jc", _BEHIND_ALIGNED), "val", "center")


def _take_right(borders: Element, edge: Element | None) -> None:
    """Give a cell the right border of another in place of its own."""
    for right in borders.findall(w("right")):
        borders.remove(right)
    if edge is not None:
        borders.append(edge)
