"""What only the forms of Article 20 print: the board's QR code, and cut pages of badges."""

from __future__ import annotations

from collections.abc import Sequence

from generator import domain
from generator.kept import NOWHERE, Shelf
from generator.pictures import Picture, codes

# Columns and rows of a cut page; the forms have tables of two columns.
_CARDS = (2, 5)
_TAGS = (2, 2)
_BAND, _PAPER = "0B3D6B", "FFFFFF"
_NOBODY = domain.Badge()


def context(facts: domain.Facts, shelf: Shelf = NOWHERE) -> dict[str, object]:
    """What forms print besides the facts; `proofing.contract.EXTRA` tells its shape."""
    return shown(facts.board, facts.badges, shelf)


def shown(board: domain.Board, badges: Sequence[domain.Badge], shelf: Shelf = NOWHERE) -> dict[str, object]:
    """The same of a board and badges."""
    shown = [_badge(badge, shelf) for badge in badges]
    return {
        "board_code": _code(board.contact, "公示牌联系方式二维码", shelf) if board.rows else "",
        "card_sheets": _cut_pages(shown, _CARDS),
        "tag_sheets": _cut_pages(shown, _TAGS),
    }


def _code(text: str, alt: str, shelf: Shelf) -> Picture:
    data, side = codes.png(text, shelf)
    return Picture(data, "png", side, side, alt)


def _badge(badge: domain.Badge, shelf: Shelf) -> dict[str, object]:
    code = _code(badge.contact, f"{badge.name}的电子名片二维码", shelf)
    return {"badge": badge, "code": code, "band": _BAND}


def _cut_pages(badges: Sequence[dict[str, object]], grid: tuple[int, int]) -> list[dict[str, object]]:
    """Cut pages of rows of two; a place left over is an empty one, so that the page stays whole."""
    places = grid[0] * grid[1]
    pages: list[dict[str, object]] = []
    for start in range(0, len(badges), places):
        pages.append({"rows": _rows(_filled(badges[start : start + places], places))})
    return pages


def _filled(badges: Sequence[dict[str, object]], places: int) -> list[dict[str, object]]:
    empty: dict[str, object] = {"badge": _NOBODY, "code": "", "band": _PAPER}
    return [*badges, *[empty] * (places - len(badges))]


def _rows(cards: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    pairs = zip(cards[::2], cards[1::2], strict=True)
    return [{"left": left, "right": right} for left, right in pairs]
