"""Which cell a floating picture belongs to, on either side of every boundary."""

from __future__ import annotations

from generator.entrybook import grid
from generator.entrybook.belonging import Doubt, Owner, in_order, owner
from generator.entrybook.drawings import Box, Floating
from generator.entrybook.grid import PIXEL
from tests.entrybook.samples import sheet
from tests.rows import each

WIDE, HIGH = 64, 20  # pixels of a cell
GRID = grid.of_sheet(sheet(columns='<cols><col min="8" max="8" width="9" hidden="1"/></cols>').encode())


def _picture(
    left: float, top: float, right: float, bottom: float, begins: tuple[int, int] | None = None
) -> Floating:
    """A picture between pixels of the sheet; ``begins`` is the cell of its anchor."""
    row, column = begins or (int(top // HIGH), int(left // WIDE))
    return Floating(Box(*(side * PIXEL for side in (left, top, right, bottom))), row, column, "rId1", "")


# The picture, the columns that take pictures, and the cell it belongs to, all from 0.
OWNED = [
    (_picture(64, 20, 128, 40), {1}, Owner(1, 1, by_corner=False)),
    (_picture(64, 28, 128, 48), {1}, Owner(1, 1, by_corner=False)),  # three fifths in the first row
    (_picture(64, 32, 128, 52), {1}, Owner(2, 1, by_corner=False)),
    (_picture(64, 29, 128, 49), {1}, Doubt((1, 1), (2, 1))),
    (_picture(68, 24, 900, 900), {1, 2}, Owner(1, 1, by_corner=True)),  # four pixels from its corner
    (_picture(64, 25, 900, 900), {1}, Doubt((1, 1), (44, 1))),
    (_picture(69, 24, 900, 900), {1, 2, 3}, Doubt((1, 1), (1, 3))),
    (_picture(64, 20, 900, 900, (5, 1)), {1}, Doubt((1, 1), (44, 1))),  # a part of a group, above its anchor
    (_picture(32, 20, 96, 40), {1}, Owner(1, 1, by_corner=False)),
    (_picture(16, 20, 80, 40), {1}, Owner(1, 1, by_corner=False)),  # a quarter over the column
    (_picture(15, 20, 79, 40), {1}, None),
    (_picture(100, 20, 240, 40), {1}, Owner(1, 1, by_corner=False)),  # a fifth, but it begins there
    (_picture(64, 20, 128, 40), {2}, None),
    (_picture(448, 20, 500, 40, (1, 7)), {7}, Owner(1, 7, by_corner=False)),  # a hidden column
    (_picture(448, 20, 500, 40, (1, 7)), {8}, None),
]


@each(OWNED)
def test_a_picture_belongs_to_a_cell_to_none_or_nobody_can_tell(
    picture: Floating, columns: set[int], found: Owner | Doubt | None
) -> None:
    assert owner(picture, GRID, columns) == found


def test_pictures_of_a_cell_are_read_in_lines_from_the_left() -> None:
    right, left = _picture(50, 0, 60, 10), _picture(0, 4.9, 10, 14.9)
    below = _picture(0, 5, 10, 15)

    assert in_order([right, left]) == [left, right]
    assert in_order([right, below]) == [right, below]
