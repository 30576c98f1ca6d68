"""Safety spending: running sums, what is left, quarters, categories, and the duty."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator import domain
from generator.facts import spending
from tests.facts.sample import record

NO_DUTY = domain.SafetyFee(duty=False, unsure=False, revenue=None)


def _lines(*rows: dict[str, Any]) -> tuple[domain.Spending, ...]:
    given = [{"date": "2026-09-01", "item": "某项", **row} for row in rows]
    return spending.lines(record(records={"spending": given}).data)


def test_sums_run_in_the_order_of_days() -> None:
    found = _lines(
        {"date": "2026-10-01", "amount": 0.2},
        {"date": "2026-09-02", "amount": 0.1, "budget": 5},
        {"date": "2026-09-01", "accrued": 100},
        {"date": "2026-10-02", "item": "只有预算", "budget": 7},
    )
    assert [(one.no, one.running, one.balance) for one in found] == [
        (1, None, 100),
        (2, Decimal("0.1"), Decimal("99.9")),
        (3, Decimal("0.3"), Decimal("99.7")),
        (4, None, None),
    ]


def test_without_anything_set_aside_nothing_is_left_of_it() -> None:
    (one,) = _lines({"amount": 10, "accrued": 0})
    assert (one.running, one.balance) == (10, None)
    total = spending.total((one,), 2026, NO_DUTY)
    assert (total.amount, total.accrued, total.balance, total.budget) == (10, None, None, 0)
    nothing = spending.total((), 2026, NO_DUTY)
    assert (nothing.amount, nothing.budget, nothing.usage, nothing.categories) == (None, None, None, ())
    assert all(period.amount is None for period in nothing.periods)


def test_a_quarter_ends_with_its_last_day_and_another_year_stands_apart() -> None:
    days = ("2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01", "2026-12-31", "2027-01-01")
    found = _lines(*({"date": day, "amount": 10**place} for place, day in enumerate(days)))
    periods = {one.name: one.amount for one in spending.total(found, 2026, NO_DUTY).periods}
    assert periods == {
        "第一季度": 110,
        "第二季度": 1000,
        "第三季度": None,
        "第四季度": 10000,
        "全年合计": 11110,
        "其他年度": 100001,
    }


def test_categories_share_what_was_spent() -> None:
    found = _lines({"category": "防护用品", "amount": 1}, {"amount": 2}, {"category": "其他", "amount": 0})
    assert spending.total(found, 2026, NO_DUTY).categories == (
        domain.SpendingShare("防护用品", Decimal(1), Decimal("0.333")),
        domain.SpendingShare("未分类", Decimal(2), Decimal("0.667")),
    )


def test_the_year_is_set_against_the_duty() -> None:
    found = _lines({"amount": 250, "date": "2025-09-01"}, {"amount": 250})
    step = domain.FeeStep(range="不超过1000万元的部分", rate="2%", base=Decimal(1), amount=Decimal(1))
    fee = domain.SafetyFee(duty=True, unsure=False, revenue=None, annual=Decimal("0.10"), steps=(step,))
    total = spending.total(found, 2026, fee)
    assert (total.duty, total.usage, total.brackets) == (1000, Decimal("0.25"), ("不超过1000万元的部分 2%",))
    assert domain.printing.printed(total, "monthly") == "83.33"
    free = spending.total(found, 2026, domain.SafetyFee(True, False, revenue=None, annual=Decimal(0)))
    assert (free.duty, free.usage) == (0, None)


def test_a_year_closes_with_what_it_began_with_and_what_is_left() -> None:
    found = _lines(
        {"date": "2025-12-31", "accrued": 100, "amount": 30},
        {"date": "2026-01-01", "accrued": 50},
        {"date": "2026-12-31", "amount": 45},
    )
    closing = spending.total(found, 2026, NO_DUTY).closing
    assert closing == domain.SpendingClosing(Decimal(70), Decimal(50), Decimal(45), Decimal(75))
    nothing = spending.total(_lines({"amount": 10}), 2026, NO_DUTY).closing
    assert nothing == domain.SpendingClosing(None, None, Decimal(10), None)
    assert spending.total((), 2026, NO_DUTY).closing == domain.SpendingClosing(None, None, None, None)
