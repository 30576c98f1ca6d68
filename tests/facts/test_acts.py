from __future__ import annotations

import datetime
from typing import Any

from generator import facts
from generator.facts import advice
from tests.facts.sample import DAY, record
from tests.facts.test_hazards import HAZARD

LATER = (DAY + datetime.timedelta(days=1)).isoformat()
TODAY = DAY.isoformat()


def _facts(**parts: Any) -> Any:
    return facts.derive(record(**parts), DAY)


def test_the_plan_and_the_systems_are_told_by_their_days() -> None:
    known = _facts(documents={"plan_delivered": LATER, "plan_filed": TODAY, "published": "2026-09-20"})
    assert (known.deadline.delivered, known.deadline.filed) == (None, DAY)
    assert (known.acts.published, known.acts.consulted) == (datetime.date(2026, 9, 20), None)
    assert known.deadline.state == "已逾期"


def test_milestones_and_hazards_are_told_by_their_days() -> None:
    rows = [{**HAZARD, "notified": TODAY, "rectified": LATER}]
    documents = {
        "board_posted": LATER,
        "contract_uploaded": TODAY,
        "letter_enterprise_delivered": "2026-09-20",
    }
    known = _facts(documents=documents, hazards=rows)
    stones = known.service.milestones
    assert (stones.board_posted, stones.uploaded, stones.letter_bureau) == (None, DAY, None)
    assert stones.letter_enterprise == datetime.date(2026, 9, 20)
    assert (known.hazards[0].notified, known.hazards[0].rectified) == (DAY, None)


def test_a_day_ahead_is_told_with_its_place() -> None:
    given = record(
        documents={"plan_delivered": LATER, "plan_filed": TODAY},
        hazards=[{**HAZARD, "rectified": LATER, "stop": {"what": "喷漆线", "due": LATER, "done": LATER}}],
        schedule={"visits": [{"date": "2026-10-13", "form": "现场检查", "done": LATER}]},
    )
    told = [
        one for one in advice.warnings(given, facts.derive(given, DAY), DAY) if "晚于文书日期" in one.message
    ]
    assert {one.where for one in told} == {
        "文书.方案提交日期",
        "服务计划.服务安排[1].实际日期",
        "隐患[1].整改完成日期",
        "隐患[1].停用.停用日期",
    }
    assert all("文书中按尚未办理处理" in one.message for one in told)


def test_what_a_hazard_shows_of_an_act_to_come_is_not_told() -> None:
    photo = [{"photo": "a.jpg"}]
    acceptance = {"date": LATER, "by": "示例乙一", "result": "同意"}
    mended = {**HAZARD, "result": "已整改", "after": photo, "acceptance": acceptance}
    ahead, come, at_once = _facts(
        hazards=[
            {**mended, "rectified": LATER, "rechecked": LATER},
            {**mended, "rectified": TODAY, "rechecked": TODAY, "acceptance": {**acceptance, "date": TODAY}},
            {**mended, "rectified": LATER},
        ]
    ).hazards
    assert (ahead.result, ahead.after, ahead.acceptor, ahead.acceptance) == (None, (), "", "")
    assert (come.result, len(come.after), come.acceptor, come.acceptance) == ("已整改", 1, "示例乙一", "同意")
    assert at_once.result is None


def test_records_of_days_to_come_are_not_told() -> None:
    def made(day: str) -> dict[str, Any]:
        return {
            "meetings": [{"date": day, "topic": "例会"}],
            "trainings": [{"date": day, "kind": "全员", "topic": "防火"}],
            "drills": [{"date": day, "name": "疏散"}],
            "spending": [{"date": day, "item": "手套", "amount": 10}],
            "inspections": [{"date": day, "kind": "日常"}],
            "monitoring": [{"date": day, "factor": "噪声"}],
        }

    def told(known: Any) -> list[int]:
        kept = known.records
        lists = (known.meetings, kept.trainings, kept.spending, known.inspections, kept.monitoring)
        return [*map(len, lists), len(known.service.drills)]

    without = told(_facts(records={}))
    assert told(_facts(records=made(LATER))) == without
    assert told(_facts(records=made(TODAY)))[:5] == [1, 1, 1, 1, 1]


def test_later_steps_of_a_record_are_not_told() -> None:
    person = {"name": "示例乙九", "company_hours": 8, "company_date": TODAY, "team_hours": 8}
    letter = {"date": TODAY, "subject": "催办", "reply": "已办", "replier": "示例乙二", "replied": LATER}
    records = {"inductions": [{**person, "team_date": LATER}], "contacts": [letter]}
    known = _facts(records=records)
    (new,) = known.records.inductions
    assert (new.company_hours, new.team_hours, new.team_date, new.total) == (8, None, None, 8)
    (sent,) = known.service.contacts
    assert (sent.reply, sent.replier, sent.replied) == ("", "", None)
    (new,) = _facts(records={"inductions": [{**person, "team_date": TODAY}]}).records.inductions
    assert new.total == 16


def test_inspections_and_measurements_to_come_are_not_told() -> None:
    def known(day: str) -> Any:
        special = {"category": "电梯", "inspected": day, "result": "合格", "next_inspection": "2027-11-24"}
        return _facts(
            equipment=[{"name": "货梯", "special": special}],
            health_factors=[{"factor": "噪声", "tested": day, "result": "80 dB(A)", "examined": day}],
            emergency_supplies=[{"name": "急救箱", "checked": day, "result": "完好"}],
        )

    ahead, come = known(LATER), known(TODAY)
    (lift,), (noise,), (box,) = ahead.equipment, ahead.health_factors, ahead.records.supplies
    assert (lift.inspected, lift.inspection_result, lift.next_inspection) == (None, "", None)
    assert (noise.tested, noise.result, noise.examined) == (None, "", None)
    assert (box.checked, box.result) == (None, "")
    (lift,), (noise,), (box,) = come.equipment, come.health_factors, come.records.supplies
    assert (lift.inspected, lift.inspection_result) == (DAY, "合格")
    assert (noise.tested, noise.examined, box.checked) == (DAY, DAY, DAY)
