"""Papers of the service parted into made, ahead and blank; pages for signatures."""

from __future__ import annotations

import dataclasses
import datetime

from generator import domain
from generator.domain import convert
from generator.facts import papers
from generator.facts.derivation import derive
from tests.facts.sample import DAY, record
from tests.rows import each

Day = datetime.date
PLAN = {"visits": [{"date": "2026-11-10", "form": "现场检查", "done": "2026-11-10"}]}


def test_each_paper_is_either_made_or_ahead() -> None:
    service = derive(record(schedule=PLAN), DAY).service
    assert [one.done for one in service.made.visits] == [Day(2026, 11, 10)]
    assert not any(one.done for one in service.ahead.visits)
    for kind in ("visits", "inspections", "trainings", "drills"):
        parted = getattr(service.made, kind) + getattr(service.ahead, kind)
        assert sorted(map(repr, parted)) == sorted(map(repr, getattr(service, kind)))


def test_blank_papers_say_nothing() -> None:
    for kind in dataclasses.fields(papers.BLANK):
        (paper,) = getattr(papers.BLANK, kind.name)
        said = {field.name: getattr(paper, field.name) for field in dataclasses.fields(paper)}
        assert not any(value for name, value in said.items() if name != "pages"), kind.name
    assert len(papers.BLANK.trainings[0].pages[0].rows) == 25


@each([(0, 1), (1, 1), (25, 1), (26, 2), (40, 2), (168, 7), (10**6, 20)])
def test_pages_of_twenty_five_rows(people: int, pages: int) -> None:
    made = papers.sign_pages(people)
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
    assert service.made.trainings[0].badges == ("FD-1",)


def test_who_is_trained_is_never_who_teaches() -> None:
    agency = {"advisors": [{"name": "示例辅导员A"}]}
    visits = [
        {"date": "2027-01-12", "form": "全员培训"},
        {"date": "2027-02-16", "form": "全员培训", "participants": "示例辅导员A"},
    ]
    ahead = derive(record(agency=agency, schedule={"visits": visits}), DAY).service.ahead.trainings
    told = {one.planned: one.trainees for one in ahead}
    (party,) = told[Day(2027, 1, 12)]
    assert party.startswith("企业全体从业人员") and told[Day(2027, 2, 16)] == ()


def test_inspection_without_hazards_is_known_and_names_the_next_one() -> None:
    listed = {"inspections": [{"date": "2026-11-10", "kind": "托管检查"}]}
    plan = {"visits": [*PLAN["visits"], {"date": "2026-12-08", "form": "现场检查"}]}
    service = derive(record(schedule=plan, records=listed), DAY).service
    assert (service.made.inspections[0].recorded, service.made.inspections[0].next) == (
        True,
        Day(2026, 12, 8),
    )
    assert not derive(record(schedule=plan), DAY).service.made.inspections[0].recorded
    assert service.notices == ()
    assert service.made.rechecks == service.ahead.rechecks == ()


def test_what_was_recorded_goes_to_its_visit_by_object() -> None:
    first, second = _visit(1, "2026-11-10"), _visit(2, "2026-11-10")
    moved = _visit(3, "2026-10-13", done="2026-11-24")
    records = [(Day(2026, 11, 10), "甲"), (Day(2026, 11, 10), "乙"), (Day(2026, 11, 24), "丙")]
    found = papers.fulfilled([first, second, moved], [*records, (Day(2026, 11, 17), "丁")], _held)
    assert _pairs(found) == [("甲", first), ("乙", second), ("丁", None), ("丙", moved)]
    assert _pairs(papers.fulfilled([first], records[:2], _held)) == [("甲", first), ("乙", first)]
    assert _pairs(papers.fulfilled([first, second], records[:1], _held)) == [("甲", first), (None, second)]
    to_come = _visit(4, "2026-12-08", done="")
    apart = papers.fulfilled([to_come], [(Day(2026, 12, 8), "甲")], lambda one: one.done)
    assert _pairs(apart) == [(None, to_come), ("甲", None)]


def _pairs(found: list[papers.Held[str]]) -> list[tuple[str | None, domain.Visit | None]]:
    return [(one.record, one.visit) for one in found]


def _held(visit: domain.Visit) -> Day:
    return visit.done or visit.date


def _visit(no: int, day: str, done: str | None = None) -> domain.Visit:
    row = {"no": no, "done": day if done is None else done}
    given = {"date": Day.fromisoformat(day), "form": domain.VisitForm.TRAINING, "keys": ()}
    return convert.build(domain.Visit, row, **given)


def test_papers_of_one_day_are_numbered() -> None:
    numbers = papers.Numbers("91330799MADEMA0195", "FW")
    days = [Day(2026, 11, 10), Day(2026, 11, 10), None, Day(2026, 11, 11)]
    assert [numbers.of(day) for day in days] == [
        "FW-MA0195-20261110",
        "FW-MA0195-20261110-02",
        "",
        "FW-MA0195-20261111",
    ]
    assert papers.Numbers("", "FW").of(Day(2026, 11, 10)) == "FW-20261110"
