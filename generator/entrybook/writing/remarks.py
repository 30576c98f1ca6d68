"""What is to be marked in a book when it is written: problems at cells, and what was not brought along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

HEADED = -1  # the row of a remark on a table as a whole, which is at its headings


Place = tuple[int, int]  # the row and the column of a remark


class Remark(NamedTuple):
    """A problem for the sheet 问题清单, with its cell where it has one.

    ``row`` counts the rows of the page (`filled.Page.rows`) from 0 and ``column`` the columns of its sheet;
    `HEADED` is that of the headings; in a form ``row`` is 0 and ``column`` counts its lines. ``sheet`` is ""
    for a problem without a cell.
    """

    severity: str  # 错误 or 提示
    message: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def at(self) -> Place:
        """Its cell."""
        return self.row, self.column


def of_sheet(remarks: Iterable[Remark], name: str) -> Mapping[Place, str]:
    """The words for each marked cell of a sheet."""
    found: dict[Place, list[str]] = {}
    for one in remarks:
        if one.sheet == name:
            found.setdefault(one.at, []).append(f"{one.severity}：{one.message}")
    return {cell: "\n".join(lines) for cell, lines in found.items()}
