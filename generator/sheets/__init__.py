"""Excel only, nothing of safety: a ledger's definition and facts to a workbook, the same bytes every time."""

from generator.sheets.workbook import build

__all__ = ["build"]
