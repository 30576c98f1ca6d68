"""The row of a drawn card made for one variant: its cells in the columns of the table, its card in a place.

See `variants` for what a drawn card is.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from generator.word import scaled
from generator.word.card_tables import BEHIND_SPAN, CELL, COLUMNS, Drawing, line_of, set_span
from generator.word.scaled import Scale
from generator.word.styled import Styles
from generator.word.tree import Element, below, child, count, given, properties, put, w

# A smaller card may be somewhat larger than its share; cells beside each other leave enough of the width for
# words, which need room also where letters shrink no further.
_LARGER, _BESIDE, _WORDS = 1.1, 1.2, 0.4
_BEHIND_MARGINS = ("textDirection", "tcFitText", "vAlign", "hideMark")
_BEHIND_INDENTS, _BEHIND_ALIGNED = (
    ("contextualSpacing", "jc", "rPr", "sectPr"),
    ("textDirection", "rPr", "sectPr"),
)
_PARAGRAPH = w("p")


class Size(NamedTuple):
    """A size of letters: factors of lengths and of letters, half-points below which no letter shrinks."""

    lengths: float
    letters: float
    least: int


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
        row = self._copied()
        made = row.findall(CELL)[first + 1 : last]
        for cell in made:
            scaled.scale(cell, self._scale(size), styles)
        if len(made) > 1 and self._is_upright:
            made = self._stacked(row, made, self._drawn(first + 1, self._share * size.lengths))
        self._widen(made, first + 1, size.lengths)
        return row

    def _copied(self) -> Element:
        """The drawn row in the height of this variant."""
        row = copy.deepcopy(self.drawing.row)
        put(next(row.iter(w("trHeight"))), "val", self._height)
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
        last = first + len(cells) - 1
        given = self._given([self._drawn(at, self._share * lengths) for at in range(first, last)])
        if given:
            self._set_in(cells[0], given, self._drawn(last, max(self._share, _WORDS)))
        for cell, span in zip(cells, [*given, COLUMNS // self.across - sum(given)], strict=True):
            set_span(cell, span)
            _set_width(cell, self._twips(span))

    def _set_in(self, cell: Element, given: list[int], words: int) -> None:
        """Leave half of what the words of the last cell do not need before the first."""
        beside = max(0, COLUMNS // self.across - sum(given) - words) // 2
        given[0] += beside
        _indent(cell, self._twips(beside))

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
    wide = child(properties(cell, "tcPr"), "tcW", ("gridSpan", *BEHIND_SPAN))
    _set_length(wide, width)


def _set_length(element: Element, width: int) -> None:
    put(element, "w", width)
    put(element, "type", "dxa")


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
        _take_right(borders, line_of(other, "right"))


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
