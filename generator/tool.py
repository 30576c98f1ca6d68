"""The tool itself as a value: two tools of one digest make the same of the same data and library."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from generator import trees
from generator.library import home


@cache
def digest() -> str:
    """SHA-256 (hex) over the tool's own sources and schemas; the library tells its own."""
    parts = (trees.digest(Path(__file__).resolve().parent, "*.py"), trees.digest(home.schemas(), "*.json"))
    return sha256("".join(parts).encode()).hexdigest()
