"""What follows from the order of a text's blocks: the cover's end, page turns, entries of the contents."""

from __future__ import annotations

from itertools import pairwise

from generator.word.layout import Orientation
from generator.word.source import Block, Heading, Mark, Paragraph
from generator.word.source_inline import Tag, fault

Blocks = tuple[Block, ...]
_TURN_BACK = "在结束之前写 @portrait 或 @landscape"


def turns(blocks: Blocks, cover: int | None) -> frozenset[int]:
    """The page breaks that the paragraph after them makes; ``cover``: the one that ends the cover.

    A break in a paragraph of its own, where the page before is full, would leave an empty page.
    """
    pairs = enumerate(pairwise(blocks))
    return frozenset(at for at, (block, after) in pairs if at != cover and _turns(block, after))


def _turns(block: Block, after: Block) -> bool:
    """Whether a block is a page break with a paragraph after it."""
    return isinstance(after, (Paragraph, Heading)) and _breaks(block)


def _breaks(block: Block) -> bool:
    return isinstance(block, Mark) and block.kind == "pagebreak"


def looping(block: Block) -> int:
    """How the nesting of loops changes at a block."""
    if isinstance(block, Tag):
        return {"for": 1, "endfor": -1}.get(block.word, 0)
    return 0


def cover_end(blocks: Blocks) -> int | None:
    """The first page break, when no condition or turned page comes before it."""
    first = next(((at, block) for at, block in enumerate(blocks) if isinstance(block, (Tag, Mark))), None)
    return first[0] if first and _breaks(first[1]) else None


def contents_blocks(blocks: Blocks, levels: int) -> list[Tag | Heading]:
    """The headings of the contents with the conditions and loops around them; empty ones left out."""
    chosen: list[Tag | Heading] = []
    for block in blocks:
        if isinstance(block, Tag) or (isinstance(block, Heading) and block.level <= levels):
            chosen.append(block)
        if isinstance(block, Tag) and block.word.startswith("end"):
            _prune(chosen)
    return chosen


def _prune(chosen: list[Tag | Heading]) -> None:
    """Drop the block that just ended when it holds no heading."""
    for at in range(len(chosen) - 2, -1, -1):
        block = chosen[at]
        if isinstance(block, Heading) or block.word.startswith("end"):
            return
        if block.word in ("if", "for"):
            del chosen[at:]
            return


def check_turns(blocks: Blocks, orientation: Orientation) -> None:
    """Refuse a page turn that a condition could leave out without its turn back."""
    now = orientation
    opened: list[Orientation] = []
    for block in blocks:
        if isinstance(block, Mark):
            now = _turned(block, now)
        elif isinstance(block, Tag):
            _check_turned_back(block, opened, now)


def _turned(block: Mark, now: Orientation) -> Orientation:
    """How the page lies after a mark."""
    if block.kind == "pagebreak" or block.kind == "toc":
        return now
    if block.kind == now:
        raise fault(block.where, f"页面已经是这个方向：@{block.kind}", "删去这一行")
    return block.kind


def _check_turned_back(block: Tag, opened: list[Orientation], now: Orientation) -> None:
    """Each branch of a condition and each loop ends as it began; ``opened`` are those around the tag."""
    if block.word in ("if", "for"):
        opened.append(now)
    elif opened[-1] != now:
        raise fault(block.where, "条件或循环之内转了页面方向，没有转回来", _TURN_BACK)
    if block.word.startswith("end"):
        opened.pop()
