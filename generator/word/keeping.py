"""Which blocks stay on the page of what follows: no page holds signatures, a date or a last line alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.word.source import Block, Heading, Mark, Paragraph, Sign
from generator.word.source_inline import Picture, Tag
from generator.word.source_tables import Row, Table

_BEFORE_A_DATE = 5  # paragraphs that go with what is set at the right: a letter's end, its enclosures

_END = 3  # paragraphs that a document ends with on one page
_LAST = "if loop.last"

_SMALL, _TAIL = 4, 2  # rows of a table that moves as a whole, and of the end of a longer one


def kept(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that are kept with the next."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Sign):
            found.update(_before_signatures(blocks, at), _led(blocks, at))
        elif isinstance(block, Paragraph) and block.style == "right":
            found.update(_before_a_date(blocks, at))
    for at in _page_ends(blocks):
        found.update(_before_a_page(blocks, at), _last_lines(blocks, at)[:-1])
    return frozenset(found)


def undivided(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the paragraphs that no page divides: the last before a new page."""
    return frozenset(place for at in _page_ends(blocks) for place in _last_lines(blocks, at))


def _page_ends(blocks: Sequence[Block]) -> list[int]:
    return [*(at for at, block in enumerate(blocks) if isinstance(block, Mark)), len(blocks)]


def _last_lines(blocks: Sequence[Block], at: int) -> range:
    found = range(max(0, at - _END), at)
    return found if all(isinstance(blocks[place], (Heading, Paragraph)) for place in found) else range(0)


def _before_a_page(blocks: Sequence[Block], at: int) -> set[int]:
    """The table, and the lines after it, that the last line of a page belongs to."""
    last = [place for place in _previous(blocks, at) if _line(blocks[place])]
    return {led for place in last for led in _led(blocks, place)}


def _line(block: Block) -> bool:
    """Whether a block is a line of text, or of places to sign in a table without borders."""
    return isinstance(block, Paragraph) or (
        isinstance(block, Table) and block.options.style == "plain" and len(block.rows) == 1
    )


def _led(blocks: Sequence[Block], at: int) -> set[int]:
    """The tables that lead to a block, and the lines between, whichever branches are printed."""
    found: set[int] = set()
    front = _previous(blocks, at)
    for _ in range(_BEFORE_A_DATE):
        front = {place for place in front if isinstance(blocks[place], (Paragraph, Table))} - found
        found |= front
        lines = [place for place in front if isinstance(blocks[place], Paragraph)]
        front = {before for place in lines for before in _previous(blocks, place)}
    return found if any(isinstance(blocks[place], Table) for place in found) else set()


def _previous(blocks: Sequence[Block], at: int) -> set[int]:
    """The places of what may stand right before a block, by the conditions around; nothing out of a loop."""
    found, left, seen = set(), [at], {0}
    while left:
        at = left.pop()
        word = _word(blocks[at - 1])
        if at in seen or word in ("for", "endfor"):
            continue
        seen.add(at)
        if word:
            left += _ways(blocks, at - 1)
        else:
            found.add(at - 1)
    return found


def _ways(blocks: Sequence[Block], at: int) -> list[int]:
    """The tags that what stands before a tag stands before: where its branches end, or where it starts."""
    ends, start = _branches(blocks, at)
    if _word(blocks[at]) != "endif":
        return [start]
    return ends if any(_word(blocks[end]) == "else" for end in ends) else [*ends, start]


def _branches(blocks: Sequence[Block], at: int) -> tuple[list[int], int]:
    """Where the branches of a condition end, from its tag at ``at`` back, and where it starts."""
    ends, place, depth = [at], at, 0
    while _word(blocks[place]) != "if" or depth:
        depth -= _word(blocks[place]) == "if"
        place -= 1
        depth += _word(blocks[place]) == "endif"
        if not depth and _word(blocks[place]) in ("elif", "else"):
            ends.append(place)
    return ends, place


def _word(block: Block) -> str:
    return block.word if isinstance(block, Tag) else ""


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

    Rows that a loop repeats may fill pages: they are never held together for what follows, but for those of
    its last turn (``closed``).
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
        return _last_turn(table)
    return range(first if count <= _SMALL else max(first, count - _TAIL), count)


def closed(table: Table) -> Table:
    """The table with the last turn of the loop that ends it told apart, to be kept with what follows."""
    rows, end = table.rows, table.rows[-1]
    first = max((at for at, row in enumerate(rows) if isinstance(row, Tag) and row.word == "for"), default=0)
    inner = [row.word for row in rows[first + 1 :] if isinstance(row, Tag)]
    if not isinstance(end, Tag) or inner.count("endfor") != 1 or inner[-1] != "endfor":
        return table
    body, where = rows[first + 1 : -1], end.where
    parted = (Tag(_LAST, where), *body, Tag("else", where), *body, Tag("endif", where))
    return replace(table, rows=(*rows[: first + 1], *parted, end))


def _last_turn(table: Table) -> range:
    words = [row.body if isinstance(row, Tag) else "" for row in table.rows]
    if _LAST not in words:
        return range(0)
    first = words.index(_LAST)
    return range(first + 1, first + (len(words) - first - 1) // 2)


def _head(table: Table) -> int:
    """How many rows go as far as the first picture, or, where there is none, as the first loop."""
    rows = list(enumerate(table.rows))
    loop = next((at for at, row in rows if isinstance(row, Tag) and row.word == "for"), 0)
    return next((at + 1 for at, row in rows if _pictured(row)), loop)


def _pictured(row: Row | Tag) -> bool:
    return isinstance(row, Row) and any(
        isinstance(piece, Picture) for cell in row.cells for piece in cell.line
    )
