"""The registry (名册): one row a client in one workbook, from which client folders are made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.registry import forms
from generator.registry.making import made
from generator.registry.model import Difference, Listing, Outcome, Row, State
from generator.registry.rows import read

__all__ = ["Difference", "Listing", "Outcome", "Row", "State", "make", "read"]


def make(listing: Listing, out: Path) -> Iterator[Outcome]:
    """Make the folders that are missing, row by row."""
    yield from made(listing, out, forms.of_yaml())
