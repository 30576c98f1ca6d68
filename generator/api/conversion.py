"""Data from one form of file into another: YAML, JSON, the workbook."""

from __future__ import annotations

from generator.conversion import SUFFIXES, Converted, convert

__all__ = ["SUFFIXES", "Converted", "convert"]
