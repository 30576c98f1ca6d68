"""What answers each duty, how it stands, and the index: for the examples and for small clients."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest

from generator import domain, facts, proofing
from generator.library import built_in, catalogue, duties
from generator.making import compliance
from generator.record import Record
from generator.word import render, template, text, values
from tests import once
from tests.conftest import DAY, ROOT
from tests.facts.sample import record
from tests.word import check

Day = datetime.date
STATES = {"已完成", "进行中", "待填写", "不适用"}
STAFF: list[dict[str, Any]] = [
    {
        "name": "甲",
        "education": "本科",
        "trained": "2026-10-01",
        "badge_number": "1",
        "roster": 12,
    },
    {"name": "乙", "education": "高中", "experience_years": 5, "trained": "2026-10-01", "badge_number": "2"},
]
OVER = {"effective": "2024-03-01", "start": "2024-03-01", "end": "2025-02-28"}


def _facts(day: Day = DAY, **parts: Any) -> domain.Facts:
    return facts.derive(record(**parts), day)


def _example(name: str) -> tuple[Record, domain.Facts]:
    client = ROOT / "examples" / name
    return once.record(client), once.derived(client)


def _selection(known: domain.Facts) -> catalogue.Selection:
    return catalogue.select(catalogue.load(built_in()), known)


def _index(known: domain.Facts) -> tuple[domain.IndexRow, ...]:
    selection = _selection(known)
    return compliance.index(selection, compliance.named(known, selection))


def _rows(known: domain.Facts) -> tuple[domain.Duty, ...]:
    return compliance.table(known, _selection(known), built_in())


def test_every_item_of_articles_14_to_20_is_answered() -> None:
    numbers = ["十四", "十五", "十六", "十七", "十八", "十九", "二十"]
    bound = tuple(f"第{number}条" for number in numbers)
    missing = dict.fromkeys(
        rule.article for rule in compliance.unanswered(built_in()) if rule.article.startswith(bound)
    )
    assert not missing


def test_what_the_agency_does_elsewhere_alone_has_no_document() -> None:
    """The agency itself is told to the platform once, not in a client's pack."""
    assert {rule.article for rule in compliance.unanswered(built_in())} == {"第二十三条第1项"}


def test_every_deliverable_answers_a_duty() -> None:
    answering = {entry.id for found in compliance.coverage(built_in()) for entry in found.own}
    asked = {rule.article.split("条")[0] for rule in duties.load(built_in())}
    bound = {
        e.id
        for e in catalogue.load(built_in())
        if any(a.split("条")[0] in asked for a in compliance.articles(e))
    }
    assert bound - answering == set()


@pytest.mark.parametrize("name", ["xinglan-cups", "yunzhi-textile"])
def test_example_has_a_row_for_each_duty(name: str) -> None:
    _, known = _example(name)
    rows = _rows(known)
    assert len(rows) == len(duties.load(built_in()))
    assert {row.state for row in rows} <= STATES
    assert all(row.why for row in rows if row.state in ("不适用", "待填写"))
    assert not any("（" in row.why and row.why.rstrip("）")[-1].isascii() for row in rows)


def test_the_states_of_the_full_example() -> None:
    _, known = _example("xinglan-cups")
    rows = {(row.article, row.duty[:8]): row for row in _rows(known)}
    plan = rows["第十五条", "服务协议生效后三"]
    assert (plan.state, plan.date) == ("已完成", "应于2026年10月19日前，实际2026年10月13日")
    assert plan.files.startswith("1 安全生产技术服务方案")
    drills = rows["第十六条第3项", "每年协助企业开展"]
    assert (drills.state, drills.why) == ("已完成", "已开展 1 次，应不少于 1 次")
    assert rows["第十四条第7项", "督促企业主要负责"].why.endswith("2 本证件已过期")
    letter = rows["第二十条第1项", "书面告知企业服务"]
    assert (letter.state, letter.date) == ("已完成", "2026年9月1日")
    assert rows["第十七条第13项", "相关方安全管理制"].state == "进行中"


