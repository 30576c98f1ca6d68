"""Which units of knowledge are there, and where: in which zones, on which machines, at which posts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import domain
from generator.domain import Hazard, Post
from generator.facts import basis, evidence, machines
from generator.facts.evidence import Evidence
from generator.facts.laws import Laws
from generator.facts.plain import Data, Names, distinct
from generator.facts.seen import Kind, Point, Subject
from generator.library import Library, knowledge
from generator.record import Keys

_EVERYWHERE = ("全厂",)

Head = knowledge.Head
Words = tuple[str, ...]
Shown = Sequence[Subject]  # what shows a unit
_THINGS = (Kind.MACHINE, Kind.SPACE, Kind.CHEMICAL, Kind.BUILDING)


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit that is there, with the codes of its zones; ``whole`` is whether it is everywhere."""

    unit: domain.Unit
    codes: frozenset[str]
    whole: bool


@dataclass(frozen=True, slots=True)
class Client:
    """What units are looked for in; ``found`` shows rows of evidence.yaml, ``zones`` are names by code.

    ``points`` are the risk points.
    """

    found: Evidence
    equipment: Sequence[domain.Equipment]
    posts: Sequence[Post]
    has: domain.Has
    zones: Names
    law: Laws
    points: Sequence[Point] = ()


def derive(client: Client, library: Library) -> tuple[Placed, ...]:
    """The units that are there in order of key, what several have in common after them."""
    rules, found = machines.owning(client.equipment, client.has, library), []
    for key, head in library.once(_in_turn).items():
        shown = tuple(_subjects(head, client, rules))
        if shown or head.get("always"):
            found.append(_placed(key, head, shown, client, library))
    return tuple(found)


def _in_turn(library: Library) -> dict[str, Head]:
    """The heads by key, those of what several units have in common last."""
    return dict(sorted(knowledge.heads(library).items(), key=lambda one: one[1].get("common", False)))


def by_key(placed: Iterable[Placed], library: Library) -> Mapping[str, domain.Unit | None]:
    """Each unit of the library by its key, None where it is not there."""
    there = {one.unit.key: one.unit for one in placed}
    return {key: there.get(key) for key in knowledge.heads(library)}


def at_zones(zones: Iterable[domain.Zone], placed: Sequence[Placed]) -> tuple[domain.Zone, ...]:
    """The zones with the units that are in each; what is everywhere is not told of each."""
    return tuple(replace(zone, units=_of_zone(zone.code, placed)) for zone in zones)


def _of_zone(code: str, placed: Iterable[Placed]) -> tuple[domain.Unit, ...]:
    return tuple(one.unit for one in placed if code in one.codes)


def at_posts(posts: Iterable[Post], placed: Sequence[Placed]) -> tuple[Post, ...]:
    """The posts with the units that the holders of each meet."""
    return tuple(replace(post, units=of_post(post, placed)) for post in posts)


def of_post(post: Post, placed: Iterable[Placed]) -> tuple[domain.Unit, ...]:
    """The units that the holders of a post meet."""
    return tuple(one.unit for one in placed if post.name in one.unit.posts)


def of_hazard(hazard: Hazard, placed: Iterable[Placed], library: Library) -> tuple[domain.Unit, ...]:
    """The units whose matter a hazard is: those with its code that are in its zone, else all with its code.

    Where the code means a kind of which there are several (all dust), those of its zone that do the same
    harm are told too: what one of them forbids must not be left out.
    """
    known, heads = tuple(one.unit for one in placed), knowledge.heads(library)
    here = {unit.key for unit in known if hazard.zone in unit.zones}
    coded = {unit.key for unit in known if hazard.code in heads[unit.key].get("codes", ())}
    own = coded & here or coded
    harms = _general_harms(own, library).intersection(hazard.accidents)
    own |= {key for key in here if _harm(heads[key]) in harms}
    return tuple(unit for unit in known if unit.key in own)


def _general_harms(keys: Iterable[str], library: Library) -> set[str]:
    """The harms of those of the units that mean a kind of which there are several."""
    heads = knowledge.heads(library)
    return {_harm(heads[key]) for key in keys if _is_general(heads[key], library)}


def _harm(head: Head) -> str:
    """The accident that a unit causes first of all."""
    harm: str = head["accidents"][0]
    return harm


def _is_general(head: Head, library: Library) -> bool:
    """Whether a unit is there wherever one of several others is."""
    known = evidence.rules(library)
    return any("keys" in known[key].given for key in head.get("when", ()))


def _subjects(head: Head, client: Client, rules: Mapping[str, machines.Machines]) -> Iterator[Subject]:
    """All that shows a unit, if what it needs is there."""
    if all(client.found[key] for key in head.get("needs", ())):
        for key in head.get("when", ()):
            yield from (one.subject for one in client.found[key])
        for key in head.get("machines", ()):
            yield from map(_machine, rules.get(key, ()))


