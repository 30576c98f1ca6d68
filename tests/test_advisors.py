"""Advisors change in mid-year: each paper shows those of its own day, the files of all of them stay."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import pytest

from generator import facts, intake, making, schema
from generator.api import Order, walk
from generator.errors import IntakeError
from generator.facts import explain, horizon, known
from generator.library import built_in
from generator.record import Record
from tests.conftest import AGENCY, CLIENT

Day = datetime.date
TWO = AGENCY + "  - {name: 示例辅导员B, phone: 100-0000-0092, education: 大专}\n"
TERM = CLIENT.rstrip("\n") + "\n  end: 2027-08-31\n"
NAMED = "advisors: [示例辅导员A]\n"
CHANGE = """\
advisors:
  - {name: 示例辅导员A, until: 2027-02-28}
  - {name: 示例辅导员B, from: 2027-03-01}
"""
FILE = "2027-03-01-辅导员调整.yaml"
LAST, FIRST = Day(2027, 2, 28), Day(2027, 3, 1)
ONE = datetime.timedelta(days=1)


@pytest.fixture
def client(small: Path) -> Path:
    (small.parent / "agency.yaml").write_text(TWO, "utf-8")
    (small / "records").mkdir()
    return _given(small, NAMED)


def _given(client: Path, more: str) -> Path:
    (client / "client.yaml").write_text(TERM + more, "utf-8")
    return client


def _filed(client: Path, text: str = CHANGE, name: str = FILE) -> Record:
    (client / "records" / name).write_text(text, "utf-8")
    return intake.read(client)


def _names(record: Record, day: Day) -> tuple[str, ...]:
    told: tuple[str, ...] = facts.Derivation(record, day)["advisor_names"]
    return told


def _told(record: Record) -> list[str]:
    return [str(one) for one in schema.check(record, built_in()) if one.keys[:1] == ("advisors",)]


def test_on_each_day_those_serve_whose_days_hold_it(client: Path) -> None:
    record = _filed(client)
    assert record.data["advisors"] == [
        {"name": "示例辅导员A", "until": "2027-02-28"},
        {"name": "示例辅导员B", "from": "2027-03-01"},
    ]
    assert (_names(record, LAST), _names(record, FIRST)) == (("示例辅导员A",), ("示例辅导员B",))
    assert known.ended(record, LAST) == () and known.ended(record, FIRST) == (LAST,)
    assert (str(record.origin(("advisors", 0, "until"))), record.origin(("advisors", 1))) == (
        f"{client}/records/{FILE}:2:20",
        intake.Origin(f"{client}/records/{FILE}", 3, 5),
    )
    assert _told(record) == []


def test_where_nobody_serves_nobody_is_shown_and_it_is_told(client: Path) -> None:
    record = intake.read(_given(client, "advisors: [{name: 示例辅导员A, until: 2027-02-28}]\n"))
    assert (_names(record, LAST), _names(record, FIRST)) == (("示例辅导员A",), ())
    assert ["2027-03-01 起没有服务辅导员" in one for one in _told(record)] == [True]
    warned = facts.warnings(record, facts.derive(record, FIRST), FIRST)
    assert "2027-03-01 没有服务辅导员，文书中留空" in [one.message for one in warned]
    assert intake.read(_given(client, "")).data.get("advisors") is None
    assert _names(intake.read(client), FIRST) == ("示例辅导员A", "示例辅导员B")


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ("{name: 示例辅导员A, from: 2026-09-01, until: 2027-08-31}", ""),
        ("{name: 示例辅导员A, from: 2026-09-02}", "2026-09-01"),
        ("{name: 示例辅导员A, until: 2027-08-30}", "2027-08-31"),
        ("{name: 示例辅导员A, until: 2027-02-28}, {name: 示例辅导员B, from: 2027-03-02}", "2027-03-01"),
        ("{name: 示例辅导员A, until: 2027-03-31}, {name: 示例辅导员B, from: 2027-03-01}", ""),
        ("{name: 示例辅导员A, until: 2026-12-31}, {name: 示例辅导员A, from: 2027-01-01}", ""),
    ],
)
def test_the_first_day_of_the_service_without_anybody_is_told(client: Path, rows: str, day: str) -> None:
    told = _told(intake.read(_given(client, f"advisors: [{rows}]\n")))
    assert [one.split("：")[1].split(" 起")[0] for one in told if "没有服务辅导员" in one] == [day] * bool(
        day
    )
    assert len(told) == bool(day)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("{name: 示例辅导员A, from: 2027-03-02, until: 2027-03-01}, 示例辅导员B", "早于服务起始日期"),
        ("{name: 示例辅导员A, from: 2027-03-01, until: 2027-03-01}, 示例辅导员B", ""),
        ("{name: 示例辅导员A, until: 2027-03-01}, {name: 示例辅导员A, from: 2027-03-01}", "写了两次"),
        ("{name: 示例辅导员A, until: 2027-03-01}, {name: 示例辅导员A, from: 2027-03-02}", ""),
        ("示例辅导员A, {name: 示例辅导员A, from: 2027-03-02}", "写了两次"),
        ("示例辅导员A, {name: 示例辅导员C, from: 2027-03-02}", "服务机构没有辅导员“示例辅导员C”"),
        ("{from: 2027-03-02}, 示例辅导员A", "必填"),
        ("12, 示例辅导员A", "应为文本或"),
    ],
)
def test_what_cannot_be_is_refused(client: Path, rows: str, said: str) -> None:
    told = schema.check(intake.read(_given(client, f"advisors: [{rows}]\n")), built_in())
    found = [one.message for one in told if one.severity == "error"]
    assert len(found) == bool(said) and all(said in one for one in found)


def test_who_comes_back_has_a_row_for_each_time(client: Path) -> None:
    _filed(client)
    record = _filed(
        client, "advisors:\n  - {name: 示例辅导员A, from: 2027-06-01}\n  - 示例辅导员B\n", "2027-06-01.yaml"
    )
    assert [row.get("from") for row in record.data["advisors"]] == [None, "2027-03-01", "2027-06-01"]
    record = _filed(
        client, "advisors:\n  - {name: 示例辅导员A, until: 2027-06-30}\n", "2027-07-01.yaml"
    )  # closes the row that is open
    assert [row.get("until") for row in record.data["advisors"]] == ["2027-02-28", None, "2027-06-30"]


def test_another_last_day_is_a_conflict_and_who_is_not_named_cannot_leave(client: Path) -> None:
    _filed(client)
    with pytest.raises(IntakeError, match="这里是“2027-03-31”，.*已经是“2027-02-28”"):
        _filed(client, "advisors: [{name: 示例辅导员A, until: 2027-03-31}]\n", "2027-04-01.yaml")
    (client / "records/2027-04-01.yaml").unlink()
    with pytest.raises(IntakeError, match=r"client\.yaml 没有写服务辅导员，现在是机构全部辅导员"):
        intake.read(_given(client, ""))


def test_a_visit_names_those_of_its_own_day(client: Path) -> None:
    visits = "\n".join(
        f"    - {{date: {day}, form: 现场检查{done}}}"
        for day, done in (("2027-02-26", ", done: 2027-02-28"), ("2027-03-01", ""), ("2027-03-02", ""))
    )
    _given(client, f"{NAMED}schedule:\n  visits:\n{visits}\n")
    record = _filed(client)
    for today, second in ((LAST, "A"), (FIRST, "B")):
        made = facts.derive(record, today).schedule.visits[:3]
        names = [visit.participants[0][-1] for visit in made if visit.date <= Day(2027, 3, 2)]
        assert names[:2] == ["A", second]


def test_the_file_of_who_left_stays_as_of_the_last_day(client: Path) -> None:
    record = _filed(client)
    for today, days in ((LAST, {"A": LAST}), (FIRST + ONE, {"A": LAST, "B": FIRST + ONE})):
        job = making.Job(record, today, built_in(), partial(walk._found, order=Order(today)))
        held = {piece.key[-1]: piece.day for piece in job.pieces if piece.entry.id == "advisor_file"}
        badges = [piece.key[-1] for piece in job.pieces if piece.entry.id == "badge_pictures"]
        assert (held, badges) == (days, ["B" if today > LAST else "A"])
    made = {file.key[-1]: file for file in making.make(job, ("advisor_file",))}
    assert (made["A"].day, made["B"].day) == ("2027-02-28", "2027-03-02")


def test_the_days_on_which_somebody_comes_or_goes_change_documents(client: Path) -> None:
    record = _filed(client)
    for today in (Day(2027, 2, 27), LAST):
        told = facts.derive(record, today)
        assert horizon.same_until(record, told, today, built_in()) == today + ONE


def test_explain_tells_from_and_to_which_day_they_serve(client: Path) -> None:
    record = _filed(client)
    told = [str(one) for one in explain.gather(record, facts.derive(record, FIRST))]
    assert [one.partition(" ")[2] for one in told[:2]] == [
        "服务辅导员“示例辅导员A” → 到 2027-02-28 止服务",
        "服务辅导员“示例辅导员B” → 从 2027-03-01 起服务",
    ]


@pytest.mark.parametrize(("found", "told"), [("2027-02-28", False), ("2027-03-01", True)])
def test_who_finds_a_hazard_serves_on_the_day(client: Path, found: str, told: bool) -> None:
    hazard = "{location: 门口, description: 护罩缺失, level: 一般, recommendation: 加装, finder: 示例辅导员A"
    _given(client, f"{NAMED}hazards:\n  - {hazard}, found: {found}}}\n")
    said = [one.message for one in schema.check(_filed(client), built_in())]
    assert any(f"检查人“示例辅导员A”{found} 不在服务这家企业" in one for one in said) is told


def test_a_training_that_somebody_gave_who_left_keeps_its_paper(client: Path) -> None:
    held = "{date: 2027-02-28, kind: 专项, topic: 机械伤害, teacher: 示例辅导员A}"
    _given(client, f"{NAMED}records:\n  trainings:\n    - {held}\n    - {held.replace('02-28', '03-01')}\n")
    record = _filed(client)
    for today in (LAST, FIRST + ONE):
        made = facts.derive(record, today).service.made.trainings
        assert [one.date for one in made] == [LAST]
