from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from generator import facts
from generator.facts import dates
from tests.facts.sample import DAY, record
from tests.rows import each

Day = datetime.date
EARLY = Day(2026, 9, 2)
QUIET: dict[str, Any] = {
    "agency": {
        "advisors": [{"name": name, "education": "本科", "trained": "2025-01-10"} for name in ("甲", "乙")]
    },
    "agreement": {"effective": "2025-03-01", "start": "2025-03-01"},
    "documents": {"plan_delivered": "2025-03-01", "plan_filed": "2025-03-01"},
    "diagnosis": [{"dimension": "领导作用", "finding": "有任命文件", "conclusion": "符合"}],
    "enterprise": {"revenue": 800, "industry": {"code": "3482", "name": "紧固件制造", "sector": "机械"}},
    "people": {"principal": {"name": "示例戊一"}, "safety_officers": [{"name": "丙", "duty": "兼职"}]},
}
HAZARD = {
    "number": "一",
    "location": "车间",
    "description": "某隐患",
    "level": "一般",
    "recommendation": "装设固定护罩",
    "found": "2026-09-08",
    "days": 7,
    "basis": ["某法"],
    "before": [{"photo": "a.jpg"}],
}


def _special(due: str) -> dict[str, Any]:
    category = "场（厂）内专用机动车辆"
    return {"name": "叉车", "special": {"category": category, "next_inspection": due}}


def _texts(day: Day, **parts: Any) -> list[str]:
    merged = {**QUIET, **parts}
    given = record(**merged)
    return [str(problem) for problem in facts.warnings(given, facts.derive(given, day), day)]


def _quiet(day: Day, **parts: Any) -> list[str]:
    """The warnings without the one of a day before laws that the texts rest on."""
    return [text for text in _texts(day, **parts) if "施行日期" not in text]


def test_a_client_in_order_has_no_warnings() -> None:
    assert _quiet(Day(2025, 3, 1)) == []


@each(
    [
        ({"agreement": {"effective": "2026-12-01"}, "documents": {}}, "届满日不推算"),
        ({"agreement": {"effective": "2026-09-01"}, "documents": {}}, "已过届满日 2026-10-19，逾期 35 天"),
        (
            {"agreement": {"effective": "2026-09-01"}, "documents": {"plan_delivered": "2026-10-20"}},
            "方案提交日期2026年10月20日晚于届满日 2026-10-19",
        ),
        ({"agreement": {"effective": "2026-10-16"}, "documents": {}}, "距届满日 2026-11-27 还有 4 天"),
        (
            {"schedule": {"visits": [{"date": "2025-03-10", "form": "现场检查"}]}},
            "有 1 次计划到场早于文书日期，没有实际到场日期",
        ),
        ({"agreement": {"effective": "2026-09-01"}}, "已标“暂定”"),
        ({"agency": {"advisors": [{"name": "甲"}]}}, "只有一名服务辅导员"),
        ({"people": {"safety_officers": []}}, "也没有安全管理人员"),
        ({"enterprise": {"county": "金华开发区"}}, "没有名称，文书中留空"),
        ({"enterprise": {}}, "没有上年度营业收入"),
        (
            {"enterprise": {"revenue": 9, "industry": {"name": "炼钢", "sector": "冶金"}}},
            "冶金的提取比例尚未核实",
        ),
        ({"agreement": {"effective": "2026-11-28", "end": "2026-11-29"}}, "到场 0 天、检查 0 次"),
        ({"schedule": {"visits": [{"date": "2025-03-08", "form": "现场检查"}]}}, "2025-03-08 不是工作日"),
        (
            {"schedule": {"visits": [{"date": "2025-03-07", "form": "现场检查"}], "avoid": ["2025-03-07"]}},
            "同时列在不安排到场的日期里",
        ),
        (
            {"certificates": [{"holder": "丁", "kind": "特种作业", "item": "焊接", "expires": "2026-11-01"}]},
            "丁的焊接证件已于 2026-11-01 到期",
        ),
        (
            {"certificates": [{"holder": "丁", "kind": "特种作业", "item": "焊接", "review": "2026-12-01"}]},
            "丁的焊接证件将于 2026-12-01 到期",
        ),
        (
            {"people": {"safety_officers": [{"name": "丙", "duty": "专职", "expires": "2026-01-01"}]}},
            "丙的证书已于 2026-01-01 到期",
        ),
        (
            {"equipment": [_special("2026-11-01")]},
            "叉车已过下次检验日期 2026-11-01",
        ),
        (
            {"equipment": [_special("2026-12-01")]},
            "叉车将到下次检验日期 2026-12-01",
        ),
        ({"equipment": [{"name": "叉车", "special": {"category": "锅炉"}}]}, "叉车没有下次检验日期"),
        ({"hazards": [HAZARD]}, "已过整改期限 2026-09-15"),
        (
            {"hazards": [{**HAZARD, "level": "重大", "clause": "某条"}]},
            "重大事故隐患已过整改期限 2026-09-15",
        ),
        ({"hazards": [{**HAZARD, "level": "重大", "clause": "某条"}]}, "没有填写书面告知日期"),
        ({"diagnosis": []}, "现状诊断：没有填报"),
        ({"hazards": [{**HAZARD, "recommendation": ""}]}, "没有整改建议"),
        ({"hazards": [{**HAZARD, "recommendation": "加装护罩"}]}, "整改建议只有 4 个字：加装护罩"),
        ({"hazards": [{**HAZARD, "handling": "当场整改"}]}, "当场整改，没有复查结论"),
        ({"hazards": [{**HAZARD, "days": None, "before": []}]}, "没有整改期限、整改前照片"),
    ]
)
def test_what_should_be_seen_to_is_told(parts: dict[str, Any], words: str) -> None:
    assert [text for text in _texts(DAY, **parts) if words in text]


