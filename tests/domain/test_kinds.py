"""Days and months as the data writes them."""

from __future__ import annotations

import datetime

from generator.domain import Month, day, first_day, last_day, moment
from tests.rows import each


@each(["", "2026-9-1", "2026-13-01", "2026-02-30", "2026-09", "20260901", 20260901, None])
def test_what_is_no_day_is_none(written: object) -> None:
    assert day(written) is None


def test_a_moment_is_a_day_or_a_month() -> None:
    assert moment("2026-09-01") == datetime.date(2026, 9, 1)
    assert moment("2026-09") == Month(2026, 9)
    assert [moment(one) for one in ("2026-00", "2026-13", "0000-01", "2026", "")] == [None] * 5


def test_a_month_has_a_first_and_a_last_day() -> None:
    assert (first_day(Month(2028, 2)), last_day(Month(2028, 2))) == (
        datetime.date(2028, 2, 1),
        datetime.date(2028, 2, 29),
    )
    one = datetime.date(2026, 9, 15)
    assert (first_day(one), last_day(one), first_day(None)) == (one, one, None)


def test_a_month_of_a_day() -> None:
    assert Month.of(datetime.date(2026, 9, 30)) == Month(2026, 9)
