"""The months of the service: at most twelve, and short stubs at either end."""

from __future__ import annotations

import datetime

import pytest

from generator.facts import term

Day = datetime.date


def _data(start: str, end: str) -> dict[str, dict[str, str]]:
    return {"agreement": {"effective": start, "start": start, "end": end}}


@pytest.mark.parametrize(("end", "required"), [("2026-10-09", False), ("2026-10-10", True)])
def test_a_stub_of_ten_days_is_a_month_and_one_of_nine_is_none(end: str, required: bool) -> None:
    assert [month.required for month in term.months(_data("2026-09-01", end))] == [True, required]


@pytest.mark.parametrize(
    ("end", "last"),
    [("2027-08-30", Day(2027, 8, 30)), ("2027-08-31", Day(2027, 8, 31)), ("2027-09-01", Day(2027, 8, 31))],
)
def test_a_service_lasts_a_year_at_most(end: str, last: Day) -> None:
    assert term.span(_data("2026-09-01", end)) == (Day(2026, 9, 1), last)
