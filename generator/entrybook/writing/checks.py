"""What a sheet itself says of its cells: what may be chosen, and which blanks matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.entrybook.kinds import Kind
from generator.entrybook.layout import Column, Path, Role, Table
from generator.entrybook.writing.book import Book
from generator.entrybook.writing.cells import FIRST

_LEAST = {"validate": "integer", "criteria": ">=", "value": 0}
_WHOLE = {"error_type": "stop", "error_title": "填整数", "error_message": "这一格填整数，不带单位"}
_STRICT = {"error_type": "stop", "error_title": "从下拉里选", "error_message": "只能选下拉里有的"}
_FILLED_IN = (Role.FIELD, Role.OWNER)
_Rule = dict[str, Any]  # as XlsxWriter takes it
_RANGE = tuple[int, int, int, int]  # first row and column, last row and column, from 0


def offer(book: Book, sheet: Worksheet, column: Column, cells: _RANGE, owner: Path | None = None) -> None:
    """Let cells be chosen from a list; what is not on it is refused only where it can never be right."""
    if column.role not in _FILLED_IN:
        return
    source = book.dropdowns.source(column, owner)
    if source is not None:
        sheet.data_validation(*cells, {"validate": "list", "source": source, **_strictness(column)})
    elif column.kind is Kind.INTEGER and not column.many:
        sheet.data_validation(*cells, {**_LEAST, **_WHOLE})


def _strictness(column: Column) -> _Rule:
    is_strict = column.kind in (Kind.CHOICE, Kind.YES) and not column.many
    return _STRICT if is_strict else {"show_error": False}


def blanks(book: Book, sheet: Worksheet, table: Table, last: int) -> None:
    """Colour the blanks that matter in the rows that have something in them."""
    fields = [at for at, one in enumerate(table.columns) if one.role in _FILLED_IN]
    whole = _filled(min(fields), max(fields))
    for at, column in enumerate(table.columns):
        if group := whole if column.required else _group(table.columns, column):
            rule = red(book, f"{group},", f"${xl_col_to_name(at)}", FIRST)
            sheet.conditional_format(FIRST, at, last, at, rule)


def red(book: Book, given: str, column: str, row: int) -> _Rule:
    """The rule that colours a blank cell (its column as $B, its row from 0) where something else is given."""
    criteria = f"=AND({given}LEN({column}{row + 1})=0)"
    return {"type": "formula", "criteria": criteria, "format": book.styles.red}


def _filled(first: int, last: int) -> str:
    """Whether anything stands in some columns of a row; a formula that gives nothing counts as nothing."""
    cells = f"${xl_col_to_name(first)}{FIRST + 1}:${xl_col_to_name(last)}{FIRST + 1}"
    return f"{counted(cells)}>0"


def counted(cells: str) -> str:
    """How many of some cells show anything."""
    return f"SUMPRODUCT(--(LEN({cells})>0))"


def _group(columns: Sequence[Column], column: Column) -> str:
    """Whether anything else of the object that a value belongs to is given; "" where nothing can be."""
    if not column.needed or len(column.keys) < 2:
        return ""
    group = list(_members(columns, column.keys[:-1]))
    return _filled(min(group), max(group)) if len(group) > 1 else ""


def _members(columns: Sequence[Column], keys: Path) -> Iterator[int]:
    return (at for at, one in enumerate(columns) if one.role is Role.FIELD and one.keys[: len(keys)] == keys)