def _machine(one: domain.Equipment) -> Subject:
    return Subject(Kind.MACHINE, one.name, one.keys, one.zone_code)


def _placed(key: str, head: Head, shown: Shown, client: Client, library: Library) -> Placed:
    codes = distinct(one.zone for one in shown if one.zone in client.zones)
    zones = tuple(client.zones[code] for code in codes)
    unit = domain.Unit(
        key=key,
        title=head["title"],
        places=zones or _things(shown) or _EVERYWHERE,
        zones=zones,
        machines=_names(shown, Kind.MACHINE),
        posts=_posts(head, codes, shown, client, library),
        chemicals=_names(shown, Kind.CHEMICAL),
        spaces=_names(shown, Kind.SPACE),
        checks=_checks(head, client.law, library),
        points=tuple(_points(head, codes, client, library)),
        hands=tuple(_hands(shown, client, library)),
        **_said(head),
    )
    return Placed(unit, frozenset(codes), not codes)


def _names(shown: Shown, kind: Kind) -> Words:
    """What those of a kind are called."""
    return distinct(one.name for one in shown if one.kind is kind)


def _things(shown: Shown) -> Words:
    """What there is of a unit, kind by kind."""
    return tuple(name for kind in _THINGS for name in _names(shown, kind))


def _posts(head: Head, codes: Words, shown: Shown, client: Client, library: Library) -> Words:
    """The posts that show a unit, and those of its zones that meet it."""
    near = [one for one in client.posts if one.zone_code in codes]
    met = _met(head, near, library).union(_names(shown, Kind.POST))
    return tuple(one.name for one in client.posts if one.name in met)


def _hands(shown: Shown, client: Client, library: Library) -> Iterator[str]:
    """The posts that show a unit, and those that work a machine of it."""
    told, rules = _names(shown, Kind.POST), _rules_of(shown, client, library)
    for post in client.posts:
        if post.name in told or _works(post.name, rules):
            yield post.name


def _works(post: str, rules: Iterable[machines.Rule]) -> bool:
    """Whether a post does the work of any of those rules."""
    return any(machines.does(post, rule) for rule in rules)


def _rules_of(shown: Shown, client: Client, library: Library) -> list[machines.Rule]:
    """The operating rules of the machines that show a unit."""
    keys = {one.keys for one in shown if one.kind is Kind.MACHINE}
    found = {machines.known(one, client.has, library).key for one in client.equipment if one.keys in keys}
    return [machines.rules(library)[key] for key in found]


def _points(head: Head, zones: Container[str], client: Client, library: Library) -> Iterator[Keys]:
    """The risk points that tell of a unit: they show it, name a machine of it, or may do its harm beside it.

    What only machines show is told of by what names them: every machine may injure.
    """
    shown, words, harm = {*_shown_by(head, client)}, _words(head, library), {*head.get("accidents", ())}
    for point in client.points:
        beside = not words and point.zone in zones and not harm.isdisjoint(point.accidents)
        if beside or point.keys in shown or any(word in point.words for word in words):
            yield point.keys


def _shown_by(head: Head, client: Client) -> Iterator[Keys]:
    """The risk points that show a unit."""
    for key in head.get("when", ()):
        for one in client.found[key]:
            if one.keys[0] == "zones" and "risks" in one.keys:
                yield one.keys[: one.keys.index("risks") + 2]


def _words(head: Head, library: Library) -> Words:
    """What the machines of a unit are called."""
    return tuple(word for rule in _rules(head, library) for word in rule.get("names", ()))


def _rules(head: Head, library: Library) -> list[machines.Rule]:
    """The operating rules of the machines of a unit."""
    return [machines.rules(library)[key] for key in head.get("machines", ())]


def _met(head: Head, posts: Sequence[Post], library: Library) -> frozenset[str]:
    """Of the posts of a unit's zones those that meet it: of machines alone their operators, if told."""
    names, rules = frozenset(one.name for one in posts), [] if "when" in head else _rules(head, library)
    return frozenset(name for name in names if _works(name, rules)) or names


_SENTENCES = ("never", "first", "medical", "withdraw")
_LISTS = ("accidents", "iron", "signs", "ppe", "training", "drill")
_RULES = ("before", "during", "after", "forbidden")


def _said(head: Head) -> Mapping[str, Words]:
    """What the head says, by the fields of a unit."""
    return {
        **{name: tuple(row["say"] for row in head.get(name, ())) for name in _SENTENCES},
        **{name: tuple(head.get(name, ())) for name in _LISTS},
        **{name: tuple(knowledge.lines(head, name)) for name in _RULES},
    }


def _checks(head: Head, law: Laws, library: Library) -> tuple[domain.UnitCheck, ...]:
    return tuple(_check(row, law, library) for row in head.get("checks", ()))


def _check(row: Data, law: Laws, library: Library) -> domain.UnitCheck:
    based = basis.written([row] if "law" in row else [], law, library)
    return domain.UnitCheck(row["what"], row["every"], row["record"], based)
