"""Clauses after a law: what a run names, and that it prints only while the register proves all of it."""

from __future__ import annotations

import pytest

from generator.library import clauses
from tests.rows import each


@each(
    [
        ("第二十六条第二款", [("26", "")]),
        ("第三十七条、第三十八条和第五十二条", [("37", ""), ("38", ""), ("52", "")]),
        ("第四十条至第四十三条、第四十七条", [(str(n), "") for n in (40, 41, 42, 43, 47)]),
        ("第三条第（一）项", [("3", "1")]),
        ("第七条第七项", [("7", "7")]),
        ("第十二条（二）", [("12", "2")]),
        ("第5.9.1条", [("5.9.1", "")]),
    ]
)
def test_what_a_run_names(run: str, named: list[tuple[str, str]]) -> None:
    assert clauses.named(run) == tuple(named)


def test_a_run_ends_with_its_last_clause() -> None:
    text = "《{{ law.fire.name }}》第十六条、第十七条、《{{ law.safety.name }}》第四十二条第二款，不得占用"
    assert list(clauses.cited(text)) == [("fire", "第十六条、第十七条"), ("safety", "第四十二条第二款")]
    assert clauses.without(text) == "《、《，不得占用"


def test_a_run_is_printed_only_while_every_clause_is_proven() -> None:
    text = "依照{{ law.gb6514.cite }}第6.2.2.1条调漆"
    assert clauses.guarded(text) == (
        "依照{{ law.gb6514.cite }}{% if law.gb6514.proven.c6_2_2_1 %}第6.2.2.1条{% endif %}调漆"
    )
    both = clauses.guarded("《{{ law.safety.name }}》第四条、第五条执行")
    assert "{% if law.safety.proven.c4 and law.safety.proven.c5 %}第四条、第五条{% endif %}执行" in both


@pytest.mark.parametrize(
    "text", ["依照本制度第四条", "{{ law.safety.since }}第四条", "第四条依照{{ law.safety.cite }}"]
)
def test_other_numbers_stand_as_they_are(text: str) -> None:
    assert clauses.guarded(text) == text


@each([("七", 7), ("十", 10), ("十九", 19), ("四十一", 41), ("一百零一", 101), ("一百一十四", 114)])
def test_chinese_numbers(words: str, value: int) -> None:
    assert clauses.value(words) == value
