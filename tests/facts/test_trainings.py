"""Trainings that the agency gives: told by the whole names of who taught, and by the visits of the plan."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator import domain
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

Day = datetime.date
AGENCY = {"advisors": [{"name": "王伟", "badge_number": "FD-1"}, {"name": "李娜", "badge_number": "FD-2"}]}


def _papers(
    *trainings: dict[str, Any], visits: tuple[dict[str, Any], ...] = ()
) -> tuple[domain.TrainingPaper, ...]:
    parts = {"schedule": {"visits": list(visits)}, "records": {"trainings": list(trainings)}}
    return derive(record(agency=AGENCY, **parts), DAY).service.made.trainings


def _training(teacher: str, kind: str = "消防", **more: Any) -> dict[str, Any]:
    return {"date": "2026-11-11", "kind": kind, "topic": "灭火器", "teacher": teacher, **more}


@pytest.mark.parametrize(
    ("teacher", "badges"),
    [
        ("王伟", ("FD-1",)),
        ("王伟、李娜", ("FD-1", "FD-2")),
        ("李娜，外聘教师", ("FD-2",)),
        ("辅导员王伟", ("FD-1",)),
        ("王伟（辅导员）", ("FD-1",)),
        ("李娜老师", ("FD-2",)),
    ],
)
def test_an_advisor_who_taught_is_known_by_name(teacher: str, badges: tuple[str, ...]) -> None:
    (paper,) = _papers(_training(teacher))
    assert (paper.teacher, paper.badges) == (teacher, badges)


@pytest.mark.parametrize("teacher", ["王伟强", "小王伟", "王伟强、李娜娜", ""])
def test_another_whose_name_has_the_name_of_an_advisor_is_no_advisor(teacher: str) -> None:
    assert _papers(_training(teacher)) == ()
    visit = {"date": "2026-11-11", "form": "全员培训", "done": "2026-11-11"}
    (paper,) = _papers(_training(teacher, "全员"), visits=(visit,))
    assert paper.badges == ()


def test_trainings_of_one_day_go_to_the_visits_of_the_day_in_order() -> None:
    visits = tuple(
        {"date": day, "form": "全员培训", "content": content, "done": "2026-11-11"}
        for day, content in (("2026-11-10", "上午"), ("2026-11-11", "下午"))
    )
    rows = [_training("王伟", topic=topic) for topic in ("一", "二", "三")]
    found = _papers(*rows, visits=visits)
    assert [(one.topic, one.content) for one in found] == [("一", "上午"), ("二", "下午"), ("三", "下午")]
    assert [one.number[-3:] for one in found] == ["111", "-02", "-03"]


def test_numbers_of_a_training_are_numbers() -> None:
    (paper,) = _papers(_training("王伟", hours=2.5, expected=0, present=8, passed=7))
    assert (str(paper.hours), paper.expected, paper.present, str(paper.rate)) == ("2.5", 0, 8, "0.875")
    (untold,) = _papers(_training("王伟", present=0, passed=0))
    assert (untold.passed, untold.rate) == (0, None)
