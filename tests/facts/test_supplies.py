"""Emergency supplies: the next check, and the life of an extinguisher by its kind and month of making."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator import domain
from generator.domain import Month
from generator.facts import supplies
from generator.library import built_in
from tests.facts.sample import DAY, record
from tests.rows import each

Day = datetime.date


def _supply(day: Day = DAY, **row: Any) -> domain.Supply:
    (one,) = supplies.derive(record(emergency_supplies=[{"name": "某器材", **row}]).data, day, built_in())
    return one


@pytest.mark.parametrize(
    ("kind", "first", "years", "scrap"),
    [
        ("水基型灭火器", Month(2023, 5), 1, Month(2026, 5)),
        ("干粉灭火器", Month(2025, 5), 2, Month(2030, 5)),
        ("二氧化碳灭火器", Month(2025, 5), 2, Month(2032, 5)),
    ],
)
def test_the_life_of_an_extinguisher_follows_from_its_kind(
    kind: str, first: Month, years: int, scrap: Month
) -> None:
    one = _supply(kind=kind, made="2020-05")
    assert (one.first_repair, one.repair_years, one.scrap, one.expires) == (first, years, scrap, scrap)


def test_other_kinds_have_no_life_of_their_own() -> None:
    for kind in ("其他灭火器", "消火栓"):
        one = _supply(kind=kind, made="2020-05", expires="2026-12")
        assert (one.first_repair, one.repair_years, one.next_repair, one.scrap) == (None, None, None, None)
        assert (one.expires, one.state, one.expiry_state) == (Month(2026, 12), "60日内", "60日内")
    assert _supply().state is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (Day(2025, 4, 30), "正常"),
        (Day(2025, 5, 1), "应维修"),
        (Day(2030, 4, 30), "应维修"),
        (Day(2030, 5, 1), "应报废"),
    ],
)
def test_a_month_of_repair_or_scrapping_has_come_with_its_first_day(day: Day, state: str) -> None:
    assert _supply(day, kind="干粉灭火器", made="2020-05").state == state


def test_repairs_follow_the_last_one_until_the_day_of_scrapping() -> None:
    told = {"kind": "干粉灭火器", "made": "2020-05"}
    assert _supply(**told, repaired="2028-04").next_repair == Month(2030, 4)
    assert _supply(**told, repaired="2028-05").next_repair is None
    assert _supply(**told, repaired="2026-05-20").next_repair == Day(2028, 5, 20)
    assert _supply(**told, repaired="2028-04").state == "正常"


@each(
    [
        ("每周", Day(2026, 2, 7)),
        ("每半月", Day(2026, 2, 15)),
        ("每月", Day(2026, 2, 28)),
        ("每季度", Day(2026, 4, 30)),
        ("每半年", Day(2026, 7, 31)),
        ("每年", Day(2027, 1, 31)),
        (None, None),
    ]
)
def test_the_next_check_follows_the_cycle(cycle: str | None, due: Day | None) -> None:
    assert _supply(cycle=cycle, checked="2026-01-31").next_check == due
    assert _supply(cycle=cycle).next_check is None


def test_every_kind_of_extinguisher_is_one() -> None:
    kinds = [one for one in domain.SupplyKind if one.endswith("灭火器")]
    found = tuple(_supply(kind=kind) for kind in domain.SupplyKind)
    assert [one.kind for one in supplies.extinguishers(found)] == kinds
