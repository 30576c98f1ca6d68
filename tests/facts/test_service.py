from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from generator import domain
from generator.domain import Month, PaperState
from generator.domain.printing import printed
from generator.facts import service
from generator.facts.derivation import derive
from generator.library import built_in
from tests.facts.sample import DAY, record

LIBRARY = built_in()


def test_sixteen_items_are_all_provided_and_all_carried_by_the_plan() -> None:
    items = derive(record(), DAY).service_items
    assert [item.no for item in items] == list(range(1, 17))
    assert items[0].text == "向企业宣传贯彻有关安全生产法律、法规和方针政策"
    assert items[15].text == "协助企业向相关部门提供企业安全生产方面的相关信息"
    assert all(item.provided and item.rows for item in items)


@pytest.mark.parametrize("feature", ["dust", "ammonia", "solvent_spraying", "molten_metal", "leased_out"])
def test_every_item_is_carried_whatever_the_features(feature: str) -> None:
    items = derive(record(features={feature: True}), DAY).service_items
    assert all(item.rows for item in items)


def test_rows_name_the_visits_that_carry_an_item() -> None:
    facts = derive(record(), DAY)
    for item in facts.service_items:
        carried = [visit.no for visit in facts.schedule.visits if item.no in visit.items]
        assert item.rows == tuple(carried)


def test_items_not_agreed_are_neither_provided_nor_planned() -> None:
    facts = derive(record(service_items=[1, 2, 11]), DAY)
    assert [item.no for item in facts.service_items if item.provided] == [1, 2, 11]
    assert facts.service_items[2].rows == ()
    planned = {number for visit in facts.schedule.visits for number in visit.items}
    assert planned == {1, 2, 11}


def test_items_are_those_of_article_14() -> None:
    texts = built_in().table("service_items")
    assert len(texts) == len(set(texts)) == 16


def test_systems_and_ledgers_show_what_is_given() -> None:
    systems = [{"no": 1, "state": "已有"}, {"no": 7, "state": "需修订", "due": "2026-11-30"}]
    facts = derive(record(systems=systems, ledgers=[{"no": 8, "state": "缺失", "due": "2026-12"}]), DAY)
    assert len(facts.system_states) == 14
    assert (facts.system_states[6].name, facts.system_states[6].due) == (
        "危险作业安全管理制度",
        Month(2026, 11),
    )
    assert [row.state for row in facts.system_states[:2]] == [PaperState.THERE, None]
    assert len(facts.ledger_states) == 8
    assert (facts.ledger_states[7].state, facts.ledger_states[7].due) == (PaperState.MISSING, Month(2026, 12))
    assert printed(facts.ledger_states[7], "due") == "2026年12月"


def test_users_of_dangerous_chemicals_have_the_fifteenth_system() -> None:
    facts = derive(record(chemicals=[{"name": "丙酮"}]), DAY)
    assert (facts.system_states[14].no, facts.system_states[14].name) == (15, "危险化学品使用安全管理制度")


def test_plans_of_a_year_begin_with_the_plan_of_the_service() -> None:
    made = {"documents": {"plan_delivered": "2026-11-17"}}
    begun = record(agreement={"effective": "2026-09-01", "start": "2026-10-12"}, **made).data
    assert [service.annual(begun, year, DAY, LIBRARY) for year in (2025, 2026, 2027)] == [
        domain.AnnualPlan(2025, 1),
        domain.AnnualPlan(2026, 11),
        domain.AnnualPlan(2027, 1),
    ]
    renewed = {**begun, "agreements": [{"effective": "2027-10-12"}]}
    assert service.annual(renewed, 2027, DAY, LIBRARY) == domain.AnnualPlan(2027, 1)
    late = record(agreement={"effective": "2026-12-01"}, documents={"plan_delivered": "2027-01-08"}).data
    assert service.annual(late, 2026, DAY, LIBRARY) == domain.AnnualPlan(2026, 12)


@pytest.mark.parametrize(("day", "first"), [("2026-09-20", 9), ("2026-10-12", 10), ("2026-12-31", 10)])
def test_a_plan_not_handed_over_counts_from_today_until_it_was_due(day: str, first: int) -> None:
    assert derive(record(), datetime.date.fromisoformat(day)).annual == domain.AnnualPlan(2026, first)


def _units(count: int) -> list[domain.Unit]:
    """So many units, each with a topic of its own."""
    found = derive(
        record(zones=[{"code": "Z1", "name": "铝件抛光间"}], dust=[{"kind": "铝", "zone": "Z1"}]), DAY
    )
    (one,) = (unit for unit in found.gravest_units if unit.key == "aluminium_dust")
    return [replace(one, title=f"甲{no}", training=(f"题{no}",)) for no in range(count)]


@pytest.mark.parametrize(
    ("first", "count", "months"),
    [
        (1, 3, [1, 2, 3]),
        (10, 3, [10, 11, 12]),
        (11, 9, [11, 11, 12, 12]),  # the gravest only: a month has time for two
        (12, 0, []),
    ],
)
def test_the_gravest_units_are_taught_in_the_months_left(first: int, count: int, months: list[int]) -> None:
    lessons = service.lessons(first, _units(count))
    assert [one.month for one in lessons] == months
    assert [one.topics for one in lessons] == [(f"题{no}",) for no in range(len(months))]


def test_a_unit_without_topics_is_not_taught() -> None:
    assert service.lessons(1, [replace(_units(1)[0], training=())]) == ()
