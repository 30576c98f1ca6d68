"""Which blocks stay on the page of what follows: no page holds signatures, a date or a last line alone."""

from __future__ import annotations

from collections.abc import Sequence

from generator.word.source import Block, Heading, Paragraph, Sign
from generator.word.source_inline import Picture, Tag
from generator.word.source_tables import Row, Table

_BEFORE_A_DATE = 5  # paragraphs that go with what is set at the right: a letter's end, its enclosures

_END = 3  # paragraphs that a document ends with on one page
_BLANK = "in blank_rows"  # rows for the pen, of which there are few

_SMALL, _TAIL = 4, 2  # rows of a table that moves as a whole, and of the end of a longer one


def kept(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that are kept with the next."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Sign):
            found.update(_before_signatures(blocks, at))
        elif isinstance(block, Paragraph) and block.style == "right":
            found.update(_before_a_date(blocks, at))
    return frozenset(found).union(ending(blocks)[:-1])


def ending(blocks: Sequence[Block]) -> Sequence[int]:
    """The last paragraphs of a document that ends with text; they are not divided either."""
    found = range(len(blocks))[-_END:]
    return found if all(isinstance(blocks[at], (Heading, Paragraph)) for at in found) else ()


def _before_signatures(blocks: Sequence[Block], at: int) -> list[int]:
    """The notes above the signatures and the table that they belong to."""
    found = []
    for place in range(at - 1, -1, -1):
        if isinstance(blocks[place], (Paragraph, Table)):
            found.append(place)
        if not isinstance(blocks[place], (Paragraph, Tag)):
            break
    return found


def _before_a_date(blocks: Sequence[Block], at: int) -> list[int]:
    found = []
    for place in range(at - 1, -1, -1):
        if isinstance(blocks[place], Paragraph):
            found.append(place)
        elif not isinstance(blocks[place], Tag):
            break
        if len(found) == _BEFORE_A_DATE:
            break
    return found


def kept_rows(table: Table, *, followed: bool) -> range:
    """The rows of a table that are kept with the next; ``followed``: its end stays with what comes next.

    Rows that a loop repeats may fill pages: they are never held together for what follows, unless they are
    rows for the pen.
    """
    count = len(table.rows)
    if table.options.keep in ("rows", "next"):
        return range(count)
    if table.options.keep == "head":
        return range(_head(table))
    looped = [at for at, row in enumerate(table.rows) if isinstance(row, Tag) and row.word == "endfor"]
    first = max(looped, default=-1) + 1
    if not followed:
        return range(0)
    if first == count:
        return range(count if _for_the_pen(table) else 0)
    return range(first if count <= _SMALL else max(first, count - _TAIL), count)


def _for_the_pen(table: Table) -> bool:
    loops = [row.body for row in table.rows if isinstance(row, Tag) and row.word == "for"]
    return all(body.endswith(_BLANK) for body in loops)


def _head(table: Table) -> int:
    """How many rows go as far as the first picture, or, where there is none, as the first loop."""
    rows = list(enumerate(table.rows))
    loop = next((at for at, row in rows if isinstance(row, Tag) and row.word == "for"), 0)
    return next((at + 1 for at, row in rows if _pictured(row)), loop)


def _pictured(row: Row | Tag) -> bool:
    return isinstance(row, Row) and any(
        isinstance(piece, Picture) for cell in row.cells for piece in cell.line
    )
