"""Papers of re-checks: each day holds its own hazards, what is still to look at stands apart."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import api, domain, facts, intake
from generator.api import Order
from generator.domain import Recheck
from generator.errors import IntakeError
from generator.facts import known
from generator.facts.derivation import derive
from tests.conftest import CLIENT, ROOT
from tests.facts.sample import DAY, record
from tests.issuing.clients import said

Day = datetime.date


def _hazard(number: str, found: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "location": "门口", "description": "护罩缺失", "found": found, **more}


def _papers(*hazards: dict[str, Any]) -> domain.ServiceRecords:
    return derive(record(hazards=list(hazards)), DAY).service


def _told(papers: tuple[domain.RecheckPaper, ...]) -> list[tuple[domain.Day, str, list[str]]]:
    return [(one.rechecked, one.number, [hazard.number for hazard in one.hazards]) for one in papers]


def test_each_day_of_each_inspection_has_a_paper_with_its_own_hazards() -> None:
    service = _papers(
        _hazard("甲1", "2026-10-20", rechecked="2026-11-10", result="已整改"),
        _hazard("甲2", "2026-10-20", rechecked="2026-10-27", result="已整改"),
        _hazard("乙1", "2026-09-20", rechecked="2026-11-10", result="已整改"),
        _hazard("乙2", "2026-09-20", rechecked="2026-11-10", result="未整改"),
    )
    assert _told(service.made.rechecks) == [
        (Day(2026, 10, 27), "FC-20261027-20261020", ["甲2"]),
        (Day(2026, 11, 10), "FC-20261110-20260920", ["乙1", "乙2"]),
        (Day(2026, 11, 10), "FC-20261110-20261020", ["甲1"]),
    ]
    first, second, _ = service.made.rechecks
    assert (first.notice, first.inspected, first.notified) == ("ZG-20261020", Day(2026, 10, 20), 2)
    assert (second.total, second.major, second.rectified) == (2, 0, 1)


def test_a_paper_made_stays_as_it_is_when_the_next_hazard_is_looked_at() -> None:
    done = _hazard("甲1", "2026-10-20", rechecked="2026-10-27", result="已整改")
    before = _papers(done, _hazard("甲2", "2026-10-20"))
    after = _papers(done, _hazard("甲2", "2026-10-20", rechecked="2026-11-10", result="已整改"))
    assert before.made.rechecks == after.made.rechecks[:1]
    assert _told(before.ahead.rechecks) == [(None, "", ["甲2"])] and after.ahead.rechecks == ()


def test_what_has_a_result_and_no_day_or_was_not_rectified_is_still_to_look_at() -> None:
    service = _papers(
        _hazard("甲1", "2026-10-20", rectified="2026-10-21", result="已整改"),
        _hazard("甲2", "2026-10-20", rechecked="2026-11-10", result="部分整改"),
        _hazard("甲3", "2026-10-20", rechecked="2026-11-10", result="已整改"),
    )
    assert _told(service.ahead.rechecks) == [(None, "", ["甲1", "甲2"])]


def test_what_the_enterprise_found_itself_is_not_the_agencys_to_notify() -> None:
    own = _hazard("甲1", "2026-10-20", rechecked="2026-10-27", result="已整改", source="企业自查")
    assert _papers(own).made.rechecks == ()


THRICE = _hazard(
    "甲1",
    "2026-10-20",
    due="2026-11-01",
    rectified="2026-11-19",
    rechecked="2026-11-03",
    rechecker="示例辅导员A",
    result="未整改",
    rechecks=[
        {"date": "2026-11-20", "result": "已整改", "rechecker": "示例辅导员B"},
        {"date": "2026-11-10", "result": "部分整改", "note": "还缺一面护罩"},
    ],
)


@pytest.mark.parametrize(
    ("day", "result", "days", "overdue"),
    [
        (2, None, [], True),
        (3, "未整改", [3], True),
        (9, "未整改", [3], True),
        (10, "部分整改", [3, 10], True),
        (19, "部分整改", [3, 10], True),
        (20, "已整改", [3, 10, 20], False),
    ],
)
def test_a_hazard_is_as_the_last_recheck_known_found_it(
    day: int, result: str | None, days: list[int], overdue: bool
) -> None:
    (found,) = facts.derive(record(hazards=[THRICE]), Day(2026, 11, day)).hazards
    assert (found.result, found.overdue) == (result, overdue)
    assert [one.date.day for one in found.rechecks if one.date] == days
    assert found.earlier == found.rechecks[:-1]
    assert found.rechecked == (Day(2026, 11, days[-1]) if days else None)
    assert (found.recheck_note, found.rechecker) == {
        3: ("", "示例辅导员A"),
        10: ("还缺一面护罩", ""),
        20: ("", "示例辅导员B"),
    }.get(days[-1] if days else 0, ("", ""))


def test_each_recheck_of_a_hazard_has_a_paper_with_its_own_result() -> None:
    made = _papers(THRICE).made.rechecks
    told = [(one.number[-17:], one.hazards[0].result, one.rectified) for one in made]
    assert told == [
        ("20261103-20261020", Recheck.NOT, 0),
        ("20261110-20261020", Recheck.PARTLY, 0),
        ("20261120-20261020", Recheck.RECTIFIED, 1),
    ]
    assert [[each.date for each in one.hazards[0].earlier] for one in made] == [
        [],
        [Day(2026, 11, 3)],
        [Day(2026, 11, 3), Day(2026, 11, 10)],
    ]
    for paper in made:
        assert paper.rechecked
        of_its_day = derive(record(hazards=[THRICE]), paper.rechecked).service.made.rechecks[-1]
        assert (of_its_day.number, of_its_day.hazards[0].earlier) == (paper.number, paper.hazards[0].earlier)


def test_what_was_not_rectified_at_last_waits_for_the_next_recheck() -> None:
    def waits(day: Day) -> list[int]:
        return [one.total for one in derive(record(hazards=[THRICE]), day).service.ahead.rechecks]

    assert (waits(Day(2026, 11, 19)), waits(Day(2026, 11, 20))) == ([1], [])
    (row,) = derive(record(hazards=[THRICE]), DAY).inspections
    assert (row.rechecked, row.result) == (Day(2026, 11, 20), Recheck.RECTIFIED)
    assert row.remark == ("2026-11-03复查：未整改", "2026-11-10复查：部分整改")


def test_numbers_stay_when_another_hazard_is_rechecked_late_on_the_same_day() -> None:
    late = _hazard("乙1", "2026-09-20", rechecked="2026-11-10", result="已整改")
    own = _hazard("甲1", "2026-10-20", rechecked="2026-11-10", result="已整改")
    more = _hazard("甲2", "2026-10-20", rechecked="2026-11-10", result="未整改")
    (before,) = _papers(own).made.rechecks
    for added in ([late], [more], [late, more]):
        after = _papers(own, *added).made.rechecks
        assert before.number in [one.number for one in after]
        assert len({one.number for one in after}) == len(after)


def test_the_result_without_a_day_comes_before_those_listed() -> None:
    told = {"rectified": "2026-11-01", "result": "已整改"}
    (found,) = derive(record(hazards=[_hazard("甲1", "2026-10-20", **told)]), DAY).hazards
    assert (found.result, found.rechecks, found.rechecked) == (Recheck.RECTIFIED, (), None)
    again = {**told, "rechecks": [{"date": "2026-11-02", "result": "未整改"}]}
    (found,) = derive(record(hazards=[_hazard("甲1", "2026-10-20", **again)]), DAY).hazards
    assert (found.result, found.earlier, found.rechecked) == (Recheck.NOT, (), Day(2026, 11, 2))


def test_rows_keep_their_places_when_later_ones_are_not_known_yet() -> None:
    seen = known.on(record(hazards=[THRICE]), Day(2026, 11, 10))
    assert [row["date"] for row in seen.data["hazards"][0]["rechecks"]] == ["2026-11-10"]
    assert seen.read_at(("hazards", 0, "rechecks", 0, "photos")) == ("hazards", 0, "rechecks", 1, "photos")


HAZARD = """
hazards:
  - {number: YH-01, location: 车间, description: 缺罩, level: 一般, recommendation: 加, found: 2026-10-12,
     rechecked: 2026-10-19, rechecker: 示例辅导员A, result: 未整改}
