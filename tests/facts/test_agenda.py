"""What of the client's own the months' visits are about, in which order, and until when."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from generator import domain
from generator.domain import Month
from generator.domain.subjects import Subject, SubjectKind
from generator.facts import agenda
from generator.facts.derivation import derive
from tests.facts.sample import record

Day = datetime.date
MADE = Day(2026, 10, 13)
HAZARD = {
    "number": "YH-1",
    "zone": "Z1",
    "location": "1号炉",
    "level": "重大",
    "level_reason": "没有联锁",
    "found": "2026-09-08",
    "description": "没有联锁",
    "recommendation": "加装联锁",
}
ZONES = [
    {
        "code": "Z1",
        "name": "熔炼区",
        "risks": [
            {"name": "遇水爆炸", "accidents": ["高温熔融物爆炸"], "L": 3, "E": 6, "C": 40},
            {"name": "灼烫", "accidents": ["灼烫"], "L": 1, "E": 6, "C": 7},
        ],
    },
    {
        "code": "Z2",
        "name": "抛光间",
        "risks": [{"name": "粉尘爆炸", "accidents": ["粉尘爆炸"], "L": 1, "E": 6, "C": 40}],
    },
]
DIAGNOSIS = [
    {"dimension": "领导作用", "conclusion": "符合"},
    {"dimension": "策划", "conclusion": "基本符合"},
    {"dimension": "现场管理", "conclusion": "不符合", "due": "2026-12"},
    {"dimension": "人员管理", "conclusion": "不符合", "due": "2026-11"},
]


def _visits(day: Day = MADE, **parts: Any) -> tuple[domain.Visit, ...]:
    documents = {"plan_delivered": MADE.isoformat()} if day >= MADE else {}
    return derive(record(documents=documents, zones=ZONES, **parts), day).schedule.visits


def _named(visits: tuple[domain.Visit, ...], kind: SubjectKind) -> dict[Month, list[str]]:
    """The keys of the subjects of a kind, by the month of the visit that is about them."""
    found: dict[Month, list[str]] = {}
    for visit in visits:
        for one in visit.subjects:
            if one.kind is kind:
                assert visit.month
                found.setdefault(visit.month, []).append(one.key)
    return found


@pytest.mark.parametrize(
    ("due", "months"),
    [
        ("2026-12-10", [10, 11, 12]),
        ("2026-10-31", [10]),
        ("2026-10-01", [10]),  # overdue
        (None, [10]),
    ],
)
def test_an_open_major_hazard_is_named_up_to_its_deadline(due: str | None, months: list[int]) -> None:
    row = {**HAZARD, "due": due} if due else HAZARD
    visits = _visits(hazards=[row])
    assert _named(visits, SubjectKind.MAJOR) == {Month(2026, month): ["YH-1"] for month in months}
    first = next(visit for visit in visits if visit.subjects)
    assert (first.form, first.subjects[0].kind) == ("现场检查", SubjectKind.MAJOR)
    told = "YH-1（熔炼区，2026-12-10前整改）" if due == "2026-12-10" else "YH-1（熔炼区"
    assert told in first.content


def test_a_major_hazard_that_was_mended_and_one_that_is_none_are_not_named() -> None:
    mended = {"rectified": "2026-10-02", "rechecked": "2026-10-02", "rechecker": "甲", "result": "已整改"}
    rows = [{**HAZARD, "due": "2026-12-10", **mended}, {**HAZARD, "number": "YH-2", "level": "一般"}]
    assert not _named(_visits(hazards=rows), SubjectKind.MAJOR)


def test_what_is_overdue_waits_for_the_first_month_that_has_a_visit_to_plan() -> None:
    given = [{"date": day, "form": "现场检查"} for day in ("2026-10-20", "2026-10-27")]
    visits = _visits(hazards=[{**HAZARD, "due": "2026-09-30"}], schedule={"visits": given})
    assert _named(visits, SubjectKind.MAJOR) == {Month(2026, 11): ["YH-1"]}


def test_grave_risks_come_in_turn_the_gravest_first_by_name_and_zone() -> None:
    visits = _visits()
    found = _named(visits, SubjectKind.RISK)
    assert list(found.values())[:4] == [["Z1-01"], ["Z2-01"], ["Z1-01"], ["Z2-01"]]
    first = next(visit for visit in visits if visit.subjects)
    assert "熔炼区“遇水爆炸”（重大风险）" in first.content
    assert not any("灼烫" in visit.content for visit in visits)


def test_one_grave_risk_comes_back_each_quarter() -> None:
    found = agenda.derive(agenda.Span(Month(2027, 1), MONTHS), (), _points(1), (), (), ())
    assert [month.month for month, named in found.inspection.items() if named] == [1, 4, 7, 10]


MONTHS = tuple(Month(2027, month) for month in range(1, 13))


def _points(count: int) -> tuple[domain.RiskPoint, ...]:
    risks = [{"name": f"险{no}", "accidents": ["火灾"], "L": 1, "E": 6, "C": 40} for no in range(count)]
    zones = [{"code": "Z1", "name": "车间", "risks": risks}]
    return derive(record(zones=zones), MADE).risk_points


@pytest.mark.parametrize("count", [2, 3, 5, 12, 13, 30])
def test_every_grave_risk_has_its_turn_within_a_year(count: int) -> None:
    found = agenda.derive(agenda.Span(Month(2027, 1), MONTHS), (), _points(count), (), (), ())
    named = [one.key for subjects in found.inspection.values() for one in subjects]
    assert len(set(named)) == count
    assert max(map(len, found.inspection.values())) == -(-count // 12)


def test_weak_parts_come_in_turn_what_fails_first() -> None:
    found = _named(_visits(diagnosis=DIAGNOSIS), SubjectKind.WEAK)
    assert list(found.values())[:4] == [["4"], ["3"], ["2"], ["4"]]


def test_the_turn_does_not_move_as_the_months_go_by() -> None:
    planned = _told(_visits(diagnosis=DIAGNOSIS))
    for day in (Day(2026, 11, 20), Day(2027, 2, 1)):
        later = _told(_visits(day, diagnosis=DIAGNOSIS))
        del later[Month.of(day)]
        assert later == {month: planned[month] for month in later}, day


def _told(visits: tuple[domain.Visit, ...]) -> dict[Month | None, list[str]]:
    """What the visits of each month are about."""
    found: dict[Month | None, list[str]] = {}
    for visit in visits:
        found.setdefault(visit.month, []).extend(one.name for one in visit.subjects)
    return found


PAPER = {"holder": "甲", "kind": "其他", "item": "焊接"}


@pytest.mark.parametrize(
    ("expires", "months"),
    [
        ("2027-03-31", [(2027, 2)]),
        ("2027-01-01", [(2026, 12)]),
        ("2026-10-31", [(2026, 10)]),
        ("2026-05-01", [(2026, 10)]),  # expired
        ("2027-09-30", [(2027, 8)]),
        ("2027-10-01", []),  # in a month after the service
    ],
)
def test_what_expires_is_told_in_the_month_before(expires: str, months: list[tuple[int, int]]) -> None:
    visits = _visits(certificates=[{**PAPER, "expires": expires}])
    found = _named(visits, SubjectKind.CERTIFICATE)
    assert found == {Month(*month): ["甲 焊接"] for month in months}
    told = [visit for visit in visits if "甲的焊接" in visit.content]
    assert [(visit.form == "现场检查", 7 in visit.items) for visit in told] == [(False, True)] * len(months)


def test_equipment_that_stands_still_and_what_has_no_day_are_not_told() -> None:
    until = Day(2027, 3, 5)
    special = {"category": "起重机械"}
    rows = [
        {"name": "行车", "code": "A", "special": {**special, "next_inspection": until.isoformat()}},
        {"name": "停用行车", "state": "停用", "special": {**special, "next_inspection": until.isoformat()}},
        {"name": "无日期行车", "special": special},
    ]
    found = _named(_visits(equipment=rows), SubjectKind.EQUIPMENT)
    assert found == {Month(2027, 2): ["行车A"]}


def test_of_many_subjects_three_are_named_and_all_are_counted() -> None:
    rows = [{**PAPER, "holder": holder, "expires": "2027-03-31"} for holder in "甲乙丙丁"]
    (told,) = (visit.content for visit in _visits(certificates=rows) if "甲的焊接" in visit.content)
    assert "丙的焊接（2027-03-31到期）等4项" in told and "丁的焊接" not in told


def test_beside_the_client_s_own_only_the_season_is_told_whole() -> None:
    said = {visit.month: visit.content for visit in _visits() if visit.form == "现场检查"}
    assert "并做职业病防治的月度检查" in said[Month(2027, 4)] and "警示标志" not in said[Month(2027, 4)]
    assert "检查屋面、排水" in said[Month(2027, 5)]
    bare = derive(record(), MADE).schedule.visits
    assert not any(visit.subjects for visit in bare)
    assert "警示标志" in "".join(visit.content for visit in bare)


def test_a_visit_that_was_made_says_nothing_that_was_only_planned() -> None:
    done = [{"date": "2026-10-20", "form": "现场检查", "done": "2026-10-20"}]
    parts = {"hazards": [{**HAZARD, "due": "2026-12-10"}], "schedule": {"visits": done}}
    (visit,) = (one for one in _visits(Day(2026, 10, 30), **parts) if one.done)
    assert not visit.subjects and "YH-1" not in visit.content


def test_a_subject_tells_its_kind_its_place_and_its_day() -> None:
    visits = _visits(hazards=[{**HAZARD, "due": "2026-12-10"}])
    first = next(visit for visit in visits if visit.subjects)
    assert first.subjects[0] == Subject(
        SubjectKind.MAJOR, "YH-1", "没有联锁", "熔炼区", "", Day(2026, 12, 10)
    )


def _unit(*zones: str, **parts: Any) -> domain.Unit:
    """The unit of aluminium dust as it is in these zones."""
    (found,) = (one for one in derive(record(**ALUMINIUM), MADE).units if one.key == "aluminium_dust")
    return replace(found, places=zones, zones=zones, **parts)


ALUMINIUM: dict[str, Any] = {
    "equipment": [{"name": "铝件抛光机", "zone": "Z2"}, {"name": "铝粉尘除尘器", "zone": "Z2"}],
    "zones": [{"code": "Z1", "name": "办公室"}, {"code": "Z2", "name": "铝件抛光间"}],
}


def test_units_have_their_turn_beside_the_grave_risks() -> None:
    span = agenda.Span(Month(2027, 1), MONTHS)
    found = agenda.derive(span, (), _points(2), [_unit("抛光间", "打磨间")], (), ())
    named = found.inspection[MONTHS[0]][1]
    keys = [[one.key for one in found.inspection[month]] for month in MONTHS[:4]]
    assert keys == [["Z1-01", "aluminium_dust"], ["Z1-02"], [], ["Z1-01", "aluminium_dust"]]
    assert (named.name, named.place) == ("铝、镁粉尘", "抛光间、打磨间")
    assert named.note.startswith("铝、镁粉装干燥加盖的防静电容器")


def test_a_unit_that_is_in_the_zones_of_grave_risks_alone_is_not_told_beside_them() -> None:
    span = agenda.Span(Month(2027, 1), MONTHS)
    found = agenda.derive(span, (), _points(1), [_unit("车间")], (), ())
    assert {one.kind for named in found.inspection.values() for one in named} == {SubjectKind.RISK}


def test_a_client_without_grave_risks_is_inspected_by_its_units() -> None:
    said = [visit.content for visit in derive(record(**ALUMINIUM), MADE).schedule.visits]
    assert any(words.startswith("对照检查项查现场：铝件抛光间的铝、镁粉尘（") for words in said)
    assert not any("对照检查项" in visit.content for visit in derive(record(), MADE).schedule.visits)


def test_the_units_that_can_do_most_harm_where_they_are_come_first() -> None:
    points = derive(record(zones=ZONES), MADE).risk_list
    other, dust = _unit("熔炼区", accidents=("灼烫",)), _unit("抛光间", accidents=("粉尘爆炸",))
    elsewhere, hot = (_unit(zone, accidents=("高温熔融物爆炸",)) for zone in ("抛光间", "熔炼区"))
    assert agenda.ranked([elsewhere, other, dust, hot], points) == [hot, dust, other, elsewhere]


def test_trainings_of_all_staff_teach_the_client_s_own_units() -> None:
    visits = derive(record(**ALUMINIUM), MADE).schedule.visits
    first, second = (visit.content for visit in visits if visit.form == "全员培训")
    assert "本企业专题：铝镁火为什么不能用水和常用灭火器" in first
    assert "铝镁火" not in second
