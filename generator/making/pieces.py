"""What a pack is made of: every file with its key, its path, and the day that governs it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import domain
from generator.library import Deliverable, catalogue
from generator.making.asof import AsOf, Days


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a pack.

    ``key`` tells the files of one deliverable apart, "" for a single one. It is made as known on ``day``;
    ``dated`` is the day that it bears, None where that is left to the pen. ``item`` is its own of the list
    that has a file for each.
    """

    entry: Deliverable
    key: str
    path: str
    day: datetime.date
    dated: domain.Day
    title: str
    item: object = None


def listed(days: Days, day: datetime.date) -> tuple[Piece, ...]:
    """Every file of the pack as it is on a day, in the order of delivery."""
    asof = days.on(day)
    chosen = catalogue.select(catalogue.load(days.library), asof.facts).chosen
    return tuple(piece for entry in chosen for piece in _of(entry, asof))


def _of(entry: Deliverable, asof: AsOf) -> Iterator[Piece]:
    """The files of one deliverable."""
    for found in catalogue.named(entry, asof.facts):
        yield Piece(entry, found.key, found.path, asof.day, None, _title(entry, found), found.item)


def _title(entry: Deliverable, found: catalogue.Named) -> str:
    """What a person calls a file."""
    return f"{entry.title}（{found.key}）" if found.key else entry.title


def paths(held: Iterable[Piece]) -> Mapping[str, tuple[str, ...]]:
    """The paths of the files of each deliverable, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    for piece in held:
        found[piece.entry.id] = (*found.get(piece.entry.id, ()), piece.path)
    return found