def test_files_of_other_articles_stand_by_their_numbers() -> None:
    known = _facts()
    rows = {row.article: row for row in _rows(known)}
    numbers = {row.title: row.no for row in _index(known)}
    first, last = numbers["安全生产会议记录台账"], numbers["应急救援器材管理台账（Excel）"]
    assert rows["第十四条第5项"].files == f"另见序号 {first}–{last}"
    plan, filing = numbers["安全生产技术服务方案"], numbers["服务方案备查函"]
    assert rows["第十四条第2项"].files == f"另见序号 {plan} {filing}"


def test_a_small_client_is_told_what_is_open() -> None:
    rows = {row.duty: row for row in _rows(_facts())}
    assert rows["使用危险化学品的，制定《危险化学品使用安全管理制度》"].state == "不适用"
    board = rows["在企业张挂《安全生产社会化服务公示牌》"]
    assert (board.state, board.why) == ("待填写", "没有填写张挂日期")
    assert rows["采用合理的技术服务价格"].why == "没有填写服务费"


@pytest.mark.parametrize(("form", "item"), [("全员培训", 8), ("应急演练", 12)])
def test_a_training_or_drill_counts_for_its_item_whatever_numbers_stand_with_it(form: str, item: int) -> None:
    visit = {"date": "2026-10-20", "form": form, "items": [1], "done": "2026-10-20"}
    for no in (8, 12):
        state = _facts(schedule={"visits": [visit]}).verdicts.items[no - 1]
        assert ("最近 2026-10-20" in state.date) == (no == item)


def test_an_item_that_the_agreement_leaves_out_does_not_apply() -> None:
    found = _facts(service_items=[1]).verdicts.items
    assert (found[1].state, found[1].why) == ("不适用", "服务协议没有约定本项")


def test_a_service_that_is_over_and_short_is_told_by_month() -> None:
    stands = _facts(agreement=OVER).verdicts
    assert stands.visits.late
    assert "2024年3月" in stands.visits.why
    assert stands.visits.why.endswith("实际到场不足 2 天")
    assert stands.inspections.why.endswith("没有检查记录")
    assert (stands.trainings.state, stands.trainings.late) == ("待填写", True)
    assert stands.drills.late
    assert stands.client_file.why == "服务期已满，核对归档、上传是否齐全"


def test_a_month_gone_by_that_fell_short_is_told_while_the_service_runs() -> None:
    visits = [
        {"date": day, "form": "现场检查", "done": day}
        for day in ("2026-09-08", "2026-09-22", "2026-10-13", "2026-11-10", "2026-11-17")
    ]
    stands = _facts(schedule={"visits": visits}).verdicts
    assert (stands.visits.state, stands.visits.why) == ("进行中", "2026年10月实际到场不足 2 天")
    assert (stands.inspections.state, stands.inspections.late) == ("进行中", False)
    assert not stands.trainings.late


DIAGNOSIS = [{"dimension": "领导作用", "finding": "有任命文件", "conclusion": "符合"}]
DIAGNOSED = {
    "schedule": {"visits": [{"date": "2026-09-08", "form": "现场检查", "items": [2], "done": "2026-09-08"}]},
    "documents": {"plan_delivered": "2026-10-13"},
    "agreement": {"effective": "2026-09-01", "end": "2026-09-30"},
}


def test_a_missing_diagnosis_is_told_alike_everywhere() -> None:
    without, given = (_facts(**DIAGNOSED, diagnosis=rows) for rows in ([], DIAGNOSIS))
    for known, states in ((without, ["进行中", "进行中"]), (given, ["已完成", "已完成"])):
        rows = {row.article: row for row in _rows(known)}
        stands = [known.verdicts.items[1], known.verdicts.plan]
        assert [one.state for one in stands] == states
        assert [rows["第十四条第2项"].state, known.verdicts.plan.state] == states
        told = ["没有填报现状诊断" in one.why for one in stands]
        assert told == [known is without] * 2
    for parts, rows in ((DIAGNOSED, []), (DIAGNOSED, DIAGNOSIS), ({}, [])):
        record_ = record(**parts, diagnosis=rows)
        told = [
            one for one in facts.warnings(record_, facts.derive(record_, DAY), DAY) if "诊断" in one.where
        ]
        assert bool(told) == (bool(parts) and not rows)


