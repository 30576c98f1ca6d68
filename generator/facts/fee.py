"""The safety fee to set aside: progressive brackets on last year's revenue (财资〔2022〕136号)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator import domain
from generator.domain import convert
from generator.facts import laws
from generator.facts.condition import say
from generator.facts.plain import Data, amount, part
from generator.library import Library
from generator.problems import Problem
from generator.record import Keys, Record

_INDUSTRY: Keys = ("enterprise", "industry")
_TITLE = "安全生产费用"
# The upper bound of a bracket in 万元 (None: no bound) and its rate in percent.
Brackets = Sequence[tuple[int | None, str]]
Table = Mapping[str, Any]


def derive(data: Data, library: Library) -> domain.SafetyFee:
    """The duty by the fee rules' own industries; amounts are None while the revenue is not known."""
    enterprise = part(data, "enterprise")
    table, industry = library.table("fees"), part(enterprise, "industry")
    named = _industry(industry, table)
    shown = amount(enterprise, "revenue", decimals=6)
    if named is None:
        return domain.SafetyFee(duty=False, unsure=_is_unsure(industry, table), revenue=shown)
    entry = table["industries"][named]
    due = replace(_duty(entry, library), revenue=shown)
    revenue = convert.amount(enterprise.get("revenue"))
    return due if revenue is None else _counted(due, revenue, entry["brackets"])


def _duty(entry: Table, library: Library) -> domain.SafetyFee:
    """What is asked of an industry, whatever its revenue."""
    verified = laws.proves(entry["sources"], library)
    return domain.SafetyFee(duty=True, unsure=False, sector=entry["name"], verified=verified)


def _counted(due: domain.SafetyFee, revenue: Decimal, brackets: Brackets) -> domain.SafetyFee:
    """The duty with its amounts; the month's is a twelfth of the exact year's, not of the rounded one."""
    annual = total(revenue, brackets)
    return replace(
        due,
        annual=_rounded(annual, 2),
        monthly=_rounded(annual / 12, 4),
        steps=steps(revenue, brackets),
    )


def _industry(industry: Data, table: Table) -> str | None:
    """The industry of the fee rules: by the code where they define it, else as the sector suggests."""
    division = _division(industry)
    if division in table["by_division"]:
        return str(table["by_division"][division])
    if division and division not in table["divisions"]:
        return None
    named = table["sectors"].get(industry.get("sector"))
    return str(named) if named else None


def _is_unsure(industry: Data, table: Table) -> bool:
    """Whether the rules may define the industry otherwise than its sector or its code says."""
    return _is_doubtful(industry.get("sector"), table) or _division(industry) in table["divisions"]


def _is_doubtful(sector: str | None, table: Table) -> bool:
    return sector in table["unsure"] or sector in table["sectors"]


def warnings(record: Record, facts: domain.Facts, library: Library) -> Iterator[Problem]:
    """That code and sector part, or that without a code the sector alone is gone by."""
    code, sector, fee = facts.enterprise.industry_code, facts.enterprise.sector, facts.fee
    if not code:
        message = f"没有行业代码，是否应提取按工贸分类“{sector}”推定"
        hint = "费用办法按自己的行业定义，不按工贸分类；请补填行业代码（industry.code）"
        yield say(record, _INDUSTRY, _TITLE, message, hint)
    elif fee.duty and fee.sector != _suggested(sector, library.table("fees")):
        message = f"行业代码 {code} 按费用办法归入“{fee.sector}”，工贸分类填的是“{sector}”"
        hint = "文书中两处各按各的规定写，请核对行业代码和工贸分类"
        yield say(record, _INDUSTRY, _TITLE, message, hint)


def _suggested(sector: str, table: Table) -> str:
    """The industry of the fee rules that a sector suggests; "" for none."""
    return str(table["industries"].get(table["sectors"].get(sector), {}).get("name", ""))


def _division(industry: Data) -> str:
    """The division of the industry's code: its first two digits."""
    return convert.text(industry.get("code"))[:2]


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def total(revenue: Decimal, brackets: Brackets) -> Decimal:
    """The fee of a year, in the unit of the revenue."""
    return sum((base * Decimal(rate) / 100 for _, rate, base in _slices(revenue, brackets)), Decimal(0))


def steps(revenue: Decimal, brackets: Brackets) -> tuple[domain.FeeStep, ...]:
    """The brackets that the revenue reaches, each with its part of the revenue and of the fee."""
    return tuple(_step(label, rate, base) for label, rate, base in _slices(revenue, brackets))


def _step(label: str, rate: str, base: Decimal) -> domain.FeeStep:
    fee = base * Decimal(rate) / 100
    return domain.FeeStep(range=label, rate=f"{rate}%", base=_rounded(base, 2), amount=_rounded(fee, 2))


def _slices(revenue: Decimal, brackets: Brackets) -> Iterator[tuple[str, str, Decimal]]:
    """The words, the rate and the revenue of each bracket reached; of no revenue the first, with nothing."""
    floor = Decimal(0)
    for limit, rate in brackets:
        top = revenue if limit is None else min(revenue, Decimal(limit))
        if top > floor or not floor:
            yield _label(floor, limit), rate, top - floor
        if limit is not None:
            floor = Decimal(limit)


def _label(floor: Decimal, limit: int | None) -> str:
    if limit is None:
        return f"{floor}万元以上的部分"
    return f"{floor}万元至{limit}万元的部分" if floor else f"不超过{limit}万元的部分"
