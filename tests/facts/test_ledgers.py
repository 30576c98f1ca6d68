from __future__ import annotations

import datetime
from typing import Any

from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

Day = datetime.date
HAZARD = {"location": "车间", "description": "某隐患", "level": "一般", "recommendation": "整改"}


def _facts(**parts: Any) -> Any:
    return derive(record(**parts), DAY)


def _hazard(number: str, found: str, **more: Any) -> dict[str, Any]:
    return {**HAZARD, "number": number, "found": found, **more}


def test_without_inspections_hazards_make_rows_by_their_day() -> None:
    hazards = [
        _hazard("丙", "2026-09-22", finder="示例辅导员B"),
        _hazard("甲", "2026-09-08", finder="示例辅导员A", before=[{"photo": "a.jpg"}]),
        _hazard("乙", "2026-09-08", finder="示例辅导员A"),
    ]
    rows = _facts(hazards=hazards).inspections
    assert [(row.no, row.date, row.hazard, row.found) for row in rows] == [
        (1, Day(2026, 9, 8), "甲", 2),
        (2, Day(2026, 9, 8), "乙", None),
        (3, Day(2026, 9, 22), "丙", 1),
    ]
    assert {row.kind for row in rows} == {"托管检查"}
    assert [row.inspectors for row in rows] == [("示例辅导员A",)] * 2 + [("示例辅导员B",)]
    assert [row.photos for row in rows] == [("前",), (), ()]


def test_inspections_show_the_hazards_they_name_and_the_rest_is_not_lost() -> None:
    inspections = [
        {"date": "2026-10-13", "kind": "综合", "hazards": []},
        {"date": "2026-09-08", "kind": "托管检查", "hazards": ["乙", "甲"], "department": "各车间"},
        {"date": "2026-09-22", "kind": "日常"},
    ]
    hazards = [
        _hazard("甲", "2026-09-08"),
        _hazard("乙", "2026-09-08", result="已整改"),
        _hazard("丙", "2026-09-22"),
        _hazard("丁", "2026-10-13"),
    ]
    rows = _facts(hazards=hazards, records={"inspections": inspections}).inspections
    assert [(row.date, row.kind, row.hazard, row.found) for row in rows] == [
        (Day(2026, 9, 8), "托管检查", "乙", 2),
        (Day(2026, 9, 8), "托管检查", "甲", None),
        (Day(2026, 9, 22), "日常", "丙", 1),
        (Day(2026, 10, 13), "综合", "", 0),
        (Day(2026, 10, 13), "托管检查", "丁", 1),
    ]
    assert (rows[0].result, rows[0].department, rows[0].description) == ("已整改", ("各车间",), "某隐患")


def test_an_unknown_hazard_number_stays_with_nothing_invented() -> None:
    inspections = [{"date": "2026-09-08", "kind": "综合", "hazards": ["没有"]}]
    (row,) = _facts(records={"inspections": inspections}).inspections
    assert (row.hazard, row.description, row.level, row.due) == ("没有", "", None, None)


def test_meetings_are_in_the_order_of_days() -> None:
    meetings = [{"date": "2026-10-01", "topic": "后"}, {"date": "2026-09-01", "topic": "先", "expected": 12}]
    first, second = _facts(records={"meetings": meetings}).meetings
    assert (first.no, first.topic, first.expected, first.present) == (1, "先", 12, None)
    assert (second.no, second.topic) == (2, "后")


def test_blank_rows_are_fifteen_unless_said_otherwise() -> None:
    assert _facts().blank_rows == tuple(range(1, 16))
    assert _facts(blank_rows=3).blank_rows == (1, 2, 3)
    assert _facts(blank_rows=0).blank_rows == ()


def test_hazards_found_by_others_are_not_the_agencys() -> None:
    hazards = [
        _hazard("甲", "2026-09-08"),
        _hazard("乙", "2026-09-08", source="上级检查", spent=1200),
        _hazard("丙", "2026-09-22", source="企业自查"),
    ]
    known = _facts(hazards=hazards)
    assert [(row.date, row.kind, row.hazard) for row in known.inspections] == [
        (Day(2026, 9, 8), "托管检查", "甲"),
        (Day(2026, 9, 8), "上级检查", "乙"),
        (Day(2026, 9, 22), "企业自查", "丙"),
    ]
    assert [row.spent for row in known.inspections] == [None, 1200, None]
    assert [[one.number for one in sheet.hazards] for sheet in known.service.made.inspections] == [["甲"]]


def test_an_inspection_claims_what_its_kind_may_have_found() -> None:
    inspections = [{"date": "2026-09-08", "kind": "托管检查"}, {"date": "2026-09-22", "kind": "日常"}]
    hazards = [
        _hazard("甲", "2026-09-08", source="托管检查"),
        _hazard("乙", "2026-09-08", source="企业自查"),
        _hazard("丙", "2026-09-22", source="企业自查"),
        _hazard("丁", "2026-09-22", source="托管检查"),
    ]
    rows = _facts(hazards=hazards, records={"inspections": inspections}).inspections
    assert {(row.kind, row.hazard) for row in rows} == {
        ("托管检查", "甲"),
        ("企业自查", "乙"),
        ("日常", "丙"),
        ("托管检查", "丁"),
    }


def test_what_was_written_down_late_is_noted() -> None:
    inspections = [
        {"date": "2026-09-08", "kind": "托管检查", "note": "与班组同查", "late": "记录单遗失"},
        {"date": "2026-09-22", "kind": "托管检查"},
    ]
    hazards = [
        _hazard("甲", "2026-09-08"),
        _hazard("乙", "2026-09-22", late="漏记"),
        _hazard("丙", "2026-10-08"),
    ]
    found = _facts(hazards=hazards, records={"inspections": inspections, "trainings": [{"late": "漏记"}]})
    told = [("与班组同查", "补录：记录单遗失"), ("补录：漏记",), ()]
    assert [row.remark for row in found.inspections] == told
    assert [one.late for one in found.records.trainings] == ["补录：漏记"]
