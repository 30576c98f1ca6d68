"""Every photo that a record names: where it lies, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from generator import schema
from generator.pictures import photos
from generator.problems import Problem
from generator.record import Keys, Record


def problems(record: Record) -> tuple[Problem, ...]:
    """Photos that cannot be printed: missing, empty, cut off, far too large, or not what the name says."""
    with ThreadPoolExecutor() as pool:  # decoding runs outside the interpreter's lock
        found = pool.map(lambda photo: _inspect(record, *photo), _named(record))
    return tuple(filter(None, found))


def _inspect(record: Record, keys: Keys, name: str) -> Problem | None:
    reason = photos.inspect(record.asset(keys, name))
    if not reason:
        return None
    return schema.fault(record, keys, f"照片“{name}”{reason}", "请更换照片后重试")


def _named(record: Record) -> Iterator[tuple[Keys, str]]:
    for number, hazard in enumerate(record.data.get("hazards") or ()):
        for side in ("before", "after"):
            for place, photo in enumerate(hazard.get(side) or ()):
                yield ("hazards", number, side, place, "photo"), photo["photo"]
    for number, advisor in enumerate(record.data["agency"].get("advisors") or ()):
        if advisor.get("photo"):
            yield ("agency", "advisors", number, "photo"), advisor["photo"]
