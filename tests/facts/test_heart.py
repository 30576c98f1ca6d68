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
        def __init__(self, name: str) -> None:
            self.accidents = (name,)

    return [Point(name) for name in accidents]


def _units(*rows: tuple[str, str]) -> list[domain.Unit]:
    return [unit(key, accidents=(accident,), iron=(f"{key}一", f"{key}二")) for key, accident in rows]


def test_units_stand_by_the_gravest_point_that_they_may_cause() -> None:
    units = _units(("a", "触电"), ("b", "火灾"), ("c", "淹溺"))
    found = heart.gravest(units, _points("火灾", "触电"))
    assert [one.key for one in found] == ["b", "a"]  # no point may drown anybody


def test_the_first_rule_of_each_comes_before_the_second_of_any() -> None:
    assert heart.iron(_units(("a", "触电"), ("b", "火灾"))) == ("a一", "b一", "a二", "b二")


def test_of_a_pair_that_meets_its_own_first_step_stands_alone(library_of_pairs: Library) -> None:
    one, other, third = (unit(key, first=(f"{key}先",), never=(f"不{key}",)) for key in ("a", "b", "c"))
    assert heart.first([one, other], library_of_pairs) == ("两样都在：撤",)
    assert heart.first([one, third], library_of_pairs) == ("a先",)
    assert heart.never([one, other], library_of_pairs) == ("两样都不", "不a", "不b")
    assert heart.first([], library_of_pairs) == ()
