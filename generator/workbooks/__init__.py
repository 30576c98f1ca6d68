"""Excel only, nothing of safety: a ledger's definition and facts to a workbook, the same bytes every time."""

from generator.workbooks.workbook import build

__all__ = ["build"]