def test_overdue_hazards_are_counted_with_the_major_among_them() -> None:
    rows = [
        {"location": "车间", "level": level, "clause": "某条", "found": "2026-11-01", **more}
        for level, more in (
            ("重大", {"due": "2026-11-22"}),
            ("重大", {"due": "2026-11-23"}),
            ("一般", {"due": "2026-11-22", "result": "部分整改"}),
            ("重大", {"due": "2026-11-22", "result": "已整改"}),
            ("重大", {}),
        )
    ]
    known = _facts(hazards=[{"description": "某隐患", "recommendation": "整改", **row} for row in rows])
    assert [one.overdue for one in known.hazards] == [True, False, True, False, False]
    assert known.verdicts.items[10].why.endswith("2 项隐患已过整改期限，其中重大 1 项")
    assert [row.overdue for row in known.inspections] == ["重大逾期", None, "逾期", None, None]


def test_a_stop_past_its_day_is_told_beside_what_is_past_its_deadline() -> None:
    row = {"location": "车间", "level": "一般", "description": "某隐患", "recommendation": "整改"}
    stop = {**row, "found": "2026-11-22", "stop": {"what": "喷漆线"}}
    late = {**row, "found": "2026-11-01", "due": "2026-11-22"}
    for rows, told in (
        ([stop], "1 项隐患已过停用期限"),
        ([stop, late], "1 项隐患已过整改期限，其中重大 0 项；1 项隐患已过停用期限"),
        ([late], "1 项隐患已过整改期限，其中重大 0 项"),
    ):
        assert _facts(hazards=rows).verdicts.items[10].why.endswith(told)
        late_stops = [one for one in _facts(hazards=rows).inspections if one.stop_late == "停用逾期"]
        assert len(late_stops) == rows.count(stop)


def test_a_service_not_begun_asks_for_nothing_yet() -> None:
    stands = _facts(Day(2026, 9, 1)).verdicts
    late = {item.name for item in fields(stands) if getattr(getattr(stands, item.name), "late", False)}
    assert late == {"qualified", "trained"}
    assert stands.client_file.why == "服务尚未开始"


@pytest.mark.parametrize(
    ("change", "name", "why"),
    [
        ({"education": "初中"}, "qualified", "甲的文化程度、年限不符合第十条"),
        ({"education": "高中", "experience_years": 4}, "qualified", "甲的文化程度、年限不符合第十条"),
        ({"education": ""}, "qualified", "甲没有填报文化程度或者安全管理年限"),
        ({"trained": "2025-11-20"}, "trained", "甲的培训考核合格已满一年"),
        ({"trained": ""}, "trained", "甲没有填报培训考核合格日期"),
        ({"roster": 41}, "load", "甲服务的企业超过40家"),
    ],
)
def test_an_advisor_who_falls_short_is_named(change: dict[str, Any], name: str, why: str) -> None:
    agency = {"advisors": [{**STAFF[0], **change}, STAFF[1]]}
    found = getattr(_facts(agency=agency).verdicts, name)
    assert (found.why, found.late) == (why, True)


def test_advisors_in_order() -> None:
    stands = _facts(agency={"advisors": STAFF}).verdicts
    assert stands.qualified.state == stands.trained.state == "已完成"
    assert stands.badges.state == "进行中"  # no date tells that they were worn
    assert stands.trained.date == "有效至 2027-10-01"
    assert (stands.load.state, stands.load.late) == ("待填写", False)


def test_the_fee_is_advice_alone() -> None:
    low, usual = (_facts(agreement={"fee": fee}).verdicts.fee for fee in (14999, 15000))
    assert (low.state, low.late) == ("已完成", True)
    assert "不作考核" in low.why
    assert (usual.state, usual.why, usual.late) == ("已完成", "", False)


