"""What may be missing from a client's data: risk points and usual hazards to check on site.

No part of a client's walk: no document reads proposals, and only those who import this module load them.
``risks`` and ``hazards`` propose, ``written`` gives risk points as YAML in the form of the client's data,
``printed`` a hazard as it would stand in the client's papers; ``rows`` and ``row`` tell them as plain data.
"""

from __future__ import annotations

from generator.suggest import Suggestion, Suggestions, hazards, printed, risks, row, rows, written

__all__ = ["Suggestion", "Suggestions", "hazards", "printed", "risks", "row", "rows", "written"]
