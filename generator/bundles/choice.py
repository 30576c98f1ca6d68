"""Which bundles documents are made by: the committee's in force, and the one that a client's agency names.

``based`` lays the committee's bundle over a library, for every client; ``of`` lays beneath that the bundle
that a client's agency names. Installed versions stay side by side, so each line of data means one of them.
Where nothing is installed, nothing is loaded that looks into bundles.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.bundles import home
from generator.bundles.home import Home
from generator.library import CATALOGUE, Library
from generator.problems import Problem
from generator.record import Keys, Record

KEYS: Keys = ("agency", "library")
# What a bundle may bring of which Word templates are compiled.
_SOURCES = (CATALOGUE, "knowledge", "layout", "reference", "text")


@dataclass(frozen=True, slots=True)
class Choice:
    """The library of one client, and what is wrong or doubtful about the bundle that its agency names."""

    library: Library
    problems: tuple[Problem, ...] = ()


def based(library: Library, day: datetime.date) -> Library:
    """The library with the committee's bundle in force on the day over all but own templates.

    BundleError where an installed file is not what was installed, or it is not known any more who is trusted.
    """
    if library.home is None:
        return library
    *above, lowest = (layer for layer in library.layers if not layer.is_relative_to(library.home))
    if not home.trust(Home(library.home)):
        home.refuse_lost(Home(library.home))
        return library.relaid((*above, lowest))
    from generator.bundles import committee

    return library.relaid((*above, *committee.layers(Home(library.home), day), lowest))


def turn(library: Library, day: datetime.date) -> datetime.date | None:
    """The first day after one on which another version of the committee's is in force; None for none."""
    if library.home is None or not home.trust(Home(library.home)):
        return None
    from generator.bundles import committee

    found = committee.bundle(Home(library.home))
    coming = committee.coming(found, day) if found else None
    return coming[0] if coming else None


def complete(library: Library, cache: Path | None = None) -> Library:
    """The library with the Word templates that its layers ask for only together, as `bundles.mixed` says."""
    if not any(map(_has_sources, library.layers[:-1])):
        return library
    from generator.bundles import mixed

    return mixed.over(library, library.home, cache)


def _has_sources(layer: Path) -> bool:
    return any((layer / name).exists() for name in _SOURCES)


def of(record: Record, library: Library) -> Choice:
    """The library of a record's client: with the bundle of its agency, where the data name one.

    What is wrong with the line is told at its place; the library is the given one then.
    """
    line = _line(record)
    if line is None:
        return Choice(library)
    from generator.bundles import agencies

    return Choice(*agencies.of(record, line, library))


def _line(record: Record) -> str | None:
    """What the data of the agency name as its bundle; None where they name none."""
    agency = record.data.get("agency")
    line = agency.get("library") if isinstance(agency, dict) else None
    return line if isinstance(line, str) else None


def named(line: str, library: Library) -> Library:
    """The library of the clients whose agency names a bundle by that line; BundleError as `of` tells it."""
    from generator.bundles import agencies

    return agencies.beneath(library, agencies.named(line, library))


def lines(library: Library) -> Mapping[str, str]:
    """The bundles among the layers, each as 编号@版次#摘要, by whose they are: ``committee``, ``agency``."""
    if library.home is None or len(library.layers) == 1:
        return {}
    from generator.bundles import committee, layer

    who = committee.known_to(library)
    found = layer.versions(library)
    return {"committee" if one.id == who else "agency": one.line for one in found}


def digest(library: Library) -> str:
    """SHA-256 (hex) over the library and all bundles that agencies may name: any install changes it."""
    if library.home is None or not (state := home.state(Home(library.home))):
        return library.digest
    return sha256(f"{library.digest} {_there(state)}".encode()).hexdigest()


def _there(state: home.State) -> Sequence[object]:
    return sorted((name, sorted(one.digests.items())) for name, one in state.items())


def offered(library: Library) -> set[str]:
    """The ids in the catalogues of all installed bundles, which the agency of some client may name."""
    if library.home is None or not home.state(Home(library.home)):
        return set()
    from generator.bundles import agencies

    return agencies.offered(library)


def overruled(own: Path | None, library: Library) -> tuple[Problem, ...]:
    """The hint that own templates take the place of the committee's style."""
    if own is None or library.home is None or len(library.layers) == 1:
        return ()
    from generator.bundles import committee

    return committee.overruled(own, library)
