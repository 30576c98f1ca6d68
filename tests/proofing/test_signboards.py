"""Tables with a word that is no sign are refused, each word with its place."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.library import built_in
from generator.proofing import signboards
from tests.rows import each

TYPES, SIGNS = built_in().table("accident_types"), built_in().table("signs")


def _faults(types: Any = TYPES, table: Any = SIGNS, risks: Any = None) -> list[str]:
    return [str(one) for one in signboards.faults(table, types, risks or {})]


def test_every_word_of_the_tables_is_a_sign() -> None:
    assert signboards.check(built_in()) == ()


@each(["当心爆炸（粉尘）", "禁止用水灭火(铝镁)", "当心缺氧/窒息", "禁止跳下(类)", "当心落水或水害", ""])
def test_a_word_with_a_bracket_or_a_choice_is_refused(word: str) -> None:
    types = copy.deepcopy(TYPES)
    types[17]["signs"].append(word)
    (fault,) = _faults(types)
    assert "accident_types.json 粉尘爆炸" in fault and f"“{word}”" in fault


@pytest.mark.parametrize(("part", "key"), [("worn", "sign"), ("worn", "against")])
def test_a_sign_of_ppe_that_is_unknown_is_refused(part: str, key: str) -> None:
    table = copy.deepcopy(SIGNS)
    table[part][0][key] = "必须戴帽子"
    (fault,) = _faults(table=table)
    assert "signs.yaml worn 安全帽" in fault


@pytest.mark.parametrize("key", ["add", "drop", "accidents"])
def test_a_rule_that_names_what_is_not_there_is_refused(key: str) -> None:
    table = copy.deepcopy(SIGNS)
    table["called"][0][key] = ["机械伤害"]
    (fault,) = _faults(table=table)
    assert "signs.yaml called 第 1 项" in fault


def test_a_sign_of_the_library_of_risks_is_checked() -> None:
    risks = {"press": {"risks": [{"name": "冲床", "signs": ["当心夹手"]}]}}
    (fault,) = _faults(risks=risks)
    assert "risks press 冲床" in fault
