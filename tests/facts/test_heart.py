"""What boards and cards show of units: the gravest first, pairs before both, nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import domain
from generator.facts import heart
from generator.library import Library, built_in
from tests.facts.sample import unit

_PAIR = """---
pair: [a, b]
title: 甲遇乙
never: [{say: 两样都不}]
first: [{say: 两样都在：撤}]
---
"""


@pytest.fixture
def library_of_pairs(tmp_path: Path) -> Library:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge/a__b.md").write_text(_PAIR, "utf-8")
    return Library((tmp_path, *built_in().layers))


def _points(*accidents: str) -> list[Any]:
    class Point:
        def __init__(self, at: int, name: str) -> None:
            self.accidents, self.keys = (name,), ("zones", 0, "risks", at)

    return [Point(at, name) for at, name in enumerate(accidents)]


def _units(*rows: tuple[str, str, int]) -> list[domain.Unit]:
    """Units with an accident, each told of by the risk point of that place."""
    return [
        unit(key, accidents=(accident,), iron=(f"{key}一", f"{key}二"), points=(("zones", 0, "risks", at),))
        for key, accident, at in rows
    ]


def test_units_stand_by_the_gravest_point_that_tells_of_them() -> None:
    units = _units(("a", "触电", 1), ("b", "火灾", 0), ("c", "淹溺", 0), ("d", "触电", 5))
    found = heart.gravest(units, _points("火灾", "触电"))
    assert [one.key for one in found] == ["b", "a"]  # c does no such harm there, no point tells of d


def test_the_first_rule_of_each_comes_before_the_second_of_any() -> None:
    assert heart.iron(_units(("a", "触电", 0), ("b", "火灾", 0))) == ("a一", "b一", "a二", "b二")


def test_of_a_pair_that_meets_its_own_first_step_stands_alone(library_of_pairs: Library) -> None:
    one, other, third = (unit(key, first=(f"{key}先",), never=(f"不{key}",)) for key in ("a", "b", "c"))
    assert heart.first([one, other], library_of_pairs) == ("两样都在：撤",)
    assert heart.first([one, third], library_of_pairs) == ("a先",)
    assert heart.never([one, other], 2, library_of_pairs) == ("两样都不", "不a", "不b")
    assert heart.first([], library_of_pairs) == ()
