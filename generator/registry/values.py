"""The values of a registry's cells, with the habits of Excel."""

from __future__ import annotations

import datetime

from generator.entrybook import cells


def fault(sheet: cells.Sheet, row: int, column: int) -> tuple[str, str] | None:
    """What is wrong with a cell as Excel has it, and what to do."""
    if word := sheet.errors.get((row, column)):
        return f"公式出错（{word}）", "请改成值"
    if (row, column) in sheet.uncalculated:
        return "公式还没有算出值", "请用 Excel 或 WPS 打开，保存一次"
    return None


def plain(value: cells.Value) -> object:
    """A value as data has it; None for an empty cell."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value
