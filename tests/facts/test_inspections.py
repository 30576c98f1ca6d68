"""Papers of inspections: by the ledger and by the plan, each visit taken as itself."""

from __future__ import annotations

import datetime
from typing import Any

from generator import domain
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

Day = datetime.date


def _service(visits: list[dict[str, Any]], **parts: Any) -> domain.ServiceRecords:
    return derive(record(schedule={"visits": visits}, **parts), DAY).service


def _visit(date: str, content: str, **more: Any) -> dict[str, Any]:
    return {"date": date, "form": "现场检查", "content": content, **more}


def test_a_visit_moved_to_the_day_of_another_is_not_taken_for_it() -> None:
    moved = _visit("2026-10-13", "甲检查", done="2026-11-20")
    waiting = _visit("2026-11-20", "乙检查")
    service = _service([moved, waiting])
    assert [(one.date, one.planned, one.content) for one in service.made.inspections] == [
        (Day(2026, 11, 20), Day(2026, 10, 13), "甲检查")
    ]
    ahead = [one for one in service.ahead.inspections if one.planned == Day(2026, 11, 20)]
    assert [(one.content, one.number) for one in ahead] == [("乙检查", "")]


def test_the_ledger_belongs_to_the_visit_that_was_made() -> None:
    moved = _visit("2026-10-13", "甲检查", done="2026-11-20")
    waiting = _visit("2026-11-20", "乙检查")
    listed = {
        "inspections": [{"date": "2026-11-20", "kind": "托管检查", "inspectors": "示例辅导员A、示例辅导员B"}]
    }
    (made,) = _service([moved, waiting], records=listed).made.inspections
    assert (made.content, made.recorded, made.inspectors) == ("甲检查", True, ("示例辅导员A", "示例辅导员B"))


def test_a_visit_not_marked_as_made_is_the_inspection_of_its_day_that_the_ledger_knows() -> None:
    listed = {"inspections": [{"date": "2026-11-20", "kind": "托管检查"}]}
    (made,) = _service([_visit("2026-11-20", "乙检查")], records=listed).made.inspections
    assert (made.date, made.content, made.recorded) == (Day(2026, 11, 20), "乙检查", True)
    assert made.inspectors[0].startswith("辅导员：示例辅导员A；企业")
    other = {"inspections": [{"date": "2026-11-20", "kind": "综合"}]}
    assert _service([_visit("2026-11-20", "乙检查")], records=other).made.inspections == ()


def test_two_visits_of_one_day_are_one_inspection_that_tells_of_both() -> None:
    both = [
        _visit("2026-11-10", "甲检查", done="2026-11-10"),
        _visit("2026-11-11", "乙检查", done="2026-11-10"),
    ]
    service = _service(both)
    (made,) = service.made.inspections
    assert (made.content, made.planned) == ("甲检查；乙检查", Day(2026, 11, 10))
    assert [one.number.rpartition("2026")[2] for one in service.made.visits] == ["1110", "1110-02"]


def test_the_scope_names_departments_one_by_one() -> None:
    listed = {"inspections": [{"date": "2026-11-10", "kind": "托管检查", "department": "仓库、1号车间"}] * 2}
    (made,) = _service([], records=listed).made.inspections
    assert made.scope == ("仓库", "1号车间")
