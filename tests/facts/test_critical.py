"""q/Q of every chemical by table 1 or 2, the sum on both sides of 1, and no conclusion while one is open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator import facts
from generator.domain import major_hazard
from generator.domain.printing import printed
from generator.facts import critical
from generator.library import built_in
from tests.conftest import DAY
from tests.facts.sample import record
from tests.rows import each

BELOW, REACHED, OPEN = major_hazard.MajorHazardState


def _found(*chemicals: dict[str, Any]) -> major_hazard.MajorHazard:
    return critical.derive({"chemicals": list(chemicals)}, built_in())


def _row(name: str, stock: object = "1 t", **more: Any) -> major_hazard.CriticalStock:
    return _found({"name": name, "max_stock": stock, **more}).rows[0]


@each(
    [
        ("丙酮", "", 500, "表1"),
        ("丙酮", "易燃液体，类别1", 500, "表1"),  # what table 1 names does not go by its class
        ("乙炔", "", 1, "表1"),
        ("环己酮", "易燃液体，类别3", 5000, "表2 W5.4"),
        ("稀释剂（含甲苯）", "易燃液体，类别2", 1000, "表2 W5.3"),
        ("硝酸（71%）", "", 100, "表1"),
        ("硝酸（70%）", "", 200, "表2 W9.2"),
        ("双氧水（30%）", "氧化性液体，类别2", 200, "表2 W9.2"),
    ]
)
def test_each_has_its_critical_quantity(name: str, hazard: str, limit: int, by: str) -> None:
    row = _row(name, hazard=hazard)
    assert (row.critical, row.by, row.note) == (limit, by, "")


@each(
    [
        ({"name": "丙酮"}, "最大储存量没有填"),
        ({"name": "丙酮", "max_stock": "3桶"}, "最大储存量没有写成 kg、t"),
        ({"name": "丙酮", "max_stock": 200}, "最大储存量没有写成 kg、t"),
        (
            {"name": "过氧化甲基乙基酮", "max_stock": "1 t"},
            "表1 只列按有效氧含量和稀释剂分列的，名称没有写明",
        ),
        ({"name": "油墨", "max_stock": "1 t"}, "危险性类别没有填"),
        ({"name": "某液体", "max_stock": "1 t", "hazard": "有毒"}, "凭所填的危险性类别定不了"),
    ]
)
def test_what_is_not_known_leaves_no_conclusion(given: dict[str, Any], note: str) -> None:
    found = _found({"name": "甲苯", "max_stock": "1 t"}, given)
    assert (found.rows[1].note, found.rows[1].ratio) == (note, None)
    assert (found.state, found.open, found.total) == (OPEN, (given["name"],), Decimal("0.00200"))


@pytest.mark.parametrize(
    ("given", "limit", "note"),
    [
        ({"name": "硝酸", "hazard": "氧化性液体，类别3"}, 100, "没有写明浓度，取较小的临界量"),
        ({"name": "甲醛溶液", "hazard": "急性毒性-吸入，类别3"}, 50, "取可能的最小临界量"),
        ({"name": "某液体", "hazard": "急性毒性-经口，类别2；易燃液体，类别3"}, 50, "取可能的最小临界量"),
    ],
)
def test_what_is_open_counts_with_the_smallest_quantity_that_it_can_have(
    given: dict[str, Any], limit: int, note: str
) -> None:
    row = {**given, "max_stock": f"{limit / 2} t"}
    found = _found(row)
    assert (found.rows[0].critical, found.rows[0].note) == (limit, note)
    assert (found.state, found.total, found.open) == (BELOW, Decimal("0.50000"), ())
    # It may reach 1, or it may not: nothing is concluded, and the name is told.
    found = _found({**row, "max_stock": f"{limit} t"})
    assert (found.state, found.open) == (OPEN, (given["name"],))


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ({"name": "氩气", "max_stock": "40瓶", "hazard": "加压气体"}, "表1、表2 都没有列"),
        ({"name": "硫酸", "hazard": "皮肤腐蚀/刺激，类别1A"}, "表1、表2 都没有列"),
        ({"name": "天然气", "max_stock": "管道供气，不储存"}, "不储存，管道内的量未计"),
    ],
)
def test_what_does_not_count_leaves_the_conclusion_to_the_rest(given: dict[str, Any], note: str) -> None:
    found = _found(given)
    assert (found.rows[0].note, found.state, found.total) == (note, BELOW, 0)


@pytest.mark.parametrize(
    ("stock", "total", "state"),
    [
        ("0.999 t", "0.99999", BELOW),  # 0.9999 of 1 t and 0.00009… of 500 t: below 1, and printed below it
        ("1 t", "1.00000", REACHED),
        ("2 t", "2.00000", REACHED),
    ],
)
def test_the_sum_is_judged_exactly_at_1(stock: str, total: str, state: major_hazard.MajorHazardState) -> None:
    more = "0.4999999 t" if stock == "0.999 t" else "0"
    found = _found({"name": "乙炔", "max_stock": stock}, {"name": "丙酮", "max_stock": more})
    assert found.state is state
    assert printed(found, "total") == total


def test_thirds_make_a_whole() -> None:
    three = [{"name": name, "max_stock": "166.6666666666666666667 t"} for name in ("丙酮", "甲苯", "甲醇")]
    assert _found(*three).state is REACHED
    three[0] = {"name": "丙酮", "max_stock": "166.666666666666666666 t"}
    assert _found(*three).state is BELOW


def test_what_is_reached_stands_whatever_is_unknown() -> None:
    found = _found({"name": "乙炔", "max_stock": "1 t"}, {"name": "油墨"})
    assert (found.state, found.open) == (REACHED, ("油墨",))


def test_without_chemicals_nothing_is_said() -> None:
    assert _found() == major_hazard.MajorHazard((), None, None, ())


def _told(*chemicals: dict[str, Any]) -> list[str]:
    given = record(chemicals=list(chemicals))
    known = facts.derive(given, DAY)
    return [f"{one.message}；{one.hint}" for one in critical.warnings(given, known)]


def test_only_what_is_open_or_reached_is_told() -> None:
    assert _told({"name": "丙酮", "max_stock": "1 t"}) == []
    (told,) = _told({"name": "丙酮"}, {"name": "油墨", "max_stock": "1 t"})
    assert told.startswith("没有结论：丙酮（最大储存量没有填）；油墨（危险性类别没有填）；最大储存量")
    (told,) = _told({"name": "乙炔", "max_stock": "1.5 t"})
    assert told.startswith("全厂合计 Σq/Q＝1.50000，不小于 1；按生产单元")
