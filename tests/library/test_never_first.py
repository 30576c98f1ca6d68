"""Never beats first: no unit of knowledge, and no pair, does first what is forbidden where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.facts import machines, scenes
from generator.library import built_in, knowledge
from tests.rows import each


def _words(head: knowledge.Head, said: str, field: str) -> set[str]:
    rows: Any = head.get(said, ())
    return {word for row in rows for word in row.get(field, ())}


@pytest.mark.parametrize("key", knowledge.heads(built_in()))
def test_no_unit_does_first_what_it_forbids(key: str) -> None:
    head = knowledge.heads(built_in())[key]
    assert _words(head, "first", "acts") & _words(head, "never", "ban") == set()


@pytest.mark.parametrize("key", knowledge.pairs(built_in()))
def test_no_pair_does_first_what_one_of_the_two_forbids(key: str) -> None:
    """What a pair does first stands for both, but what each forbids holds on."""
    heads, pair = knowledge.heads(built_in()), knowledge.pairs(built_in())[key]
    banned = set().union(
        *(_words(head, "never", "ban") for head in (pair, *map(heads.__getitem__, pair["pair"])))
    )
    assert _words(pair, "first", "acts") & banned == set()


# What costs the limb or the life of the person who is caught, unless the clause forbids it.
_DEADLY = re.compile("反转|卸荷|硬拽|强拉|拖拽|碾出|补水|上水|再次下行|再下行|扒门|撬门|代替激光|拔出异物")
_FORBIDDEN = re.compile("不|禁|没有|未")


def _flat(words: Any) -> Iterator[str]:
    """All sentences of a plan or a rule, however they are nested."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        for key, value in words.items():
            yield from () if key in ("never", "stage", "by") else _flat(value)
    elif isinstance(words, list):
        for one in words:
            yield from _flat(one)


def _deadly(words: Any) -> list[str]:
    clauses = (clause for said in _flat(words) for clause in re.split("[；，。：]", said))
    found = ((clause, word) for clause in clauses if (word := _DEADLY.search(clause)))
    return [clause for clause, word in found if not _FORBIDDEN.search(clause[: word.start()])]


def _rescues() -> Iterator[tuple[str, Any]]:
    library = built_in()
    for key, rule in machines.rules(library).items():
        yield f"machines {key}", rule["emergency"]
    for key, head in {**knowledge.heads(library), **knowledge.pairs(library)}.items():
        yield f"unit {key}", [row["say"] for row in head.get("first", ())]
    for key, plan in scenes.plans(library).items():
        yield f"scene {key}", {name: plan[name] for name in ("steps", "notes", "card")}


@each(list(_rescues()))
def test_nobody_is_freed_by_what_would_kill(_: str, said: Any) -> None:
    assert _deadly(said) == []


@each(
    [
        ("按急停，通电反转退出", 1),
        ("由机修人员卸荷", 1),
        ("严重缺水时补水", 1),
        ("不得通电反转、强拉", 0),
        ("未断电不扒门", 0),
    ]
)
def test_what_would_kill_is_known(said: str, found: int) -> None:
    assert len(_deadly([said])) == found


@pytest.mark.parametrize("key", [*knowledge.heads(built_in()), *knowledge.pairs(built_in())])
def test_what_nobody_may_do_says_not(key: str) -> None:
    """It is printed under 不可违反, where a deed without 不 would read as a command."""
    head = {**knowledge.heads(built_in()), **knowledge.pairs(built_in())}[key]
    assert [row["say"] for row in head.get("never", ()) if not set("不没禁勿") & set(row["say"])] == []
