from __future__ import annotations

from decimal import Decimal

from generator import schema
from tests.facts.sample import record
from tests.rows import each


@each(
    [
        ("fee", "30000.12", False),
        ("fee", "30000.120", False),
        ("fee", "0.30000000000000004", True),
        ("revenue", "12000.123456", False),
        ("revenue", "12000.1234567", True),
    ]
)
def test_an_amount_finer_than_money_is_told(part: str, amount: str, told: bool) -> None:
    name = "agreement" if part == "fee" else "enterprise"
    found = [
        one for one in schema.check(record(**{name: {part: Decimal(amount)}})) if "小数超过" in one.message
    ]
    assert bool(found) == told
    assert all(one.severity == "warning" for one in found)


def test_amounts_of_spending_are_looked_at_too() -> None:
    row = {"date": "2026-09-01", "item": "购置", "category": "其他", "amount": Decimal("0.001")}
    found = schema.check(record(records={"spending": [row]}))
    assert [str(one) for one in found if "小数超过" in one.message] == [
        "client.yaml:1:1 工作记录.安全费用记录[1].实际支出：0.001 的小数超过 2 位；文书中四舍五入，请核对金额"
    ]