@each(
    [
        (
            {"documents": {"plan_delivered": "2025-03-10"}},
            "client.yaml:1:1 服务方案备查：没有填写报备日期；报送备查后补填日期（plan_filed）",
        ),
        (
            {},
            "client.yaml:1:1 告知书（致企业）：没有填写送达日期；送达后补填日期（letter_enterprise_",
        ),
        ({}, "client.yaml:1:1 服务公示牌：没有填写张挂日期；张挂后补填日期（board_posted）"),
        ({}, "client.yaml:1:1 合同信息上传：没有填写上传日期；上传后补填日期（contract_uploaded）"),
        (
            {"agency": {"advisors": [{"name": "甲", "education": "小学"}]}},
            "agency.yaml:1:1 辅导员条件：甲的文化程度、年限不符合第十条",
        ),
        (
            {"agency": {"advisors": [{"name": "甲", "roster": 41}]}},
            "agency.yaml:1:1 托管服务数量：甲服务的企业超过40家；调整分工，或者核对服务企业数（roster）",
        ),
        ({}, "agency.yaml:1:1 辅导员培训：甲、乙的培训考核合格已满一年；参加专业委培训考核"),
        (
            {"agreement": {"effective": "2025-03-01", "fee": 9000}},
            "client.yaml:1:1 服务费：9000 元，低于每个服务周期 1.5 万元；这是《办法》的建议，不作考核；",
        ),
        ({}, "年2月没有检查记录；补填检查记录或者实际日期（done），没有检查的如实说明"),
        ({}, "client.yaml:1:1 全员培训：已开展 0 次，应不少于 2 次；补填实际日期（done）"),
    ]
)
def test_what_a_duty_misses_is_told_with_its_place(parts: dict[str, Any], line: str) -> None:
    assert [text for text in _texts(DAY, **parts) if line in text]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            {"certificates": [{"holder": "丁", "kind": "特种作业", "item": "焊接", "expires": "DAY"}]},
            "丁的焊接证件将于",
        ),
        ({"equipment": [_special("DAY")]}, "叉车将到下次检验日期"),
        (
            {"people": {"safety_officers": [{"name": "丙", "duty": "专职", "expires": "DAY"}]}},
            "丙的证书将于",
        ),
    ],
)
def test_what_expires_is_told_sixty_days_before(parts: dict[str, Any], words: str) -> None:
    for days, told in ((60, True), (61, False)):
        limit = (DAY + datetime.timedelta(days=days)).isoformat()
        given = json.loads(json.dumps(parts).replace("DAY", limit))
        assert any(words in text for text in _texts(DAY, **given)) == told


