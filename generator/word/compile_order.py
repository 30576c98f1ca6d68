"""What follows from the order of a text's blocks: the cover's end, page turns, entries of the contents."""

from __future__ import annotations

from generator.word.layout import Orientation
from generator.word.source import Block, Heading, Mark, Paragraph
from generator.word.source_inline import Tag, fault


def turns(blocks: tuple[Block, ...], *, cover: bool) -> frozenset[int]:
    """The page breaks that the paragraph after them makes.

    A break in a paragraph of its own, where the page before is full, would leave an empty page.
    """
    ended = cover_end(blocks) if cover else None
    followed = (at for at in range(len(blocks) - 1) if isinstance(blocks[at + 1], (Paragraph, Heading)))
    return frozenset(at for at in followed if at != ended and _breaks(blocks[at]))


def _breaks(block: Block) -> bool:
    return isinstance(block, Mark) and block.kind == "pagebreak"


def looping(block: Block) -> int:
    """How the nesting of loops changes at a block."""
    if isinstance(block, Tag):
        return {"for": 1, "endfor": -1}.get(block.word, 0)
    return 0


def cover_end(blocks: tuple[Block, ...]) -> int | None:
    """The first page break, when no condition or turned page comes before it."""
    for at, block in enumerate(blocks):
        if isinstance(block, Tag):
            return None
        if isinstance(block, Mark):
            return at if block.kind == "pagebreak" else None
    return None


def contents_blocks(blocks: tuple[Block, ...], levels: int) -> list[Tag | Heading]:
    """The headings of the contents with the conditions and loops around them; empty ones left out."""
    kept = [block for block in blocks if isinstance(block, Tag) or _listed(block, levels)]
    chosen: list[Tag | Heading] = []
    for block in kept:
        if isinstance(block, Heading):
            chosen.append(block)
        elif isinstance(block, Tag):
            chosen.append(block)
            if block.word.startswith("end"):
                _prune(chosen)
    return chosen


def _listed(block: Block, levels: int) -> bool:
    return isinstance(block, Heading) and block.level <= levels


def _prune(chosen: list[Tag | Heading]) -> None:
    """Drop the block that just ended when it holds no heading."""
    at = len(chosen) - 1
    while at >= 0:
        block = chosen[at]
        if isinstance(block, Heading) or (block.word.startswith("end") and at < len(chosen) - 1):
            return
        if block.word in ("if", "for"):
            del chosen[at:]
            return
        at -= 1


def check_turns(blocks: tuple[Block, ...], orientation: Orientation) -> None:
    """Refuse a page turn that a condition could leave out without its turn back."""
    now = orientation
    opened: list[Orientation] = []
    for block in blocks:
        if isinstance(block, Mark) and block.kind in ("landscape", "portrait"):
            if block.kind == now:
                raise fault(block.where, f"页面已经是这个方向：@{block.kind}", "删去这一行")
            now = block.kind
        elif isinstance(block, Tag):
            _check_turned_back(block, opened, now)


def _check_turned_back(block: Tag, opened: list[Orientation], now: Orientation) -> None:
    """Each branch of a condition and each loop ends as it began; ``opened`` are those around the tag."""
    if block.word in ("if", "for"):
        opened.append(now)
    elif opened[-1] != now:
        message = "条件或循环之内转了页面方向，没有转回来"
        raise fault(block.where, message, "在结束之前写 @portrait 或 @landscape")
    if block.word.startswith("end"):
        opened.pop()
