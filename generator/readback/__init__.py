"""Workbooks that people kept, read back: what they filled into our ledgers, and hazard lists of others."""

from generator.readback.model import Back, Difference
from generator.readback.reading import Asked, read

__all__ = ["Asked", "Back", "Difference", "read"]
