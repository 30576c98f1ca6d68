"""Pictures and sheets for the forms of Article 20: the board's QR code, badges laid out for cutting."""

from __future__ import annotations

from collections.abc import Sequence

from generator import domain
from generator.pictures import Picture, codes

_CARDS = (2, 5)
_TAGS = (2, 2)
_BAND, _PAPER = "0B3D6B", "FFFFFF"
_NOBODY = domain.Badge()


def context(facts: domain.Facts) -> dict[str, object]:
    """What forms print besides the facts; `library.EXTRA` tells its shape."""
    shown = [_badge(badge) for badge in facts.badges]
    return {
        "board_code": _code(facts.board.contact, "公示牌联系方式二维码") if facts.board.rows else "",
        "card_sheets": _sheets(shown, _CARDS),
        "tag_sheets": _sheets(shown, _TAGS),
    }


def _code(text: str, alt: str) -> Picture:
    data, side = codes.png(text)
    return Picture(data, "png", side, side, alt)


def _badge(badge: domain.Badge) -> dict[str, object]:
    return {"badge": badge, "code": _code(badge.contact, f"{badge.name}的电子名片二维码"), "band": _BAND}


def _sheets(badges: Sequence[dict[str, object]], grid: tuple[int, int]) -> list[dict[str, object]]:
    """Sheets of rows of two; a place left over is an empty one, so that the sheet stays whole."""
    columns, rows = grid
    places = columns * rows
    empty: dict[str, object] = {"badge": _NOBODY, "code": "", "band": _PAPER}
    sheets: list[dict[str, object]] = []
    for start in range(0, len(badges), places):
        cards = [*badges[start : start + places], *[empty] * places][:places]
        pairs = zip(cards[::columns], cards[1::columns], strict=True)
        sheets.append({"rows": [{"left": left, "right": right} for left, right in pairs]})
    return sheets
