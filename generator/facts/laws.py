"""The laws and standards that documents cite: of each the edition in force on the document's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from generator import reference
from generator.facts import model
from generator.facts.dates import Day


@cache
def derive(day: Day) -> Mapping[str, model.Law]:
    """Every law of the table by its key."""
    table = reference.load("laws")
    return MappingProxyType({key: _law(entry, day.isoformat()) for key, entry in table.items()})


def _law(entry: Mapping[str, Any], day: str) -> model.Law:
    edition, in_force = _edition(entry["editions"], day)
    name = edition.get("title") or entry["title"]
    number = edition["number"]
    cite = f"《{name}》（{number}）" if number else f"《{name}》"
    return model.Law(name=name, number=number, cite=cite, since=edition["since"], in_force=in_force)


def _edition(editions: Sequence[Mapping[str, Any]], day: str) -> tuple[Mapping[str, Any], bool]:
    """The newest edition in force on the day; else the last that ended before it, else the first to come."""
    valid = [one for one in editions if one["since"] <= day <= (one["until"] or day)]
    if valid:
        return max(valid, key=_since), True
    ended = [one for one in editions if one["until"] and one["until"] < day]
    if ended:
        return max(ended, key=lambda one: str(one["until"])), False
    return min(editions, key=_since), False


def _since(edition: Mapping[str, Any]) -> str:
    return str(edition["since"])
