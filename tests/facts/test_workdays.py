from __future__ import annotations

import datetime

import chinese_calendar
import pytest

from generator.facts import dates, workdays
from generator.library import built_in

Day = datetime.date
VECTORS = [
    (Day(2026, 9, 1), Day(2026, 10, 19), Day(2026, 10, 13)),
    (Day(2026, 9, 20), Day(2026, 11, 6), Day(2026, 10, 30)),
    (Day(2026, 1, 5), Day(2026, 2, 14), Day(2026, 2, 16)),
    (Day(2026, 4, 20), Day(2026, 6, 3), Day(2026, 6, 1)),
]


@pytest.mark.parametrize(("effective", "due", "weekends_only"), VECTORS)
def test_thirty_working_days_follow_the_holiday_arrangement(
    effective: Day, due: Day, weekends_only: Day
) -> None:
    assert workdays.after(effective, 30, built_in()) == due
    weekdays = [day for day in dates.span(effective + dates.ONE, Day(2026, 12, 31)) if day.weekday() < 5]
    assert weekdays[29] == weekends_only != due


def test_our_table_agrees_with_the_published_calendar() -> None:
    for day in dates.span(Day(2026, 1, 1), Day(2026, 12, 31)):
        assert workdays.is_workday(day, built_in()) == chinese_calendar.is_workday(day), day


def test_years_without_a_table_of_ours_come_from_the_calendar() -> None:
    assert 2025 not in built_in().table("holidays")["years"]
    assert workdays.is_workday(Day(2025, 1, 26), built_in()) is True
    assert workdays.is_workday(Day(2025, 10, 8), built_in()) is False


def test_an_unpublished_year_is_not_guessed() -> None:
    assert workdays.is_workday(Day(2027, 3, 1), built_in()) is None
    assert workdays.after(Day(2026, 12, 1), 30, built_in()) is None
    assert workdays.after(Day(2026, 12, 1), 3, built_in()) == Day(2026, 12, 4)


def test_visits_may_be_planned_on_unpublished_weekdays_that_are_no_holidays_by_law() -> None:
    assert workdays.likely(Day(2027, 3, 1), built_in())
    closed = [
        Day(2027, 1, 1),
        Day(2027, 2, 5),
        Day(2027, 2, 8),
        Day(2027, 3, 6),
        Day(2027, 10, 1),
        Day(2027, 6, 9),
    ]
    assert not any(workdays.likely(day, built_in()) for day in closed)
    assert workdays.likely(Day(2026, 10, 10), built_in())
    assert not workdays.likely(Day(2026, 10, 5), built_in())
