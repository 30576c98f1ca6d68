"""Whether a drawn board fits its page: what its rows take at least, whoever stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from generator.problems import Problem, error
from generator.word.card_tables import tagged
from generator.word.opening import open_package
from generator.word.tree import Element, below, count, given, w
from generator.word.variants import LISTS

_TWIPS_PER_MM = 1440 / 25.4
_LOWEST = 100  # twentieths of a point: the least that a paragraph takes whose line has no exact height
_HINT = "公示牌只能是一页：减小行高、删去多出的行和段落"


def check(data: bytes, place: str) -> Iterator[Problem]:
    """An error where a board with cards in rows cannot be one page; nothing of any other template."""
    body = _body(data, place)
    if body is not None and any(map(_spreads, body.iter(w("tr")))):
        yield from _of_board(body, place)


def _body(data: bytes, place: str) -> Element | None:
    package = open_package(data, place)
    return package.tree(package.main).find(w("body"))


def _of_board(body: Element, place: str) -> Iterator[Problem]:
    if _breaks(body):
        yield error(place, "有分页符或者分节符，会印成两页", "公示牌只能是一页：删去分页符、分节符")
    yield from _overfull(body, place)


def _overfull(body: Element, place: str) -> Iterator[Problem]:
    """Rows that take more than the room of a page."""
    room, taken = _room(body), sum(map(_height, body))
    if room and taken > room:
        yield error(place, _too_high(taken, room), _HINT)


def _too_high(taken: int, room: int) -> str:
    least, most = ceil(taken / _TWIPS_PER_MM), round(room / _TWIPS_PER_MM)
    return f"各行加起来至少高 {least} 毫米，纸张除去上下边距只有 {most} 毫米，会印成两页"


def _spreads(row: Element) -> bool:
    """Whether a row begins the loop over rows of cards."""
    lists = (tag.rest.rpartition(".")[2] for tag in tagged(row) if (tag.prefix, tag.word) == ("tr", "for"))
    return any(name in LISTS for name in lists)


def _breaks(body: Element) -> bool:
    """Whether something but the end of the text begins a page."""
    forced = any(one.get(w("type")) == "page" for one in body.iter(w("br")))
    return forced or any(True for _ in body.iterfind(f".//{w('pPr')}/{w('sectPr')}"))


def _room(body: Element) -> int:
    """The height of a page between its margins, in twentieths of a point; 0 where it is not told."""
    size, margins = below(body, "sectPr", "pgSz"), below(body, "sectPr", "pgMar")
    return 0 if size is None or margins is None else _between(size, margins)


def _between(size: Element, margins: Element) -> int:
    """The height of a page between its margins."""
    top, bottom = (count(given(margins, side)) for side in ("top", "bottom"))
    return count(given(size, "h")) - top - bottom


def _height(element: Element) -> int:
    """What a table or a paragraph of the body takes at least."""
    if element.tag == w("tbl"):
        return sum(_rows(element))
    if element.tag != w("p"):
        return 0
    spacing = below(element, "pPr", "spacing")
    return count(given(spacing, "line")) if given(spacing, "lineRule") == "exact" else _LOWEST


def _rows(table: Element) -> Iterator[int]:
    """The heights of the rows that are always there: neither tags alone nor under a condition."""
    conditions = 0
    for row in table.findall(w("tr")):
        words = [tag.word for tag in tagged(row) if tag.prefix == "tr"]
        conditions += words.count("if") - words.count("endif")
        height = below(row, "trPr", "trHeight")
        if not words and not conditions and height is not None:
            yield count(given(height))
