"""The registry (名册): one row a client in one workbook, from which client folders are made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from generator.library import Library
from generator.registry import forms
from generator.registry.blank import blank
from generator.registry.making import made
from generator.registry.model import Difference, Listing, Outcome, Row, State
from generator.registry.rows import read

__all__ = ["Difference", "Listing", "Outcome", "Row", "State", "blank", "make", "read"]


Form = Literal["workbook", "yaml"]


def make(listing: Listing, out: Path, library: Library, form: Form = "workbook") -> Iterator[Outcome]:
    """Make the folders that are missing, row by row, with data in that form."""
    return made(listing, out, forms.of_yaml() if form == "yaml" else forms.of_workbook(library))
