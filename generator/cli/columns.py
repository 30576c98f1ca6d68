"""Rows in columns on a terminal, where a Chinese character is as wide as two letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_LONGEST = 40  # of a text that is cut, in the width of Latin letters


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their columns below each other."""
    widths = _widths(rows)
    for row in rows:
        yield "  ".join(map(_padded, row, widths)).rstrip()


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(_width, column)) for column in zip(*rows, strict=True)]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def short(text: str) -> str:
    """As much of a text as a line has room for."""
    if _width(text) <= _LONGEST:
        return text
    while _width(text) > _LONGEST - 2:
        text = text[:-1]
    return f"{text}……"
