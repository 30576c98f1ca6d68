"""Periods of service: which one is in force, what belongs to it and what was issued in it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator import domain, facts
from generator.facts import Derivation, advice, known
from generator.record import Record
from tests.facts.sample import record
from tests.facts.test_hazards import HAZARD

FIRST = {"number": "一", "signed": "2026-08-20", "effective": "2026-09-01", "end": "2027-08-31"}
SECOND = {
    "number": "二",
    "effective": "2027-08-25",
    "start": "2027-09-01",
    "documents": {"plan_number": "二期", "plan_delivered": "2027-09-20"},
}
LAST, NEXT = datetime.date(2027, 8, 31), datetime.date(2027, 9, 1)
DOCUMENTS = {"plan_number": "一期", "plan_delivered": "2026-10-13", "published": "2026-09-20"}


def _record(**parts: Any) -> Record:
    return record(agreement=FIRST, agreements=[SECOND], documents=DOCUMENTS, **parts)


def test_periods_are_those_of_the_agreements() -> None:
    assert facts.periods(_record()) == (
        domain.Period(1, datetime.date(2026, 9, 1), LAST, "一", ("agreement",)),
        domain.Period(2, NEXT, datetime.date(2028, 8, 31), "二", ("agreements", 0)),
    )
    found = facts.periods(_record())
    assert [(one.key, one.tail) for one in found] == [("", ""), ("2027-09-01", "（2027-09-01起）")]
    assert [one.key for one in facts.periods(record())] == [""]


@pytest.mark.parametrize("form", ["both", "listed", "out of order"])
def test_the_agreement_in_force_is_the_last_that_has_begun(form: str) -> None:
    given = _record()
    if form != "both":
        rows = [FIRST, SECOND] if form == "listed" else [SECOND, FIRST]
        data = {key: value for key, value in given.data.items() if key != "agreement"}
        given = Record({**data, "agreements": rows}, given.origins, given.sources, "")
    for day, number, plan in (
        (LAST, "一", "一期"),
        (NEXT, "二", "二期"),
        (datetime.date(2020, 1, 1), "一", "一期"),
    ):
        found = facts.derive(given, day)
        assert (found.agreement.number, found.numbers.plan) == (number, plan)
    assert [one.number for one in facts.periods(known.on(given, NEXT))] == ["一", "二"]


@pytest.mark.parametrize(("day", "number"), [("2027-09-09", "一"), ("2027-09-10", "二")])
def test_a_renewal_counts_from_the_day_it_was_signed(day: str, number: str) -> None:
    given = record(agreement=FIRST, agreements=[{**SECOND, "signed": "2027-09-10"}], documents=DOCUMENTS)
    asked = datetime.date.fromisoformat(day)
    assert facts.derive(given, asked).agreement.number == number
    assert [one.number for one in facts.periods(known.on(given, asked))][-1] == number


def test_the_first_agreement_counts_whenever_it_was_signed() -> None:
    listed = record(agreements=[FIRST])
    given = Record({**listed.data, "agreement": {}}, listed.origins, listed.sources, "")
    assert facts.derive(given, datetime.date(2026, 1, 1)).agreement.number == "一"


def test_acts_of_the_agreement_are_of_its_period_and_systems_stay_published() -> None:
    before, after = facts.derive(_record(), LAST), facts.derive(_record(), NEXT)
    assert (before.deadline.delivered, after.deadline.delivered) == (datetime.date(2026, 10, 13), None)
    assert before.acts.published == after.acts.published == datetime.date(2026, 9, 20)
    later = facts.derive(_record(), datetime.date(2027, 9, 20))
    assert later.deadline.delivered == datetime.date(2027, 9, 20)


def test_places_of_the_period_are_those_of_reading() -> None:
    before, after = known.on(_record(), LAST), known.on(_record(), datetime.date(2027, 9, 20))
    assert before.read_at(("agreement", "end")) == ("agreement", "end")
    assert after.read_at(("agreement", "start")) == ("agreements", 0, "start")
    assert after.read_at(("documents", "plan_delivered")) == ("agreements", 0, "documents", "plan_delivered")
    assert after.read_at(("documents", "published")) == ("documents", "published")
    assert after.read_at(("agreements", 1, "end")) == ("agreements", 0, "end")
    assert known.on(after, LAST) == before
    told = advice.warnings(
        _record(), facts.derive(_record(), datetime.date(2027, 9, 25)), datetime.date(2027, 9, 25)
    )
    keys = [one.keys for one in told if one.where == "服务方案提交期限"]
    assert keys in ([], [("agreements", 0, "effective")])


def test_visits_and_counts_are_those_of_the_period() -> None:
    visits = [
        {"date": day, "form": "现场检查", "done": day} for day in ("2027-08-31", "2027-09-01", "2027-09-02")
    ]
    contacts = [{"date": day, "subject": "催办"} for day in ("2027-08-31", "2027-09-01")]
    rows = [{"date": day, "kind": "托管检查"} for day in ("2027-08-30", "2027-09-03")]
    given = _record(schedule={"visits": visits}, records={"inspections": rows, "contacts": contacts})
    day = datetime.date(2027, 9, 10)
    now, before = Derivation(given, day)["service"], Derivation(given, day, period=1)["service"]
    assert [one.done.isoformat() for one in now.made.visits] == ["2027-09-01", "2027-09-02"]
    assert [one.done.isoformat() for one in before.made.visits] == ["2027-08-31"]
    assert (now.progress.visit_days, before.progress.visit_days) == (3, 2)
    assert (len(now.made.inspections), len(before.made.inspections)) == (3, 2)
    assert [one.date.day for one in (*before.contacts, *now.contacts)] == [31, 1]
    months = [one.month for one in facts.derive(given, day).schedule.months]
    assert months[0] == domain.Month(2027, 9)


def test_open_hazards_stay_open_in_every_later_document() -> None:
    given = _record(hazards=[{**HAZARD, "found": "2027-08-01", "due": "2027-08-20"}])
    (hazard,) = facts.derive(given, NEXT).hazards
    assert hazard.overdue


ISSUED = {"id": "plan", "key": "", "version": "A/0", "day": "2026-10-13", "file": "plan.docx"}


@pytest.mark.parametrize(
    ("row", "day", "told"),
    [
        ({}, "2026-10-12", None),
        ({}, "2026-10-13", "2026-10-13"),
        ({"delivered": "2026-10-15"}, "2026-10-14", None),
        ({"delivered": "2026-10-15"}, "2026-10-15", "2026-10-15"),
        ({"file": ""}, "2026-10-13", None),
        ({"key": "2027-09-01"}, "2026-10-13", None),
        ({"id": "other"}, "2026-10-13", None),
        ({"withdrawn": {"day": "2026-10-20", "reason": "误"}}, "2026-10-19", "2026-10-13"),
        ({"withdrawn": {"day": "2026-10-20", "reason": "误"}}, "2026-10-20", None),
    ],
)
def test_what_was_issued_tells_the_day_of_its_act(row: dict[str, Any], day: str, told: str | None) -> None:
    given = record(agreement=FIRST, issued=[{**ISSUED, **row}])
    found = facts.derive(given, datetime.date.fromisoformat(day)).deadline.delivered
    assert (found and found.isoformat()) == told


def test_the_data_tells_before_what_was_issued_and_the_first_version_before_later_ones() -> None:
    later = {**ISSUED, "version": "A/1", "day": "2026-12-01"}
    day = datetime.date(2027, 1, 1)
    given = record(agreement=FIRST, issued=[ISSUED, later])
    assert facts.derive(given, day).deadline.delivered == datetime.date(2026, 10, 13)
    told = record(agreement=FIRST, issued=[ISSUED], documents={"plan_delivered": "2026-10-10"})
    assert facts.derive(told, day).deadline.delivered == datetime.date(2026, 10, 10)


def test_every_act_that_is_issued_is_told_in_its_own_period() -> None:
    rows = [
        {"id": name, "key": key, "day": "2027-09-02", "file": "x"}
        for name in ("letter_filing", "letter_enterprise", "letter_bureau", "contract_sheet")
        for key in ("2027-09-01",)
    ]
    given = record(agreement=FIRST, agreements=[{"effective": "2027-09-01"}], issued=rows)
    day = datetime.date(2027, 9, 2)
    stones = facts.derive(given, day).service.milestones
    assert (stones.letter_enterprise, stones.letter_bureau, stones.uploaded) == (day, day, day)
    assert facts.derive(given, day).deadline.filed == day
    assert Derivation(given, day, period=1)["deadline"].filed is None


def test_what_was_found_in_one_period_is_looked_at_again_in_the_next() -> None:
    found = {**HAZARD, "found": "2027-08-30", "source": "托管检查"}
    mended = {"rectified": "2027-09-08", "rechecked": "2027-09-10", "result": "已整改"}
    given = _record(hazards=[{**found, **mended}, found])
    before = facts.derive(given, LAST).service
    after = facts.derive(given, datetime.date(2027, 9, 10)).service
    assert (before.made.rechecks, [one.total for one in before.ahead.rechecks]) == ((), [2])
    (made,), (ahead,) = after.made.rechecks, after.ahead.rechecks
    assert (made.rechecked, made.inspected) == (datetime.date(2027, 9, 10), datetime.date(2027, 8, 30))
    assert (made.total, ahead.total) == (1, 1)
    assert [len(one.made.inspections) for one in (before, after)] == [1, 0]


@pytest.mark.parametrize(
    ("rechecked", "result", "told"),
    [("2027-08-31", "已整改", False), ("2027-09-01", "已整改", True), ("2027-08-31", "未整改", True)],
)
def test_a_period_tells_of_earlier_hazards_those_that_it_found_open(
    rechecked: str, result: str, told: bool
) -> None:
    old = {**HAZARD, "found": "2027-08-01", "due": "2027-08-20", "rechecked": rechecked, "result": result}
    old |= {"rectified": "2027-08-15"} if result == "已整改" else {}
    found = facts.derive(_record(hazards=[old]), datetime.date(2027, 10, 1))
    assert (len(found.hazards), found.hazard_stats.total) == (told, told)
    assert len(facts.derive(_record(hazards=[old]), LAST).hazards) == 1
