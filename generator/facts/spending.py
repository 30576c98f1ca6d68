"""The ledger of safety spending: what was set aside and spent, against the computed duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator import domain
from generator.domain import convert
from generator.facts.plain import Data, by_day, late, ratio
from generator.facts.yearly import Year

_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_YEAR, _OTHER_YEARS = "全年合计", "其他年度"
_NO_CATEGORY = "未分类"
_LEFT, _SHORT = "上年结余转入", "上年超支转入"
_WAN = 10000  # yuan
_NOTHING = Decimal(0)
Lines = Iterable[domain.Spending]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums over lines, in yuan."""

    budget: Decimal
    amount: Decimal
    accrued: Decimal

    @property
    def left(self) -> Decimal:
        """What was set aside and not spent."""
        return self.accrued - self.amount


def lines(data: Data, year: Year | None = None) -> tuple[domain.Spending, ...]:
    """The lines in the order of their days, each with what was spent so far and what is left.

    With a year its lines alone, after what is left of the years before.
    """
    given = tuple(map(_line, by_day(data, "spending")))
    if year:
        given = (*_carried(given, year), *(one for one in given if year.holds(one.date)))
    return tuple(_running(given))


def _running(given: Sequence[domain.Spending]) -> Iterator[domain.Spending]:
    """The lines numbered, with what they come to."""
    # Without anything set aside there is nothing that a balance could be of.
    set_aside = any(one.accrued for one in given)
    spent = accrued = _NOTHING
    for no, one in enumerate(given, 1):
        spent += one.amount or _NOTHING
        accrued += one.accrued or _NOTHING
        running = None if one.amount is None else spent
        balance = accrued - spent if set_aside and _moves(one) else None
        yield replace(one, no=no, running=running, balance=balance)


def _moves(one: domain.Spending) -> bool:
    """Whether a line tells of money."""
    return one.amount is not None or one.accrued is not None


def _carried(given: Lines, year: Year) -> tuple[domain.Spending, ...]:
    """What is left of what was set aside in the years before: a line of its own."""
    before = _sums(one for one in given if year.before(one.date))
    left = before.left if before.accrued else _NOTHING
    return (_line({"item": _LEFT if left > 0 else _SHORT, "accrued": left}),) if left else ()


def _line(row: Data) -> domain.Spending:
    return convert.build(domain.Spending, row, no=0, running=None, balance=None, late=late(row))


def total(found: tuple[domain.Spending, ...], year: int, fee: domain.SafetyFee) -> domain.SpendingTotal:
    """Sums over all lines, by quarter of the year, and by category; None where no line says anything."""
    whole = _sums(found)
    duty = None if fee.annual is None else fee.annual * _WAN
    return domain.SpendingTotal(
        budget=whole.budget if found else None,
        amount=whole.amount if found else None,
        accrued=whole.accrued or None,
        balance=whole.left if whole.accrued else None,
        periods=_periods(found, year),
        categories=_categories(found, whole.amount),
        duty=duty,
        monthly=None if duty is None else duty / 12,
        brackets=tuple(f"{step.range} {step.rate}" for step in fee.steps),
        usage=_usage(found, year, duty),
        closing=_closing(found, year),
    )


def _closing(found: Lines, year: int) -> domain.SpendingClosing:
    """What the year began with, what moved in it, and what is left: nothing where nothing was set aside."""
    given = list(found)
    if not given:
        return domain.SpendingClosing(brought=None, accrued=None, amount=None, forward=None)
    whole, others = _parted(given, year)
    own, brought = _sums(whole), _sums(others).left
    forward = brought + own.left if brought or own.accrued else None
    return domain.SpendingClosing(brought or None, own.accrued or None, own.amount, forward)


def _parted(found: Lines, year: int) -> tuple[list[domain.Spending], list[domain.Spending]]:
    """The lines of the year, and those of others."""
    given = list(found)
    return [one for one in given if _year(one) == year], [one for one in given if _year(one) != year]


def _usage(found: tuple[domain.Spending, ...], year: int, duty: domain.Amount) -> Decimal | None:
    """What was spent in the year, as a share of what must be set aside."""
    if not duty or not found:
        return None
    whole, _ = _parted(found, year)
    return ratio(_sums(whole).amount, duty)


def _sums(found: Lines) -> _Sums:
    budget = amount = accrued = _NOTHING
    for one in found:
        budget += one.budget or _NOTHING
        amount += one.amount or _NOTHING
        accrued += one.accrued or _NOTHING
    return _Sums(budget, amount, accrued)


def _year(one: domain.Spending) -> int | None:
    return one.date.year if one.date else None


def _periods(found: Lines, year: int) -> tuple[domain.SpendingPeriod, ...]:
    """The four quarters and the year; what lies in other years is told beside them."""
    whole, others = _parted(found, year)
    periods = [_period(name, [one for one in whole if _quarter(one) == name]) for name in _QUARTERS]
    periods.append(_period(_YEAR, whole))
    if others:
        periods.append(_period(_OTHER_YEARS, others))
    return tuple(periods)


def _quarter(one: domain.Spending) -> str:
    return _QUARTERS[(one.date.month - 1) // 3] if one.date else ""


def _period(name: str, kept: list[domain.Spending]) -> domain.SpendingPeriod:
    if not kept:
        return domain.SpendingPeriod(name, accrued=None, amount=None)
    sums = _sums(kept)
    return domain.SpendingPeriod(name, accrued=sums.accrued, amount=sums.amount)


def _categories(found: Lines, whole: Decimal) -> tuple[domain.SpendingShare, ...]:
    """What each category cost, in the order in which the categories appear."""
    sums: dict[str, Decimal] = {}
    for one in found:
        if one.amount:
            name = one.category or _NO_CATEGORY
            sums[name] = sums.get(name, _NOTHING) + one.amount
    return tuple(domain.SpendingShare(name, cost, ratio(cost, whole)) for name, cost in sums.items())
