"""The name that a wrong one was probably meant to be, as a hint."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def unknown(word: str, known: Iterable[str], what: str) -> tuple[str, str]:
    """What is said of a word that names nothing which is registered, and the mend."""
    return f"没有名为“{word}”的{what}", hint(word, known, f"先登记这个{what}")


def hint(word: str, known: Iterable[str], otherwise: str) -> str:
    """Whether the word should be the nearest of those known; what else to do where none is near."""
    close = get_close_matches(word, sorted(known), 1)
    return f"是否应为“{close[0]}”？" if close else otherwise
