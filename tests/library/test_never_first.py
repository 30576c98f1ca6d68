"""Never beats first: no unit of knowledge, and no pair, does first what is forbidden where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from generator.library import built_in, knowledge


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
