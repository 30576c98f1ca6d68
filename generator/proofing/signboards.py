"""The words of signs in the reference data: every one is a sign that is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.library import Library
from generator.problems import Problem, error
from generator.proofing import closest

_FOLDER = "templates/reference"

Row = Mapping[str, Any]
Named = tuple[str, Iterable[str]]  # where signs are named, and which


def check(library: Library) -> tuple[Problem, ...]:
    """A problem for each word of a table that is no sign, and for each accident type that is unknown."""
    table, types = library.table("signs"), library.table("accident_types")
    return tuple(faults(table, types, library.gather("risks")))


def faults(table: Row, types: Iterable[Row], risks: Row) -> Iterator[Problem]:
    """The same for given tables."""
    known = _names(table["signs"])
    yield from _no_signs(_of_types(types), known)
    yield from _no_signs(_of_worn(table["worn"]), known)
    yield from _of_called(table["called"], known, _names(types))
    yield from _no_signs(_of_risks(risks), known)


def _no_signs(named: Iterable[Named], known: set[str]) -> Iterator[Problem]:
    for where, names in named:
        yield from _unknown(names, known, where)


def _names(rows: Iterable[Row]) -> set[str]:
    return {row["name"] for row in rows}


def _of_types(types: Iterable[Row]) -> Iterator[Named]:
    return ((f"accident_types.json {row['name']}", row["signs"]) for row in types)


def _of_worn(worn: Iterable[Row]) -> Iterator[Named]:
    for row in worn:
        signs = filter(None, (row["sign"], row.get("against", "")))
        yield f"signs.yaml worn {'、'.join(row['words'])}", signs


def _of_called(called: Iterable[Row], known: set[str], accidents: set[str]) -> Iterator[Problem]:
    for no, rule in enumerate(called, 1):
        where = f"signs.yaml called 第 {no} 项"
        yield from _unknown([*rule.get("add", ()), *rule.get("drop", ())], known, where)
        yield from _unknown(rule.get("accidents", ()), accidents, where, "事故类型")


def _of_risks(risks: Mapping[str, Row]) -> Iterator[Named]:
    for key, entry in risks.items():
        for risk in entry["risks"]:
            yield f"risks {key} {risk['name']}", risk.get("signs", ())


def _unknown(names: Iterable[str], known: set[str], where: str, what: str = "安全标志") -> Iterator[Problem]:
    for name in names:
        if name not in known:
            hint = closest.hint(name, known, "每个名称单独一项，不带括号、“或”和“（类）”")
            yield error(f"{_FOLDER}/{where}", f"没有名为“{name}”的{what}", hint)
