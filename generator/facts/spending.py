"""The ledger of safety spending: what was set aside and spent, against the computed duty."""

from __future__ import annotations

from decimal import Decimal

from generator import domain
from generator.facts.plain import Data, by_day, decimal, joined, rounded, share, text

_KEYS = ("budget", "amount", "accrued")
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_NOTHING = Decimal(0)

Sums = dict[str, Decimal]


def lines(data: Data) -> tuple[domain.Spending, ...]:
    """The lines in the order of their days, each with what was spent so far and what is left."""
    found: list[domain.Spending] = []
    sums = dict.fromkeys(_KEYS, _NOTHING)
    set_aside = any(decimal(row.get("accrued")) for row in by_day(data, "spending"))
    for no, row in enumerate(by_day(data, "spending"), 1):
        money = {key: decimal(row.get(key)) for key in _KEYS}
        for key, value in money.items():
            sums[key] += value or _NOTHING
        left = money["amount"] is not None or money["accrued"] is not None
        found.append(
            domain.Spending(
                no=no,
                date=text(row, "date"),
                category=text(row, "category"),
                item=text(row, "item"),
                supplier=text(row, "supplier"),
                budget=_yuan(money["budget"]),
                amount=_yuan(money["amount"]),
                voucher=text(row, "voucher"),
                running=_yuan(sums["amount"] if money["amount"] is not None else None),
                accrued=_yuan(money["accrued"]),
                balance=_yuan(sums["accrued"] - sums["amount"] if set_aside and left else None),
                handler=text(row, "handler"),
                approver=text(row, "approver"),
            )
        )
    return tuple(found)


def total(data: Data, year: int, fee: domain.SafetyFee) -> domain.SpendingTotal:
    """Sums over all lines, by quarter of the year, and by category; "" where no line says anything."""
    given = by_day(data, "spending")
    whole = _sums(given)
    periods = _periods(given, year)
    duty = None if fee.annual is None else fee.annual * 10000
    of_year = _sums([row for row in given if text(row, "date")[:4] == str(year)])
    return domain.SpendingTotal(
        budget=_yuan(whole["budget"]) if given else "",
        amount=_yuan(whole["amount"]) if given else "",
        accrued=_yuan(whole["accrued"]) if whole["accrued"] else "",
        balance=_yuan(whole["accrued"] - whole["amount"]) if whole["accrued"] else "",
        periods=periods,
        categories=_categories(given, whole["amount"]),
        duty=_yuan(duty),
        monthly=_yuan(duty / 12 if duty is not None else None),
        brackets=joined((f"{step.range} {step.rate}" for step in fee.steps), "；"),
        usage=share(of_year["amount"], duty) if duty and given else "",
    )


def _sums(given: list[Data]) -> Sums:
    return {key: sum((decimal(row.get(key)) or _NOTHING for row in given), _NOTHING) for key in _KEYS}


def _periods(given: list[Data], year: int) -> tuple[domain.SpendingPeriod, ...]:
    """The four quarters and the year; what lies in other years is told beside them."""
    groups: dict[str, list[Data]] = {name: [] for name in _QUARTERS}
    others: list[Data] = []
    for row in given:
        day = text(row, "date")
        if day[:4] == str(year):
            groups[_QUARTERS[(int(day[5:7]) - 1) // 3]].append(row)
        else:
            others.append(row)
    groups["全年合计"] = [row for name in _QUARTERS for row in groups[name]]
    if others:
        groups["其他年度"] = others
    return tuple(_period(name, kept) for name, kept in groups.items())


def _period(name: str, kept: list[Data]) -> domain.SpendingPeriod:
    sums = _sums(kept)
    return domain.SpendingPeriod(
        name, _yuan(sums["accrued"]) if kept else "", _yuan(sums["amount"]) if kept else ""
    )


def _categories(given: list[Data], whole: Decimal) -> tuple[domain.SpendingShare, ...]:
    sums: dict[str, Decimal] = {}
    for row in given:
        if amount := decimal(row.get("amount")):
            name = text(row, "category") or "未分类"
            sums[name] = sums.get(name, _NOTHING) + amount
    return tuple(
        domain.SpendingShare(name, _yuan(amount), share(amount, whole)) for name, amount in sums.items()
    )


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else rounded(amount, 2)
