"""Every photo that a record names: where it lies, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from generator import schema
from generator.kept import NOWHERE, Shelf
from generator.pictures import photos
from generator.problems import Problem
from generator.record import Keys, Record

_Named = tuple[Keys, str]  # where a photo is named, and its name there
_Photos = Iterator[_Named]
_Row = Mapping[str, Any]


def problems(record: Record, shelf: Shelf = NOWHERE) -> tuple[Problem, ...]:
    """Photos that cannot be printed: missing, empty, cut off, far too large, or not what the name says."""
    with ThreadPoolExecutor() as pool:  # decoding runs outside the interpreter's lock
        found = pool.map(partial(_inspect, record, shelf), _named(record))
    return tuple(filter(None, found))


def _inspect(record: Record, shelf: Shelf, named: _Named) -> Problem | None:
    keys, name = named
    reason = photos.inspect(record.asset(keys, name), shelf)
    if not reason:
        return None
    return schema.fault(record, keys, f"照片“{name}”{reason}", "请更换照片后重试")


def _named(record: Record) -> _Photos:
    for number, hazard in enumerate(record.data.get("hazards") or ()):
        yield from _of_hazard(("hazards", number), hazard)
    yield from _of_advisors(record.data["agency"].get("advisors") or ())


def _of_advisors(advisors: Iterable[_Row]) -> _Photos:
    for number, advisor in enumerate(advisors):
        if advisor.get("photo"):
            yield ("agency", "advisors", number, "photo"), advisor["photo"]


def _of_hazard(keys: Keys, hazard: _Row) -> _Photos:
    yield from _photos(keys, hazard, ("before", "after"))
    for place, recheck in enumerate(hazard.get("rechecks") or ()):
        yield from _photos((*keys, "rechecks", place), recheck, ("photos",))


def _photos(keys: Keys, row: _Row, names: Iterable[str]) -> _Photos:
    for name in names:
        for place, photo in enumerate(row.get(name) or ()):
            yield (*keys, name, place, "photo"), photo["photo"]
