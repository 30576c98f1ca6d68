from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import domain
from generator.facts import dates, term, workdays
from generator.facts.derivation import derive
from generator.library import built_in
from tests.depth import rounds
from tests.facts.sample import DAY, record

Day = datetime.date
FORMS = ["现场检查", "现场办公", "全员培训", "应急演练"]
STARTS = st.dates(Day(2024, 1, 1), Day(2027, 12, 31))


SIGNED = Day(2026, 9, 1)


def _plan(day: Day | None = None, **parts: Any) -> domain.Schedule:
    """The plan as made on the day, else on the day that the agreement takes effect."""
    given_ = record(**parts)
    return derive(given_, day or Day.fromisoformat(given_.data["agreement"]["effective"])).schedule


def _agreed(start: Day, **more: Any) -> dict[str, Any]:
    return {"effective": start.isoformat(), **more}


def _days(plan: domain.Schedule) -> list[Day]:
    return [visit.date for visit in plan.visits]


@settings(max_examples=rounds(60, desk=20), deadline=None)
@given(start=STARTS, name=st.sampled_from(["示例小厂", "甲厂", "乙厂", "丙厂"]))
def test_a_year_of_service_meets_article_16_month_by_month(start: Day, name: str) -> None:
    plan = _plan(agreement=_agreed(start), enterprise={"name": name})
    days = _days(plan)
    assert plan.complete
    assert all(check.complete for check in plan.months)
    assert len(plan.months) in (12, 13)
    assert len(days) == len(set(days)) == plan.visit_days >= 24
    assert days == sorted(days)
    assert all(workdays.likely(day, built_in()) and start <= day <= dates.year_end(start) for day in days)
    per_month = Counter((day.year, day.month) for day in days)
    assert min(per_month.values()) >= 2
    assert (plan.trainings, plan.drills) == (2, 1)
    assert plan.inspections == len(plan.months)


@settings(max_examples=rounds(60, desk=20), deadline=None)
@given(
    start=st.dates(Day(2025, 1, 1), Day(2026, 1, 1)),
    offsets=st.lists(st.tuples(st.integers(0, 330), st.sampled_from(FORMS)), max_size=30),
    avoid=st.lists(st.integers(0, 330), max_size=25),
)
def test_given_days_are_kept_and_only_what_lacks_is_added(
    start: Day, offsets: list[tuple[int, str]], avoid: list[int]
) -> None:
    avoided = {(start + datetime.timedelta(days=n)).isoformat() for n in avoid}
    visits = [
        {"date": (start + datetime.timedelta(days=n)).isoformat(), "form": form, "content": "已定内容"}
        for n, form in offsets
    ]
    given_ = record(agreement=_agreed(start), schedule={"visits": visits, "avoid": sorted(avoided)})
    plan = derive(given_, start).schedule
    kept = Counter(
        (visit.date.isoformat(), visit.form) for visit in plan.visits if visit.content.startswith("已定内容")
    )
    assert kept == Counter((visit["date"], visit["form"]) for visit in visits)
    added = [visit for visit in plan.visits if not visit.content.startswith("已定内容")]
    added_days = [visit.date.isoformat() for visit in added]
    assert len(added_days) == len(set(added_days))
    assert not set(added_days) & avoided
    assert not set(added_days) & {visit["date"] for visit in visits}
    assert all(workdays.is_workday(Day.fromisoformat(day), built_in()) for day in added_days)
    months = [month for month in term.months(given_.data) if month.required]
    for month in months:
        here = [visit for visit in plan.visits if month.covers(visit.date)]
        used = {visit.date.isoformat() for visit in here} | avoided
        free = [day for day in dates.span(month.first, month.last) if workdays.is_workday(day, built_in())]
        if any(day.isoformat() not in used for day in free):
            assert len({visit.date for visit in here}) >= 2
            assert "现场检查" in {visit.form for visit in here}


def test_the_plan_is_the_same_every_time() -> None:
    assert _plan(DAY) == _plan(DAY)


