"""How one risk is graded: by LEC, by LS or by direct judgement, so that a reader can recompute it.

Methods, scales, thresholds, colours and levels of control are data: templates/reference/risk_methods.yaml.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from generator import domain
from generator.domain import Grade, convert, printing
from generator.facts.plain import Data, part
from generator.library import Library

_FIRST = Decimal("Infinity")
Points = tuple[domain.RiskPoint, ...]
Scale = Mapping[str, Mapping[Decimal, str]]  # what each value of each factor means


class Graded(NamedTuple):
    """A grade with what it came from: the values by factor, their product and the sum as a person writes it.

    method and formula are "" and score is None where some values are missing.
    """

    method: str
    values: Mapping[str, Decimal]
    score: domain.Amount
    formula: str
    grade: Grade
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """What a grade means: its colour, who controls it, and the least product of each method that gives it."""

    color: str
    control: str
    least: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of grading: its name, the sign of its product, what each value of each factor means."""

    key: str
    name: str
    product: str
    scale: Scale


NO_LEVEL = Level("", "", {})


def table(library: Library) -> Mapping[str, Any]:
    """The reference of grades and methods."""
    found: Mapping[str, Any] = library.table("risk_methods")
    return found


def methods(library: Library) -> tuple[Method, ...]:
    """The methods, LEC first."""
    return library.once(_methods)


def _methods(library: Library) -> tuple[Method, ...]:
    return tuple(_method(key, row) for key, row in table(library)["methods"].items())


def _method(key: str, row: Mapping[str, Any]) -> Method:
    return Method(key, row["name"], row["product"], _scale(row["scale"]))


def _scale(given: Mapping[str, Mapping[float, str]]) -> Scale:
    return {factor: _exact(values) for factor, values in given.items()}


def _exact(values: Mapping[float, str]) -> Mapping[Decimal, str]:
    return {Decimal(str(value)): words for value, words in values.items()}


def levels(library: Library) -> Mapping[Grade, Level]:
    """What each grade means, the gravest first; what is not assessed has none."""
    return library.once(_levels)


def _levels(library: Library) -> dict[Grade, Level]:
    keys = [method.key for method in methods(library)]
    return {Grade(row["grade"]): _level(row, keys) for row in table(library)["grades"]}


def _level(row: Mapping[str, Any], methods_: Iterable[str]) -> Level:
    return Level(row["color"], row["control"], {key: Decimal(row[key]) for key in methods_})


def level(grade: Grade, library: Library) -> Level:
    """What a grade means; an empty level for what is not assessed."""
    return levels(library).get(grade, NO_LEVEL)


def grade_of(score: Decimal, library: Library, key: str = "lec") -> Grade:
    """The grade of a product by the thresholds of a method; a product on a threshold has the graver grade."""
    return next(grade for grade, one in levels(library).items() if score >= one.least[key])


def graded(row: Data, library: Library) -> Graded:
    """The grade of a risk point as entered: a reason for direct judgement goes before its score."""
    found = _by_score(row, library)
    reason = convert.text(row.get("direct"))
    if not reason:
        return found
    method = found.method or str(table(library)["direct"])
    return found._replace(method=method, grade=Grade.MAJOR, reason=reason)


def _by_score(row: Data, library: Library) -> Graded:
    """The grade by the factors of LEC or of LS; not assessed where some are missing."""
    lec, ls = methods(library)
    for method, given in ((lec, row), (ls, part(row, "LS"))):
        values = _values(method, given)
        if len(values) == len(method.scale):
            return _scored(method, values, library)
    return Graded("", _values(lec, row), None, "", Grade.UNASSESSED)


def _values(method: Method, given: Data) -> dict[str, Decimal]:
    """The values that are given, by factor."""
    read = {factor: convert.amount(given.get(factor)) for factor in method.scale}
    return {factor: value for factor, value in read.items() if value is not None}


def _scored(method: Method, values: Mapping[str, Decimal], library: Library) -> Graded:
    score = math.prod(values.values(), start=Decimal(1))
    grade = grade_of(score, library, method.key)
    return Graded(method.name, values, score, _formula(values.values(), score), grade)


def _formula(values: Iterable[Decimal], score: Decimal) -> str:
    """3×6×7＝126."""
    return f"{'×'.join(map(printing.number, values))}＝{printing.number(score)}"


def gravity(point: domain.RiskPoint, library: Library) -> tuple[int, Decimal]:
    """For sorting, the gravest first; products of different methods are set against their highest grade.

    What is judged directly comes first of its grade, whatever its score.
    """
    if point.score is None or point.reason:
        return point.grade.rank, -_FIRST
    return point.grade.rank, -point.score / library.once(_highest)[point.method]


def _highest(library: Library) -> dict[str, Decimal]:
    """The least product of the highest grade, by the name of the method."""
    least = level(Grade.MAJOR, library).least
    return {method.name: least[method.key] for method in methods(library)}


def gravest(points: Points, library: Library) -> Points:
    """The points in the order of their gravity; those alike stay in the order given."""
    return tuple(sorted(points, key=lambda point: gravity(point, library)))


def ranges(grade: Grade, library: Library) -> dict[str, str]:
    """The products that give a grade, by the key of the method, such as 160≤D＜320; none if not assessed."""
    if grade not in levels(library):
        return {}
    return {method.key: _range(grade, method, library) for method in methods(library)}


def _range(grade: Grade, method: Method, library: Library) -> str:
    least = {one: found.least[method.key] for one, found in levels(library).items()}
    graver = [found for one, found in least.items() if one.rank < grade.rank]
    return _between(least[grade], method.product, graver[-1] if graver else None)


def _between(low: Decimal, product: str, high: Decimal | None) -> str:
    """160≤D＜320, D≥320, D＜70."""
    if high is None:
        return f"{product}≥{printing.number(low)}"
    below = f"{product}＜{printing.number(high)}"
    return f"{printing.number(low)}≤{below}" if low else below


def criteria(points: Points, library: Library) -> domain.RiskCriteria:
    """The methods used for these points with their scales; LEC stands for a list without any."""
    used = {point.method for point in points}
    lec, ls = methods(library)
    return domain.RiskCriteria(
        lec=lec.name in used or ls.name not in used,
        ls=ls.name in used,
        direct=any(point.reason for point in points),
        lec_rows=tuple(_rows(lec)),
        ls_rows=tuple(_rows(ls)),
    )


def _rows(method: Method) -> Iterator[domain.ScaleRow]:
    """The scales of the factors side by side; the shorter ones end before the longest."""
    columns = {factor.lower(): list(values.items()) for factor, values in method.scale.items()}
    for place in range(max(map(len, columns.values()))):
        yield _row({factor: values[place] for factor, values in columns.items() if place < len(values)})


def _row(cells: Mapping[str, tuple[Decimal, str]]) -> domain.ScaleRow:
    row: dict[str, Any] = {}
    for factor, (value, words) in cells.items():
        row[factor], row[f"{factor}_words"] = value, words
    return domain.ScaleRow(**row)
