"""A run planned: which folder the pack of each client goes to, known before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator import crash, intake, schema
from generator.batch.found import once
from generator.batch.naming import Clients, Place, alike, places
from generator.batch.unchanged import Watch
from generator.delivery import heads
from generator.errors import IntakeError, PackError
from generator.intake import glance
from generator.library import Library
from generator.problems import errors_in
from generator.workers import Entry

_Fate = Literal["walked", "refused", "same"]  # what becomes of a client of the plan


@dataclass(frozen=True, slots=True)
class Plan:
    """The clients to be walked, those whose packs are as they were, and those refused, with notes why.

    All of them are in ``clients``.
    """

    clients: tuple[Path, ...]
    entries: tuple[Entry, ...]
    refused: tuple[Entry, ...] = ()
    same: tuple[Entry, ...] = ()

    @property
    def all(self) -> tuple[Entry, ...]:
        """What is known of each client."""
        return (*self.entries, *self.same, *self.refused)


def planned(paths: Iterable[Path], out: Path, library: Library, watch: Watch | None = None) -> Plan:
    """The plan of a run into the folder ``out``; of each client's data only the name and the code are read.

    Of a client whose seal holds not even these. Clients that nothing tells apart are refused. PackError where
    ``out`` cannot be looked into.
    """
    clients = once(paths)
    seen, sealed = _looked_at(clients, watch)
    found = places(_apart(seen, library), heads.of(out))
    entries = [_entry(client, seen[client], found.get(client, Place(""))) for client in clients]
    return _sorted(clients, entries, sealed)


def _looked_at(clients: Iterable[Path], watch: Watch | None) -> tuple[Clients, Mapping[Path, str]]:
    """A glance at each client, and the folder of the pack of those whose seal holds."""
    seen: dict[Path, glance.Glance] = {}
    sealed: dict[Path, str] = {}
    for client in clients:
        if seal := watch.believed(client) if watch else None:
            # The seal itself, which tells of each file, is let go: there may be thousands.
            seen[client], sealed[client] = glance.Glance(seal.name, seal.code), seal.folder
        else:
            seen[client] = _glanced(client)
    return seen, sealed


def _sorted(clients: tuple[Path, ...], entries: Iterable[Entry], sealed: Mapping[Path, str]) -> Plan:
    """The plan of all entries; a seal tells nothing of a client that gets another folder than it says."""
    by_fate: defaultdict[_Fate, list[Entry]] = defaultdict(list)
    for one in entries:
        by_fate[_fate(one, sealed)].append(one)
    return Plan(clients, *(tuple(by_fate[fate]) for fate in ("walked", "refused", "same")))


def _fate(entry: Entry, sealed: Mapping[Path, str]) -> _Fate:
    if entry.notes and not entry.name:
        return "refused"
    return "same" if sealed.get(entry.client) == entry.name else "walked"


def _apart(seen: Clients, library: Library) -> Clients:
    """The clients without twins whose data are faulty: no pack is made of them, and their walk tells why."""
    faulty = {client for client in _twins(seen) if not _is_sound(client, library)}
    return {client: one for client, one in seen.items() if client not in faulty}


def _twins(seen: Clients) -> Iterator[Path]:
    for group in alike(seen):
        if len(group) > 1:
            yield from group


def _is_sound(client: Path, library: Library) -> bool:
    try:
        return not errors_in(schema.check(intake.read(client), library))
    except IntakeError:
        return False


def folder(out: Path, where: str, client: glance.Glance) -> Place:
    """Where the pack of a single client goes; PackError where another client's name is in the way.

    ``where`` is what messages call the client.
    """
    if plain := heads.usual(out, client.name, client.code):
        return Place(plain.folder)
    place = places({Path(where): client}, heads.of(out))[Path(where)]
    if not place.folder:
        raise PackError(place.told)
    return place


def _entry(client: Path, seen: glance.Glance, place: Place) -> Entry:
    return Entry(client, place.folder, seen.code, place.told)


def _glanced(client: Path) -> glance.Glance:
    """A glance at a client; nothing of one that cannot be read: whatever is wrong is told by its own walk."""
    try:
        return glance.at(client)
    except crash.STOPS:
        raise
    except BaseException:  # noqa: BLE001 - libraries in Rust raise faults outside Exception
        return glance.Glance()