def test_a_service_item_that_no_visit_carries_is_told() -> None:
    parts = {"service_items": [1, 9], "agreement": {"effective": "2027-01-05", "end": "2027-01-30"}}
    assert [text for text in _texts(EARLY, **parts) if "第 9 项在计划中没有对应的安排" in text]


def test_trainings_and_drills_that_found_no_day_are_told() -> None:
    closed = [day.isoformat() for day in dates.span(Day(2025, 3, 1), Day(2026, 2, 28))]
    told = "\n".join(_texts(Day(2025, 3, 1), schedule={"avoid": closed}))
    assert "全员培训安排 0 次，应不少于 2 次" in told
    assert "应急演练安排 0 次，应不少于 1 次" in told
    assert told.count("少于 2 天、1 次") == 12


STOP = {"what": "喷漆线"}
MAJOR = {**HAZARD, "level": "重大", "clause": "某条", "days": 90}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**HAZARD, "stop": STOP}, True),
        ({**HAZARD, "stop": {**STOP, "due": "2026-11-22"}}, True),
        ({**HAZARD, "stop": {**STOP, "due": "2026-11-23"}}, False),
        ({**HAZARD, "stop": {**STOP, "done": "2026-11-23"}}, False),
        ({**HAZARD, "stop": STOP, "result": "已整改"}, False),
        (HAZARD, False),
    ],
)
def test_a_stop_that_nobody_confirmed_is_told_after_its_day(row: dict[str, Any], told: bool) -> None:
    found = [text for text in _texts(DAY, hazards=[row]) if "停用期限" in text]
    assert bool(found) == told
    assert all("没有停用日期：喷漆线；立即停用，核实后填停用日期（stop.done）" in text for text in found)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, True),
        ({"handling": "限期整改"}, True),
        ({"level": "一般"}, False),
        ({"days": 2}, True),
        ({"days": 1}, False),
        ({"handling": "当场整改"}, False),
        ({"interim": "断电挂牌"}, False),
        ({"stop": STOP}, False),
        ({"result": "已整改"}, False),
    ],
)
def test_a_major_hazard_is_not_left_until_its_deadline(more: dict[str, Any], told: bool) -> None:
    texts = _texts(DAY, hazards=[{**MAJOR, **more}])
    assert any("没有写停用，也没有写临时控制措施" in text for text in texts) == told


def test_stopped_equipment_and_rectified_hazards_are_left_alone() -> None:
    stopped = {"name": "锅炉", "state": "停用", "special": {"category": "锅炉"}}
    rectified = {**HAZARD, "found": "2025-02-01", "result": "已整改"}
    told = {"equipment": [stopped], "boilers": [{"equipment": "锅炉"}], "hazards": [rectified]}
    texts = _texts(Day(2025, 3, 1), **told)
    assert not [text for text in texts if "隐患" in text or "锅炉" in text]


def test_warnings_name_the_place_of_the_value() -> None:
    given = record(**QUIET, hazards=[HAZARD])
    problems = facts.warnings(given, facts.derive(given, DAY), DAY)
    (overdue,) = [problem for problem in problems if "隐患" in problem.where]
    assert str(overdue.origin) == "client.yaml:9:3"
    assert overdue.severity == "warning"


def test_advice_of_six_characters_is_not_told() -> None:
    for words, told in (("装设防护罩", True), ("装设固定护罩", False)):
        texts = _texts(DAY, hazards=[{**HAZARD, "recommendation": words}])
        assert any("个字" in text for text in texts) == told


def test_a_hazard_mended_on_the_spot_needs_no_deadline() -> None:
    row = {**HAZARD, "days": None, "handling": "当场整改", "result": "已整改"}
    assert not [text for text in _texts(DAY, hazards=[row]) if "隐患" in text]


