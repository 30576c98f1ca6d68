"""Service sheets parted into made, ahead and blank; pages for signatures."""

from __future__ import annotations

import dataclasses

import pytest

from generator.facts import sheets
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record

PLAN = {"visits": [{"date": "2026-11-10", "form": "现场检查", "done": "2026-11-10"}]}


def test_each_sheet_is_either_made_or_ahead() -> None:
    service = derive(record(schedule=PLAN), DAY).service
    assert [one.done for one in service.made.visits] == ["2026-11-10"]
    assert not any(one.done for one in service.ahead.visits)
    for kind in ("visits", "inspections", "trainings", "drills"):
        parted = getattr(service.made, kind) + getattr(service.ahead, kind)
        assert sorted(map(repr, parted)) == sorted(map(repr, getattr(service, kind)))


def test_blank_sheets_say_nothing() -> None:
    for kind in dataclasses.fields(sheets.BLANK):
        (sheet,) = getattr(sheets.BLANK, kind.name)
        said = {field.name: getattr(sheet, field.name) for field in dataclasses.fields(sheet)}
        assert not any(value for name, value in said.items() if name != "pages"), kind.name
    assert len(sheets.BLANK.trainings[0].pages[0].rows) == 25


@pytest.mark.parametrize(
    ("people", "pages"), [(0, 1), (1, 1), (25, 1), (26, 2), (40, 2), (168, 7), (10**6, 20)]
)
def test_pages_of_twenty_five_rows(people: int, pages: int) -> None:
    made = sheets.sign_pages(people)
    assert [page.no for page in made] == list(range(1, pages + 1))
    assert all(page.of == pages and len(page.rows) == 25 for page in made)
    assert made[-1].rows[-1] == 25 * pages


def test_sign_in_has_room_for_all_who_are_expected() -> None:
    training = {"date": "2026-11-11", "kind": "消防", "topic": "灭火器", "teacher": "示例辅导员A"}
    service = derive(record(records={"trainings": [training | {"expected": 40, "present": 12}]}), DAY).service
    assert len(service.made.trainings[0].pages) == 2
    assert all(len(one.pages) == 1 for one in service.ahead.trainings)


def test_teacher_is_named_by_badge() -> None:
    agency = {"advisors": [{"name": "示例辅导员A", "badge_number": "FD-1"}, {"name": "示例辅导员B"}]}
    row = {"date": "2026-11-11", "kind": "消防", "topic": "灭火器", "teacher": "示例辅导员A、示例甲三"}
    service = derive(record(agency=agency, records={"trainings": [row]}), DAY).service
    assert service.made.trainings[0].badges == "FD-1"


def test_who_is_trained_is_never_who_teaches() -> None:
    agency = {"advisors": [{"name": "示例辅导员A"}]}
    visits = [
        {"date": "2027-01-12", "form": "全员培训"},
        {"date": "2027-02-16", "form": "全员培训", "participants": "示例辅导员A"},
    ]
    ahead = derive(record(agency=agency, schedule={"visits": visits}), DAY).service.ahead.trainings
    told = {one.planned: one.trainees for one in ahead}
    assert told["2027-01-12"].startswith("企业全体从业人员") and told["2027-02-16"] == ""


def test_inspection_without_hazards_is_known_and_names_the_next_one() -> None:
    listed = {"inspections": [{"date": "2026-11-10", "kind": "托管检查"}]}
    plan = {"visits": [*PLAN["visits"], {"date": "2026-12-08", "form": "现场检查"}]}
    service = derive(record(schedule=plan, records=listed), DAY).service
    assert (service.made.inspections[0].recorded, service.made.inspections[0].next) == (True, "2026-12-08")
    assert not derive(record(schedule=plan), DAY).service.made.inspections[0].recorded
    assert service.notices == ()
