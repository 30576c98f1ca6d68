from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.domain.printing import printed
from generator.facts import fee
from generator.library import built_in
from tests.facts.sample import record

REVENUES = (800, 1000, 3000, 10000, 12000, 100000, 600000)
VECTORS = {
    "machinery": ("18.80", "23.50", "48.50", "136.00", "141.00", "361.00", "811.00"),
    "metallurgy": ("24.00", "30.00", "60.00", "165.00", "175.00"),
    "hazardous": ("36.00", "45.00", "90.00", "247.50", "258.50"),
}
CASES = [
    (industry, revenue, amount)
    for industry, amounts in VECTORS.items()
    for revenue, amount in zip(REVENUES, amounts, strict=False)
]


@pytest.mark.parametrize(("industry", "revenue", "amount"), CASES)
def test_the_fee_is_progressive(industry: str, revenue: int, amount: str) -> None:
    brackets = built_in().table("fees")["industries"][industry]["brackets"]
    assert round(fee.total(Decimal(revenue), brackets), 2) == Decimal(amount)


def _fee(sector: str, **enterprise: Any) -> Any:
    industry = {"name": "某业", "sector": sector}
    return fee.derive(record(enterprise={"industry": industry, **enterprise}).data, built_in())


def test_machinery_has_steps_that_add_up() -> None:
    found = _fee("机械", revenue=12000)
    told = [printed(found, name) for name in ("annual", "monthly", "revenue")]
    assert (told, found.verified) == (["141.00", "11.7500", "12000"], True)
    assert [printed(step, "amount") for step in found.steps] == ["23.50", "112.50", "5.00"]
    assert [printed(step, "base") for step in found.steps] == ["1000.00", "9000.00", "2000.00"]
    assert [step.rate for step in found.steps] == ["2.35%", "1.25%", "0.25%"]
    assert found.steps[1].range == "1000万元至10000万元的部分"


def test_revenue_with_decimals_is_exact() -> None:
    assert _fee("机械", revenue=0.1 + 0.2).annual == Decimal("0.01")
    assert _fee("机械", revenue=1234.5).annual == Decimal("26.43")
    assert _fee("机械", revenue=0).annual == 0


def test_metallurgy_is_marked_as_not_verified() -> None:
    assert not _fee("冶金", revenue=800).verified


def test_non_ferrous_metal_is_metallurgy() -> None:
    assert (_fee("有色", revenue=800).sector, _fee("有色", revenue=800).annual) == ("冶金", 24)


@pytest.mark.parametrize("sector", ["纺织", "轻工", "商贸", "其他", "建材", "烟草"])
def test_sectors_not_listed_have_no_duty(sector: str) -> None:
    found = _fee(sector, revenue=800)
    assert (found.duty, found.annual, found.monthly, found.steps) == (False, None, None, ())


@pytest.mark.parametrize(
    ("sector", "code", "unsure"),
    [
        ("其他", "7810", True),
        ("轻工", "3382", True),  # metal ware: 轻工 to the supervisor, 机械制造 to the fee
        ("轻工", "1353", False),
        ("纺织", "1712", False),
        ("商贸", "", False),
        ("机械", "3382", False),
    ],
)
def test_no_flat_denial_where_the_rules_define_the_industry_otherwise(
    sector: str, code: str, unsure: bool
) -> None:
    industry = {"name": "某业", "sector": sector, "code": code}
    assert fee.derive(record(enterprise={"industry": industry}).data, built_in()).unsure is unsure


def test_unknown_revenue_leaves_the_amounts_to_the_pen() -> None:
    found = _fee("机械")
    assert (found.duty, found.annual, found.monthly, found.steps) == (True, None, None, ())


def test_half_a_cent_is_rounded_up() -> None:
    (step,) = fee.steps(Decimal("0.125"), ((None, "100"),))
    assert (step.base, step.amount) == (Decimal("0.13"), Decimal("0.13"))
