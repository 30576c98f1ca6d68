"""How a workbook names a cell: D7, row 7 and column 4, both from 1."""

from __future__ import annotations


def number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    found = ""
    while column:
        column, last = divmod(column - 1, 26)
        found = chr(ord("A") + last) + found
    return found


def cell(row: int, column: int) -> str:
    """The name of a cell: row 7, column 4 is D7."""
    return f"{letters(column)}{row}"
