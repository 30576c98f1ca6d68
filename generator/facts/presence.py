"""What is there: substances, equipment and situations, told by what the enterprise lists and ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from generator.facts.plain import Data, items, part, rows, text
from generator.facts.things import SCRAPPED
from generator.library import Library

Rule = Mapping[str, Any]
Evidence = Mapping[str, tuple[str, ...]]
_IN_WORDS = {"classes", "machines", "chemicals", "spaces", "words", "bar", "never", "medium"}
_FEATURES, _CODES, _KEYS, _NEEDS, _NEVER = "features", "codes", "keys", "needs", "never"


@dataclass(frozen=True, slots=True)
class Named:
    """Something listed: ``words``, in small letters, are what rules look into, ``name`` is what prints."""

    words: str
    name: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the data lists, by the field of a rule that looks into it; whole is all its words together."""

    flags: Mapping[str, frozenset[str]]
    listed: Mapping[str, tuple[Named, ...]]
    whole: Mapping[str, str]


def derive(data: Data, library: Library) -> Evidence:
    """Of every key of presence.yaml where it is, "" where only a tick or a code tells; () where it is not."""
    seen, found = _seen(data), dict[str, tuple[str, ...]]()
    for key, rule in rules(library).items():
        needed = all(found[other] for other in rule.get(_NEEDS, ()))
        found[key] = tuple(dict.fromkeys(_evidence(rule, seen, found))) if needed else ()
    return MappingProxyType(found)


def rules(library: Library) -> Mapping[str, Rule]:
    """The rules by key, words in small letters; a rule may only name those before it."""
    return library.once(_rules)


def _rules(library: Library) -> dict[str, Rule]:
    table: Mapping[str, Rule] = library.table("presence")
    return {
        key: {field: _sought(field, given) for field, given in rule.items()} for key, rule in table.items()
    }


def features(library: Library) -> Iterator[tuple[str, str]]:
    """The keys that tell of a feature of the enterprise, each with the feature's name."""
    return ((key, str(rule["feature"])) for key, rule in rules(library).items() if "feature" in rule)


def _sought(field: str, given: Any) -> Any:
    return [word.casefold() for word in given] if field in _IN_WORDS else given


def _evidence(rule: Rule, seen: Seen, found: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for field, values in seen.flags.items():
        yield from ("" for value in rule.get(field, ()) if value in values)
    for field, things in seen.listed.items():
        if any(word in seen.whole[field] for word in rule.get(field, ())):
            yield from (thing.name for thing in things if _matches(thing, field, rule))
    for other in rule.get(_KEYS, ()):
        yield from found[other]


def _matches(thing: Named, field: str, rule: Rule) -> bool:
    never = rule.get(_NEVER, ())
    words = _without(thing.words, never)
    barred = any(word in thing.words for word in rule.get("bar", ()))
    if barred or not any(word in words for word in rule.get(field, ())):
        return False
    medium = rule.get("medium", ()) if field == "machines" else ()
    return not medium or any(word in words + _without(thing.more, never) for word in medium)


def _without(words: str, never: Iterable[str]) -> str:
    """The words with those struck out that would be mistaken."""
    for word in never:
        words = words.replace(word, "｜")
    return words


def accidents(data: Data, hazards: Iterable[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """The accident types that risk points, confined spaces and hazards name, each with the places named."""
    named: dict[str, dict[str, None]] = {}
    for zone in rows(data, "zones"):
        for risk in rows(zone, "risks"):
            _name(named, risk, text(zone, "name"))
    for space in rows(data, "confined_spaces"):
        _name(named, space, text(space, "name"))
    for name in hazards:
        named.setdefault(name, {})[""] = None
    return {name: tuple(places) for name, places in named.items()}


def _name(named: dict[str, dict[str, None]], row: Data, place: str) -> None:
    for name in items(row, "accidents"):
        named.setdefault(name, {})[place] = None


def _seen(data: Data) -> Seen:
    things = {field: tuple(dict.fromkeys(named)) for field, named in _listed(data).items()}
    whole = {field: "".join(f"{one.words}\n" for one in named) for field, named in things.items()}
    return Seen(_flags(data), things, whole)


def _flags(data: Data) -> dict[str, frozenset[str]]:
    """What is ticked, coded or chosen from a list."""
    categories = (text(part(row, "special"), "category") for row in _owned(data))
    return {
        _FEATURES: frozenset(name for name, said in part(data, _FEATURES).items() if said is True),
        "sectors": frozenset((text(part(part(data, "enterprise"), "industry"), "sector"),)),
        "categories": frozenset(categories),
        "accidents": frozenset(accidents(data)),
        _CODES: frozenset(text(row, "code") for row in rows(data, "hazards")),
        "cas": frozenset(text(row, "cas") for row in rows(data, "chemicals")),
    }


def _listed(data: Data) -> dict[str, Iterable[Named]]:
    """What is told in words."""
    chemicals, spaces = rows(data, "chemicals"), rows(data, "confined_spaces")
    return {
        "classes": (_named(text(row, "name"), text(row, "hazard")) for row in chemicals),
        "machines": (
            _named(text(row, "name"), text(row, "name"), text(row, "parameters")) for row in _owned(data)
        ),
        "chemicals": (_named(text(row, "name"), text(row, "name")) for row in chemicals),
        "spaces": (
            _named(text(row, "name"), " ".join((text(row, "name"), *map(str, items(row, "hazards")))))
            for row in spaces
        ),
        "words": _told(data),
    }


def _owned(data: Data) -> Iterator[Data]:
    return (row for row in rows(data, "equipment") if text(row, "state") != SCRAPPED)


def _named(name: str, words: str, more: str = "") -> Named:
    return Named(words.casefold(), name, more.casefold())


def _told(data: Data) -> Iterator[Named]:
    """Risk points, supplies and drills: what is said of the place, not what is planned against it."""
    for zone in rows(data, "zones"):
        for risk in rows(zone, "risks"):
            words = " ".join(text(risk, key) for key in ("name", "source", "step"))
            yield _named(text(zone, "name"), words)
    for row in rows(data, "emergency_supplies"):
        yield _named("", " ".join((text(row, "name"), text(row, "basis"))))
    for row in rows(part(data, "records"), "drills"):
        yield _named("", " ".join((text(row, "name"), text(row, "plan"))))
