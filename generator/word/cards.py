"""The row of a drawn card made for one variant: its cells in the columns of the table, its card in a place.

See `variants` for what a drawn card is.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from math import sqrt

from generator.word import scaled, tags
from generator.word.scaled import Scale
from generator.word.styled import Styles
from generator.word.tags import Tag
from generator.word.tree import Element, child, count, properties, w

COLUMNS = 60  # Word knows no more than 63
# A smaller card may be somewhat larger than its share; cells beside each other leave enough of the width for
# words, which need room also where letters shrink no further.
_LARGER, _BESIDE, _WORDS = 1.1, 1.2, 0.4
_SIDES = {"left": ("bottom", "right", "insideH", "insideV"), "right": ("insideH", "insideV")}
_BEHIND_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange")
_BEHIND_SPAN = ("hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign")


def tagged(element: Element) -> tuple[Tag, ...]:
    """The tags in an element, in their order."""
    return tags.of("".join(text.text or "" for text in element.iter(w("t"))))


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
        cells = self.row.findall(w("tc"))
        loops = [at for at, cell in enumerate(cells) if any(tag.prefix == "tc" for tag in tagged(cell))]
        return cells, loops[0], loops[-1]


def _widths(table: Element) -> list[int]:
    grid = table.find(w("tblGrid"))
    return [] if grid is None else [count(column.get(w("w"))) for column in grid.findall(w("gridCol"))]


def table_width(table: Element) -> int:
    """The width of a table by its columns, in twentieths of a point."""
    return sum(_widths(table))


def equal_columns(drawing: Drawing) -> tuple[int, list[int]]:
    """Give the table sixty equal columns; its width, and where the cells of the drawn row began."""
    widths = _widths(drawing.table)
    whole = sum(widths)
    _frame(drawing)
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    starts = {row: _spread_evenly(row, edges) for row in drawing.table.findall(w("tr"))}
    for grid in drawing.table.findall(w("tblGrid")):
        grid[:] = [grid.makeelement(w("gridCol"), {w("w"): str(wide)}) for wide in _equal(whole)]
    return whole, [*starts[drawing.row], whole]


def _spread_evenly(row: Element, edges: list[int]) -> list[int]:
    """Let the cells of a row span the equal columns that come nearest to its own; where the cells began."""
    last = len(edges) - 1
    starts: list[int] = []
    at, column = 0, 0
    for cell in row.findall(w("tc")):
        starts.append(edges[min(at, last)])
        at += _span(cell)
        end = max(column + 1, round(edges[min(at, last)] * COLUMNS / edges[-1]))
        _set_span(cell, end - column)
        column = end
    return starts


def _equal(whole: int) -> list[int]:
    edges = [round(whole * number / COLUMNS) for number in range(COLUMNS + 1)]
    return [end - start for start, end in zip(edges, edges[1:], strict=False)]


def _span(cell: Element) -> int:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if found is None else max(1, count(found.get(w("val"))))


def _set_span(cell: Element, columns: int) -> None:
    child(properties(cell, "tcPr"), "gridSpan", _BEHIND_SPAN).set(w("val"), str(columns))


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

    def row(self, lengths: float, letters: float, least: int, styles: Styles) -> Element:
        """The row with a card as large as its place allows."""
        _, first, last = self.drawing.cells()
        row = copy.deepcopy(self.drawing.row)
        next(row.iter(w("trHeight"))).set(w("val"), str(self._height))
        made = row.findall(w("tc"))[first + 1 : last]
        for cell in made:
            scaled.scale(cell, Scale(self._share * lengths, self._share * letters, least), styles)
        if len(made) > 1 and self._is_upright:
            drawn = self._drawn(first + 1, self._share * lengths)
            _narrow(made[0], self._twips(COLUMNS // self.across - drawn) // 2)
            for cell in made[1:]:
                _below(made[0], cell)
                row.remove(cell)
            made = made[:1]
        self._widen(made, first + 1, lengths)
        return row

    def _widen(self, cells: list[Element], first: int, lengths: float) -> None:
        """Share the columns of a place among the cells of a card: the last has what the others leave."""
        columns = COLUMNS // self.across
        last = first + len(cells) - 1
        drawn = [self._drawn(at, self._share * lengths) for at in range(first, last)]
        given = drawn if sum(drawn) < columns else [min(span, columns // len(cells)) for span in drawn]
        if given:
            words = self._drawn(last, max(self._share, _WORDS))
            beside = max(0, columns - sum(given) - words) // 2
            given[0] += beside
            _indent(cells[0], self._twips(beside))
        for cell, span in zip(cells, [*given, columns - sum(given)], strict=True):
            _set_span(cell, span)
            _set_width(cell, self._twips(span))

    def _twips(self, columns: int) -> int:
        """The width of so many columns, in twentieths of a point."""
        return columns * self.width // COLUMNS

    def _drawn(self, cell: int, share: float) -> int:
        """The columns of a cell as it is drawn, made smaller."""
        return max(1, round((self.starts[cell + 1] - self.starts[cell]) * share * COLUMNS / self.width))


def _set_width(cell: Element, width: int) -> None:
    wide = child(properties(cell, "tcPr"), "tcW", ("gridSpan", *_BEHIND_SPAN))
    wide.set(w("w"), str(width))
    wide.set(w("type"), "dxa")


def _line(cell: Element, side: str) -> Element | None:
    """The line that a cell has of its own on a side; None where it has the table's."""
    return cell.find(f"{w('tcPr')}/{w('tcBorders')}/{w(side)}")


