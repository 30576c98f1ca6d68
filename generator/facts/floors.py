"""Risk points graded lower than their own words allow: dangerous work called low, a death scored too low."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator import domain
from generator.domain import Grade, printing
from generator.facts import grading
from generator.facts.condition import Advice, say_each
from generator.library import Library
from generator.problems import Problem
from generator.record import Record

Floor = Mapping[str, Any]
_FACTORS = ("C", "S")  # of consequence, in LEC and in LS


def low(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """The client's risk points whose grade or score of consequence is below what they say."""
    for point in facts.risk_points:
        found = (*_work(point, library), *_consequence(point, library))
        yield from say_each(record, point.keys, f"风险点“{point.name}”", found)


def of_work(library: Library) -> list[Floor]:
    """The least grades of dangerous work, each with how the work is known by its words."""
    found: list[Floor] = grading.table(library)["floors"]
    return found


def _work(point: domain.RiskPoint, library: Library) -> Iterator[Advice]:
    """Dangerous work below its floor, with how the library grades the same."""
    floor = next((one for one in of_work(library) if beneath(point, one)), None)
    if floor and point.grade is not Grade.UNASSESSED:
        usual = _usual(floor, library)
        hint = f"风险库里同类的是 {usual.formula}，{usual.grade}；请重新评估，不低于{floor['least']}"
        yield f"是{floor['work']}，却评为{point.grade}（{point.formula}）", hint


def _usual(floor: Floor, library: Library) -> grading.Graded:
    return grading.graded(library.gather("risks")[floor["entry"]]["risks"][0], library)


def beneath(point: domain.RiskPoint, floor: Floor) -> bool:
    """Whether a risk point is of the floor's work and graded below it."""
    return _is_of(point, floor) and point.grade.rank > Grade(floor["least"]).rank


def _is_of(point: domain.RiskPoint, floor: Floor) -> bool:
    """Whether its words name the work and what may happen fits, or what may happen tells of it alone."""
    accidents = set(point.accidents)
    named = re.search(floor["named"], f"{point.name} {point.step}")
    meant = named and ("with" not in floor or accidents.intersection(floor["with"]))
    return bool(meant or accidents.intersection(floor.get("accidents", ())))


def _consequence(point: domain.RiskPoint, library: Library) -> Iterator[Advice]:
    """A score of consequence below the one that the scale gives for the words."""
    for factor, given in zip(_FACTORS, (point.c, point.s), strict=True):
        least = least_score(point.consequence, factor, library)
        if given is not None and given < least:
            message = f"后果写了“{point.consequence}”，{factor} 只取 {printing.number(given)}"
            yield message, _as_said(factor, least, library)


def _as_said(factor: str, least: Decimal, library: Library) -> str:
    meaning = _meaning(factor, least, library)
    return f"{factor} 取 {printing.number(least)} 才是“{meaning}”；后果没有这么重的改写后果"


def _meaning(factor: str, score: Decimal, library: Library) -> str:
    scales = (method.scale for method in grading.methods(library))
    return next(scale[factor][score] for scale in scales if factor in scale)


def least_score(words: str, factor: str, library: Library) -> Decimal:
    """The least score that the words of a consequence allow."""
    rows = grading.table(library)["consequences"]
    return next((Decimal(row[factor]) for row in rows if re.search(row["named"], words)), Decimal(0))
