"""Until when nothing changes by itself: held against the facts of every day before it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import facts
from generator.domain import Facts
from generator.facts import horizon
from generator.library import built_in
from tests import once
from tests.conftest import ROOT, STUDIED
from tests.depth import rounds
from tests.facts.sample import record

LIBRARY = built_in()
RENEWED = record(
    agreements=[
        {"start": "2026-09-01"},
        {"start": "2027-07-10", "signed": "2027-06-20", "effective": "2027-07-10"},
    ],
    documents={"board_posted": "2026-09-03"},
    hazards=[{"found": "2026-09-05", "due": "2026-12-24", "stop": {"what": "线", "due": "2026-10-02"}}],
    certificates=[{"holder": "甲", "kind": "其他", "item": "乙", "expires": "2027-03-17"}],
    emergency_supplies=[{"name": "灭火器", "kind": "干粉灭火器", "made": "2021-12"}],
)
RECORDS = {name: once.record(ROOT / "examples" / name) for name in STUDIED} | {"renewed": RENEWED}
SHARED = {name: facts.Shared(LIBRARY) for name in RECORDS}
FIRST = datetime.date(2026, 8, 1)
ONE = datetime.timedelta(days=1)
PAPER = {"holder": "甲", "kind": "其他", "item": "乙"}
OVER = {"effective": "2025-03-02"}  # a service of which nothing is planned any more


def _timeless(found: Facts) -> Facts:
    """The facts without the day itself and the days left, which no document prints."""
    return replace(found, day=None, deadline=replace(found.deadline, days_left=0))


def _until(day: datetime.date, **parts: Any) -> datetime.date | None:
    given_ = record(**parts)
    return horizon.same_until(given_, facts.derive(given_, day, LIBRARY), day, LIBRARY)


@pytest.mark.parametrize("name", RECORDS)
@settings(max_examples=rounds(50, desk=8), deadline=None)
@given(days=st.integers(0, 500))
def test_facts_stay_the_same_until_then(name: str, days: int) -> None:
    client, day = RECORDS[name], FIRST + days * ONE
    known = facts.Derivation(client, day, shared=SHARED[name]).facts
    until = horizon.same_until(client, known, day, LIBRARY)
    assert until
    assert until > day
    if until - ONE > day:
        assert _timeless(facts.Derivation(client, until - ONE, shared=SHARED[name]).facts) == _timeless(known)


@pytest.mark.parametrize(
    ("day", "until", "parts"),
    [
        ("2026-11-18", "2026-11-19", {"certificates": [{**PAPER, "expires": "2026-11-18"}]}),
        ("2026-11-10", "2026-11-18", {"certificates": [{**PAPER, "expires": "2026-12-18"}]}),
        ("2026-11-10", "2026-11-19", {"certificates": [{**PAPER, "expires": "2027-01-18"}]}),
        ("2026-11-11", "2026-11-12", {"hazards": [{"found": "2026-11-01", "due": "2026-11-11"}]}),
        ("2026-11-10", "2026-11-13", {"documents": {"board_posted": "2026-11-13"}}),
        ("2026-11-10", "2026-12-01", {"hazards": [{"found": "2026-11-01", "due": "2026-12-01"}]}),
        ("2026-11-10", "2026-12-01", {}),
        ("2026-12-29", "2027-01-01", {}),
        ("2027-01-15", "2027-01-31", {}),  # an edition of a law ends
    ],
)
def test_the_next_turn_is_told(day: str, until: str, parts: dict[str, Any]) -> None:
    documents = {"plan_delivered": "2025-03-02", **parts.get("documents", {})}
    found = _until(datetime.date.fromisoformat(day), **{**parts, "documents": documents, "agreement": OVER})
    assert str(found) == until


def test_every_day_counts_while_the_plan_is_overdue() -> None:
    day = datetime.date(2026, 10, 20)
    assert _until(day) == day + ONE
    assert _until(day - ONE) == day
