"""What a bundle tells of the Word templates that were compiled of it: of each the recipe, and its digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.library import Deliverable

RECORD = "word/compiled.json"


def rows(layer: Path) -> Mapping[str, Mapping[str, str]]:
    """By ids of deliverables ``recipe`` and ``sha256``; nothing of a bundle that was never completed."""
    try:
        return {name: dict(row) for name, row in json.loads((layer / RECORD).read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def files(layer: Path) -> tuple[str, ...]:
    """The files that were compiled of a bundle and the record of it, by their paths below it."""
    found = rows(layer)
    return (*(f"word/{name}.docx" for name in found), RECORD) if found else ()


def said(layer: Path, entries: Iterable[Deliverable]) -> set[str]:
    """The deliverables of which a layer has the text or a drawn template: its look alone says nothing."""
    known = rows(layer)
    return {
        entry.id
        for entry in entries
        if _has(layer, entry.source.partition("#")[0])
        or (_has(layer, entry.template) and entry.id not in known)
    }


def _has(layer: Path, path: str) -> bool:
    return (layer / path).is_file()
