"""Keys under passphrases are made by many tests here."""

from __future__ import annotations

from tests.signing.quick import quick

__all__ = ["quick"]
