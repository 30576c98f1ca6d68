"""What was known on a day: each annotation of the schemas on both sides of its day; places of rows."""

from __future__ import annotations

import copy
import datetime
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from generator import domain, facts
from generator.facts import known
from generator.library import built_in, catalogue
from generator.problems import Origin
from generator.record import Keys
from generator.schema import Shape, shape
from tests import once
from tests.depth import rounds
from tests.facts.sample import DAY, of, record

ROOT = Path(__file__).resolve().parents[2]
ONE = datetime.timedelta(days=1)
BEFORE, ON = (DAY - ONE).isoformat(), DAY.isoformat()
# Dates of what may lie ahead, whatever the day: plans, deadlines, terms and expiries.
AHEAD = {
    "advisors.from",
    "advisors.until",
    "people.safety_officers.expires",
    "agreement.effective",
    "agreement.start",
    "agreement.end",
    "agreements.effective",
    "agreements.start",
    "agreements.end",
    "certificates.review",
    "certificates.expires",
    "emergency_supplies.expires",
    "diagnosis.due",
    "hazards.interim_due",
    "hazards.stop.due",
    "hazards.due",
    "schedule.visits.date",
    "schedule.avoid",
    "systems.due",
    "ledgers.due",
    "records.meetings.due",
    "records.equipment_checks.next",
    "records.ppe_issues.expires",
    "records.monitoring.next",
    "records.drills.problems.due",
    "records.contacts.due",
}


def _nodes(at: Shape, keys: Keys = ()) -> Iterator[tuple[Keys, Shape]]:
    """Every value of the schemas; an item of a list stands under the number 0."""
    yield keys, at
    for name, child in at.properties.items():
        yield from _nodes(child, (*keys, name))
    if at.items:
        yield from _nodes(at.items, (*keys, 0))


NODES = dict(_nodes(shape.client()))
SINCE = [(keys, act) for keys, at in NODES.items() for act in at.since]
UNTIL = [(keys, act) for keys, at in NODES.items() for act in at.until]


def _dotted(keys: Keys) -> str:
    return ".".join(key for key in keys if isinstance(key, str))


def _put(keys: Keys, value: Any) -> Any:
    """Data that holds a value under a key path, each list with that one row."""
    if not keys:
        return value
    inner = _put(keys[1:], value)
    return [inner] if isinstance(keys[0], int) else {keys[0]: inner}


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        data = data[key]
    return data


def _has(data: Any, keys: Keys) -> bool:
    try:
        _at(data, keys)
    except (KeyError, IndexError):
        return False
    return True


def _known(keys: Keys, value: Any, day: datetime.date) -> Any:
    given = of(_put(keys, value))
    return known.on(given, day).data


@pytest.mark.parametrize(("keys", "act"), SINCE, ids=lambda one: str(one))
def test_an_object_is_there_from_the_day_of_its_act(keys: Keys, act: str) -> None:
    row = {act: ON}
    assert not _has(_known(keys, row, DAY - ONE), keys)
    assert _at(_known(keys, row, DAY), keys) == row
    assert _at(_known(keys, {"text": "没有日期"}, DAY - ONE), keys) == {"text": "没有日期"}


@pytest.mark.parametrize(("keys", "act"), UNTIL, ids=lambda one: str(one))
def test_a_value_is_known_from_the_day_of_its_act(keys: Keys, act: str) -> None:
    *parent, name = keys
    row = {act: ON, name: ON}
    assert not _has(_known(tuple(parent), row, DAY - ONE), keys)
    assert _at(_known(tuple(parent), row, DAY), keys) == ON
    assert _at(_known(tuple(parent), {name: BEFORE}, DAY - ONE), keys) == BEFORE


def test_every_date_is_an_act_or_may_lie_ahead() -> None:
    """A new date of the schemas is decided upon: annotated, or listed above."""
    dates = {keys for keys in NODES if _is_date(keys)}
    told = {(*keys, act) for keys, act in SINCE} | {(*keys[:-1], act) for keys, act in UNTIL}
    known_by_another = {keys for keys, _ in UNTIL}
    assert {_dotted(keys) for keys in dates - told - known_by_another} == AHEAD
    assert not {_dotted(keys) for keys in told} & AHEAD
    assert told <= dates, "an annotation names a date beside it"


def _is_date(keys: Keys) -> bool:
    """Whether a value of the schemas is a day or a month."""
    return NODES[keys].date or NODES[keys].month


def test_annotations_stand_where_they_mean_something() -> None:
    for file in ("client.schema.json", "agency.schema.json"):
        text = (ROOT / "schemas" / file).read_text("utf-8")
        dated = {"x-since", "x-until", "x-from", "x-to", "x-issued"}
        assert set(_annotations(json.loads(text))) <= dated | {"x-refers", "x-picture"}
    for keys, at in NODES.items():
        assert not at.since or at.properties, _dotted(keys)


