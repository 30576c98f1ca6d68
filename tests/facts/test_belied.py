from __future__ import annotations

from typing import Any

import pytest

from generator import facts
from generator.facts import belied
from tests.facts.sample import DAY, record


def _measured(result: object, limit: object, conclusion: str) -> list[str]:
    row = {"date": "2026-03-11", "factor": "噪声", "result": result, "limit": limit, "conclusion": conclusion}
    given = record(records={"monitoring": [row]})
    return [one.message for one in belied.measurements(given, facts.derive(given, DAY))]


@pytest.mark.parametrize(
    ("result", "conclusion", "told"),
    [
        ("85 dB(A)", "符合", 0),
        ("85.1 dB(A)", "符合", 1),
        ("85.1 dB(A)", "不符合", 0),
        ("85 dB(A)", "不符合", 1),
        ("符合限值", "不符合", 0),
    ],
)
def test_a_conclusion_agrees_with_what_was_measured(result: str, conclusion: str, told: int) -> None:
    assert len(_measured(result, "85 dB(A)", conclusion)) == told


@pytest.mark.parametrize(
    ("people", "features", "told"),
    [
        ({"safety_officers": [{"name": "甲", "duty": "兼职"}]}, {"smelting": True}, 1),
        ({"safety_officers": [{"name": "甲", "duty": "专职"}]}, {"smelting": True}, 0),
        ({"safety_body": "安全部"}, {"smelting": True}, 0),
        ({"safety_officers": [{"name": "甲", "duty": "兼职"}]}, {"smelting": False}, 0),
    ],
)
def test_smelting_asks_for_full_time_safety(
    people: dict[str, Any], features: dict[str, bool], told: int
) -> None:
    given = record(people={"principal": {"name": "乙"}, **people}, features=features)
    assert len([*belied.full_time(given, facts.derive(given, DAY))]) == told
