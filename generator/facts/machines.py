"""Operating rules: the library's rules that the enterprise's machines, posts and features call for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from generator import reference
from generator.facts import model
from generator.facts.plain import joined

_GENERAL = "general"
_SCRAPPED = "报废"
_ALSO = "兼"
_BRACKETS = re.compile(r"[（(]([^（()）]*)[）)]")

Rule = Mapping[str, Any]


def derive(
    equipment: Sequence[model.Equipment],
    posts: Sequence[model.Post],
    has: model.Has,
    law: Mapping[str, model.Law],
) -> tuple[model.OperatingRule, ...]:
    """One rule for each kind of machine or operation, in the library's order, the general one last.

    An enterprise that calls for none gets the general rule.
    """
    owned = _owned(equipment)
    keys = set(owned)
    keys |= {key for key, rule in _library().items() if _called(rule, has, posts, set(owned))}
    keys = keys or {_GENERAL}
    return tuple(
        _rule(key, rule, owned.get(key, ()), posts, law) for key, rule in _library().items() if key in keys
    )


def unlisted(equipment: Sequence[model.Equipment]) -> dict[str, int]:
    """The names of machines that have no rule of their own, each with the place of its first entry."""
    found: dict[str, int] = {}
    for place, one in enumerate(equipment):
        if one.state != _SCRAPPED and _key(one.name, one.category) == _GENERAL:
            found.setdefault(one.name, place)
    return found


@cache
def _library() -> Mapping[str, Rule]:
    """The rules by key, the general one last."""
    rules: Mapping[str, Rule] = reference.load("machines")
    return dict(sorted(rules.items(), key=lambda item: item[0] == _GENERAL))


def _owned(equipment: Iterable[model.Equipment]) -> dict[str, tuple[model.Equipment, ...]]:
    """The machines in being by the key of their rule."""
    owned: dict[str, tuple[model.Equipment, ...]] = {}
    for one in equipment:
        if one.state != _SCRAPPED:
            key = _key(one.name, one.category)
            owned[key] = (*owned.get(key, ()), one)
    return owned


@cache
def _key(name: str, category: str) -> str:
    """The rule of a machine, the general one for what is not listed."""
    return key_of(name, category, _library()) or _GENERAL


def key_of(name: str, category: str, library: Mapping[str, Rule]) -> str:
    """The entry of a machine: by its name without brackets, by the whole name, by its category; else ""."""
    for words in (_BRACKETS.sub("", name), name):
        if found := _named(words, library):
            return found
    return next((key for key, rule in library.items() if category in rule.get("categories", ())), "")


def _named(name: str, library: Mapping[str, Rule]) -> str:
    """The entry whose word ends last in the name, of those the longest: in Chinese the head comes last."""
    folded = name.casefold()
    best, found = (0, 0), ""
    for key, rule in library.items():
        for word in rule.get("names", ()):
            start = folded.rfind(str(word).casefold())
            rank = (start + len(word), len(word))
            if start >= 0 and rank > best:
                best, found = rank, key
    return found


def _called(rule: Rule, has: model.Has, posts: Sequence[model.Post], owned: set[str]) -> bool:
    """Whether a feature or a post calls for the rule, unless the machines called for one in its stead."""
    if owned & set(rule.get("unless", ())):
        return False
    by_feature = any(getattr(has, name) for name in rule.get("features", ()))
    return by_feature or (rule.get("by_post") is True and bool(_posts(rule, posts)))


def _posts(rule: Rule, posts: Sequence[model.Post]) -> str:
    """The names of the posts that do this work."""
    return joined(post.name for post in posts if does(post.name, rule))


def does(post: str, rule: Rule) -> bool:
    """Whether a post of that name does the work of an entry."""
    return any(word in _jobs(post) for word in rule.get("posts", ()))


def _jobs(name: str) -> str:
    """A post's own job with those it also holds: 兼… in brackets tells one more, …兼 tells whose it is."""
    also = "".join(inside for inside in _BRACKETS.findall(name) if inside.startswith(_ALSO))
    return _BRACKETS.sub("", name) + also


def _rule(
    key: str,
    rule: Rule,
    machines: tuple[model.Equipment, ...],
    posts: Sequence[model.Post],
    law: Mapping[str, model.Law],
) -> model.OperatingRule:
    cited = (law[name] for name in rule.get("laws", ()))
    return model.OperatingRule(
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