def _annotations(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (key for key in node if key.startswith("x-"))
        for child in node.values():
            yield from _annotations(child)
    elif isinstance(node, list):
        for child in node:
            yield from _annotations(child)


def test_the_conclusion_waits_for_the_recheck_else_for_the_rectification() -> None:
    rows = [
        {"rectified": BEFORE, "rechecked": ON, "result": "已整改", "after": [], "rechecker": "甲"},
        {"rectified": ON, "rechecked": BEFORE, "result": "已整改", "after": []},
        {"rectified": ON, "result": "已整改"},
        {"result": "已整改"},
    ]
    first, second, third, fourth = known.on(record(hazards=rows), DAY - ONE).data["hazards"]
    assert first == {"rectified": BEFORE, "after": []}
    assert second == {"rechecked": BEFORE, "result": "已整改"}
    assert (third, fourth) == ({}, {"result": "已整改"})


def test_a_month_counts_from_its_first_day() -> None:
    rows = [{"name": "灭火器", "repaired": "2026-12"}, {"name": "灭火器", "repaired": "2026-11"}]
    kept = known.on(record(emergency_supplies=rows), datetime.date(2026, 11, 1)).data["emergency_supplies"]
    assert kept == [{"name": "灭火器"}, rows[1]]


def test_rows_that_move_up_keep_their_places() -> None:
    rows = [{"found": day, "number": no} for no, day in enumerate((BEFORE, ON, BEFORE, ON, BEFORE))]
    given = record(hazards=rows)
    seen = known.on(given, DAY - ONE)
    assert [row["number"] for row in seen.data["hazards"]] == [0, 2, 4]
    read = [seen.read_at(("hazards", place, "found")) for place in range(3)]
    assert read == [("hazards", place, "found") for place in (0, 2, 4)]
    assert seen.read_at(("hazards",)) == ("hazards",)
    assert seen.read_at(("people", "principal")) == ("people", "principal")
    hazards = facts.derive(given, DAY - ONE).hazards
    assert [one.keys for one in hazards] == [("hazards", place) for place in (0, 2, 4)]


def test_a_record_of_the_past_is_not_copied() -> None:
    for name in ("xinglan-cups", "yunzhi-textile"):
        given = once.record(ROOT / "examples" / name)
        data = copy.deepcopy(given.data)
        assert known.on(given, datetime.date(2040, 1, 1)) is given
        known.on(given, datetime.date(2026, 9, 15))
        assert given.data == data


def test_days_of_one_record_are_each_as_if_it_were_alone() -> None:
    given = once.record(ROOT / "examples" / "xinglan-cups")
    held, chance = known.Known(given), random.Random(7)
    for _ in range(rounds(40, desk=15)):
        day = datetime.date(2026, 7, 1) + chance.randrange(180) * ONE
        assert held.on(day) == known.on(given, day)


@pytest.mark.parametrize("name", ["xinglan-cups", "yunzhi-textile", "renewed"])
def test_what_is_known_later_knows_what_was_known_before(name: str) -> None:
    given = _renewed() if name == "renewed" else once.record(ROOT / "examples" / name)
    chance = random.Random(13)
    begun, renewed = datetime.date(2026, 8, 15), datetime.date(2027, 8, 25)
    for _ in range(rounds(150, desk=40)):
        days = sorted(chance.choice((begun, begun, renewed)) + ONE * chance.randrange(100) for _ in range(2))
        early = known.on(given, days[0])
        assert known.on(known.on(given, days[1]), days[0]) == early
        assert known.on(early, days[1]).data.get("hazards") == early.data.get("hazards")


def _renewed() -> Any:
    """An example with a second period, hazards and issued documents over both."""
    given = once.record(ROOT / "examples" / "xinglan-cups")
    renewal = {
        "number": "二期",
        "signed": "2027-08-20",
        "effective": "2027-09-01",
        "documents": {"plan_delivered": "2027-09-20"},
    }
    issued = [
        {
            "id": "plan",
            "key": "",
            "version": "A/0",
            "day": "2026-10-13",
            "file": "a",
            "delivered": "2026-10-15",
        },
        {"id": "letter_bureau", "key": "2027-09-01", "day": "2027-09-05", "file": "b"},
        {"id": "letter_bureau", "key": "2027-09-01", "opened": "2027-10-05"},
    ]
    documents = {k: v for k, v in given.data["documents"].items() if k != "plan_delivered"}
    hazards = random.Random(7).sample(given.data["hazards"], len(given.data["hazards"]))
    parts = {"agreements": [renewal], "issued": issued, "documents": documents, "hazards": hazards}
    data = {**given.data, **parts}
    return replace(given, data=data)


def test_documents_that_may_tell_a_date_are_issued_ones() -> None:
    told = {name for at in shape.client().properties["documents"].properties.values() for name in at.issued}
    lives = {entry.id: entry.life for entry in catalogue.load(built_in())}
    assert {lives[name] for name in told} == {"issued"}


# Dates of the facts that may lie after the day: plans, deadlines, terms, expiries and what follows from them.
MAY_COME = {
    "AdvisorFile.training_until",
    "Agreement.effective",
    "Agreement.end",
    "Agreement.start",
    "Badge.until",
    "Certificate.expires",
    "Certificate.review",
    "ContactPaper.due",
    "Deadline.due",
    "Diagnosis.due",
    "DrillPaper.planned",
    "DrillProblem.due",
    "Equipment.next_inspection",
    "EquipmentCheck.next",
    "Hazard.deadline",
    "Hazard.interim_due",
    "Hazard.stop_due",
    "HealthFactor.next_test",
    "InspectionPaper.next",
    "InspectionPaper.planned",
    "InspectionRow.due",
    "InspectionRow.stop_due",
    "Law.since",
    "Meeting.due",
    "Monitoring.next",
    "MonthCheck.month",
    "Officer.expires",
    "PpeIssue.expires",
    "Supply.expires",
    "Supply.first_repair",
    "Supply.next_check",
    "Supply.next_repair",
    "Supply.scrap",
    "Subject.until",
    "SystemState.due",
    "TrainingPaper.planned",
    "Visit.date",
    "Visit.month",
    "VisitPaper.month",
    "VisitPaper.planned",
}


def _dates(value: Any, name: str) -> Iterator[tuple[str, domain.Moment]]:
    """Every day and month of facts with the field that holds it."""
    if isinstance(value, (datetime.date, domain.Month)):
        yield name, value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _dates(getattr(value, one.name), f"{type(value).__name__}.{one.name}")
    elif isinstance(value, (tuple, Mapping)):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _dates(one, name)


@pytest.mark.parametrize("name", ["xinglan-cups", "yunzhi-textile"])
@pytest.mark.parametrize("day", [datetime.date(2026, 10, 13), datetime.date(2026, 9, 21)])
def test_facts_tell_of_no_act_after_the_day(name: str, day: datetime.date) -> None:
    found = facts.derive(once.record(ROOT / "examples" / name), day)
    later = {field for field, told in _dates(found, "") if (first := domain.first_day(told)) and first > day}
    assert later <= MAY_COME
    assert "Visit.date" in later
    assert not any(visit.done for visit in found.schedule.visits if visit.date > day)


def test_a_client_entered_wholly_in_the_future_tells_of_nothing() -> None:
    """Every date of every act of the schemas a day ahead: none of them is in the facts."""
    full = once.record(ROOT / "examples" / "xinglan-cups")
    data = _postponed(copy.deepcopy(dict(full.data)), known.rules())
    found = facts.derive(replace(full, data=data), DAY)
    later = {field for field, told in _dates(found, "") if domain.first_day(told) == DAY + ONE}
    assert later <= MAY_COME
    assert (found.hazards, found.certificates, found.records.trainings) == ((), (), ())


def _postponed(value: Any, by: known.Rule) -> Any:
    """The data with every act that it dates on the day after."""
    if isinstance(value, dict):
        for key, inner in value.items():
            below = by.properties.get(key)
            value[key] = (
                (DAY + ONE).isoformat() if key in by.acts else _postponed(inner, below) if below else inner
            )
    elif isinstance(value, list) and by.items:
        value[:] = [_postponed(inner, by.items) for inner in value]
    return value


def test_warnings_name_the_places_of_reading() -> None:
    """Rows before them are not there yet: labels, keys and lines are still those of the file."""
    later = (DAY + ONE).isoformat()
    values = {"factor": "噪声", "result": "90 dB(A)", "limit": "85 dB(A)", "conclusion": "符合"}
    given = record(
        hazards=[
            {"found": later, "number": "甲"},
            {"found": ON, "number": "乙", "recommendation": "见《不存在专项应急预案》"},
        ],
        certificates=[
            {"holder": "甲", "kind": "其他", "item": "叉车", "issued": later},
            {"holder": "乙", "kind": "其他", "item": "叉车", "expires": BEFORE},
        ],
        records={"monitoring": [{**values, "date": later}, {**values, "date": ON}]},
    )
    lines = {("hazards", 1): 11, ("certificates", 1): 12, ("records", "monitoring", 1): 13}
    origins = {**given.origins, **{keys: Origin("client.yaml", line, 3) for keys, line in lines.items()}}
    given = replace(given, origins=origins)
    told = facts.warnings(given, facts.derive(given, DAY), DAY)
    found = {(one.where, one.origin.line) for one in told if one.origin and one.keys[:1] != ("agency",)}
    expected = {
        ("人员证书[2]", 12),
        ("职业病危害检测记录[2]", 13),
        ("隐患[2] 乙", 11),
        ("应急预案名称", 11),
    }
    assert expected <= found
    assert not any(where == "人员证书[1]" or where.startswith("隐患[1] ") for where, _ in found)
    assert {one.keys[1] for one in told if one.where in ("应急预案名称", "隐患[2] 乙")} == {1}


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-08-31", False), ("2026-09-01", True), ("2026-09-30", True), ("2026-10-01", False)],
)
def test_an_object_holds_on_its_first_and_its_last_day(day: str, holds: bool) -> None:
    given = {"from": "2026-09-01", "to": "2026-09-30"}
    assert known.holds(given, ("from", "to"), datetime.date.fromisoformat(day)) is holds
    assert known.holds({}, ("from", "to"), datetime.date.fromisoformat(day))
