"""What is due and by when: one judgement with the verdicts, on both sides of each day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator import api, facts
from generator.domain import Due, DutyState
from generator.facts import dues
from generator.library import built_in
from tests import once
from tests.conftest import ROOT, STUDIED
from tests.facts.sample import record

LIBRARY = built_in()
ONE = datetime.timedelta(days=1)
RECORDS = {name: once.record(ROOT / "examples" / name) for name in STUDIED}
HAZARD = {"number": "YH-1", "found": "2026-10-01", "due": "2026-10-20", "description": "通道堵塞"}


def _found(day: str, **parts: Any) -> dict[str, Due]:
    """What is due on the day by its kind."""
    known = facts.derive(record(**parts), datetime.date.fromisoformat(day), LIBRARY)
    return {due.kind: due for due in dues.derive(known, LIBRARY)}


@pytest.mark.parametrize(
    ("kind", "last", "parts"),
    [
        ("hazard", "2026-10-20", {"hazards": [HAZARD]}),
        ("stop", "2026-10-08", {"hazards": [{**HAZARD, "stop": {"what": "喷漆线", "due": "2026-10-08"}}]}),
        ("stop", "2026-10-01", {"hazards": [{**HAZARD, "stop": {"what": "喷漆线"}}]}),
        ("letter_enterprise", "2026-09-01", {}),
        ("letter_bureau", "2026-09-01", {}),
        ("board", "2026-09-01", {}),
        ("upload", "2026-09-01", {}),
        ("plan", "2026-10-19", {}),
        ("trainings", "2027-08-31", {}),
        ("drills", "2027-08-31", {}),
        ("agreement", "2027-08-31", {}),
        (
            "certificate",
            "2026-12-20",
            {"certificates": [{"holder": "甲", "kind": "其他", "item": "乙", "expires": "2026-12-20"}]},
        ),
        (
            "certificate",
            "2026-11-30",
            {
                "certificates": [
                    {
                        "holder": "甲",
                        "kind": "其他",
                        "item": "乙",
                        "review": "2026-11-30",
                        "expires": "2029-12-20",
                    }
                ]
            },
        ),
        (
            "equipment",
            "2027-03-01",
            {
                "equipment": [
                    {"name": "储气罐", "special": {"category": "压力容器", "next_inspection": "2027-03-01"}}
                ]
            },
        ),
        (
            "measurement",
            "2027-05-01",
            {
                "health_factors": [
                    {"factor": "噪声", "posts": ["冲压工"], "severity": "严重", "tested": "2026-05-01"}
                ]
            },
        ),
        ("supply", "2027-01-15", {"emergency_supplies": [{"name": "急救箱", "expires": "2027-01-15"}]}),
        (
            "advisor",
            "2027-03-20",
            {"agency": {"advisors": [{"name": "示例辅导员A", "trained": "2026-03-20"}]}},
        ),
        (
            "officer",
            "2027-05-31",
            {"people": {"safety_officers": [{"name": "乙", "duty": "专职", "expires": "2027-05-31"}]}},
        ),
        (
            "contact",
            "2026-12-10",
            {"records": {"contacts": [{"date": "2026-10-01", "subject": "催办", "due": "2026-12-10"}]}},
        ),
    ],
)
def test_is_in_time_on_its_last_day_and_late_on_the_next(kind: str, last: str, parts: dict[str, Any]) -> None:
    on_it = _found(last, **parts)[kind]
    after = _found(str(datetime.date.fromisoformat(last) + ONE), **parts)[kind]
    assert (str(on_it.day), on_it.late) == (last, False)
    assert (str(after.day), after.late) == (last, True)


def test_a_fire_extinguisher_is_late_from_the_first_day_of_its_month() -> None:
    parts = {"emergency_supplies": [{"name": "灭火器", "kind": "干粉灭火器", "made": "2021-12"}]}
    assert not _found("2026-11-30", **parts)["supply"].late
    assert _found("2026-12-01", **parts)["supply"].late


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("hazard", {"hazards": [{**HAZARD, "rechecked": "2026-10-19", "result": "已整改"}]}),
        (
            "stop",
            {"hazards": [{**HAZARD, "stop": {"what": "线", "due": "2026-10-08", "done": "2026-10-08"}}]},
        ),
        ("notice", {"hazards": [{**HAZARD, "level": "重大", "notified": "2026-10-01"}]}),
        ("notice", {"hazards": [HAZARD]}),
        ("plan", {"documents": {"plan_delivered": "2026-10-10"}, "diagnosis": [{"dimension": "机构"}]}),
        ("letter_bureau", {"documents": {"letter_bureau_delivered": "2026-09-01"}}),
        ("board", {"documents": {"board_posted": "2026-09-01"}}),
        ("upload", {"documents": {"contract_uploaded": "2026-09-01"}}),
        (
            "equipment",
            {
                "equipment": [
                    {
                        "name": "储气罐",
                        "state": "停用",
                        "special": {"category": "压力容器", "next_inspection": "2026-03-01"},
                    }
                ]
            },
        ),
        (
            "contact",
            {
                "records": {
                    "contacts": [
                        {
                            "date": "2026-10-01",
                            "subject": "催办",
                            "due": "2026-10-10",
                            "replied": "2026-10-09",
                        }
                    ]
                }
            },
        ),
    ],
)
def test_nothing_is_due_once_it_is_done(kind: str, parts: dict[str, Any]) -> None:
    assert kind not in _found("2026-11-23", **parts)


def test_major_hazards_and_stops_come_first() -> None:
    later = {"number": "YH-2", "found": "2026-10-01", "due": "2026-11-01", "level": "重大"}
    known = facts.derive(
        record(hazards=[HAZARD, {**later, "notified": "2026-10-01"}]), datetime.date(2026, 11, 23), LIBRARY
    )
    first, second = [due for due in dues.derive(known, LIBRARY) if due.kind == "hazard"]
    assert (first.key, first.grave, first.what) == ("YH-2", True, "重大事故隐患整改")
    assert (second.key, second.grave, second.what) == ("YH-1", False, "整改")
    assert dues.derive(known, LIBRARY)[0] == first


def test_an_officer_whose_certificate_is_listed_is_told_once() -> None:
    people = {"safety_officers": [{"name": "乙", "duty": "专职", "expires": "2027-05-31"}]}
    row = {"holder": "乙", "kind": "安全管理", "item": "合格证明", "expires": "2027-05-31"}
    found = _found("2026-11-23", people=people, certificates=[row])
    assert "certificate" in found
    assert "officer" not in found


def test_an_agreement_that_is_renewed_asks_for_nothing() -> None:
    known = facts.derive(record(), datetime.date(2027, 8, 31), LIBRARY)
    assert "agreement" in {due.kind for due in dues.derive(known, LIBRARY)}
    assert "agreement" not in {due.kind for due in dues.derive(known, LIBRARY, renewed=True)}


def test_mended_but_not_seen_yet_asks_for_the_re_check() -> None:
    assert _found("2026-10-10", hazards=[{**HAZARD, "rectified": "2026-10-09"}])["hazard"].what == "复查"


@pytest.mark.parametrize("name", STUDIED)
@pytest.mark.parametrize("day", ["2026-09-15", "2026-11-02", "2026-11-23", "2027-02-01", "2027-11-01"])
def test_agrees_with_every_verdict(name: str, day: str) -> None:
    """What compliance table, list and check call late is late here, under the same article, and no more."""
    known = facts.derive(RECORDS[name], datetime.date.fromisoformat(day), LIBRARY)
    found = dues.derive(known, LIBRARY)
    told = {name for due in found if due.late or due.day == known.day for name in (due.kind, due.basis)}
    told |= {due.kind for due in found if due.day and due.day > known.day}
    for covered in api.compliance.coverage(LIBRARY):
        rule, verdict = covered.rule, api.compliance.verdict(covered.rule, known)
        key = f"{known.agreement.start} {rule.no or ''}".rstrip()
        own = [due for due in found if (due.kind, due.key) == (rule.verdict, key)]
        if verdict.late and verdict.state != DutyState.DONE:
            assert {rule.article, rule.verdict} & told, rule
        assert not [due for due in own if due.late and not verdict.late], rule
        assert not own or verdict.state not in (DutyState.DONE, DutyState.NOT), rule
    keys = [(due.kind, due.key) for due in found]
    assert len(set(keys)) == len(keys)


def test_what_is_to_be_scrapped_is_not_to_be_repaired_before() -> None:
    parts = {"emergency_supplies": [{"name": "灭火器", "kind": "干粉灭火器", "made": "2012-03"}]}
    found = {day: _found(day, **parts)["supply"] for day in ("2022-02-28", "2022-03-01")}
    assert [(str(due.day), due.what, due.late) for due in found.values()] == [
        ("2017-03-01", "维修", True),
        ("2022-03-01", "报废", True),
    ]


def test_a_month_of_expiry_lasts_until_its_end() -> None:
    parts = {"emergency_supplies": [{"name": "急救箱", "expires": "2027-01"}]}
    last = _found("2027-01-31", **parts)["supply"]
    assert (str(last.day), last.late) == ("2027-01-31", False)
    assert _found("2027-02-01", **parts)["supply"].late


@pytest.mark.parametrize(
    ("kind", "what", "parts"),
    [
        ("hazard", "整改，没有填整改期限", {"hazards": [{"found": "2026-10-01", "description": "通道堵塞"}]}),
        (
            "equipment",
            "定期检验，没有填下次检验日期",
            {"equipment": [{"name": "储气罐", "special": {"category": "压力容器"}}]},
        ),
    ],
)
def test_what_has_no_day_is_told_and_not_late(kind: str, what: str, parts: dict[str, Any]) -> None:
    due = _found("2026-11-23", **parts)[kind]
    assert (due.day, due.what, due.late) == (None, what, False)


def test_a_plan_whose_due_day_nobody_knows_is_told_as_such() -> None:
    due = _found("2028-03-23", agreement={"effective": "2028-03-01"})["plan"]
    assert (due.day, due.late, due.what) == (None, False, "待国务院办公厅公布放假安排后核定")
    delivered = {"agreement": {"effective": "2028-03-01"}, "documents": {"plan_delivered": "2028-03-20"}}
    assert _found("2028-03-23", **delivered)["plan"].what.startswith("没有填报现状诊断")


def test_what_an_item_of_the_measures_lacks_is_told_once_by_what_lacks_it() -> None:
    visit = {"date": "2026-09-10", "form": "现场检查", "items": [7], "done": "2026-09-10"}
    row = {"holder": "甲", "kind": "其他", "item": "乙", "expires": "2026-10-01"}
    known = facts.derive(
        record(schedule={"visits": [visit]}, certificates=[row]), datetime.date(2026, 10, 5), LIBRARY
    )
    assert known.verdicts.items[6].late
    late = [due.kind for due in dues.derive(known, LIBRARY) if due.basis == "第十四条第7项"]
    assert late == ["certificate"]
