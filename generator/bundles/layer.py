"""Installed bundles as layers of a library: which they are, and what each brings."""

from __future__ import annotations

from pathlib import Path

from generator.bundles import home, installed
from generator.bundles.home import Home
from generator.bundles.installed import Version
from generator.library import CATALOGUE, Deliverable, Library, catalogue
from generator.proofing import compiled

_TOLD = 3


def versions(library: Library) -> tuple[Version, ...]:
    """The installed versions among the layers, the uppermost first."""
    place = Home(library.home) if library.home else None
    there = [one for one in library.layers if place and one.is_relative_to(place.bundles)]
    return tuple(version(one, place) for one in there if place)


def version(layer: Path, place: Home) -> Version:
    """The installed version whose folder is a layer."""
    name = layer.parent.name
    return installed.version(place, name, layer.name, home.state(place)[name])


def brought(library: Library, layer: Path) -> set[str]:
    """The deliverables that a layer has the template or the row of."""
    there = (one.id for one in catalogue.load(library) if (layer / one.template).is_file())
    return {one.id for one in rows(layer)} | set(there)


def said(library: Library, layer: Path) -> set[str]:
    """Those of which it has the text, a drawn template or the row: a letterhead over all of them is none."""
    return {one.id for one in rows(layer)} | compiled.said(layer, catalogue.load(library))


def rows(layer: Path) -> tuple[Deliverable, ...]:
    """The rows of a layer's own catalogue."""
    return catalogue.load(Library((layer,))) if (layer / CATALOGUE).is_file() else ()


def titles(names: set[str], library: Library) -> str:
    """The first few deliverables by their titles, in the order of delivery."""
    found = [one.title for one in catalogue.load(library) if one.id in names]
    return "、".join(found[:_TOLD]) + (f" 等 {len(found)} 件" if len(found) > _TOLD else "")
