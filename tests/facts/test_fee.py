from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator import facts
from generator.domain.printing import printed
from generator.facts import fee
from generator.library import built_in
from tests.conftest import DAY
from tests.facts.sample import record
from tests.rows import each

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


@each(CASES)
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


@each(["纺织", "轻工", "商贸", "其他", "建材", "烟草"])
def test_sectors_not_listed_have_no_duty(sector: str) -> None:
    found = _fee(sector, revenue=800)
    assert (found.duty, found.annual, found.monthly, found.steps) == (False, None, None, ())


@each(
    [
        ("其他", "7810", True),
        ("轻工", "3382", False),  # metal ware: 轻工 to the supervisor, 机械制造 to the fee
        ("轻工", "3471", True),
        ("机械", "3471", False),
        ("机械", "1712", True),  # a textile mill by its code: sector and code part
        ("轻工", "1353", False),
        ("纺织", "1712", False),
        ("商贸", "", False),
        ("机械", "3382", False),
    ]
)
def test_no_flat_denial_where_the_rules_define_the_industry_otherwise(
    sector: str, code: str, unsure: bool
) -> None:
    industry = {"name": "某业", "sector": sector, "code": code}
    assert fee.derive(record(enterprise={"industry": industry}).data, built_in()).unsure is unsure


@each(
    [
        ("机械", "", "机械制造（含金属制品业）"),
        ("机械", "3482", "机械制造（含金属制品业）"),
        ("轻工", "3382", "机械制造（含金属制品业）"),
        ("冶金", "3392", "机械制造（含金属制品业）"),
        ("机械", "3252", "冶金"),
        ("有色", "3252", "冶金"),
        ("机械", "3110", "冶金"),
        ("机械", "1712", ""),
        ("轻工", "3471", ""),
        ("轻工", "", ""),
    ]
)
def test_the_industry_of_the_fee_follows_the_code(sector: str, code: str, named: str) -> None:
    found = fee.derive(record(enterprise=_enterprise(sector, code)).data, built_in())
    assert (found.duty, found.sector) == (bool(named), named)


def _enterprise(sector: str, code: str) -> dict[str, Any]:
    return {"industry": {"name": "某业", "sector": sector, "code": code}, "revenue": 800}


@pytest.mark.parametrize(
    ("sector", "code", "told"),
    [
        ("机械", "3482", ""),
        ("纺织", "1712", ""),
        ("有色", "3252", ""),
        ("轻工", "3382", "行业代码 3382 按费用办法归入“机械制造（含金属制品业）”，工贸分类填的是“轻工”"),
        ("有色", "3392", "行业代码 3392 按费用办法归入“机械制造（含金属制品业）”，工贸分类填的是“有色”"),
        ("纺织", "", "没有行业代码，是否应提取按工贸分类“纺织”推定"),
    ],
)
def test_where_code_and_sector_part_it_is_told_once(sector: str, code: str, told: str) -> None:
    given = record(enterprise=_enterprise(sector, code))
    known = facts.derive(given, DAY)
    assert [one.message for one in fee.warnings(given, known, built_in())] == [told] * bool(told)
    assert known.enterprise.sector == sector  # each is printed in its place


def test_unknown_revenue_leaves_the_amounts_to_the_pen() -> None:
    found = _fee("机械")
    assert (found.duty, found.annual, found.monthly, found.steps) == (True, None, None, ())


def test_half_a_cent_is_rounded_up() -> None:
    (step,) = fee.steps(Decimal("0.125"), ((None, "100"),))
    assert (step.base, step.amount) == (Decimal("0.13"), Decimal("0.13"))
