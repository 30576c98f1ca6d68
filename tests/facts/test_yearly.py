"""Calendar years of the ledgers: which there are, and which rows and sums belong to one."""

from __future__ import annotations

import datetime
from typing import Any

from generator import facts
from generator.domain import AnnualPlan
from generator.facts import Derivation
from tests.facts.sample import record
from tests.facts.test_hazards import HAZARD

DAY = datetime.date(2027, 1, 10)
OLD, NEW = "2026-12-31", "2027-01-01"


def _years(day: datetime.date, **parts: Any) -> tuple[int, ...]:
    return facts.years(record(**parts), day)


def test_years_run_from_the_first_period_or_else_row_to_the_day() -> None:
    assert _years(datetime.date(2026, 12, 31)) == (2026,)
    assert _years(datetime.date(2027, 1, 1)) == (2026, 2027)
    assert _years(datetime.date(2025, 1, 1)) == (2025,)
    alone = {"agreement": {"effective": ""}, "records": {"inductions": [{"hired": "2024-06-01"}]}}
    assert _years(DAY, **alone) == (2024, 2025, 2026, 2027)
    assert _years(DAY, agreement={"effective": ""}, hazards=[{**HAZARD, "found": "2025-12-31"}]) == (
        2025,
        2026,
        2027,
    )


def test_what_is_older_than_the_service_belongs_to_its_first_year() -> None:
    assert _years(DAY, records={"meetings": [{"date": "2025-06-01"}]}) == (2026, 2027)
    rows = [{"date": "2025-06-01", "topic": "例会"}]
    assert [len(_of(year, meetings=rows).meetings) for year in (2026, 2027)] == [1, 0]


def _of(year: int | None, **records: Any) -> Any:
    given = record(records=records, hazards=[{**HAZARD, "found": OLD}, {**HAZARD, "found": NEW}])
    return facts.derive(given, DAY, year=year)


def test_ledgers_of_a_year_hold_its_rows_alone() -> None:
    each = {
        "meetings": {"topic": "例会"},
        "inspections": {"kind": "日常", "hazards": []},
        "trainings": {"kind": "全员", "topic": "防火", "hours": 2, "present": 5},
        "equipment_checks": {"equipment": "叉车", "kind": "点检"},
        "ppe_issues": {"name": "甲", "item": "耳塞", "quantity": 1},
        "monitoring": {"factor": "噪声"},
        "drills": {"name": "疏散"},
    }
    rows = {name: [{**row, "date": day} for day in (NEW, OLD)] for name, row in each.items()}
    rows["inductions"] = [{"name": "甲", "hired": OLD}, {"name": "乙", "hired": NEW}]
    whole, old, new = (_of(year, **rows) for year in (None, 2026, 2027))
    assert (whole.year, old.year, new.year) == (2027, 2026, 2027)
    for found, year, count in ((whole, None, 2), (old, 2026, 1), (new, 2027, 1)):
        kept = found.records
        dated = (found.meetings, kept.trainings, kept.equipment_checks, kept.ppe_issues, kept.monitoring)
        for ledger in (*dated, [one for one in found.service.drills if one.date]):
            assert len(ledger) == count
            assert all(one.date.year == year for one in ledger if year)
        assert [one.no for one in found.meetings] == list(range(1, count + 1))
        assert [one.no for one in found.inspections] == list(range(1, 2 * count + 1))
        assert [one.no for one in kept.inductions] == list(range(1, count + 1))
        assert found.hazard_stats.total == count
        assert kept.training_counts[0].times == count
        assert len(found.hazards) == 2


def test_what_has_no_day_belongs_to_the_first_year() -> None:
    rows = {"inductions": [{"name": "甲"}]}
    assert [len(_of(year, **rows).records.inductions) for year in (None, 2026, 2027)] == [1, 1, 0]


def _spent(year: int | None, *rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    kept = _of(year, spending=list(rows)).records.spending
    return [(one.no, one.item, one.accrued, one.amount, one.running, one.balance) for one in kept]


def test_spending_carries_over_what_is_left() -> None:
    rows = (
        {"date": OLD, "item": "提取", "accrued": 100},
        {"date": OLD, "item": "手套", "amount": 30},
        {"date": NEW, "item": "耳塞", "amount": 20},
    )
    assert _spent(2026, *rows) == [(1, "提取", 100, None, None, 100), (2, "手套", None, 30, 30, 70)]
    assert _spent(2027, *rows) == [(1, "上年结余转入", 70, None, None, 70), (2, "耳塞", None, 20, 20, 50)]
    assert _spent(None, *rows)[2] == (3, "耳塞", None, 20, 50, 50)
    total = _of(2027, spending=list(rows)).records.spending_total
    assert (total.amount, total.balance, total.periods[0].amount) == (20, 50, 20)


def test_what_was_spent_too_much_is_carried_over_and_nothing_where_nothing_was_set_aside() -> None:
    short = ({"date": OLD, "item": "提取", "accrued": 10}, {"date": OLD, "item": "手套", "amount": 30})
    assert _spent(2027, *short) == [(1, "上年超支转入", -20, None, None, -20)]
    assert _spent(2027, {"date": OLD, "item": "手套", "amount": 30}) == []
    even = ({"date": OLD, "item": "提取", "accrued": 30}, {"date": OLD, "item": "手套", "amount": 30})
    assert _spent(2027, *even) == []


def test_the_plan_of_a_year_is_that_of_the_year_asked_for() -> None:
    assert Derivation(record(), DAY)["annual"] == AnnualPlan(2027, 1)
    assert Derivation(record(), DAY, year=2026)["annual"] == AnnualPlan(2026, 10)


def test_a_year_between_others_holds_its_own_rows() -> None:
    rows = [{"date": f"{year}-06-01", "topic": str(year)} for year in (2025, 2026, 2027)]
    given = record(agreement={"effective": "2025-03-01"}, records={"meetings": rows})
    day = datetime.date(2027, 12, 1)
    for year in (2025, 2026, 2027):
        assert [one.topic for one in Derivation(given, day, year=year)["meetings"]] == [str(year)]
