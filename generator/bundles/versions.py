"""Versions of bundles and of the tool: numbers with dots between them, compared as numbers."""

from __future__ import annotations

import re

_VERSION = re.compile(r"[0-9]{1,8}(\.[0-9]{1,8}){0,3}")
_TOOL = re.compile(r"[0-9]+(\.[0-9]+)*")


def is_version(text: str) -> bool:
    """Whether a text is the version of a bundle: 2, 2026.11, 2026.11.2."""
    return bool(_VERSION.fullmatch(text))


def order(version: str) -> tuple[int, ...]:
    """What versions are compared by: 2026.9 is before 2026.11, 2.0 is 2; "" is before all others.

    Of a version of the tool such as 1.2.dev3 the numbers count that it begins with.
    """
    found = _TOOL.match(version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
