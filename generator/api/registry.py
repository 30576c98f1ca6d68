"""A registry of clients (名册), one row each in one workbook: their folders made, differences told.

    listing = registry.read(Path("名册.xlsx"), library)
    for outcome in registry.make(listing, Path("客户"), library):
        print(outcome.state, outcome.folder, *outcome.problems, *outcome.differences)

What stands in a client's folder is never changed. ``blank`` gives an empty registry to be filled in. No part
of a client's walk: only those who import this module load it.
"""

from __future__ import annotations

from generator.registry import Difference, Listing, Outcome, Row, State, blank, make, read

__all__ = ["Difference", "Listing", "Outcome", "Row", "State", "blank", "make", "read"]
