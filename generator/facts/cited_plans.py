"""Plans that the client's supplies, drills and hazards cite by name: each should be in the emergency plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import domain
from generator.facts.condition import say
from generator.facts.plain import part, rows, text
from generator.problems import Problem
from generator.record import Keys, Record

_CITED = re.compile(r"《?([^《》，。；、：\s]{2,30}?)(现场处置方案|专项应急预案|专项预案)》?")
_PARTS = ("综合", "特种设备", "人身伤害")


def unknown(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """A warning for every name that no scene plan and no part of the emergency plan answers to."""
    known = (*_PARTS, *words(facts.scenes))
    for keys, told in _told(record):
        for found in _CITED.finditer(told):
            if not any(word and word in found[1] for word in known):
                message = f"提到“{found[1]}{found[2]}”，事故应急救援预案里没有对应的方案"
                hint = "改用预案里的名称，或在风险点填写它应对的事故类型"
                yield say(record, record.read_at(keys), "应急预案名称", message, hint)


def words(scenes: tuple[domain.Scene, ...]) -> Iterator[str]:
    """The words by which the plans are called, and the accident types that they answer."""
    for scene in scenes:
        yield from (*scene.words, *scene.types)


def _told(record: Record) -> Iterator[tuple[Keys, str]]:
    data = record.data
    for place, row in enumerate(rows(data, "emergency_supplies")):
        yield ("emergency_supplies", place, "basis"), text(row, "basis")
    for place, row in enumerate(rows(part(data, "records"), "drills")):
        yield ("records", "drills", place, "plan"), text(row, "plan")
    for place, row in enumerate(rows(data, "hazards")):
        for name in ("recommendation", "emergency"):
            yield ("hazards", place, name), text(row, name)
