"""Risk points graded lower than their own words allow: dangerous work called low, a death scored too low."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator import domain
from generator.facts import grading
from generator.facts.condition import say
from generator.library import reference
from generator.problems import Problem
from generator.record import Record


def low(record: Record, facts: domain.Facts) -> Iterator[Problem]:
    """The client's risk points whose grade or score of consequence is below what they say."""
    for zone_at, zone in enumerate(facts.zones):
        for at, point in enumerate(zone.risks):
            for message, hint in (*_work(point), *_consequence(point)):
                yield say(record, ("zones", zone_at, "risks", at), f"风险点“{point.name}”", message, hint)


def _work(point: domain.RiskPoint) -> Iterator[tuple[str, str]]:
    """Dangerous work below its floor, with how the library grades the same."""
    floor = next((one for one in grading.methods()["floors"] if beneath(point, one)), None)
    if floor and point.grade != grading.unassessed():
        usual = grading.grading(reference.gather("risks")[floor["entry"]]["risks"][0])
        hint = f"风险库里同类的是 {usual.formula}，{usual.grade}；请重新评估，不低于{floor['least']}"
        yield f"是{floor['work']}，却评为{point.grade}（{point.formula}）", hint


def beneath(point: domain.RiskPoint, floor: Mapping[str, Any]) -> bool:
    """Whether a risk point is of the floor's work and graded below it."""
    accidents = set(point.accidents.split("、"))
    named = re.search(floor["named"], f"{point.name} {point.step}")
    meant = named and ("with" not in floor or accidents.intersection(floor["with"]))
    of_the_work = meant or accidents.intersection(floor.get("accidents", ()))
    return bool(of_the_work) and grading.rank(point.grade) > grading.rank(floor["least"])


def _consequence(point: domain.RiskPoint) -> Iterator[tuple[str, str]]:
    """A score of consequence below the one that the scale gives for the words."""
    for factor, given in (("C", point.c), ("S", point.s)):
        least = least_score(point.consequence, factor)
        if given and Decimal(given) < least:
            right = grading.plain(least)
            hint = f"{factor} 取 {right} 才是“{_meaning(factor, least)}”；后果没有这么重的改写后果"
            yield f"后果写了“{point.consequence}”，{factor} 只取 {given}", hint


def _meaning(factor: str, score: Decimal) -> str:
    scales = (one["scale"] for one in grading.methods()["methods"].values())
    return str(next(scale[factor][score] for scale in scales if factor in scale))


def least_score(words: str, factor: str) -> Decimal:
    """The least score that the words of a consequence allow."""
    table = grading.methods()["consequences"]
    return next((Decimal(one[factor]) for one in table if re.search(one["named"], words)), Decimal(0))
