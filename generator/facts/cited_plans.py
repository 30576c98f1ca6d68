"""Plans that the client's supplies, drills and hazards cite by name: each should be in the emergency plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce

from generator import domain
from generator.facts.condition import say
from generator.facts.plain import Data, part, rows, text
from generator.problems import Problem
from generator.record import Keys, Record

_KINDS = "(现场处置方案|专项应急预案|专项预案)"
# In 《》 whatever its name, else what stands before the kind: of a name with 、 its last part.
_CITED = re.compile(rf"《([^《》]{{2,40}}?){_KINDS}》|([^《》，。；、：\s]{{2,30}}?){_KINDS}")
_PARTS = ("综合", "特种设备", "人身伤害")


def unknown(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """A warning for every name that no scene plan and no part of the emergency plan answers to."""
    known = (*_PARTS, *words(facts.scenes))
    for keys, told in _told(record.data):
        for name, kind in _cited(told):
            if not (_is_known(name, known) or _is_titled(name, facts.scenes)):
                message = f"提到“{name}{kind}”，事故应急救援预案里没有对应的方案"
                hint = "改用预案里的名称，或在风险点填写它应对的事故类型"
                yield say(record, record.read_at(keys), "应急预案名称", message, hint)


def _cited(told: str) -> Iterator[tuple[str, str]]:
    """The names and kinds of the plans that a text cites."""
    for quoted, kind, bare, its in _CITED.findall(told):
        yield quoted or bare, kind or its


def _is_known(name: str, known: Iterable[str]) -> bool:
    return any(word and word in name for word in known)


def _is_titled(name: str, scenes: tuple[domain.Scene, ...]) -> bool:
    """Whether it is a title or a part of one: of a title with 、 only the last part was read."""
    return any(name in scene.title or scene.title in name for scene in scenes)


def words(scenes: tuple[domain.Scene, ...]) -> Iterator[str]:
    """The words by which the plans are called, and the accident types that they answer."""
    for scene in scenes:
        yield from (*scene.words, *scene.types)


def _told(data: Data) -> Iterator[tuple[Keys, str]]:
    yield from _texts(data, ("emergency_supplies",), "basis")
    yield from _texts(data, ("records", "drills"), "plan")
    yield from _texts(data, ("hazards",), "recommendation", "emergency")


def _texts(data: Data, at: tuple[str, ...], *names: str) -> Iterator[tuple[Keys, str]]:
    """The texts of those names in each row of the list at a key path."""
    for place, row in enumerate(rows(reduce(part, at[:-1], data), at[-1])):
        for name in names:
            yield (*at, place, name), text(row, name)
