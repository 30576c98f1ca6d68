from __future__ import annotations

import datetime
from typing import Any

from generator import facts
from generator.facts import acts, advice
from tests.facts.sample import DAY, record
from tests.facts.test_hazards import HAZARD

LATER = (DAY + datetime.timedelta(days=1)).isoformat()
TODAY = DAY.isoformat()


def _facts(**parts: Any) -> Any:
    return facts.derive(record(**parts), DAY)


def test_a_day_counts_once_it_has_come() -> None:
    assert acts.by(DAY, DAY) == DAY
    assert acts.by(DAY, DAY + datetime.timedelta(days=1)) is None
    assert acts.by(DAY, None) is None


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
