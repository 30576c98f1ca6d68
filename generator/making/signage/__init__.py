"""Pictures for boards and cards: safety signs, a strip of the grade, a workshop in the site.

Shapes and colours of the signs follow GB 2894-2025; the pictograms are indicative, not the standard's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from generator.kept import NOWHERE, Shelf
from generator.library import Library
from generator.making import shelved
from generator.pictures import Picture
from generator.riskmap import Site

SIGN = (30.0, 37.0)
BOARD_BAND = (388.0, 17.0)
CARD_BAND = (273.0, 14.0)
PLAN = (112.0, 40.0)
_SIGN_DPI = 180
_BAND_DPI = 72
_PLAN_DPI = 150
_Row = Mapping[str, Any]
_Size = tuple[float, float]
Plan = tuple[Site, str]  # a map page, and a digest of all that is on it


def boards(
    rows: Iterable[_Row], plans: Sequence[Plan], library: Library, shelf: Shelf = NOWHERE
) -> tuple[_Row, ...]:
    """Workshop boards, as templates print them, with their pictures."""
    return tuple(
        {
            **_joined(board, BOARD_BAND, library, shelf),
            "plan": _plan(plans, str(board["code"]), str(board["name"]), shelf),
        }
        for board in rows
    )


def cards(rows: Iterable[_Row], library: Library, shelf: Shelf = NOWHERE) -> tuple[_Row, ...]:
    """Cards of posts, as templates print them, with their pictures."""
    return tuple(_joined(card, CARD_BAND, library, shelf) for card in rows)


def _joined(hung: _Row, band: _Size, library: Library, shelf: Shelf) -> dict[str, Any]:
    signs = tuple(_with_picture(sign, library, shelf) for sign in hung["signs"])
    return {**hung, "signs": signs, "band": _band(str(hung["grade"]), band, shelf)}


def _with_picture(sign: _Row, library: Library, shelf: Shelf) -> _Row:
    return {**sign, "picture": sign_picture(str(sign["name"]), library, shelf)}


def sign_picture(name: str, library: Library, shelf: Shelf = NOWHERE) -> Picture:
    """A safety sign with its name; a name that is not in the table of signs gives its words alone."""
    row = library.once(_table).get(name, {"kind": "", "icon": ""})
    drawn = (name, str(row["kind"]), str(row["icon"]))
    return _picture(partial(_sign, *drawn, shelf), SIGN, _SIGN_DPI, f"{name}（示意）", *drawn)


def _table(library: Library) -> dict[str, Mapping[str, Any]]:
    return {row["name"]: row for row in library.table("signs")["signs"]}


@lru_cache(maxsize=256)
def _sign(name: str, kind: str, icon: str, shelf: Shelf) -> bytes:
    from generator.making.signage.signs import shapes

    made = partial(shapes, name, kind, icon)
    return shelved.drawn(shelf, f"sign {name} {kind} {icon}", made, "png", SIGN, _SIGN_DPI)


def _band(grade: str, size: _Size, shelf: Shelf) -> Picture:
    from generator.riskmap import COLOR_WORDS, grade_words

    words = f"{grade_words(grade)}（{COLOR_WORDS[grade]}）"
    return _picture(partial(_strip, grade, size, shelf), size, _BAND_DPI, words, grade)


@lru_cache(maxsize=8)
def _strip(grade: str, size: _Size, shelf: Shelf) -> bytes:
    from generator.making.signage.strips import shapes

    return shelved.drawn(shelf, f"strip {grade}", partial(shapes, grade, size), "png", size, _BAND_DPI)


def _plan(plans: Sequence[Plan], code: str, name: str, shelf: Shelf) -> Picture | str:
    """The site with that zone alone in its colour, "" where no plan shows it."""
    found = next((plan for plan in plans if _shows(plan[0], code)), None)
    if not found:
        return ""
    site, mark = found
    return _picture(partial(_place, site, code, shelf), PLAN, _PLAN_DPI, f"{name}在厂区的位置", code, mark)


def _shows(site: Site, code: str) -> bool:
    return any(zone.code == code for zone in site.zones)


def _place(site: Site, code: str, shelf: Shelf) -> bytes:
    from generator.making.signage.plans import shapes

    about = f"plan {site.width} {site.height} {site.zones} {code}"
    return shelved.drawn(shelf, about, partial(shapes, site, code, PLAN), "png", PLAN, _PLAN_DPI)


def _picture(made: Callable[[], bytes], size: _Size, dpi: int, alt: str, *drawn: str) -> Picture:
    """A picture of a size in mm; ``drawn`` are the words that tell from what."""
    width, height = (int(side / 25.4 * dpi) for side in size)
    return Picture(made, "png", width, height, alt, drawn=partial(" ".join, drawn))
