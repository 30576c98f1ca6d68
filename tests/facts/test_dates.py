from __future__ import annotations

import datetime

import pytest

from generator.domain import Month, Notice
from generator.facts import dates
from tests.rows import each

Day = datetime.date


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (Day(2026, 9, 1), Day(2027, 8, 31)),
        (Day(2026, 9, 15), Day(2027, 9, 14)),
        (Day(2028, 2, 29), Day(2029, 2, 28)),
        (Day(2027, 3, 1), Day(2028, 2, 29)),
    ],
)
def test_twelve_months_end_the_day_before_the_anniversary(start: Day, end: Day) -> None:
    assert dates.year_end(start) == end


@each(
    [
        (Day(2026, 11, 30), 3, Day(2027, 2, 28)),
        (Day(2027, 11, 30), 3, Day(2028, 2, 29)),
        (Day(2026, 12, 31), 12, Day(2027, 12, 31)),
        (Month(2026, 12), 1, Month(2027, 1)),
        (Month(9999, 12), 1, None),
    ]
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    start: Day | Month, months: int, end: Day | Month | None
) -> None:
    assert dates.months_after(start, months) == end


@each(
    [
        (None, None),
        (Day(2026, 11, 22), Notice.PAST),
        (Day(2026, 11, 23), Notice.THIRTY_DAYS),
        (Day(2026, 12, 23), Notice.THIRTY_DAYS),
        (Day(2026, 12, 24), Notice.SIXTY_DAYS),
        (Day(2027, 1, 22), Notice.SIXTY_DAYS),
        (Day(2027, 1, 23), Notice.FAR),
        (Month(2026, 10), Notice.PAST),
        (Month(2026, 11), Notice.THIRTY_DAYS),
    ]
)
def test_a_limit_is_past_from_the_day_after_it(limit: Day | Month | None, near: Notice | None) -> None:
    assert dates.nearness(limit, Day(2026, 11, 23)) == near


@each(
    [
        (Day(2026, 11, 23), True),
        (Day(2026, 11, 24), False),
        (Month(2026, 11), True),
        (Month(2026, 12), False),
        (None, False),
    ]
)
def test_a_day_has_come_on_itself_and_a_month_on_its_first(value: Day | Month | None, come: bool) -> None:
    assert dates.has_come(value, Day(2026, 11, 23)) is come