CASES: list[dict[str, Any]] = [
    {},
    {"agreement": OVER},
    {"agreement": {"effective": "2026-11-23"}},
    {"agreement": {"fee": 9000}},
    {"agency": {"advisors": STAFF}},
    {"agency": {"advisors": [{**STAFF[0], "roster": 41, "trained": "2024-01-01", "education": "小学"}]}},
    {"documents": {"plan_delivered": "2026-10-13", "board_posted": "2026-09-08"}},
    {
        "documents": {
            "plan_delivered": "2026-10-13",
            "plan_filed": "2026-10-14",
            "letter_enterprise_delivered": "2026-09-01",
            "letter_bureau_delivered": "2026-09-01",
            "contract_uploaded": "2026-09-02",
        }
    },
]


@pytest.mark.parametrize("parts", CASES)
def test_check_and_table_say_the_same(parts: dict[str, Any]) -> None:
    _agree(record(**parts))


@pytest.mark.parametrize("name", ["xinglan-cups", "yunzhi-textile"])
def test_check_and_table_say_the_same_of_the_examples(name: str) -> None:
    _agree(_example(name)[0])


def _agree(given: Record) -> None:
    """Each duty that is late has its warning with the table's very words, and no other has one."""
    known = facts.derive(given, DAY)
    told = {(one.where, one.message) for one in facts.warnings(given, known, DAY)}
    for rule in duties.load(built_in()):
        if rule.data:
            stands = compliance.verdict(rule, known)
            assert ((rule.label, stands.why) in told) == stands.late, rule.label
    places = {where for where, _ in told}
    assert ("服务方案提交期限" in places) == known.verdicts.plan.late
    assert any("隐患[" in where and "已过整改期限" in why for where, why in told) == (
        "隐患已过整改期限" in known.verdicts.items[10].why
    )
    expired = any("人员证书" in where and "已于" in why for where, why in told)
    assert expired == ("证件已过期" in known.verdicts.items[6].why)


@pytest.mark.parametrize("name", ["xinglan-cups", "yunzhi-textile"])
@pytest.mark.parametrize("document", ["compliance_table", "pack_index"])
def test_the_documents_read_as_accepted(
    name: str, document: str, snapshot: Callable[[str, str], None]
) -> None:
    """With plan, letters and the chemicals system alone: a new deliverable elsewhere changes nothing."""
    _, known = _example(name)
    entries = tuple(
        entry for entry in catalogue.load(built_in()) if entry.folder < "03" or entry.when == "has.chemicals"
    )
    selection = catalogue.select(entries, known)
    listed = {
        "duties": compliance.table(known, selection, built_in()),
        "index": compliance.index(selection, compliance.named(known, selection)),
    }
    source = proofing.find(document, built_in())
    made = render.render(template.load(source.data, source.origin), values.prepare(known, listed))
    assert check.check(made) == ()
    snapshot(f"{name}/{document}.txt", text.text(made))


def test_the_index_lists_the_pack_and_what_does_not_apply() -> None:
    known = _facts()
    rows = _index(known)
    assert [row.no for row in rows] == list(range(1, len(catalogue.load(built_in())) + 1))
    assert rows[0].file.startswith("01 服务方案/示例小厂")
    left = {row.title: row.state for row in rows if not row.file}
    assert left["危险化学品使用安全管理制度"] == "不适用：企业没有填报危险化学品"


def test_a_list_is_one_row_with_its_folder_and_count() -> None:
    entry = catalogue.Deliverable(
        "a", "甲", "第十六条", "06 服务记录", "{visit.no} 甲", each="visit in schedule.visits"
    )
    known = _facts()
    alone = catalogue.Selection((entry,), ())
    (row,) = compliance.index(alone, compliance.named(known, alone))
    assert row.file == f"06 服务记录/（{len(known.schedule.visits)} 份）"
    empty = catalogue.Deliverable("b", "乙", "第十六条", "06 服务记录", "{one.no}", each="one in hazards")
    assert compliance.index(catalogue.Selection((empty,), ()), {})[0].state == "暂无内容"
