"""How deep the tests go: at the desk wide tables and drawn cases are tried in part, or ``--thorough``.

Every test runs either way; what is left out at the desk are further cases of one kind. ``.ci/run`` is
thorough, and so is a run that names a single test.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

NAME = "TUOGUAN_THOROUGH"  # of the environment, so that the workers know it before they collect


def is_thorough() -> bool:
    """Whether every case is tried."""
    return os.environ.get(NAME) == "1"


def rounds(whole: int, *, desk: int) -> int:
    """How many cases are drawn."""
    return whole if is_thorough() else desk


def some(cases: Sequence[T], *, desk: int) -> Sequence[T]:
    """The cases to be tried: at the desk so many, spread evenly from the first to the last."""
    if is_thorough() or len(cases) <= desk:
        return cases
    step = (len(cases) - 1) / max(desk - 1, 1)
    return [cases[round(at * step)] for at in range(desk)]