def _frame(drawing: Drawing) -> None:
    """Give a table whose lines stand in its cells, as LibreOffice writes it, those around and between cards.

    The cells of the tags, whose lines are the outer ones, go; what is repeated cannot have outer lines.
    """
    cells, start, end = drawing.cells()
    lines = {
        "left": _line(cells[start], "left"),
        "right": _line(cells[end], "right"),
        "insideV": _line(cells[end], "left"),
    }
    if properties(drawing.table, "tblPr").find(w("tblBorders")) is not None or None in lines.values():
        return
    borders = child(properties(drawing.table, "tblPr"), "tblBorders", _BEHIND_BORDERS)
    for name, line in lines.items():
        child(borders, name, ()).attrib.update({} if line is None else line.attrib)
    for cell in drawing.table.iter(w("tc")):
        _say_no_lines(cell)
    for cell, side in ((cells[start + 1], "left"), (cells[end - 1], "right")):
        own = properties(properties(cell, "tcPr"), "tcBorders")
        own.remove(child(own, side, ()))


def _say_no_lines(cell: Element) -> None:
    """Say of a side of a cell without a line that it has none, else it takes the table's."""
    own = child(properties(cell, "tcPr"), "tcBorders", _BEHIND_SPAN[3:])
    for side, behind in _SIDES.items():
        line = child(own, side, behind)
        if not line.attrib:
            line.set(w("val"), "nil")


def _indent(cell: Element, more: int) -> None:
    """Widen the left margin of a cell."""
    margins = child(properties(cell, "tcPr"), "tcMar", ("textDirection", "tcFitText", "vAlign", "hideMark"))
    left = child(margins, "left", ("bottom", "right"))
    left.set(w("w"), str(count(left.get(w("w"))) + more))
    left.set(w("type"), "dxa")


def _narrow(cell: Element, more: int) -> None:
    """Leave so much beside the paragraphs of a cell that becomes wider."""
    for paragraph in cell.iter(w("p")):
        indents = child(properties(paragraph, "pPr"), "ind", ("contextualSpacing", "jc", "rPr", "sectPr"))
        for side in ("left", "right"):
            indents.set(w(side), str(count(indents.get(w(side))) + max(0, more)))


def _below(cell: Element, other: Element) -> None:
    """Put what is in another cell below what is in this one, in the middle, and take its right border."""
    for block in list(other):
        if block.tag != w("tcPr"):
            for paragraph in block.iter(w("p")):
                child(properties(paragraph, "pPr"), "jc", ("textDirection", "rPr", "sectPr")).set(
                    w("val"), "center"
                )
            cell.append(block)
    borders = properties(cell, "tcPr").find(w("tcBorders"))
    edge = other.find(f"{w('tcPr')}/{w('tcBorders')}/{w('right')}")
    if borders is not None:
        for right in borders.findall(w("right")):
            borders.remove(right)
        if edge is not None:
            borders.append(edge)
