"""What differs between two Word templates or two bundles, and whether the second can stand for the first."""

from __future__ import annotations

from generator.authoring import comparison

__all__ = ["Comparison", "compare", "lines"]

Comparison = comparison.Comparison
compare = comparison.compare
lines = comparison.lines
