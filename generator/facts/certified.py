"""Machines and posts that ask for a person with a certificate, where the client lists no such certificate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from generator import domain
from generator.facts import machines
from generator.facts.condition import say
from generator.facts.things import STOPPED
from generator.library import Library
from generator.problems import Problem
from generator.record import Keys, Record

Asked = Mapping[str, Any]  # the kind and item of a certificate, the words that its item has, its category


def missing(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """One warning for each kind of certificate that nobody holds, at the first machine or post that asks."""
    told: set[str] = set()
    for key, rule in machines.rules(library).items():
        asked: Asked | None = rule.get("certified")
        if asked and asked["item"] not in told and not _is_held(asked, facts):
            for keys, subject in islice(_asking(key, rule, facts, library), 1):
                told.add(asked["item"])
                yield _problem(record, keys, subject, asked)


def officers(people: domain.People, certificates: Iterable[domain.Certificate]) -> tuple[domain.Officer, ...]:
    """The safety officers whose certificate is told with them alone: none of theirs is listed."""
    holders = {one.holder for one in certificates}
    return tuple(one for one in people.officers if one.expires and one.name not in holders)


def is_past(one: domain.Officer, facts: domain.Facts) -> bool:
    """Whether an officer's certificate has expired."""
    return bool(one.expires and facts.day and one.expires < facts.day)


def _is_held(asked: Asked, facts: domain.Facts) -> bool:
    return any(word in one.item for one in facts.certificates for word in asked["words"])


def _asking(
    key: str, rule: machines.Rule, facts: domain.Facts, library: Library
) -> Iterator[tuple[Keys, str]]:
    """The machines in use that the rule is for, then the posts that do its work."""
    asked: Asked = rule["certified"]
    for one in facts.equipment:
        if _is_asked(one, asked) and machines.known(one, facts.has, library).key == key:
            yield one.keys, f"设备“{one.name}”"
    if "category" not in asked:
        for post in facts.posts:
            if machines.does(post.name, rule):
                yield post.keys, f"岗位“{post.name}”"


def _is_asked(one: domain.Equipment, asked: Asked) -> bool:
    """Whether a machine is in use, and of the category that asks where only one does."""
    return one.state not in STOPPED and asked.get("category", one.category) == one.category


def _problem(record: Record, keys: Keys, subject: str, asked: Asked) -> Problem:
    at = (*keys, "name")
    place = record.mention(("certificates",), at)
    message = f"{subject}要有人持{asked['kind']}证件（{asked['item']}），人员证书{place}里没有"
    hint = "补填持证人（certificates），外包的填承包方的人；没有持证人的停止作业"
    return say(record, at, "人员证书", message, hint)
