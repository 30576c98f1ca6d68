"""Risk points graded lower than their own words allow: dangerous work called low, a death scored too low."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator import domain
from generator.domain import Grade, printing
from generator.facts import grading
from generator.facts.condition import say
from generator.library import Library
from generator.problems import Problem
from generator.record import Record

Floor = Mapping[str, Any]


def low(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """The client's risk points whose grade or score of consequence is below what they say."""
    for point in facts.risk_points:
        for message, hint in (*_work(point, library), *_consequence(point, library)):
            yield say(record, point.keys, f"风险点“{point.name}”", message, hint)


def of_work(library: Library) -> list[Floor]:
    """The least grades of dangerous work, each with how the work is known by its words."""
    found: list[Floor] = grading.table(library)["floors"]
    return found


def _work(point: domain.RiskPoint, library: Library) -> Iterator[tuple[str, str]]:
    """Dangerous work below its floor, with how the library grades the same."""
    floor = next((one for one in of_work(library) if beneath(point, one)), None)
    if floor and point.grade is not Grade.UNASSESSED:
        usual = grading.graded(library.gather("risks")[floor["entry"]]["risks"][0], library)
        hint = f"风险库里同类的是 {usual.formula}，{usual.grade}；请重新评估，不低于{floor['least']}"
        yield f"是{floor['work']}，却评为{point.grade}（{point.formula}）", hint


def beneath(point: domain.RiskPoint, floor: Floor) -> bool:
    """Whether a risk point is of the floor's work and graded below it."""
    accidents = set(point.accidents)
    named = re.search(floor["named"], f"{point.name} {point.step}")
    meant = named and ("with" not in floor or accidents.intersection(floor["with"]))
    of_the_work = meant or accidents.intersection(floor.get("accidents", ()))
    return bool(of_the_work) and point.grade.rank > Grade(floor["least"]).rank


def _consequence(point: domain.RiskPoint, library: Library) -> Iterator[tuple[str, str]]:
    """A score of consequence below the one that the scale gives for the words."""
    for factor, given in (("C", point.c), ("S", point.s)):
        least = least_score(point.consequence, factor, library)
        if given is not None and given < least:
            meaning = _meaning(factor, least, library)
            hint = f"{factor} 取 {printing.number(least)} 才是“{meaning}”；后果没有这么重的改写后果"
            yield f"后果写了“{point.consequence}”，{factor} 只取 {printing.number(given)}", hint


def _meaning(factor: str, score: Decimal, library: Library) -> str:
    scales = (method.scale for method in grading.methods(library))
    return next(scale[factor][score] for scale in scales if factor in scale)


def least_score(words: str, factor: str, library: Library) -> Decimal:
    """The least score that the words of a consequence allow."""
    rows = grading.table(library)["consequences"]
    return next((Decimal(row[factor]) for row in rows if re.search(row["named"], words)), Decimal(0))
