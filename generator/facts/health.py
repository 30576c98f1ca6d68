"""Occupational health: measurements, when the next is due, and what is over its limit."""

from __future__ import annotations

import re
from decimal import Decimal

from generator import domain
from generator.facts import dates
from generator.facts.dates import Day
from generator.facts.plain import Data, by_day, rows, text

_VALUE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(\S.*)?")


def monitoring(data: Data, day: Day) -> tuple[domain.Monitoring, ...]:
    """Measurements in the order of their days."""
    return tuple(_measured(data, no, row, day) for no, row in enumerate(by_day(data, "monitoring"), 1))


def _measured(data: Data, no: int, row: Data, day: Day) -> domain.Monitoring:
    keys = ("date", "factor", "place", "result", "limit", "conclusion", "agency", "qualification", "report")
    due = text(row, "next") or next_test(data, text(row, "date"))
    return domain.Monitoring(
        no=no, next=due, state=dates.notice(due, day), **{key: text(row, key) for key in keys}
    )


def next_test(data: Data, tested: str) -> str:
    """Where any hazard is severe measurements are due each year, else every three; "" while unknown."""
    severities = {text(row, "severity") for row in rows(data, "health_factors")}
    if "严重" in severities:
        return dates.later(tested, 12)
    return dates.later(tested, 36) if "一般" in severities else ""


def over_limit(result: str, limit: str) -> str:
    """是 or 否 where both are a number of the same unit, else ""."""
    measured, allowed = _VALUE.fullmatch(result), _VALUE.fullmatch(limit)
    if not measured or not allowed or measured[2] != allowed[2]:
        return ""
    return "是" if Decimal(measured[1]) > Decimal(allowed[1]) else "否"
