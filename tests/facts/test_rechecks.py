"""Papers of re-checks: each day holds its own hazards, what is still to look at stands apart."""

from __future__ import annotations

import datetime

from generator import domain
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

Day = datetime.date


def _hazard(number: str, found: str, **more: str) -> dict[str, str]:
    return {"number": number, "location": "门口", "description": "护罩缺失", "found": found, **more}


def _papers(*hazards: dict[str, str]) -> domain.ServiceRecords:
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
        (Day(2026, 10, 27), "FC-20261027", ["甲2"]),
        (Day(2026, 11, 10), "FC-20261110", ["乙1", "乙2"]),
        (Day(2026, 11, 10), "FC-20261110-02", ["甲1"]),
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
