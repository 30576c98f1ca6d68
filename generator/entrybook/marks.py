"""What the cells of a workbook cannot tell, kept as JSON: in the hidden column of a row, or for all else.

A mark of an object says that it is there, even where no cell of it is filled. A mark of a single value or of
a list keeps it as it is beside the text that was written for it: it counts while the cell still holds that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.entrybook.layout import Path


class Mark(NamedTuple):
    """An exact value and the text of its cell, "" for an empty one; ``cell`` is None of an object."""

    cell: str | None
    value: Any


OBJECT = Mark(None, None)
NOTHING = Mark("", [])  # of a list without rows


def dumped(marks: Mapping[Path, Mark]) -> str:
    """The marks of one row by key path below it, () the row itself; "" for none."""
    plain = {".".join(path): _plain(mark) for path, mark in marks.items()}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=str) if plain else ""


def _plain(mark: Mark) -> list[Any]:
    return [] if mark.cell is None else [*mark]


def loaded(text: str) -> dict[Path, Mark]:
    """The marks that a text holds; none where it is not one of ours."""
    try:
        plain = json.loads(text)
        return {_path(dotted): _mark(*pair) if pair else OBJECT for dotted, pair in plain.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _mark(cell: Any, value: Any) -> Mark:
    """A mark as it is kept; TypeError for a cell that is none."""
    if not isinstance(cell, str):
        raise TypeError(cell)
    return Mark(cell, value)


def _path(dotted: str) -> Path:
    return tuple(dotted.split(".")) if dotted else ()
