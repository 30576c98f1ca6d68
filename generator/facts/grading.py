"""How one risk is graded: by LEC, by LS or by direct judgement, so that a reader can recompute it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from generator import domain
from generator.facts.plain import Data, decimal, part, text
from generator.library import reference

_FIRST = Decimal("Infinity")


class Grading(NamedTuple):
    """A grade with what it came from: values by factor, their product and the sum as written."""

    method: str
    values: Mapping[str, str]
    score: str
    formula: str
    grade: str
    reason: str


def methods() -> Mapping[str, Any]:
    """The reference of grades and methods."""
    table: Mapping[str, Any] = reference.load("risk_methods")
    return table


def grades() -> list[dict[str, Any]]:
    """The grades, the highest first."""
    found: list[dict[str, Any]] = methods()["grades"]
    return found


def unassessed() -> str:
    """The word for what has no grade; never taken for low."""
    return str(methods()["unassessed"])


def rank(grade: str) -> int:
    """0 for the highest grade; what is not assessed comes last."""
    names = [entry["grade"] for entry in grades()]
    return names.index(grade) if grade in names else len(names)


def entry(grade: str) -> Mapping[str, Any]:
    """Colour and control level of a grade; empty for what is not assessed."""
    return next((one for one in grades() if one["grade"] == grade), {"color": "", "control": ""})


def grade_of(score: Decimal, key: str = "lec") -> str:
    """The grade of a product by the thresholds of a method."""
    return str(next(one["grade"] for one in grades() if score >= one[key]))


def grading(row: Data) -> Grading:
    """The grade of a risk point as entered: a reason for direct judgement goes before its score."""
    found = _by_score(row)
    reason = text(row, "direct")
    if not reason:
        return found
    method = found.method or methods()["direct"]
    return found._replace(method=method, grade=str(grades()[0]["grade"]), reason=reason)


def _by_score(row: Data) -> Grading:
    """The grade by the factors of LEC or of LS; not assessed where some are missing."""
    for key, given in (("lec", row), ("ls", part(row, "LS"))):
        method = methods()["methods"][key]
        values = {factor: decimal(given.get(factor)) for factor in method["scale"]}
        if None not in values.values():
            return _scored(key, method, {factor: value for factor, value in values.items() if value})
    given = {factor: text(row, factor) for factor in ("L", "E", "C") if text(row, factor)}
    return Grading("", given, "", "", unassessed(), "")


def _scored(key: str, method: Mapping[str, Any], values: Mapping[str, Decimal]) -> Grading:
    score = Decimal(1)
    for value in values.values():
        score *= value
    written = {factor: plain(value) for factor, value in values.items()}
    formula = f"{'×'.join(written.values())}＝{plain(score)}"
    return Grading(method["name"], written, plain(score), formula, grade_of(score, key), "")


def plain(number: Decimal) -> str:
    """A number as a person writes it."""
    return f"{number.normalize():f}"


def gravity(point: domain.RiskPoint) -> tuple[int, Decimal]:
    """For sorting, the gravest first; products of different methods are set against their highest grade.

    What is judged directly comes first of its grade, whatever its score.
    """
    top = {one["name"]: Decimal(grades()[0][key]) for key, one in methods()["methods"].items()}
    scored = point.score and not point.reason
    share = Decimal(point.score) / top[point.method] if scored else _FIRST
    return rank(point.grade), -share


def ranges(place: int) -> dict[str, str]:
    """The products that give a grade, by method, such as 160≤D＜320."""
    found = {}
    for key, method in methods()["methods"].items():
        low, sign = grades()[place][key], method["product"]
        high = f"＜{grades()[place - 1][key]}" if place else ""
        found[key] = f"{low}≤{sign}{high}" if place and low else f"{sign}{high or f'≥{low}'}"
    return found


def criteria(points: tuple[domain.RiskPoint, ...]) -> domain.RiskCriteria:
    """The methods used for these points with their scales; LEC stands for a list without any."""
    used = {point.method for point in points}
    table = methods()["methods"]
    return domain.RiskCriteria(
        lec=table["lec"]["name"] in used or table["ls"]["name"] not in used,
        ls=table["ls"]["name"] in used,
        direct=any(point.reason for point in points),
        lec_rows=_rows(table["lec"]["scale"]),
        ls_rows=_rows(table["ls"]["scale"]),
    )


def _rows(scale: Mapping[str, Mapping[float, str]]) -> tuple[domain.ScaleRow, ...]:
    """The scales of the factors side by side."""
    columns = {factor: list(values.items()) for factor, values in scale.items()}
    made = []
    for place in range(max(map(len, columns.values()))):
        row = {}
        for factor, values in columns.items():
            value, words = values[place] if place < len(values) else ("", "")
            row[factor.lower()] = str(value)
            row[f"{factor.lower()}_words"] = words
        made.append(domain.ScaleRow(**row))
    return tuple(made)
