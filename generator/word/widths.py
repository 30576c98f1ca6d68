"""Widths of a table's columns: in proportion, but none so narrow that it tears a short word or a date.

Nor may a title leave its last character alone on a line (服务形↵式).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.word.source_inline import Break, Line, Text, Value
from generator.word.source_tables import Cell, Row, Table

Numbers = Sequence[int]
_SHORT = 3  # characters that are not broken: 序号, 级别, 责任人
_DATES = re.compile(
    r"\.(date|due|found|deadline|planned|done|rectified|rechecked|accepted|notified|expires|issued|review"
    r"|next|inspected|next_inspection|checked|tested|examined|hired|trained|\w+_date)\b"
)
_WHOLE = {  # what is not broken where a value of these names may stand: a date, a phone, the end of a number
    _DATES: "2026-12-03",
    re.compile(r"\.(phone|mobile|tel)\b"): "138-0000-0000",
    re.compile(r"\bhazard\.number\b"): "20260910-01",
}
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_TRIES = 4  # a column that is made wider makes others narrower
_SIDES = 200  # of a cell: its margins and lines, and a little for what a font is wider than its size
_MOST_FIXED = 0.8  # of the table's width
_HALF = 0.58  # how wide a letter, a digit or a hyphen is, beside a Chinese character


def columns(table: Table, total: int, letter: int) -> list[int]:
    """Whole widths that sum to the total; ``letter`` is the size of a Chinese character in the table."""
    weights = [column.weight for column in table.columns]
    least = [_least(table, at, letter) for at in range(len(weights))]
    titles = [_titles(table, at) for at in range(len(weights))]
    sizes = share(total, weights, least)
    for _ in range(_TRIES):
        least = [_wider(*of, letter) for of in zip(sizes, least, titles, strict=True)]
        made = share(total, weights, least)
        if made == sizes or _lost(made, least, sizes):
            break
        sizes = made
    return sizes


def _wider(size: int, least: int, titles: Numbers, letter: int) -> int:
    """What a column of that size is to have at least for its titles."""
    wanted = _unbroken(size, titles, letter)
    return max(least, wanted) if wanted > size else least


def _lost(made: Numbers, least: Numbers, before: Numbers) -> bool:
    """Whether a column that had its least no longer has it."""
    return any(new < low <= old for new, low, old in zip(made, least, before, strict=True))


def share(total: int, weights: Numbers, least: Numbers = ()) -> list[int]:
    """Whole widths in proportion to the weights, which sum to the total exactly, none below its least.

    Where too much is asked for, as by a table of many columns, those that ask for most go without.
    """
    fixed = _fixed(total, weights, least) if least else {}
    free = sum(weight for at, weight in enumerate(weights) if at not in fixed)
    left = total - sum(fixed.values())
    return _rounded([fixed.get(at, left * weight / max(free, 1)) for at, weight in enumerate(weights)])


def _rounded(sizes: Sequence[float]) -> list[int]:
    """Whole widths whose sum is that of the sizes, wherever one leaves off."""
    edges = [round(sum(sizes[:at])) for at in range(len(sizes) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _fixed(total: int, weights: Numbers, least: Numbers) -> dict[int, int]:
    """The widths of the columns that have their least, as far as there is room for them."""
    fixed = _raised(total, weights, least)
    while sum(fixed.values()) > total * _MOST_FIXED:
        most = max(fixed.values())
        least = [0 if needed == most else needed for needed in least]
        fixed = _raised(total, weights, least)
    return fixed


def _raised(total: int, weights: Numbers, least: Numbers) -> dict[int, int]:
    """The columns that their share would leave too narrow, with the widths that they get instead.

    What they take makes the others narrower, which may raise more of them.
    """
    fixed: dict[int, int] = {}
    while True:
        left = total - sum(fixed.values())
        narrow = _narrow(left, [at for at in range(len(weights)) if at not in fixed], weights, least)
        fixed |= {at: least[at] for at in narrow}
        if not narrow or left <= 0:
            return fixed


def _narrow(left: int, free: Numbers, weights: Numbers, least: Numbers) -> list[int]:
    """Those of the columns that share what is left of which the share is too small."""
    whole = sum(weights[at] for at in free)
    return [at for at in free if left * weights[at] < least[at] * whole]


def _least(table: Table, at: int, letter: int) -> int:
    """What the words of a column need that must stay on a line: short titles, and dates."""
    needed = max(map(_breadth, _kept_whole(table, at)), default=0)
    return round(needed * letter) + _SIDES if needed else 0


def _kept_whole(table: Table, at: int) -> Iterator[str]:
    return (word for cell, title in _cells(table, at) for word in _whole(cell.line, title))


def _cells(table: Table, at: int) -> Iterator[tuple[Cell, bool]]:
    """The cells of a column, and whether each is a title, in the rows that have all columns."""
    for row in table.rows:
        if isinstance(row, Row) and len(row.cells) == len(table.columns):
            cell = row.cells[at]
            yield cell, row.header or cell.label


def _titles(table: Table, at: int) -> list[int]:
    """How many characters the titles of a column have, of those that are Chinese characters alone."""
    lines = [cell.line for cell, title in _cells(table, at) if title and len(cell.line) == 1]
    words = [piece.text for (piece,) in lines if isinstance(piece, Text)]
    return [len(text) for text in words if _CHINESE.fullmatch(text)]


def _unbroken(width: int, titles: Numbers, letter: int) -> int:
    """The width, or the next at which no title stands upright or leaves its last character alone."""
    first = room = max(1, (width - _SIDES) // letter)
    while any(_breaks_badly(count, room) for count in titles):
        room += 1
    return width if room == first else room * letter + _SIDES


def _breaks_badly(count: int, room: int) -> bool:
    """Whether so many characters, of which so many have room on a line, stand upright or leave one alone."""
    return count > room and (room == 1 or count % room == 1)


def _whole(line: Line, title: bool) -> list[str]:
    """The texts of a line that are not to be broken."""
    names = [f".{piece.name}" for piece in line if isinstance(piece, Value)]
    wide = [text for of, text in _WHOLE.items() if any(map(of.search, names))]
    return [*_short(line), *wide] if title else wide


def _short(line: Line) -> list[str]:
    """The short words of a title; none where it holds more than words."""
    if not _is_words(line):
        return []
    return [piece.text for piece in line if isinstance(piece, Text) and len(piece.text) <= _SHORT]


def _is_words(line: Line) -> bool:
    return all(isinstance(piece, (Text, Break)) for piece in line)


def _breadth(text: str) -> float:
    return sum(_HALF if char.isascii() else 1 for char in text)
