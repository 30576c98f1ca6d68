"""Operating rules: the library's rules that the enterprise's machines, posts and features call for."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from generator import domain
from generator.facts import matching
from generator.facts.plain import distinct
from generator.facts.things import SCRAPPED
from generator.library import Library, knowledge

_GENERAL = "general"
_ALSO = "兼"
_JOINED = ("before", "during", "after", "forbidden")
_PARTS = ("hazards", "before", "during", "after", "forbidden", "emergency")

Rule = Mapping[str, Any]
Units = Sequence[domain.Unit]


def derive(
    equipment: Sequence[domain.Equipment],
    posts: Sequence[domain.Post],
    has: domain.Has,
    law: Mapping[str, domain.Law],
    here: Iterable[str],
    library: Library,
) -> tuple[domain.OperatingRule, ...]:
    """One rule for each kind of machine or operation, in the library's order, the general one last.

    An enterprise that calls for none gets the general rule. ``here`` are the keys of evidence.yaml
    of what there is.
    """
    owned = owning(equipment, has, library)
    keys = set(owned) | {one.key for one in called(posts, has, set(owned), library)} or {_GENERAL}
    names = "\n".join(one.name for machines in owned.values() for one in machines)
    there = features(has) | {*here}
    chosen = {key: _said(rule, there, names) for key, rule in rules(library).items() if key in keys}
    return tuple(_rule(key, rule, owned.get(key, ()), posts, law) for key, rule in chosen.items())


def _said(rule: Rule, there: frozenset[str], names: str) -> Rule:
    """The rule with those of its lines and accidents whose condition the enterprise or its machines meet."""
    where = rule.get("accidents_where", {})
    accidents = [kind for kind in rule["accidents"] if kind not in where or there & {*where[kind]}]
    lines = {part: [*_lines(rule[part], there, names)] for part in _PARTS}
    return {**rule, **lines, "accidents": accidents}


def _lines(lines: Iterable[str | Rule], there: frozenset[str], names: str) -> Iterator[str]:
    for line in lines:
        if isinstance(line, str):
            yield line
            continue
        wanted = "if" not in line or _met(line["if"], there, names)
        if wanted and not ("if_not" in line and _met(line["if_not"], there, names)):
            yield line["say"]


def _met(asked: Rule, there: frozenset[str], names: str) -> bool:
    keys = {*asked.get("features", ()), *asked.get("here", ())}
    return bool(there & keys) or any(word in names for word in asked.get("names", ()))


def unlisted(
    equipment: Sequence[domain.Equipment], has: domain.Has, library: Library
) -> dict[str, domain.Equipment]:
    """The machines that have no rule of their own by their names, of each name the first."""
    found: dict[str, domain.Equipment] = {}
    for one in equipment:
        if one.state != SCRAPPED and is_general(known(one, has, library).key):
            found.setdefault(one.name, one)
    return found


def known(machine: domain.Equipment, has: domain.Has, library: Library) -> matching.Match:
    """The rule of a machine with the word it was known by, the general one for what is not listed."""
    return _match(machine, features(has), library)


def _match(machine: domain.Equipment, there: frozenset[str], library: Library) -> matching.Match:
    return library.remembered(_known, machine.name, machine.category, machine.parameters, there)


def features(has: domain.Has) -> frozenset[str]:
    """The names of the features that the enterprise has."""
    return frozenset(field.name for field in dataclasses.fields(has) if getattr(has, field.name) is True)


def _known(
    library: Library, name: str, category: str, parameters: str, features: frozenset[str]
) -> matching.Match:
    found = matching.of(name, category, library.once(_matched), features, parameters)
    return found if found.key else matching.Match(_GENERAL, "")


def _matched(library: Library) -> matching.Rows:
    return matching.rows(rules(library))


def rules(library: Library) -> Mapping[str, Rule]:
    """The rules by key, the general one last."""
    return library.once(_rules)


def _rules(library: Library) -> dict[str, Rule]:
    given: Mapping[str, Rule] = library.table("machines")
    return dict(sorted(given.items(), key=lambda item: item[0] == _GENERAL))


def is_general(key: str) -> bool:
    """Whether a key is that of the general rule."""
    return key == _GENERAL


def title(key: str, library: Library) -> str:
    """The title of a rule."""
    return str(rules(library)[key]["title"])


def owning(
    equipment: Iterable[domain.Equipment], has: domain.Has, library: Library
) -> dict[str, tuple[domain.Equipment, ...]]:
    """The machines in being by the key of their rule."""
    there, owned = features(has), dict[str, list[domain.Equipment]]()
    for one in equipment:
        if one.state != SCRAPPED:
            owned.setdefault(_match(one, there, library).key, []).append(one)
    return {key: tuple(found) for key, found in owned.items()}


class Called(NamedTuple):
    """A rule that a feature or a post calls for: by which of them, and by which word of the post."""

    key: str
    feature: str = ""
    post: domain.Post | None = None
    word: str = ""


def called(
    posts: Sequence[domain.Post], has: domain.Has, owned: Collection[str], library: Library
) -> Iterator[Called]:
    """What features and posts call for, unless the machines called for a rule in its stead."""
    for key, rule in rules(library).items():
        if not set(owned).intersection(rule.get("unless", ())):
            yield from _called(key, rule, posts, has)


def _called(key: str, rule: Rule, posts: Sequence[domain.Post], has: domain.Has) -> Iterator[Called]:
    """By what a rule is called for: a feature, else the first post that does its work."""
    if feature := next((name for name in rule.get("features", ()) if getattr(has, name)), ""):
        yield Called(key, feature=feature)
    elif rule.get("by_post") is True:
        for post in posts:
            if word := does(post.name, rule):
                yield Called(key, post=post, word=word)
                return


def _posts(rule: Rule, posts: Sequence[domain.Post]) -> tuple[str, ...]:
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


def _jobs(name: str) -> str:
    """A post's own job with those it also holds: 兼… in brackets tells one more, …兼 tells whose it is."""
    if not matching.BRACKETS.search(name):
        return name
    also = "".join(inside for inside in matching.BRACKETS.findall(name) if inside.startswith(_ALSO))
    return matching.BRACKETS.sub("", name) + also


