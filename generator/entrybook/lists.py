"""Lists of single values in one cell, an item a line: written and read again."""

from __future__ import annotations

import re
from collections.abc import Sequence

_APART = re.compile(r"[、，,；;]")


def joined(items: Sequence[str], prose: bool = False) -> str:
    """The items as one text that `split` takes apart again where none has a line break or blank ends.

    A single item with a mark in it, which would part it, ends with a line break.
    """
    text = "\n".join(items)
    return f"{text}\n" if len(items) == 1 and not prose and _APART.search(text) else text


def split(text: str, prose: bool = False) -> list[str]:
    """The items of a text: its lines; of a single line what stands between marks, but for sentences."""
    parts = text.split("\n") if "\n" in text or prose else _APART.split(text)
    return [part.strip() for part in parts if part.strip()]
