"""Names that stand together in one text, and the name that a wrong one was probably meant to be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[、，,；;/\s]+")


def names(text: str) -> list[str]:
    """The names in a text, in their order."""
    return [name for name in _SEPARATORS.split(text) if name]


def near(value: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a name that is not among those known: the nearest of them, if any is near."""
    found = difflib.get_close_matches(value, sorted(known), n=1, cutoff=0.5)
    return f"是不是“{found[0]}”" if found else otherwise
