"""The safety fee to set aside: progressive brackets on last year's revenue."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator import domain
from generator.facts import laws
from generator.facts.plain import Data, decimal, money, part, rounded, text
from generator.library import reference

Brackets = Sequence[tuple[int | None, str]]


def derive(data: Data) -> domain.SafetyFee:
    """The duty of the enterprise's sector; amounts are "" while the revenue is not known."""
    enterprise = part(data, "enterprise")
    table = reference.load("fees")
    said = part(enterprise, "industry")
    industry = table["sectors"].get(text(said, "sector"))
    revenue = decimal(enterprise.get("revenue"))
    shown = money(enterprise, "revenue", cents=6)
    if industry is None:
        unsure = text(said, "sector") in table["unsure"] or text(said, "code")[:2] in table["divisions"]
        return domain.SafetyFee(False, unsure, "", shown, "", "", True, ())
    entry = table["industries"][industry]
    found = steps(revenue, entry["brackets"]) if revenue is not None else ()
    annual = total(revenue, entry["brackets"]) if revenue is not None else None
    return domain.SafetyFee(
        duty=True,
        unsure=False,
        sector=entry["name"],
        revenue=shown,
        annual="" if annual is None else rounded(annual, 2),
        monthly="" if annual is None else rounded(annual / 12, 4),
        verified=laws.proves(entry["sources"]),
        steps=found,
    )


def total(revenue: Decimal, brackets: Brackets) -> Decimal:
    """The fee of a year, in the unit of the revenue."""
    return sum((base * Decimal(rate) / 100 for _, rate, base in _slices(revenue, brackets)), Decimal(0))


def steps(revenue: Decimal, brackets: Brackets) -> tuple[domain.FeeStep, ...]:
    """The brackets that the revenue reaches, each with its part of the revenue and of the fee."""
    return tuple(
        domain.FeeStep(label, f"{rate}%", rounded(base, 2), rounded(base * Decimal(rate) / 100, 2))
        for label, rate, base in _slices(revenue, brackets)
    )


def _slices(revenue: Decimal, brackets: Brackets) -> list[tuple[str, str, Decimal]]:
    found: list[tuple[str, str, Decimal]] = []
    floor = Decimal(0)
    for limit, rate in brackets:
        top = revenue if limit is None else min(revenue, Decimal(limit))
        if top > floor or not found:
            found.append((_label(floor, limit), rate, top - floor))
        floor = top if limit is None else Decimal(limit)
    return found


def _label(floor: Decimal, limit: int | None) -> str:
    if limit is None:
        return f"{floor}万元以上的部分"
    return f"{floor}万元至{limit}万元的部分" if floor else f"不超过{limit}万元的部分"