def test_a_day_before_laws_that_the_texts_rest_on_is_told() -> None:
    """GB/T 13869-2026 is not told: its predecessor holds until its day."""
    told = [text for text in _texts(Day(2026, 4, 30)) if "施行日期" in text]
    assert len(told) == 1
    assert "《中华人民共和国危险化学品安全法》" in told[0]
    assert not [text for text in _texts(Day(2026, 11, 1)) if "施行日期" in text]


@pytest.mark.parametrize(
    ("place", "row", "told"),
    [
        ("records", {"drills": [{"date": "2026-11-24", "name": "灭火"}]}, True),
        ("records", {"drills": [{"date": "2026-11-23", "name": "灭火"}]}, False),
        ("agreement", {"effective": "2026-09-01", "signed": "2026-12-01"}, True),
        ("agreement", {"effective": "2026-12-01", "start": "2026-12-02", "end": "2027-12-01"}, False),
        ("certificates", [{"holder": "甲", "issued": "2026-12-01", "expires": "2032-12-01"}], True),
        ("certificates", [{"holder": "甲", "issued": "2026-11-01", "expires": "2032-12-01"}], False),
        (
            "schedule",
            {"visits": [{"date": "2026-12-20", "form": "现场检查"}], "avoid": ["2026-12-25"]},
            False,
        ),
        ("schedule", {"visits": [{"date": "2026-11-20", "done": "2026-12-20", "form": "现场检查"}]}, True),
    ],
)
def test_only_what_is_told_as_done_may_not_lie_ahead(place: str, row: object, told: bool) -> None:
    assert any("晚于文书日期" in text for text in _texts(DAY, **{place: row})) == told


@each(
    [
        ("有色", {}, ["金属冶炼单位"]),
        ("冶金", {"smelting": True}, []),
        ("有色", {"smelting": False}, []),
        ("商贸", {}, ["人员密集场所经营单位"]),
        ("商贸", {"crowded": False}, []),
        ("机械", {}, []),
    ]
)
def test_what_is_assumed_of_a_sector_is_told(sector: str, features: dict[str, bool], told: list[str]) -> None:
    enterprise = {**QUIET["enterprise"], "industry": {"name": "某业", "sector": sector}}
    texts = [text for text in _texts(DAY, enterprise=enterprise, features=features) if "编写" in text]
    assert len(texts) == len(told)
    assert all(words in text for words, text in zip(told, texts, strict=True))


def test_risk_points_without_what_to_do_are_told_by_zone() -> None:
    point = {"accidents": ["火灾"], "L": 1, "E": 6, "C": 3}
    told = {**point, "name": "包装火灾", "controls": {"emergency": "撤离、报警"}}
    zones = [
        {"code": "Z1", "name": "包装区", "risks": [told]},
        {"code": "Z2", "name": "酸库", "risks": [told, {**point, "name": "酸桶泄漏"}]},
    ]
    given = record(zones=zones)
    found = facts.warnings(given, facts.derive(given, DAY), DAY)
    (hint,) = [str(one) for one in found if "没有应急处置措施" in one.message]
    assert "区域“酸库”：风险点“酸桶泄漏”没有" in hint


def test_a_warning_stands_at_the_advisor_it_is_about_whatever_the_others_are_called() -> None:
    staff = [{"name": "王伟", "education": "本科"}, {"name": "王伟强", "education": "小学"}]
    given = record(agency={"advisors": staff})
    found = facts.warnings(given, facts.derive(given, DAY), DAY)
    told = {one.message: one.keys for one in found if "王伟" in one.message}
    assert told["王伟强的文化程度、年限不符合第十条"] == ("agency", "advisors", 1)
    assert told["王伟、王伟强没有填报培训考核合格日期"] == ("agency", "advisors", 0)


@pytest.mark.parametrize(("revenue", "told"), [({}, True), ({"revenue": 0}, False), ({"revenue": 1}, False)])
def test_only_a_revenue_that_is_not_known_is_asked_for(revenue: dict[str, Any], told: bool) -> None:
    given = record(enterprise=revenue)
    found = facts.warnings(given, facts.derive(given, DAY), DAY)
    assert any("没有上年度营业收入" in one.message for one in found) is told
