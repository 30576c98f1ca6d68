"""What is there: units (substances, equipment, situations), each told by what the client's data lists.

A unit is a row of evidence.yaml. What shows it is told with the subject (zone, machine, post, chemical …) and
the place in the data, so that every decision can be looked up. A row with a ``feature`` may be overridden by
the enterprise, which then says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.facts import matching, seen
from generator.facts.plain import Data, Names, part
from generator.facts.seen import Kind, Seen, Subject
from generator.library import Library
from generator.record import Keys

# Fields of words in the order in which what they find is told.
_WORDED = (
    "classes",
    matching.NAMES,
    "chemicals",
    "spaces",
    "words",
    "posts",
    "post_hazards",
    "zones",
    "buildings",
    "certificates",
    "metals",
)
_NAMING = (*_WORDED, "categories")  # by which it is told what a thing is, not only that it is
_NOT_LOOKED_BY = {"keys", "needs", "title", "feature", "never", "not", "medium"}
_PLACES = (Kind.ZONE, Kind.MACHINE, Kind.CHEMICAL, Kind.SPACE)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that shows a unit: the subject, the place in the data, the field that found it, the word."""

    unit: str
    subject: Subject
    keys: Keys
    field: str
    word: str


Shown = tuple[Found, ...]  # all that shows one unit
Evidence = Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of evidence.yaml, ready to match."""

    key: str
    given: Data
    row: matching.Row
    worded: tuple[tuple[str, matching.Words], ...]  # the words sought, by the fields that they stand in
    valued: tuple[tuple[str, tuple[str, ...]], ...]  # the same of values

    @property
    def title(self) -> str:
        """The unit in Chinese."""
        return str(self.given["title"])

    @property
    def feature(self) -> str:
        """The feature of the enterprise that the unit is, or ""."""
        return str(self.given.get("feature", ""))

    def listed(self, field: str) -> tuple[str, ...]:
        """The values of a field."""
        return tuple(self.given.get(field, ()))


@dataclass(frozen=True, slots=True)
class Known:
    """What shows each unit, () where it is not there, and what shows those that the enterprise denies."""

    found: Evidence
    against: Evidence


def derive(data: Data, library: Library) -> Known:
    """Every unit of evidence.yaml in its order."""
    given, said = seen.gather(data), part(data, "features")
    found, against = dict[str, Shown](), dict[str, Shown]()
    for key, rule in rules(library).items():
        shown, answer = tuple(_shown(rule, data, given, found)), override(said.get(rule.feature))
        found[key] = shown or _unshown(rule, data, given, answer is True)
        if answer is False:
            found[key], against[key] = (), shown
    return Known(MappingProxyType(found), MappingProxyType(against))


def _unshown(rule: Rule, data: Data, given: Seen, ticked: bool) -> Shown:
    """What stands for a unit that nothing shows: the enterprise's own word, else what its sector is like."""
    return (_ticked(rule, data),) if ticked else tuple(_presumed(rule, given))


def _ticked(rule: Rule, data: Data) -> Found:
    keys: Keys = ("features", rule.feature)
    return Found(rule.key, seen.enterprise(data), keys, "feature", rule.feature)


def override(said: Any) -> bool | None:
    """What the enterprise says of a feature, plainly or with its reason; None where it says nothing."""
    answer = said.get("is") if isinstance(said, Mapping) else said
    return answer if isinstance(answer, bool) else None


def rules(library: Library) -> Mapping[str, Rule]:
    """The rules by key; one may only name those before it."""
    return library.once(_rules)


def _rules(library: Library) -> dict[str, Rule]:
    return {key: _rule(key, given) for key, given in library.table("evidence").items()}


def _rule(key: str, given: Data) -> Rule:
    row = matching.row(given)
    worded = ((field, words) for field in _WORDED if (words := _sought(field, row)))
    return Rule(key, given, row, tuple(worded), tuple(_valued(given)))


def _valued(given: Data) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The values by which a rule looks, by their fields."""
    return ((field, tuple(given[field])) for field in seen.VALUES if field in given)


def _sought(field: str, row: matching.Row) -> matching.Words:
    """The words that a row seeks in a field; in names of machines also what is meant with a medium alone."""
    return row.of(field) + (row.of(matching.THINGS) if field == matching.NAMES else ())


def features(library: Library) -> Mapping[str, Rule]:
    """The rules of features by the feature's name."""
    return library.once(_features)


def _features(library: Library) -> dict[str, Rule]:
    return {rule.feature: rule for rule in rules(library).values() if rule.feature}


def fields(rule: Rule, library: Library) -> frozenset[str]:
    """The fields by which a rule looks, those of the units that it takes over included."""
    listed, others = rules(library), (*rule.listed("keys"), *rule.listed("needs"))
    own = frozenset(rule.given) - _NOT_LOOKED_BY
    return own.union(*(fields(listed[key], library) for key in others))


