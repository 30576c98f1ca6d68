"""How advisors stand against Articles 10, 11 and 21; both sides of each boundary."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator import domain
from generator.domain import Load, Qualification, TrainingState
from generator.facts import people, standing
from tests.facts.sample import DAY, record
from tests.rows import each


def _file(day: datetime.date = DAY, **row: Any) -> domain.AdvisorFile:
    (one,) = people.advisors(record(agency={"advisors": [{"name": "甲", **row}]}))
    return standing.advisor(one, day)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (datetime.date(2027, 2, 28), TrainingState.VALID),
        (datetime.date(2027, 3, 1), TrainingState.LAPSED),
    ],
)
def test_a_training_holds_until_the_same_day_of_the_next_year(
    day: datetime.date, state: TrainingState
) -> None:
    found = _file(day, trained="2026-02-28")
    assert (found.training, found.training_until) == (state, datetime.date(2027, 2, 28))


def test_without_a_day_nothing_is_said_of_the_training() -> None:
    found = _file()
    assert (found.training, found.training_until, found.load, found.qualified) == (None,) * 4


@pytest.mark.parametrize(("roster", "load"), [(0, Load.WITHIN), (40, Load.WITHIN), (41, Load.BEYOND)])
def test_an_advisor_serves_forty_clients_at_most(roster: int, load: Load) -> None:
    assert _file(roster=roster).load == load


@each(
    [
        ("大专", None, Qualification.FIT),
        ("高中", None, None),
        ("高中", 4.5, Qualification.UNFIT),
        ("高中", 5, Qualification.FIT),
        ("初中", 20, Qualification.UNFIT),
        ("", 20, None),
    ]
)
def test_article_10_asks_for_college_or_for_high_school_and_five_years(
    education: str, years: float | None, found: Qualification | None
) -> None:
    row = {"education": education} if years is None else {"education": education, "experience_years": years}
    assert _file(**row).qualified == found
