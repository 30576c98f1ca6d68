"""Critical quantities by hazard class: table 2 of GB 18218-2018, for what table 1 does not name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.library.edition import Library

Row = Mapping[str, Any]
Pair = tuple[str, str]  # a hazard and its class: 易燃液体, 类别2

_CLASS = re.compile(r"类别\s*([1-5])|([1-5])\s*类|([A-G])\s*型")
_GASES = ("加压气体", "易燃气体", "氧化性气体")


@dataclass(frozen=True, slots=True)
class Category:
    """The line of table 2 with the smallest quantity, in tonnes; ``limit`` None where none names the classes.

    ``open`` tells that a class is such that words alone do not decide it; the limit is then the smallest that
    it can be, None where not even that is known.
    """

    code: str = ""
    limit: Decimal | None = None
    open: bool = False


def of(classes: str, library: Library) -> Category:
    """The category of a substance by its hazard classes as written: 易燃液体，类别2；吸入危害，类别1."""
    table = library.table("critical_quantities")
    found = [*pairs(classes, library)]
    gas = any(hazard in _GASES for hazard, _ in found)
    least = [_least(pair, table) for pair in found if _undecided(pair, gas, table)]
    if not found or None in least:
        return Category(open=True)
    return _bounded(_smallest(found, gas, table), [one for one in least if one is not None])


def _smallest(found: list[Pair], gas: bool, table: Row) -> Category:
    lines = [row for pair in found for row in _lines(pair, gas, table)]
    least = min(lines, key=lambda row: _tonnes(row["limit"]), default=None)
    return Category() if least is None else Category(least["code"], _tonnes(least["limit"]))


def _bounded(known: Category, least: list[Decimal]) -> Category:
    """What is known, unless a class that is left open may have a smaller quantity."""
    smaller = [one for one in least if known.limit is None or one < known.limit]
    return Category(limit=min(smaller), open=True) if smaller else known


def _tonnes(number: object) -> Decimal:
    return Decimal(str(number))


def _least(pair: Pair, table: Row) -> Decimal | None:
    """The smallest quantity that a class which is left open can have; None where there is no telling."""
    rows = (row for row in table["open"] if row["hazard"] == pair[0] and pair[1] in row.get("classes", ()))
    return next((_tonnes(row["least"]) for row in rows if "least" in row), None)


def knows(hazard: str, library: Library) -> bool:
    """Whether a word is a hazard of the table: one that it counts, leaves open or leaves out."""
    return hazard in library.once(_hazards)


def pairs(classes: str, library: Library) -> Iterator[Pair]:
    """Each hazard of a text with its class, "" where none is written; an unknown hazard as it stands."""
    known = library.once(_hazards)
    for piece in filter(None, (part.strip(" ，,。") for part in re.split("[；;\n]", classes))):
        hazard = next((name for name in known if piece.startswith(name)), piece)
        yield hazard, _class(piece)


def _class(piece: str) -> str:
    found = _CLASS.search(piece)
    if not found:
        return ""
    number = found[1] or found[2]
    return f"类别{number}" if number else f"{found[3]}型"


def _hazards(library: Library) -> tuple[str, ...]:
    """Every hazard that the table knows, longer words first."""
    table = library.table("critical_quantities")
    listed = {row["hazard"] for row in (*table["counted"], *table["open"])} | {*table["outside"]}
    return tuple(sorted(listed, key=len, reverse=True))


def _lines(pair: Pair, gas: bool, table: Row) -> Iterable[Row]:
    hazard, grade = pair
    state = "gas" if gas else "other"
    return (
        row
        for row in table["counted"]
        if row["hazard"] == hazard and grade in row["classes"] and row.get("state", state) == state
    )


def _undecided(pair: Pair, gas: bool, table: Row) -> bool:
    """Whether a class may be in table 2, but words do not tell in which line."""
    hazard, grade = pair
    if any(_lines(pair, gas, table)) or hazard in table["outside"]:
        return False
    opened = [row for row in table["open"] if row["hazard"] == hazard]
    if opened:
        return any(grade in row.get("classes", (grade,)) or not grade for row in opened)
    counted = any(row["hazard"] == hazard for row in table["counted"])
    return not counted or not grade
