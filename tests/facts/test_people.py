from __future__ import annotations

import datetime

from generator.assets import Folder
from generator.domain import CertificateKind, OfficerDuty, Validity
from generator.facts import people
from tests.facts.sample import DAY, FOLDER, record
from tests.rows import each

Day = datetime.date


@each(
    [
        ((None, None), None),
        ((None, Day(2026, 11, 22)), Validity.EXPIRED),
        ((None, Day(2026, 11, 23)), Validity.EXPIRING),
        ((None, Day(2026, 12, 23)), Validity.EXPIRING),
        ((None, Day(2026, 12, 24)), Validity.VALID),
        ((Day(2026, 5, 18), Day(2029, 5, 18)), Validity.EXPIRED),
        ((Day(2029, 5, 18), Day(2026, 5, 18)), Validity.EXPIRED),
    ]
)
def test_validity_goes_by_the_nearer_limit(limits: tuple[Day | None, ...], state: Validity | None) -> None:
    assert people.validity(limits, DAY) == state


def test_certificates_carry_their_state_and_kind() -> None:
    rows = [
        {
            "holder": "甲",
            "kind": "特种作业",
            "item": "低压电工",
            "review": "2026-12-01",
            "expires": "2029-12-01",
        },
        {"holder": "乙", "kind": "特种设备作业", "item": "N1"},
    ]
    first, second = people.certificates(record(certificates=rows).data, DAY)
    assert (first.state, first.special_operation, first.review) == (Validity.EXPIRING, True, Day(2026, 12, 1))
    assert (second.state, second.special_operation, second.number) == (None, False, "")
    assert (second.kind, second.expires) == (CertificateKind.SPECIAL_EQUIPMENT, None)


def test_posts_hang_under_their_departments_and_the_homeless_come_last() -> None:
    posts = [
        {"name": "杂工"},
        {
            "name": "冲压工",
            "department": "生产部",
            "count": 6,
            "zone": "Z1",
            "ppe": [{"name": "耳塞", "count": 1}],
        },
        {"name": "司炉工", "department": "动力部"},
    ]
    data = record(departments=[{"name": "生产部", "head": "示例甲五"}, {"name": "行政部"}], posts=posts).data
    found = people.departments(data, people.posts(data, {"Z1": "冲压车间"}))
    assert [one.name for one in found] == ["生产部", "行政部", "动力部", ""]
    assert [[post.name for post in one.posts] for one in found] == [["冲压工"], [], ["司炉工"], ["杂工"]]
    press = found[0].posts[0]
    assert (press.zone, press.headcount, press.ppe) == ("冲压车间", 6, ("耳塞",))
    assert (press.ppe_items[0].count, press.ppe_items[0].cycle_months) == (1, None)


def test_without_homeless_posts_there_is_no_nameless_department() -> None:
    data = record(posts=[{"name": "冲压工", "department": "生产部"}]).data
    assert [one.name for one in people.departments(data, people.posts(data, {}))] == ["生产部"]


def test_advisors_are_those_named_the_lead_first_else_all() -> None:
    staff = [{"name": "甲", "photo": "photos/a.jpg", "experience_years": 12}, {"name": "乙", "phone": "1"}]
    everyone = people.advisors(record(agency={"advisors": staff}))
    assert [(one.name, one.lead) for one in everyone] == [("甲", True), ("乙", False)]
    assert everyone[0].photo is not None
    assert everyone[0].photo.asset == Folder(FOLDER.parent).find("photos/a.jpg")
    assert (everyone[0].experience_years, everyone[1].experience_years) == (12, None)
    chosen = people.advisors(record(agency={"advisors": staff}, advisors=["乙", "丙"]))
    assert [(one.name, one.lead, one.phone) for one in chosen] == [("乙", True, "1"), ("丙", False, "")]


def test_officers_are_named_with_their_duty() -> None:
    rows = [{"name": "甲", "duty": "专职"}, {"name": "乙", "duty": "兼职", "expires": "2027-01-01"}]
    found = people.derive(record(people={"safety_officers": rows}).data)
    assert found.officer_names == ("甲（专职）", "乙（兼职）")
    assert (found.officers[0].duty, found.officers[1].duty) == (OfficerDuty.FULL_TIME, OfficerDuty.PART_TIME)
    assert (found.officers[0].expires, found.officers[1].expires) == (None, Day(2027, 1, 1))
    assert found.deputy.name == ""


def test_states_do_not_depend_on_a_clock() -> None:
    rows = [{"holder": "甲", "kind": "其他", "item": "某", "expires": "2026-12-01"}]
    data = record(certificates=rows).data
    days = (datetime.date(2026, 1, 1), datetime.date(2026, 11, 30), datetime.date(2027, 1, 1))
    assert [people.certificates(data, day)[0].state for day in days] == ["有效", "临期", "已过期"]
