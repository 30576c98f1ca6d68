from __future__ import annotations

from decimal import Decimal

from generator.facts import plain
from tests.rows import each


@each(
    [
        (" 甲 ", "甲"),
        (8.0, "8"),
        (0.5, "0.5"),
        (Decimal("30000"), "30000"),
        (Decimal("0.30"), "0.3"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10") + Decimal("0.20"), "0.3"),
        (True, ""),
        (None, ""),
    ]
)
def test_a_value_reads_as_a_person_writes_it(value: object, words: str) -> None:
    assert plain.text({"key": value}, "key") == words


@each(
    [
        (Decimal("0.30000000000000004"), Decimal("0.3")),
        (0.30000000000000004, Decimal("0.3")),
        (Decimal("0.005"), Decimal("0.01")),
        (Decimal("0.0049"), Decimal(0)),
        (Decimal("99999999999.99"), Decimal("99999999999.99")),
        (12, Decimal(12)),
        (None, None),
        ("若干", None),
    ]
)
def test_money_is_rounded_to_a_cent(value: object, amount: Decimal | None) -> None:
    assert plain.amount({"fee": value}, "fee") == amount


def test_records_stand_in_the_order_of_their_days_and_those_without_come_first() -> None:
    days = ["2026-10-02", "2026-09-30", None, "2026-10-01"]
    listed = [{"no": no, "date": day} if day else {"no": no} for no, day in enumerate(days)]
    assert [row["no"] for row in plain.by_day({"records": {"meetings": listed}}, "meetings")] == [2, 1, 3, 0]
