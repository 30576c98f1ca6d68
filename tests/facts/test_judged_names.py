"""The tables of 120 machines and 60 chemicals: how many are right, and every miss."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.facts import matching
from generator.library import built_in
from tests.facts import judged

MACHINES = [*judged.rows("machines_120.yaml")]
CHEMICALS = [*judged.rows("chemicals_60.yaml")]
MORE = judged.table("machines_more.yaml")


def _score(results: Sequence[judged.Judged]) -> tuple[int, int, str]:
    """How many are right, how many wrong, and every miss."""
    right = sum(one.right for one in results)
    wrong = sum(bool(one.wrong) for one in results)
    misses = "".join(f"\n  {one}" for one in results if not one.right)
    return right, wrong, f"{right} of {len(results)} right, {wrong} wrong{misses}"


def test_the_score_of_machines() -> None:
    right, wrong, told = _score([*judged.machines(iter(MACHINES))])
    assert right >= 117 and not wrong, told


def test_the_score_of_chemicals() -> None:
    right, wrong, told = _score([*judged.chemicals(iter(CHEMICALS))])
    assert right == 60 and not wrong, told


@pytest.mark.parametrize("unit", MORE)
def test_further_machines_of_these_trades_have_their_rule_or_none(unit: str) -> None:
    rules = matching.rows(built_in().table("machines"))
    found = {name: matching.of(name, "", rules).key.replace("general", "") for name in MORE[unit]}
    assert {name: key for name, key in found.items() if key != unit} == {}


def test_the_tables_are_whole_and_name_only_keys_that_are_there() -> None:
    assert len({row["name"] for row in MACHINES}) == 120
    assert len({row["name"] for row in CHEMICALS}) == 60
    units = set(built_in().table("machines")) | {""}
    for row in MACHINES:
        assert {row["unit"]} <= units if isinstance(row["unit"], str) else {*row["unit"]} <= units
    keys = set(built_in().table("evidence"))
    assert all({*row["here"], *row.get("may", ())} <= keys for row in [*MACHINES, *CHEMICALS])