@settings(max_examples=rounds(60, desk=20), deadline=None)
@given(
    gone=st.integers(0, 400),
    offsets=st.lists(st.tuples(st.integers(0, 364), st.sampled_from(FORMS), st.booleans()), max_size=12),
)
def test_nothing_is_planned_before_the_day(gone: int, offsets: list[tuple[int, str, bool]]) -> None:
    today = SIGNED + datetime.timedelta(days=gone)
    visits = [
        {"date": day, "form": form, "content": "已定", **({"done": day} if made else {})}
        for n, form, made in offsets
        if (day := (SIGNED + datetime.timedelta(days=n)).isoformat())
    ]
    plan = _plan(today, schedule={"visits": visits})
    added = [visit for visit in plan.visits if not visit.content.startswith("已定")]
    assert all(visit.date >= today for visit in added)
    months = [month for month in term.months(record().data) if month.last < today]
    held = {visit["done"] for visit in visits if visit.get("done", "9") <= today.isoformat()}
    for month, check in zip(months, plan.months, strict=False):
        made = [day for day in held if month.covers(Day.fromisoformat(day))]
        assert (check.over, check.visits) == (True, len(made))
        assert check.complete <= (len(made) >= 2)


def test_a_month_that_is_over_counts_what_was_done_and_the_ledger_knows() -> None:
    visits = [
        {"date": "2026-09-08", "form": "现场办公", "done": "2026-09-09"},
        {"date": "2026-09-22", "form": "现场检查"},
        {"date": "2026-10-13", "form": "现场检查", "done": "2026-11-24"},
    ]
    rows = [
        {
            "location": "车间",
            "level": "一般",
            "found": "2026-09-25",
            "description": "甲",
            "recommendation": "乙",
        }
    ]
    september, october, november = _plan(DAY, schedule={"visits": visits}, hazards=rows).months[:3]
    assert (september.visits, september.inspections, september.complete) == (2, 1, True)
    assert (october.visits, october.inspections, october.complete) == (0, 0, False)
    assert (november.over, november.complete) == (False, True)


def test_what_the_month_already_had_is_not_planned_again() -> None:
    rows = [
        {
            "location": "车间",
            "level": "一般",
            "found": "2026-11-03",
            "description": "甲",
            "recommendation": "乙",
        }
    ]
    visits = [{"date": "2026-11-10", "form": "现场办公", "done": "2026-11-10"}]
    plan = _plan(DAY, schedule={"visits": visits}, hazards=rows)
    assert [visit.date for visit in plan.visits if visit.month == (2026, 11)] == [Day(2026, 11, 10)]


def test_two_records_of_one_day_are_one_visit() -> None:
    day = {"date": "2026-09-08"}
    same = [{**day, "form": "现场检查"}, {**day, "form": "全员培训"}]
    plan = _plan(schedule={"visits": same})
    september = plan.months[0]
    assert (september.visits, september.inspections, september.trainings) == (2, 1, 1)
    orders = {(visit.date, visit.order) for visit in plan.visits if visit.month == (2026, 9)}
    assert [order for _, order in sorted(orders)] == ["第1次", "第2次"]


def test_a_month_without_a_free_day_is_told_as_lacking() -> None:
    avoid = [day.isoformat() for day in dates.span(Day(2026, 11, 1), Day(2026, 11, 30))]
    plan = _plan(schedule={"avoid": avoid})
    lacking = [check.month for check in plan.months if not check.complete]
    assert lacking == [(2026, 11)]
    assert not plan.complete


def test_days_in_an_unpublished_year_are_tentative_and_given_days_are_not() -> None:
    visits = [{"date": "2027-01-12", "form": "现场检查"}]
    plan = _plan(schedule={"visits": visits})
    assert plan.tentative
    assert {visit.tentative for visit in plan.visits if visit.date.year < 2027} == {False}
    assert {visit.date for visit in plan.visits if visit.date.year == 2027 and not visit.tentative} == {
        Day(2027, 1, 12)
    }


def test_a_plan_within_published_years_has_no_tentative_days() -> None:
    assert not _plan(agreement=_agreed(Day(2025, 3, 1))).tentative


@pytest.mark.parametrize(
    ("start", "end", "months", "trainings", "drills"),
    [
        (Day(2026, 3, 1), Day(2026, 4, 30), 2, 1, 0),
        (Day(2026, 3, 1), Day(2026, 8, 31), 6, 1, 1),
        (Day(2026, 3, 1), Day(2026, 9, 30), 7, 2, 1),
        (Day(2026, 3, 25), Day(2027, 3, 24), 12, 2, 1),
        (Day(2026, 3, 10), Day(2027, 3, 9), 12, 2, 1),
        (Day(2026, 3, 15), Day(2027, 3, 14), 13, 2, 1),
        (Day(2026, 3, 1), Day(2029, 2, 28), 12, 2, 1),
        (Day(2026, 3, 1), Day(2026, 2, 1), 12, 2, 1),
    ],
)
def test_shorter_longer_and_broken_terms(
    start: Day, end: Day, months: int, trainings: int, drills: int
) -> None:
    plan = _plan(agreement=_agreed(start, end=end.isoformat()))
    assert (len(plan.months), plan.trainings, plan.drills) == (months, trainings, drills)
    assert plan.complete


