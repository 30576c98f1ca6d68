from __future__ import annotations

import datetime

import pytest

from generator.facts import dates

Day = datetime.date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-01", "2026年3月1日"),
        ("2026-12", "2026年12月"),
        ("2026-02-30", "2026-02-30"),
        ("", ""),
        ("待定", "待定"),
    ],
)
def test_dates_are_written_without_leading_zeros_and_other_text_is_kept(written: str, expected: str) -> None:
    assert dates.chinese(written) == expected


def test_month_name_takes_months_and_days() -> None:
    assert dates.month_name("2026-10-31") == "2026年10月"
    assert dates.month_name("2026-02-31") == "2026-02-31"


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
