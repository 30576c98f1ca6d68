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
_Row = dict[str, object]  # as a form goes through it
_EMPTY: _Row = {"badge": domain.Badge(), "code": "", "band": _PAPER}


def context(facts: domain.Facts, shelf: Shelf = NOWHERE) -> _Row:
    """What forms print besides the facts; `proofing.contract.EXTRA` tells its shape."""
    return shown(facts.board, facts.badges, shelf)


def shown(board: domain.Board, badges: Sequence[domain.Badge], shelf: Shelf = NOWHERE) -> _Row:
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


def _badge(badge: domain.Badge, shelf: Shelf) -> _Row:
    code = _code(badge.contact, f"{badge.name}的电子名片二维码", shelf)
    return {"badge": badge, "code": code, "band": _BAND}


def _cut_pages(badges: Sequence[_Row], grid: tuple[int, int]) -> list[_Row]:
    """Cut pages of rows of two; a place left over is an empty one, so that the page stays whole."""
    places = grid[0] * grid[1]
    starts = range(0, len(badges), places)
    return [_cut_page(badges[start : start + places], places) for start in starts]


def _cut_page(badges: Sequence[_Row], places: int) -> _Row:
    return {"rows": _rows(_filled(badges, places))}


def _filled(badges: Sequence[_Row], places: int) -> list[_Row]:
    return [*badges, *[_EMPTY] * (places - len(badges))]


def _rows(cards: Sequence[_Row]) -> list[_Row]:
    pairs = zip(cards[::2], cards[1::2], strict=True)
    return [{"left": left, "right": right} for left, right in pairs]
