"""Which blocks stay on the page of what follows: no page holds signatures, a date or a last line alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from generator.word.source import Block, Heading, Mark, Paragraph, Sign
from generator.word.source_inline import Picture, Tag
from generator.word.source_tables import Row, Table

_BEFORE_A_DATE = 5  # paragraphs that go with what is set at the right: a letter's end, its enclosures

Blocks = Sequence[Block]

_END = 3  # paragraphs that a document ends with on one page
_LAST = "if loop.last"

_SMALL, _TAIL = 4, 2  # rows of a table that moves as a whole, and of the end of a longer one


def kept(blocks: Blocks) -> frozenset[int]:
    """The places of the blocks that are kept with the next."""
    before = (place for at, block in enumerate(blocks) for place in _kept_before(blocks, at, block))
    ends = (place for at in _page_ends(blocks) for place in _kept_at_end(blocks, at))
    return frozenset((*before, *ends))


def _kept_before(blocks: Blocks, at: int, block: Block) -> Iterable[int]:
    """What is kept with signatures or a date."""
    if isinstance(block, Sign):
        return (*_before_signatures(blocks, at), *_led(blocks, at))
    return _before_a_date(blocks, at) if _is_date(block) else ()


def _is_date(block: Block) -> bool:
    """Whether a block is set at the right, as dates are."""
    return isinstance(block, Paragraph) and block.style == "right"


def _kept_at_end(blocks: Blocks, at: int) -> Iterable[int]:
    """What is kept with the last line of a page."""
    return (*_before_a_page(blocks, at), *_last_lines(blocks, at)[:-1])


def undivided(blocks: Blocks) -> frozenset[int]:
    """The places of the paragraphs that no page divides: the last before a new page."""
    return frozenset(place for at in _page_ends(blocks) for place in _last_lines(blocks, at))


def _page_ends(blocks: Blocks) -> list[int]:
    return [*(at for at, block in enumerate(blocks) if isinstance(block, Mark)), len(blocks)]


def _last_lines(blocks: Blocks, at: int) -> range:
    found = range(max(0, at - _END), at)
    return found if all(isinstance(blocks[place], (Heading, Paragraph)) for place in found) else range(0)


def _before_a_page(blocks: Blocks, at: int) -> set[int]:
    """The table, and the lines after it, that the last line of a page belongs to."""
    last = [place for place in _previous(blocks, at) if _line(blocks[place])]
    return {led for place in last for led in _led(blocks, place)}


def _line(block: Block) -> bool:
    """Whether a block is a line of text, or of places to sign in a table without borders."""
    return isinstance(block, Paragraph) or (
        isinstance(block, Table) and block.options.style == "plain" and len(block.rows) == 1
    )


def _led(blocks: Blocks, at: int) -> set[int]:
    """The tables that lead to a block, and the lines between, whichever branches are printed."""
    found: set[int] = set()
    front = _previous(blocks, at)
    for _ in range(_BEFORE_A_DATE):
        front = _of_kind(blocks, front, (Paragraph, Table)) - found
        found |= front
        front = _before_lines(blocks, front)
    return found if _of_kind(blocks, found, (Table,)) else set()


def _of_kind(blocks: Blocks, places: set[int], kinds: tuple[type, ...]) -> set[int]:
    return {place for place in places if isinstance(blocks[place], kinds)}


def _before_lines(blocks: Blocks, places: set[int]) -> set[int]:
    """What may stand right before those of the places that are lines of text."""
    lines = _of_kind(blocks, places, (Paragraph,))
    return {before for place in lines for before in _previous(blocks, place)}


def _previous(blocks: Blocks, at: int) -> set[int]:
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


def _ways(blocks: Blocks, at: int) -> list[int]:
    """The tags that what stands before a tag stands before: where its branches end, or where it starts."""
    ends, start = _branches(blocks, at)
    if _word(blocks[at]) != "endif":
        return [start]
    return ends if "else" in [_word(blocks[end]) for end in ends] else [*ends, start]


def _branches(blocks: Blocks, at: int) -> tuple[list[int], int]:
    """Where the branches of a condition end, from its tag at ``at`` back, and where it starts."""
    ends, place, depth = [at], at, 0
    word = _word(blocks[place])
    while word != "if" or depth:
        depth -= word == "if"
        place -= 1
        word = _word(blocks[place])
        depth += word == "endif"
        if not depth and word in ("elif", "else"):
            ends.append(place)
    return ends, place


def _word(block: Block | Row) -> str:
    return block.word if isinstance(block, Tag) else ""


def _before_signatures(blocks: Blocks, at: int) -> Iterator[int]:
    """The notes above the signatures and the table that they belong to."""
    for place in range(at - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, (Paragraph, Table)):
            yield place
        if not isinstance(block, (Paragraph, Tag)):
            return


def _before_a_date(blocks: Blocks, at: int) -> list[int]:
    before = range(at - 1, -1, -1)
    together = takewhile(lambda place: isinstance(blocks[place], (Paragraph, Tag)), before)
    return [place for place in together if isinstance(blocks[place], Paragraph)][:_BEFORE_A_DATE]


def kept_rows(table: Table, *, followed: bool) -> range:
    """The rows of a table that are kept with the next; ``followed``: its end stays with what comes next.

    Rows that a loop repeats may fill pages: they are never held together for what follows, but for those of
    its last turn (``closed``).
    """
    keep = table.options.keep
    if keep in ("rows", "next"):
        return range(len(table.rows))
    if keep == "head":
        return range(_head(table))
    return _end(table) if followed else range(0)


def _end(table: Table) -> range:
    """The rows at the end of a table that are held together."""
    count, first = len(table.rows), _after_loops(table)
    if first == count:
        return _last_turn(table)
    return range(first if count <= _SMALL else max(first, count - _TAIL), count)


def _after_loops(table: Table) -> int:
    """The first row behind all loops."""
    looped = [at for at, row in enumerate(table.rows) if _word(row) == "endfor"]
    return max(looped, default=-1) + 1


def closed(table: Table) -> Table:
    """The table with the last turn of the loop that ends it told apart, to be kept with what follows."""
    rows, end = table.rows, table.rows[-1]
    first = max((at for at, row in enumerate(rows) if _word(row) == "for"), default=0)
    if not isinstance(end, Tag) or not _is_one_loop(rows[first + 1 :]):
        return table
    body = _told_apart(rows[first + 1 : -1], end.where)
    return replace(table, rows=(*rows[: first + 1], *body, end))


def _told_apart(body: tuple[Row | Tag, ...], where: str) -> tuple[Row | Tag, ...]:
    """The rows of a loop, once for its last turn and once for all others."""
    return (Tag(_LAST, where), *body, Tag("else", where), *body, Tag("endif", where))


def _is_one_loop(rows: Sequence[Row | Tag]) -> bool:
    """Whether rows end with the end of a loop, and of no other before it."""
    words = [row.word for row in rows if isinstance(row, Tag)]
    return words.count("endfor") == 1 and words[-1] == "endfor"


def _last_turn(table: Table) -> range:
    words = [row.body if isinstance(row, Tag) else "" for row in table.rows]
    if _LAST not in words:
        return range(0)
    first = words.index(_LAST)
    return range(first + 1, first + (len(words) - first - 1) // 2)


def _head(table: Table) -> int:
    """How many rows go as far as the first picture, or, where there is none, as the first loop."""
    rows = list(enumerate(table.rows))
    loop = next((at for at, row in rows if _word(row) == "for"), 0)
    return next((at + 1 for at, row in rows if _pictured(row)), loop)


def _pictured(row: Row | Tag) -> bool:
    return isinstance(row, Row) and any(
        isinstance(piece, Picture) for cell in row.cells for piece in cell.line
    )