"""
AGAIN = """\
hazards:
  - number: YH-01
    rectified: 2026-11-01
    rechecks:
      - {date: 2026-11-02, result: 已整改, rechecker: 示例辅导员A, note: 已经装好, photos: [{photo: 02.jpg}]}
"""


@pytest.fixture
def client(small: Path) -> Path:
    (small / "client.yaml").write_text(CLIENT + HAZARD, "utf-8")
    (small / "records").mkdir()
    (small / "records/2026-11-02-复查.yaml").write_text(AGAIN, "utf-8")
    shutil.copy(ROOT / "examples/photos/advisor_a.jpg", small / "records/02.jpg")
    return small


def _filed(client: Path, name: str, row: str) -> list[dict[str, Any]]:
    (client / "records" / name).write_text(f"hazards:\n  - {{number: YH-01, {row}}}\n", "utf-8")
    found: list[dict[str, Any]] = intake.read(client).data["hazards"][0]["rechecks"]
    return found


def test_records_add_rechecks_by_their_days(client: Path) -> None:
    later = _filed(client, "2026-11-20.yaml", "rechecks: [{date: 2026-11-19, result: 未整改}]")
    assert [row["date"] for row in later] == ["2026-11-02", "2026-11-19"]
    filled = _filed(client, "2026-11-21.yaml", "rechecks: [{date: 2026-11-19, note: 又缺罩}]")
    assert (len(filled), filled[1]["note"]) == (2, "又缺罩")
    with pytest.raises(IntakeError, match="复查结论：这里是“已整改”，2026-11-20.yaml 第 2 行已经是“未整改”"):
        _filed(client, "2026-11-22.yaml", "rechecks: [{date: 2026-11-19, result: 已整改}]")


def test_a_second_recheck_in_the_place_of_the_first_is_told_how_to_write(client: Path) -> None:
    with pytest.raises(IntakeError, match=r"又复查了一次的写成 rechecks: \[\{date"):
        _filed(client, "2026-11-20.yaml", "rechecked: 2026-11-19")


def test_the_paper_of_a_recheck_shows_it_and_names_those_before(
    client: Path, tmp_path: Path, compiled: Path
) -> None:
    order = Order(DAY, only=("record_recheck",), cache=compiled)
    packed = api.build(api.load(client), tmp_path / "out", order)
    assert packed
    first, second = sorted((tmp_path / "out").rglob("*隐患整改复查单*.docx"))
    assert [one.name for one in (first, second)] == [
        "2026-10-19 隐患整改复查单（2026-10-12检查）.docx",
        "2026-11-02 隐患整改复查单（2026-10-12检查）.docx",
    ]
    one, two = (said(path.read_bytes()) for path in (first, second))
    assert "■未整改" in one and "此前复查" not in one and "已经装好" not in one
    assert "■已整改" in two and "已经装好" in two and "复查照片" in two
    assert "2026-10-19：未整改（复查人：示例辅导员A）" in two
