"""Until when nothing changes by itself: held against the facts of every day before it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import api, facts
from generator.domain import Facts
from generator.facts import horizon
from generator.library import built_in
from tests.conftest import EXAMPLES, ROOT
from tests.facts.sample import record

LIBRARY = built_in()
RECORDS = {name: api.load(ROOT / "examples" / name) for name in EXAMPLES}
FIRST = datetime.date(2026, 8, 1)
ONE = datetime.timedelta(days=1)


def _timeless(found: Facts) -> Facts:
    """The facts without the day itself and the days left, which no document prints."""
    return replace(found, day=None, deadline=replace(found.deadline, days_left=0))


def _until(day: datetime.date, **parts: Any) -> datetime.date | None:
    given_ = record(**parts)
    return horizon.same_until(given_, facts.derive(given_, day, LIBRARY), day, LIBRARY)


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=25, deadline=None)
@given(days=st.integers(0, 500))
def test_facts_stay_the_same_until_then(name: str, days: int) -> None:
    client, day = RECORDS[name], FIRST + days * ONE
    known = facts.derive(client, day, LIBRARY)
    until = horizon.same_until(client, known, day, LIBRARY)
    assert until
    assert until > day
    if until - ONE > day:
        assert _timeless(facts.derive(client, until - ONE, LIBRARY)) == _timeless(known)
