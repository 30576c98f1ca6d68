"""Operating rules: the library's rules that the enterprise's machines, posts and features call for."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from generator import domain
from generator.facts import matching
from generator.facts.plain import joined
from generator.facts.things import SCRAPPED
from generator.library import reference

_GENERAL = "general"
_ALSO = "兼"
_PARTS = ("hazards", "before", "during", "after", "forbidden", "emergency")

Rule = Mapping[str, Any]


def derive(
    equipment: Sequence[domain.Equipment],
    posts: Sequence[domain.Post],
    has: domain.Has,
    law: Mapping[str, domain.Law],
    here: Iterable[str] = (),
) -> tuple[domain.OperatingRule, ...]:
    """One rule for each kind of machine or operation, in the library's order, the general one last.

    An enterprise that calls for none gets the general rule. ``here`` are the keys of presence.yaml
    of what there is.
    """
    owned = _owned(equipment, has)
    keys = set(owned) | {one.key for one in called(posts, has, set(owned))} or {_GENERAL}
    names = "\n".join(one.name for machines in owned.values() for one in machines)
    there = features(has) | {*here}
    chosen = {key: _said(rule, there, names) for key, rule in _library().items() if key in keys}
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
    return bool(there & keys) or any(word in names for word in asked.get("words", ()))


def unlisted(equipment: Sequence[domain.Equipment], has: domain.Has) -> dict[str, int]:
    """The names of machines that have no rule of their own, each with the place of its first entry."""
    found: dict[str, int] = {}
    for place, one in enumerate(equipment):
        if one.state != SCRAPPED and known(one, has).key == _GENERAL:
            found.setdefault(one.name, place)
    return found


def known(machine: domain.Equipment, has: domain.Has) -> matching.Match:
    """The rule of a machine with the word it was known by, the general one for what is not listed."""
    return _known(machine.name, machine.category, features(has))


def features(has: domain.Has) -> frozenset[str]:
    """The names of the features that the enterprise has."""
    return frozenset(field.name for field in dataclasses.fields(has) if getattr(has, field.name) is True)


@cache
def _known(name: str, category: str, features: frozenset[str]) -> matching.Match:
    found = matching.of(name, category, _library(), features)
    return found if found.key else matching.Match(_GENERAL, "")


@cache
def _library() -> Mapping[str, Rule]:
    """The rules by key, the general one last."""
    rules: Mapping[str, Rule] = reference.load("machines")
    return dict(sorted(rules.items(), key=lambda item: item[0] == _GENERAL))


def is_general(key: str) -> bool:
    """Whether a key is that of the general rule."""
    return key == _GENERAL


def title(key: str) -> str:
    """The title of a rule."""
    return str(_library()[key]["title"])


def _owned(equipment: Iterable[domain.Equipment], has: domain.Has) -> dict[str, tuple[domain.Equipment, ...]]:
    """The machines in being by the key of their rule."""
    owned: dict[str, tuple[domain.Equipment, ...]] = {}
    for one in equipment:
        if one.state != SCRAPPED:
            key = known(one, has).key
            owned[key] = (*owned.get(key, ()), one)
    return owned


class Called(NamedTuple):
    """A rule that a feature or a post calls for: by which of them, and by which word of the post."""

    key: str
    feature: str = ""
    post: str = ""
    word: str = ""


def called(posts: Sequence[domain.Post], has: domain.Has, owned: Collection[str]) -> Iterator[Called]:
    """What features and posts call for, unless the machines called for a rule in its stead."""
    for key, rule in _library().items():
        if set(owned) & set(rule.get("unless", ())):
            continue
        if feature := next((name for name in rule.get("features", ()) if getattr(has, name)), ""):
            yield Called(key, feature=feature)
        elif rule.get("by_post") is True:
            doing = ((post.name, does(post.name, rule)) for post in posts)
            if found := next(((name, word) for name, word in doing if word), None):
                yield Called(key, post=found[0], word=found[1])


def _posts(rule: Rule, posts: Sequence[domain.Post]) -> str:
    """The names of the posts that do this work."""
    return joined(post.name for post in posts if does(post.name, rule))


def does(post: str, rule: Rule) -> str:
    """The word by which a post of that name does the work of an entry, the longest; else ""."""
    words = sorted(rule.get("posts", ()), key=len, reverse=True)
    return next((str(word) for word in words if word in _jobs(post)), "")


def _jobs(name: str) -> str:
    """A post's own job with those it also holds: 兼… in brackets tells one more, …兼 tells whose it is."""
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
        names=joined(one.name for one in machines),
        zones=joined(one.zone for one in machines),
        posts=_posts(rule, posts),
        certificate=rule.get("certificate", ""),
        accidents=joined(rule["accidents"]),
        hazards=tuple(rule["hazards"]),
        before=tuple(rule["before"]),
        during=tuple(rule["during"]),
        after=tuple(rule["after"]),
        forbidden=tuple(rule["forbidden"]),
        emergency=tuple(rule["emergency"]),
        ppe=joined(rule["ppe"]),
        basis=joined(one.cite for one in cited if one.in_force),
        general=key == _GENERAL,
    )
