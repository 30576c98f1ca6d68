"""A file of the dialect that begins with a head in YAML between two lines of ``---``."""

from __future__ import annotations

_FENCE = "---"


def split(text: str) -> tuple[str, int]:
    """The head with its lines where they stand in the file, and the number of the line that ends it.

    ("", 0) where the file does not begin with a head.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        return "", 0
    end = lines.index(_FENCE, 1)
    return "\n".join(["", *lines[1:end], ""]), end + 1
