"""Widths of a table's columns: in proportion, but none so narrow that it tears a short word or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.word.source_inline import Break, Line, Text, Value
from generator.word.source_tables import Row, Table

_SHORT = 3  # characters that are not broken: 序号, 级别, 责任人
_DATE = "2026-12-03"
_DATES = re.compile(
    r"\.(date|due|found|deadline|planned|done|rectified|rechecked|accepted|notified|expires|issued|review"
    r"|next|inspected|next_inspection|checked|tested|examined|hired|trained|\w+_date)\b"
)
_SIDES = 200  # of a cell: its margins and lines, and a little for what a font is wider than its size
_MOST_FIXED = 0.8  # of the table's width
_HALF = 0.58  # how wide a letter, a digit or a hyphen is, beside a Chinese character


def columns(table: Table, total: int, letter: int) -> list[int]:
    """Whole widths that sum to the total; ``letter`` is the size of a Chinese character in the table."""
    least = [_least(table, at, letter) for at in range(len(table.columns))]
    return share(total, [column.weight for column in table.columns], least)


def share(total: int, weights: Sequence[int], least: Sequence[int] = ()) -> list[int]:
    """Whole widths in proportion to the weights, which sum to the total exactly, none below its least."""
    fixed = _raised(total, weights, least) if least else {}
    if sum(fixed.values()) > total * _MOST_FIXED:  # too much is asked for: a table of many columns
        fixed = {}
    free = sum(weight for at, weight in enumerate(weights) if at not in fixed)
    left = total - sum(fixed.values())
    sizes = [fixed.get(at, left * weight / max(free, 1)) for at, weight in enumerate(weights)]
    edges = [round(sum(sizes[:at])) for at in range(len(weights) + 1)]
    return [right - left for left, right in zip(edges, edges[1:], strict=False)]


def _raised(total: int, weights: Sequence[int], least: Sequence[int]) -> dict[int, int]:
    """The columns that their share would leave too narrow, with the widths that they get instead.

    What they take makes the others narrower, which may raise more of them.
    """
    fixed: dict[int, int] = {}
    while True:
        left = total - sum(fixed.values())
        free = [at for at in range(len(weights)) if at not in fixed]
        whole = sum(weights[at] for at in free)
        narrow = [at for at in free if left * weights[at] < least[at] * whole]
        if not narrow:
            return fixed
        fixed |= {at: least[at] for at in narrow}
        if left <= 0:
            return fixed


def _least(table: Table, at: int, letter: int) -> int:
    """What the words of a column need that must stay on a line: short titles, and dates."""
    needed = 0.0
    for row in table.rows:
        if isinstance(row, Row) and len(row.cells) == len(table.columns):
            cell = row.cells[at]
            needed = max(needed, *(_breadth(word) for word in _whole(cell.line, row.header or cell.label)))
    return round(needed * letter) + _SIDES if needed else 0


def _whole(line: Line, title: bool) -> list[str]:
    """The texts of a line that are not to be broken."""
    found = [""]
    if title and all(isinstance(piece, (Text, Break)) for piece in line):
        found += [piece.text for piece in line if isinstance(piece, Text) and len(piece.text) <= _SHORT]
    if any(isinstance(piece, Value) and _DATES.search(f".{piece.name}") for piece in line):
        found.append(_DATE)
    return found


def _breadth(text: str) -> float:
    return sum(_HALF if char.isascii() else 1 for char in text)
