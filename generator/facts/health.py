"""Occupational health: measurements, when the next is due, and what is over its limit."""

from __future__ import annotations

import re
from decimal import Decimal

from generator import domain
from generator.domain import convert, printing
from generator.facts import dates
from generator.facts.dates import Day
from generator.facts.plain import Data, by_day, late, rows

# Months between measurements: each year where any hazard is severe, else every three years. The rules on
# occupational health of workplaces, Article 20 (`law.health_rules`).
_SEVERE, _GENERAL = 12, 36
_VALUE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(\S.*)?")


def monitoring(data: Data, day: Day) -> tuple[domain.Monitoring, ...]:
    """Measurements in the order of their days."""
    return tuple(_measured(data, no, row, day) for no, row in enumerate(by_day(data, "monitoring"), 1))


def _measured(data: Data, no: int, row: Data, day: Day) -> domain.Monitoring:
    due = domain.day(row.get("next")) or next_test(data, domain.day(row.get("date")))
    return convert.build(
        domain.Monitoring, row, no=no, next=due, state=dates.nearness(due, day), late=late(row)
    )


def next_test(data: Data, tested: domain.Day) -> domain.Day:
    """The day until which the next measurement is due; None while the severity or the last is unknown."""
    severities = {row.get("severity") for row in rows(data, "health_factors")}
    if tested is None:
        return None
    if "严重" in severities:
        return dates.months_after(tested, _SEVERE)
    return dates.months_after(tested, _GENERAL) if "一般" in severities else None


def over(row: Data) -> str:
    """Whether what was measured is over the limit beside it: 是 or 否, "" where nobody can tell."""
    return over_limit(convert.quantity(row.get("result")), convert.quantity(row.get("limit")))


def over_limit(result: domain.Quantity, limit: domain.Quantity) -> str:
    """是 or 否 where both are a number of the same unit, else ""."""
    measured, allowed = _value(result), _value(limit)
    if not measured or not allowed or measured[1] != allowed[1]:
        return ""
    return "是" if measured[0] > allowed[0] else "否"


def _value(told: domain.Quantity) -> tuple[Decimal, str] | None:
    """The number and the unit of what was measured, as a laboratory writes them: 86.5 dB(A)."""
    found = _VALUE.fullmatch(printing.words(told))
    return (Decimal(found[1]), found[2] or "") if found else None
