"""Operating rules: the library's rules that the enterprise's machines, posts and features call for."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from generator import domain
from generator.facts import matching
from generator.facts.laws import Laws
from generator.facts.plain import distinct
from generator.facts.things import SCRAPPED
from generator.library import Library, knowledge

_GENERAL = "general"
_ALSO = "兼"
_REMEMBERED = 4096  # names of posts: the same ones are asked for by every rule and unit
_JOINED = ("before", "during", "after", "forbidden")
_PARTS = ("hazards", "before", "during", "after", "forbidden", "emergency")

Rule = Mapping[str, Any]
Rules = tuple[domain.OperatingRule, ...]
Machines = tuple[domain.Equipment, ...]
Posts = Sequence[domain.Post]
Units = Sequence[domain.Unit]
There = frozenset[str]  # the keys of what there is: features, rows of evidence.yaml
_FEATURES = tuple(field.name for field in dataclasses.fields(domain.Has))


def derive(
    equipment: Machines, posts: Posts, has: domain.Has, law: Laws, here: Iterable[str], library: Library
) -> Rules:
    """One rule for each kind of machine or operation, in the library's order, the general one last.

    An enterprise that calls for none gets the general rule. ``here`` are the keys of evidence.yaml
    of what there is.
    """
    owned, there = owning(equipment, has, library), features(has).union(here)
    keys = {*owned, *(one.key for one in called(posts, has, owned, library))} or {_GENERAL}
    chosen = {key: _said(rule, there, _names(owned)) for key, rule in rules(library).items() if key in keys}
    return tuple(_rule(key, rule, owned.get(key, ()), posts, law) for key, rule in chosen.items())


def _names(owned: Mapping[str, Machines]) -> str:
    """What all of the machines are called, to look for words in."""
    return "\n".join(one.name for machines in owned.values() for one in machines)


def _said(rule: Rule, there: There, names: str) -> Rule:
    """The rule with those of its lines and accidents whose condition the enterprise or its machines meet."""
    where = rule.get("accidents_where", {})
    accidents = [kind for kind in rule["accidents"] if kind not in where or there & {*where[kind]}]
    lines = {part: [*_lines(rule[part], there, names)] for part in _PARTS}
    return {**rule, **lines, "accidents": accidents}


def _lines(lines: Iterable[str | Rule], there: There, names: str) -> Iterator[str]:
    for line in lines:
        if isinstance(line, str):
            yield line
        elif _is_wanted(line, there, names):
            yield line["say"]


def _is_wanted(line: Rule, there: There, names: str) -> bool:
    asked = "if" not in line or _met(line["if"], there, names)
    return asked and not ("if_not" in line and _met(line["if_not"], there, names))


def _met(asked: Rule, there: There, names: str) -> bool:
    return _is_here(asked, there) or _is_named(asked, names)


def _is_here(asked: Rule, there: There) -> bool:
    return bool(there & {*asked.get("features", ()), *asked.get("here", ())})


def _is_named(asked: Rule, names: str) -> bool:
    return any(word in names for word in asked.get("names", ()))


def unlisted(equipment: Machines, has: domain.Has, library: Library) -> dict[str, domain.Equipment]:
    """The machines that have no rule of their own by their names, of each name the first."""
    found: dict[str, domain.Equipment] = {}
    for one in owning(equipment, has, library).get(_GENERAL, ()):
        found.setdefault(one.name, one)
    return found


def known(machine: domain.Equipment, has: domain.Has, library: Library) -> matching.Match:
    """The rule of a machine with the word it was known by, the general one for what is not listed."""
    return _match(machine, features(has), library)


def _match(machine: domain.Equipment, there: There, library: Library) -> matching.Match:
    return library.remembered(_known, machine.name, machine.category, machine.parameters, there)


def features(has: domain.Has) -> There:
    """The names of the features that the enterprise has."""
    return frozenset(name for name in _FEATURES if getattr(has, name) is True)


def _known(library: Library, name: str, category: str, parameters: str, there: There) -> matching.Match:
    found = matching.of(name, category, library.once(_matched), there, parameters)
    return found if found.key else matching.Match(_GENERAL, "")


def _matched(library: Library) -> matching.Rows:
    return matching.rows(rules(library))


def rules(library: Library) -> Mapping[str, Rule]:
    """The rules by key, the general one last."""
    return library.once(_rules)


def _rules(library: Library) -> dict[str, Rule]:
    return dict(sorted(library.table("machines").items(), key=lambda item: item[0] == _GENERAL))


def is_general(key: str) -> bool:
    """Whether a key is that of the general rule."""
    return key == _GENERAL


def title(key: str, library: Library) -> str:
    """The title of a rule."""
    return str(rules(library)[key]["title"])


def owning(equipment: Iterable[domain.Equipment], has: domain.Has, library: Library) -> dict[str, Machines]:
    """The machines in being by the key of their rule."""
    there, owned = features(has), dict[str, Machines]()
    for one in equipment:
        if one.state != SCRAPPED:
            key = _match(one, there, library).key
            owned[key] = (*owned.get(key, ()), one)
    return owned


class Called(NamedTuple):
    """A rule that a feature or a post calls for: by which of them, and by which word of the post."""

    key: str
    feature: str = ""
    post: domain.Post | None = None
    word: str = ""


def called(posts: Posts, has: domain.Has, owned: Collection[str], library: Library) -> Iterator[Called]:
    """What features and posts call for, unless the machines called for a rule in its stead."""
    for key, rule in rules(library).items():
        if not any(other in owned for other in rule.get("unless", ())):
            yield from _called(key, rule, posts, has)


def _called(key: str, rule: Rule, posts: Posts, has: domain.Has) -> Iterator[Called]:
    """By what a rule is called for: a feature, else the first post that does its work."""
    if feature := next((name for name in rule.get("features", ()) if getattr(has, name)), ""):
        yield Called(key, feature=feature)
    elif rule.get("by_post") is True:
        working = (Called(key, post=post, word=word) for post in posts if (word := does(post.name, rule)))
        yield from islice(working, 1)


def _posts(rule: Rule, posts: Posts) -> tuple[str, ...]:
    """The names of the posts that do this work."""
    return distinct(post.name for post in posts if does(post.name, rule))


def does(post: str, rule: Rule) -> str:
    """The word by which a post of that name does the work of an entry, the longest; else ""."""
    words = rule.get("posts")
    if not words:
        return ""
    jobs = _jobs(post)
    found = (str(word) for word in words if word in jobs)
    return max(found, key=len, default="")


@lru_cache(_REMEMBERED)
def _jobs(name: str) -> str:
    """A post's own job with those it also holds: 兼… in brackets tells one more, …兼 tells whose it is."""
    if not matching.BRACKETS.search(name):
        return name
    also = "".join(inside for inside in matching.BRACKETS.findall(name) if inside.startswith(_ALSO))
    return matching.BRACKETS.sub("", name) + also


