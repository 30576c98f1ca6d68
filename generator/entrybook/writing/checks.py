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
_RANGE = tuple[int, int, int, int]  # first row and column, last row and column, from 0


def offer(book: Book, sheet: Worksheet, column: Column, cells: _RANGE, owner: Path | None = None) -> None:
    """Let cells be chosen from a list; what is not on it is refused only where it can never be right."""
    if column.role not in (Role.FIELD, Role.OWNER):
        return
    source = book.dropdowns.source(column, owner)
    if source is not None:
        is_strict = column.kind in (Kind.CHOICE, Kind.YES) and not column.many
        sheet.data_validation(*cells, {"validate": "list", "source": source, **_strictness(is_strict)})
    elif column.kind is Kind.INTEGER and not column.many:
        sheet.data_validation(*cells, {**_LEAST, **_WHOLE})


def _strictness(is_strict: bool) -> dict[str, Any]:
    if not is_strict:
        return {"show_error": False}
    return {"error_type": "stop", "error_title": "从下拉里选", "error_message": "只能选下拉里有的"}


def blanks(book: Book, sheet: Worksheet, table: Table, last: int) -> None:
    """Colour the blanks that matter in the rows that have something in them."""
    fields = [at for at, one in enumerate(table.columns) if one.role in (Role.FIELD, Role.OWNER)]
    whole = _filled(min(fields), max(fields))
    for at, column in enumerate(table.columns):
        group = whole if column.required else _group(table.columns, column)
        if group:
            rule = {"type": "formula", "criteria": f"=AND({group},LEN(${xl_col_to_name(at)}{FIRST + 1})=0)"}
            sheet.conditional_format(FIRST, at, last, at, {**rule, "format": book.styles.red})


def _filled(first: int, last: int) -> str:
    """Whether anything stands in some columns of a row; a formula that gives nothing counts as nothing."""
    cells = f"${xl_col_to_name(first)}{FIRST + 1}:${xl_col_to_name(last)}{FIRST + 1}"
    return f"SUMPRODUCT(--(LEN({cells})>0))>0"


def _group(columns: Sequence[Column], column: Column) -> str:
    """Whether anything else of the object that a value belongs to is given; "" where nothing can be."""
    if not column.needed or len(column.keys) < 2:
        return ""
    group = list(_members(columns, column.keys[:-1]))
    return _filled(min(group), max(group)) if len(group) > 1 else ""


def _members(columns: Sequence[Column], keys: Path) -> Iterator[int]:
    return (at for at, one in enumerate(columns) if one.role is Role.FIELD and one.keys[: len(keys)] == keys)
