"""The days that passed are told of the files alone that tell of them, and each on its own day."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator import api, delivery, domain, facts
from generator.library import built_in
from generator.making import turns
from tests.conftest import ROOT
from tests.once import derived

HAZARD = "hazards[].overdue"
NOTICE = "equipment[].inspection_notice"
VISITS = "service.ahead.visits[].planned"


@cache
def _facts(day: str) -> domain.Facts:
    record = api.load(Path(ROOT / "examples/xinglan-cups"))
    return facts.derive(record, datetime.date.fromisoformat(day), built_in())


def _passed(day: str, since: str, *names: str) -> tuple[str, ...]:
    values = dict.fromkeys((*names, "same"), "1")
    now = {**dict.fromkeys(names, "2"), "same": "1", "new": "1"}
    return turns.passed(_facts(day), built_in(), datetime.date.fromisoformat(since), (values, now))


@pytest.mark.parametrize(
    ("day", "since", "names", "words"),
    [
        ("2026-12-01", "2026-11-30", (HAZARD,), ("整改期限 2026-11-30 已过",)),
        ("2026-12-01", "2026-11-23", ("hazard_stats.overdue",), ("整改期限 2026-11-30 已过",)),
        ("2026-11-30", "2026-11-23", (HAZARD,), ()),
        ("2026-12-02", "2026-12-01", (HAZARD,), ()),
        ("2026-12-01", "2026-11-23", (), ()),
        ("2026-12-01", "2026-11-23", ("enterprise.name",), ()),
        ("2026-12-21", "2026-12-20", ("certificates[].state",), ("人员证书 2026-12-20 到期",)),
        ("2027-02-02", "2027-02-01", ("certificates[].state",), ("人员证书 2027-03-04 到期，已在 30 日内",)),
        ("2027-02-03", "2027-02-02", ("certificates[].state",), ()),
        ("2027-02-01", "2027-01-31", ("certificates[].state",), ()),
        ("2027-02-02", "2027-02-01", ("certificates", "certificates[].number"), ()),
        ("2027-03-21", "2027-03-20", ("file.training",), ("辅导员培训考核 2027-03-20 到期",)),
        ("2027-02-06", "2027-02-05", (NOTICE,), ("设备定期检验 2027-04-07 到期，已在 60 日内",)),
        ("2027-03-08", "2027-03-05", (NOTICE,), ("设备定期检验 2027-04-07 到期，已在 30 日内",)),
        ("2026-12-19", "2026-12-18", ("records.supplies[].state",), ("应急物资 2026-12-18 到期",)),
    ],
)
def test_a_day_is_told_once_it_passed(
    day: str, since: str, names: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert _passed(day, since, *names) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("service.ahead.visits[].planned", ("2026年12月已过", "计划到场日 2026-12-31 已过")),
        ("schedule.visit_days", ("2026年12月已过", "计划到场日 2026-12-31 已过")),
        ("duties[].why", ("2026年12月已过", "计划到场日 2026-12-31 已过")),
        ("计划到场（天）", ("2026年12月已过", "计划到场日 2026-12-31 已过")),
        ("service.ahead.rechecks[].hazard.location", ()),
        ("enterprise.name", ()),
    ],
)
def test_a_month_without_its_visits_and_a_day_planned_are_told_of_the_plan(
    name: str, words: tuple[str, ...]
) -> None:
    planned = _facts("2026-12-31").schedule.visits
    assert not turns_of("2027-01-01", "2027-01-01", name, planned)
    assert turns_of("2027-01-01", "2026-12-31", name, planned) == words
    assert not turns_of("2026-12-31", "2026-12-30", name, planned[-1:])


def turns_of(day: str, since: str, name: str, planned: tuple[domain.Visit, ...]) -> tuple[str, ...]:
    values = ({name: "1"}, {name: "2"})
    start = datetime.date.fromisoformat(since)
    return turns.passed(_facts(day), built_in(), start, values, lambda: planned)


def test_a_month_that_has_all_its_visits_is_over_in_the_plan_alone() -> None:
    assert _passed("2026-12-01", "2026-11-30", "schedule.months[].over") == ("2026年11月已过",)
    assert _passed("2026-12-01", "2026-11-30", "schedule.visit_days") == ()


def test_what_the_list_of_duties_does_not_count_is_no_reason_of_it() -> None:
    """A supply that expired, and an advisor whose year comes near."""
    assert _passed("2026-12-19", "2026-12-18", "duties[].why") == ()
    assert _passed("2027-02-11", "2027-02-03", "duties[].state") == ()


@pytest.mark.parametrize(
    ("day", "since", "words"),
    [
        ("2026-08-31", "2026-08-30", ()),
        ("2026-09-01", "2026-08-31", ("服务期 2026-09-01 开始",)),
        ("2026-09-02", "2026-09-01", ("服务期 2026-09-01 开始",)),
        ("2026-09-03", "2026-09-02", ()),
    ],
)
def test_a_service_that_began_is_told_of_its_agreement(day: str, since: str, words: tuple[str, ...]) -> None:
    assert _passed(day, since, "agreement.number") == words
    assert _passed(day, since, "duties[].why") == words
    assert _passed(day, since, "enterprise.name") == ()


def test_a_plan_that_is_late_is_a_reason_every_day() -> None:
    facts = _facts("2026-11-25")
    due = datetime.date(2026, 10, 19)
    late = replace(facts.deadline, due=due, delivered=None, state=domain.Delivery.OVERDUE, days_left=-37)
    verdict = replace(facts.verdicts.plan, state=domain.DutyState.OPEN, late=True)
    open_ = replace(facts, deadline=late, verdicts=replace(facts.verdicts, plan=verdict))
    given = (datetime.date(2026, 11, 24), ({"duties[].why": "1"}, {"duties[].why": "2"}))
    assert turns.passed(open_, built_in(), *given) == ("方案 2026-10-19 到期没有提交，逾期天数逐日增加",)


def test_an_edition_of_a_law_is_told_where_a_rule_rests_on_it() -> None:
    day, since = "2027-02-11", "2027-01-08"
    assert _passed(day, since, "operating_rules[].basis") == ("《用电安全导则》自 2027-02-01 起施行",)
    assert _passed(day, since, "operating_rules[].title") == ()


def test_what_passed_before_the_last_build_is_no_reason_any_more() -> None:
    """The hazard ledger of a build before the deadline, seen again by one after it."""
    client, name = api.load(Path(ROOT / "examples/xinglan-cups")), ("ledger_inspections", "2026")
    order = api.Order(datetime.date(2026, 12, 5), only=name[:1])
    (made,) = api.make(client, order).files
    row = delivery.Row(
        made.path, made.hash, *name[:1], values={**made.values, "inspections[].overdue": "0"}, key=name[1]
    )
    for seen, words in (("", ("整改期限 2026-11-30 已过",)), ("2026-12-01", ())):
        past = {name: replace(row, life="yearly", day="2026-11-23", seen=seen)}
        (again,) = api.make(client, order, past).files
        assert again.passed == words


def test_the_list_of_duties_tells_of_most_and_three_are_enough() -> None:
    told = _passed("2026-12-21", "2026-11-23", "duties[].why")
    assert told[:2] == ("整改期限 2026-11-30 已过", "整改期限 2026-12-10 已过")
    assert (len(told), told[-1]) == (4, "……")


def test_an_edition_of_a_law_that_came_into_force_is_told_where_the_law_is_cited() -> None:
    facts = derived(ROOT / "examples/xinglan-cups")
    day = datetime.date(2026, 11, 1)
    law = replace(facts.law["safety"], since=day, in_force=True)
    changed = replace(facts, law={**facts.law, "safety": law})
    for name, since, words in (
        ("law.safety.cite", "2026-10-31", (f"《{law.name}》自 2026-11-01 起施行",)),
        ("law.safety.cite", "2026-11-01", ()),
        ("law.fire.cite", "2026-10-31", ()),
    ):
        given = (datetime.date.fromisoformat(since), ({name: "1"}, {name: "2"}))
        assert turns.passed(changed, built_in(), *given) == words
