"""The days that passed are told of the files alone that tell of them, and each on its own day."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator import domain
from generator.library import built_in
from generator.making import turns
from tests.conftest import ROOT
from tests.once import derived

HAZARD = "hazards[].overdue"


@cache
def _facts(day: str) -> domain.Facts:
    from generator import api, facts

    record = api.load(Path(ROOT / "examples/xinglan-cups"))
    return facts.derive(record, datetime.date.fromisoformat(day), built_in())


def _passed(day: str, since: str, *names: str) -> tuple[str, ...]:
    values = dict.fromkeys((*names, "same"), "1")
    now = {**dict.fromkeys(names, "2"), "same": "1", "new": "1"}
    return turns.passed(_facts(day), built_in(), datetime.date.fromisoformat(since), values, now)


@pytest.mark.parametrize(
    ("day", "since", "names", "words"),
    [
        ("2026-12-01", "2026-11-30", (HAZARD,), ("整改期限 2026-11-30 已过",)),
        ("2026-12-01", "2026-11-23", ("hazard_stats.overdue",), ("整改期限 2026-11-30 已过",)),
        ("2026-11-30", "2026-11-23", (HAZARD,), ()),
        ("2026-12-02", "2026-12-01", (HAZARD,), ()),
        ("2026-12-01", "2026-11-23", (), ()),
        ("2026-12-01", "2026-11-23", ("enterprise.name",), ()),
        ("2026-12-21", "2026-12-20", ("certificates[].state",), ("人员证书 2026-12-20 到期",)),
        ("2027-01-03", "2027-01-02", ("certificates[].state",), ("人员证书 2027-03-04 到期，已不足 60 日",)),
        ("2027-01-04", "2027-01-03", ("certificates[].state",), ()),
        ("2027-01-02", "2027-01-01", ("certificates[].state",), ()),
        ("2026-12-19", "2026-12-18", ("records.supplies[].state",), ("应急物资 2026-12-18 到期",)),
    ],
)
def test_a_day_is_told_once_it_passed(
    day: str, since: str, names: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert _passed(day, since, *names) == words


def test_the_list_of_duties_tells_of_all_and_three_are_enough() -> None:
    told = _passed("2026-12-21", "2026-11-23", "duties[].why")
    assert told[:2] == ("整改期限 2026-11-30 已过", "整改期限 2026-12-10 已过")
    assert (len(told), told[-1]) == (4, "……")


def test_an_edition_of_a_law_that_came_into_force_is_told_where_the_law_is_cited() -> None:
    facts = derived(ROOT / "examples/xinglan-cups")
    day = datetime.date(2026, 11, 1)
    law = replace(facts.law["safety"], since=day, in_force=True)
    changed = replace(facts, law={**facts.law, "safety": law})
    for name, since, words in (
        ("law.safety.cite", "2026-10-31", (f"《{law.name}》自 2026-11-01 起施行",)),
        ("law.safety.cite", "2026-11-01", ()),
        ("law.fire.cite", "2026-10-31", ()),
    ):
        given = (datetime.date.fromisoformat(since), {name: "1"}, {name: "2"})
        assert turns.passed(changed, built_in(), *given) == words
