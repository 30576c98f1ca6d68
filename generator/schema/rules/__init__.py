"""The rules of the field that a schema cannot say; each takes the view and adds what it finds."""

from __future__ import annotations

from generator.schema.rules import (
    advisors,
    agreements,
    certificates,
    chemicals,
    counted,
    cycles,
    equipment,
    features,
    hazards,
    health_limits,
    identity,
    industry,
    links,
    map_pages,
    money,
    objects,
    order,
    outcomes,
    outlines,
    persons,
    phones,
    photos,
    places,
    recorded,
    records,
    repeats,
    risks,
    site,
    staff,
    stops,
    substances,
    traces,
)
from generator.schema.view import View

_ROOMS = (
    identity,
    features,
    advisors,
    agreements,
    order,
    repeats,
    links,
    money,
    counted,
    records,
    recorded,
    hazards,
    stops,
    outcomes,
    objects,
    risks,
    site,
    map_pages,
    outlines,
    photos,
    phones,
    persons,
    staff,
    certificates,
    equipment,
    places,
    substances,
    traces,
    industry,
    chemicals,
    health_limits,
    cycles,
)


def apply(view: View) -> None:
    """Run every rule over the view."""
    for room in _ROOMS:
        for rule in room.RULES:
            rule(view)