def _rule(key: str, rule: Rule, machines: Machines, posts: Posts, law: Laws) -> domain.OperatingRule:
    return domain.OperatingRule(
        key=key,
        title=rule["title"],
        scope=rule["scope"],
        machines=machines,
        names=distinct(one.name for one in machines),
        zones=distinct(one.zone for one in machines),
        posts=_posts(rule, posts),
        certificate=rule.get("certificate", ""),
        accidents=tuple(rule["accidents"]),
        ppe=tuple(rule["ppe"]),
        basis=_basis(rule, law),
        general=is_general(key),
        **{part: tuple(rule[part]) for part in _PARTS},
    )


def _basis(rule: Rule, law: Laws) -> tuple[str, ...]:
    """The laws in force that a rule rests on."""
    return distinct(law[name].cite for name in rule.get("laws", ()) if law[name].in_force)


def with_units(given: Iterable[domain.OperatingRule], there: Units, library: Library) -> Rules:
    """The rules with what the units of knowledge at their machines add to them, of some by their titles.

    One for work with chemicals or in confined spaces (``joins``) has what each unit of these
    adds, under its title.
    """
    return tuple(_with(rule, there, library) for rule in given)


def _with(rule: domain.OperatingRule, there: Units, library: Library) -> domain.OperatingRule:
    at, among = _joining(rule, there, library)
    added: dict[str, Any] = {}
    for part in _JOINED:
        beside = (*_of_machines(rule, at, part, library), *_of_work(rule, among, part, library))
        added[part] = distinct((*getattr(rule, part), *beside))
    return dataclasses.replace(rule, **added)


def _joining(rule: domain.OperatingRule, there: Units, library: Library) -> tuple[Units, Units]:
    """The units at machines of a rule, and the others that show its work."""
    names, own = {one.name for one in rule.machines}, rules(library)[rule.key]
    at = [unit for unit in there if not names.isdisjoint(unit.machines)]
    return at, [unit for unit in there if unit not in at and _is_among(unit, own)]


def _is_among(unit: domain.Unit, rule: Rule) -> bool:
    """Whether a unit is joined to a rule for work with what shows it: chemicals or confined spaces."""
    joins = rule.get("joins", "")
    return bool(joins and getattr(unit, joins)) and unit.key not in rule.get("apart", ())


def _of_machines(rule: domain.OperatingRule, at: Units, part: str, library: Library) -> Iterator[str]:
    """The lines of units at machines of a rule, under the names of those unless they are all."""
    heads = knowledge.heads(library)
    met = {unit.key: distinct(name for name in rule.names if name in unit.machines) for unit in at}
    for key, here in met.items():
        whose = "" if here == rule.names else f"{'、'.join(here)}："
        beside = [rule.key, *_besides(key, met)]
        yield from (f"{whose}{line}" for line in knowledge.lines(heads[key], part, beside))


def _of_work(rule: domain.OperatingRule, among: Units, part: str, library: Library) -> Iterator[str]:
    """The lines of units that show the work of a rule, under their titles."""
    heads = knowledge.heads(library)
    for unit in among:
        yield from (f"{unit.title}：{line}" for line in knowledge.lines(heads[unit.key], part, [rule.key]))


def _besides(key: str, met: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The other units that are at every machine of a unit."""
    return (other for other in met if other != key and {*met[key]} <= {*met[other]})