def _rule(
    key: str,
    rule: Rule,
    machines: tuple[domain.Equipment, ...],
    posts: Sequence[domain.Post],
    law: Mapping[str, domain.Law],
) -> domain.OperatingRule:
    cited = (law[name] for name in rule.get("laws", ()))
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
        basis=distinct(one.cite for one in cited if one.in_force),
        general=is_general(key),
        **{part: tuple(rule[part]) for part in _PARTS},
    )


def with_units(
    given: Iterable[domain.OperatingRule], there: Sequence[domain.Unit], library: Library
) -> tuple[domain.OperatingRule, ...]:
    """The rules with what the units of knowledge at their machines add to them, of some by their titles.

    One for work with chemicals or in confined spaces (``joins``) has what each unit of these
    adds, under its title.
    """
    return tuple(_with(rule, there, library) for rule in given)


def _with(rule: domain.OperatingRule, there: Sequence[domain.Unit], library: Library) -> domain.OperatingRule:
    names = {one.name for one in rule.machines}
    at = [unit for unit in there if names.intersection(unit.machines)]
    among = [unit for unit in there if unit not in at and _is_among(unit, rules(library)[rule.key])]
    joined = partial(_joined, rule, at, among, library)
    added: dict[str, Any] = {part: distinct(joined(part)) for part in _JOINED}
    return dataclasses.replace(rule, **added)


def _is_among(unit: domain.Unit, rule: Rule) -> bool:
    """Whether a unit is joined to a rule for work with what shows it: chemicals or confined spaces."""
    joins = rule.get("joins", "")
    return bool(joins and getattr(unit, joins)) and unit.key not in rule.get("apart", ())


def _joined(
    rule: domain.OperatingRule, at: Units, among: Units, library: Library, part: str
) -> Iterator[str]:
    """The lines of a rule, those of units at its machines and those of units that show its work."""
    heads = knowledge.heads(library)
    yield from getattr(rule, part)
    met = {unit.key: distinct(name for name in rule.names if name in unit.machines) for unit in at}
    for key, here in met.items():
        whose = "" if here == rule.names else f"{'、'.join(here)}："
        beside = [rule.key, *_besides(key, met)]
        yield from (f"{whose}{line}" for line in knowledge.lines(heads[key], part, beside))
    for unit in among:
        yield from (f"{unit.title}：{line}" for line in knowledge.lines(heads[unit.key], part, [rule.key]))


def _besides(key: str, met: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The other units that are at every machine of a unit."""
    return (other for other in met if other != key and {*met[key]} <= {*met[other]})
