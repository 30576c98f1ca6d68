"""The table in which a card is drawn: its rows that are spread, sixty equal columns, lines around cards.

See `variants` for what a drawn card is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from generator.word import tags
from generator.word.tags import Tag
from generator.word.tree import Element, below, child, count, given, properties, put, said, w

COLUMNS = 60  # Word knows no more than 63
_SIDES = {"left": ("bottom", "right", "insideH", "insideV"), "right": ("insideH", "insideV")}
_BEHIND_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange")
BEHIND_SPAN = ("hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign")
CELL = w("tc")


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
        cells = self.row.findall(CELL)
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
    table, edges = drawing.table, _edges(_widths(drawing.table))
    _frame(drawing)
    starts = {row: _spread_evenly(row, edges) for row in table.findall(w("tr"))}
    _divide(table, edges[-1])
    return edges[-1], [*starts[drawing.row], edges[-1]]


def _column(grid: Element, wide: int) -> Element:
    return grid.makeelement(w("gridCol"), {w("w"): str(wide)})


def _edges(widths: list[int]) -> list[int]:
    return [*accumulate(widths, initial=0)]


def _divide(table: Element, whole: int) -> None:
    """Let a table have equal columns."""
    for grid in table.findall(w("tblGrid")):
        grid[:] = [_column(grid, wide) for wide in _equal(whole)]


def _spread_evenly(row: Element, edges: list[int]) -> list[int]:
    """Let the cells of a row span the equal columns that come nearest to its own; where the cells began."""
    last = len(edges) - 1
    starts: list[int] = []
    at, column = 0, 0
    for cell in row.findall(CELL):
        starts.append(edges[min(at, last)])
        at += _span(cell)
        end = max(column + 1, _nearest_column(edges[min(at, last)], edges[-1]))
        set_span(cell, end - column)
        column = end
    return starts


def _nearest_column(edge: int, whole: int) -> int:
    return round(edge * COLUMNS / whole)


def _equal(whole: int) -> list[int]:
    edges = [round(whole * number / COLUMNS) for number in range(COLUMNS + 1)]
    return [end - start for start, end in pairwise(edges)]


def _span(cell: Element) -> int:
    found = below(cell, "tcPr", "gridSpan")
    return 1 if found is None else max(1, count(given(found)))


def set_span(cell: Element, columns: int) -> None:
    put(child(properties(cell, "tcPr"), "gridSpan", BEHIND_SPAN), "val", columns)


def line_of(cell: Element, side: str) -> Element | None:
    """The line that a cell has of its own on a side; None where it has the table's."""
    return below(cell, "tcPr", "tcBorders", side)


def _frame(drawing: Drawing) -> None:
    """Give a table whose lines stand in its cells, as LibreOffice writes it, those around and between cards.

    The cells of the tags, whose lines are the outer ones, go; what is repeated cannot have outer lines.
    """
    cells, start, end = drawing.cells()
    lines = (line_of(cells[start], "left"), line_of(cells[end], "right"), line_of(cells[end], "left"))
    own = properties(drawing.table, "tblPr")
    if own.find(w("tblBorders")) is not None or None in lines:
        return
    _set_lines(child(own, "tblBorders", _BEHIND_BORDERS), lines)
    for cell in drawing.table.iter(CELL):
        _say_no_lines(cell)
    _drop_line(cells[start + 1], "left")
    _drop_line(cells[end - 1], "right")


def _set_lines(borders: Element, lines: Iterable[Element | None]) -> None:
    """Give a table lines at the left, at the right and between its cells."""
    for name, line in zip(("left", "right", "insideV"), lines, strict=True):
        child(borders, name, ()).attrib.update({} if line is None else line.attrib)


def _drop_line(cell: Element, side: str) -> None:
    """Leave the line of a cell on a side to its table."""
    own = properties(properties(cell, "tcPr"), "tcBorders")
    own.remove(child(own, side, ()))


def _say_no_lines(cell: Element) -> None:
    """Say of a side of a cell without a line that it has none, else it takes the table's."""
    own = child(properties(cell, "tcPr"), "tcBorders", BEHIND_SPAN[3:])
    for line in (child(own, side, behind) for side, behind in _SIDES.items()):
        if not line.attrib:
            put(line, "val", "nil")