def test_a_term_of_a_few_days_plans_what_fits() -> None:
    plan = _plan(agreement=_agreed(Day(2026, 3, 9), end="2026-03-13"))
    assert (plan.visit_days, plan.inspections, plan.trainings, plan.complete) == (2, 1, 1, True)
    one = _plan(agreement=_agreed(Day(2026, 3, 9), end="2026-03-09"))
    assert (one.visit_days, one.complete) == (1, False)


def test_topics_follow_the_features() -> None:
    text = "".join(visit.content for visit in _plan().visits)
    assert not any(word in text for word in ("有限空间", "粉尘", "氨", "特种设备登记", "喷漆", "危险化学品"))
    features = {"dust": True, "ammonia": True, "solvent_spraying": True}
    spaces = [{"name": "污水池", "toxic": True}]
    rich = "".join(visit.content for visit in _plan(features=features, confined_spaces=spaces).visits)
    assert all(word in rich for word in ("有限空间专题", "粉尘防爆专题", "粉尘爆炸现场处置演练"))


def test_the_first_inspection_is_the_diagnosis_and_the_last_visit_sums_up() -> None:
    visits = _plan().visits
    assert visits[0].form == "现场检查"
    assert 2 in visits[0].items
    assert visits[0].content.startswith("全面诊断")
    assert visits[-1].content.endswith("书面反馈未闭环事项")
    given = [{"date": "2026-09-08", "form": "现场检查", "content": "首次检查"}]
    assert not any("全面诊断" in visit.content for visit in _plan(schedule={"visits": given}).visits)


def test_what_a_given_visit_leaves_out_is_filled_and_what_it_says_is_kept() -> None:
    said = {
        "date": "2026-10-13",
        "form": "现场检查",
        "items": [1, 2],
        "participants": "甲、乙",
        "done": "2026-10-14",
    }
    bare = {"date": "2026-10-27", "form": "专题服务"}
    rows = {visit.date.isoformat(): visit for visit in _plan(DAY, schedule={"visits": [said, bare]}).visits}
    assert rows["2026-10-13"].items == (1, 2)
    assert rows["2026-10-13"].participants == ("甲、乙",)
    assert rows["2026-10-13"].done == Day(2026, 10, 14)
    assert rows["2026-10-13"].cooperation
    assert rows["2026-10-27"].content
    assert rows["2026-10-27"].output == "专题服务记录、工作联系单"
    assert rows["2026-10-27"].participants == (
        "辅导员：示例辅导员A",
        "企业安全管理人员、有关岗位人员",
    )


def test_clients_of_one_agency_are_spread_over_the_month() -> None:
    first = {_plan(enterprise={"name": f"示例{n}厂"}).visits[0].date for n in range(20)}
    assert len(first) >= 4


def test_a_visit_missed_waits_at_the_end_of_its_month_and_does_not_move_every_day() -> None:
    agreed = _agreed(Day(2026, 9, 1))
    last = [workday for workday in dates.span(Day(2026, 10, 1), Day(2026, 10, 31)) if _works(workday)][-2:]
    plans = {day: _plan(day, agreement=agreed) for day in dates.span(Day(2026, 10, 24), last[0])}
    assert {tuple(_days(plan)) for plan in plans.values()} == {tuple(_days(plans[last[0]]))}
    assert _days(plans[last[0]])[:2] == last


def _works(day: Day) -> bool:
    return workdays.likely(day, built_in())


def test_a_visit_not_made_is_missed_from_the_day_after() -> None:
    visits = [
        {"date": "2026-09-08", "form": "现场检查"},
        {"date": "2026-09-22", "form": "现场办公", "done": "2026-09-22"},
    ]
    told = {}
    for day in (Day(2026, 9, 8), Day(2026, 9, 9), Day(2026, 9, 22)):
        plan = _plan(day, schedule={"visits": visits})
        told[day.day] = ([visit.date.day for visit in plan.missed], plan.begun, plan.ahead)
        assert plan.missed == tuple(visit for visit in plan.visits if visit.missed)
    assert told == {8: ([], False, True), 9: ([8], False, True), 22: ([8], True, True)}
    over = _plan(Day(2027, 9, 1), schedule={"visits": visits})
    assert (len(over.missed), over.begun, over.ahead) == (1, True, False)