class _Told(NamedTuple):
    """A thing that shows a unit, with the name of its zone."""

    kind: Kind
    name: str
    zone: str


def places(found: Iterable[Found], zones: Names) -> Iterator[str]:
    """The things that words or their class told of, the first in a zone with its name; zones without any."""
    told = _told(found, zones)
    within = {one.zone for one in told if one.kind != Kind.ZONE}
    named: set[str] = set()
    for kind, name, zone in _zone_by_zone(told):
        if kind != Kind.ZONE:
            yield name if zone in named else _placed(name, zone)
            named.add(zone)
        elif name not in within:
            yield name


def _told(found: Iterable[Found], zones: Names) -> Collection[_Told]:
    """The things that have a place, each once."""
    subjects = (one.subject for one in found if one.field in _NAMING and one.subject.kind in _PLACES)
    return dict.fromkeys(_Told(one.kind, one.name, zones.get(one.zone, "")) for one in subjects)


def _zone_by_zone(told: Collection[_Told]) -> list[_Told]:
    """A bare name is read as belonging to the zone named last, so what has none comes first."""
    turns = ["", *dict.fromkeys(one.zone for one in told)]
    return sorted(told, key=lambda one: turns.index(one.zone))


def _placed(name: str, zone: str) -> str:
    """A thing with its zone, unless one of the names tells the other."""
    return name if not zone or name in zone or zone in name else f"{zone}的{name}"


def _shown(rule: Rule, data: Data, given: Seen, found: Evidence) -> Iterator[Found]:
    """All that shows a unit, if what it needs is there."""
    if all(found[other] for other in rule.listed("needs")):
        yield from _by_value(rule, given)
        yield from _by_words(rule, given)
        yield from _by_objects(rule, data)
        for other in rule.listed("keys"):
            yield from (replace(one, unit=rule.key) for one in found[other])


def _by_value(rule: Rule, given: Seen) -> Iterator[Found]:
    """What is coded, classed or chosen; of a code of industry its beginning."""
    for field, wanted in rule.valued:
        for one in given.values[field]:
            if _is_wanted(one.value, field, wanted):
                yield _found(rule, one, field)


def _is_wanted(value: str, field: str, wanted: tuple[str, ...]) -> bool:
    return value.startswith(wanted) if field == "industries" else value in wanted


def _by_words(rule: Rule, given: Seen) -> Iterator[Found]:
    """What is told in words; machines also by their medium."""
    for field, sought in rule.worded:
        there = [word for word, _ in sought if word in given.whole[field]]
        if not there:
            continue  # most rules: not one of the words stands anywhere
        for item in given.listed[field]:
            word = _word(item, field, sought, rule.row) if _stands(there, item.words) else None
            if word is not None:
                yield Found(rule.key, item.subject, item.key(word), field, word)


def _stands(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)


def _word(item: seen.Item, field: str, sought: matching.Words, row: matching.Row) -> str | None:
    if field == matching.NAMES:
        return matching.thing(item.words, item.more, row)
    return matching.said(item.words, sought, row)


def _by_objects(rule: Rule, data: Data) -> Iterator[Found]:
    """Values of the data that are filled in at all, by their dotted paths; of a list each."""
    for path in rule.listed("objects"):
        for keys, value in _filled(data, tuple(path.split("."))):
            row = value if isinstance(value, Mapping) else {}
            yield Found(rule.key, seen.about(data, keys, row), keys, "objects", path)


def _filled(data: Data, path: tuple[str, ...]) -> Iterator[tuple[Keys, Any]]:
    at: Any = reduce(_below, path, data)
    if isinstance(at, (list, tuple)):
        for number, value in enumerate(at):
            yield (*path, number), value
    elif at:
        yield path, at


def _below(at: Any, name: str) -> Any:
    return at.get(name) if isinstance(at, Mapping) else None


def _presumed(rule: Rule, given: Seen) -> Iterator[Found]:
    """What the sector makes likely of which the enterprise says nothing; no evidence against its word."""
    for one in given.values["sectors"]:
        if one.value in rule.listed("presumed"):
            yield _found(rule, one, "presumed")


def _found(rule: Rule, one: seen.Value, field: str) -> Found:
    return Found(rule.key, one.subject, one.keys, field, one.value)


def presumed(known: Known) -> Iterator[Found]:
    """What is taken to be there by the sector alone."""
    return (one for shown in known.found.values() for one in shown if one.field == "presumed")


def accidents(data: Data, hazards: Iterable[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """The accident types that risk points, confined spaces and hazards name, each with the places named."""
    named: dict[str, dict[str, None]] = {}
    for one in seen.accidents(data):
        named.setdefault(one.value, {})[one.subject.name] = None
    for name in hazards:
        named.setdefault(name, {})[""] = None
    return {name: tuple(found) for name, found in named.items()}
