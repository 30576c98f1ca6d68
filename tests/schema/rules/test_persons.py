"""One person, one telephone, offices that go together: what is told on each side of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import AGENCY, CLIENT
from tests.schema.rules.told import told

PRINCIPAL = "principal: {name: 示例戊一}"
ZONE = (
    "site: {width: 9, height: 9}\nzones: [{code: Z1, name: 车间, rect: [0, 0, 9, 9], lead: %s, phone: %s, "
    "risks: [{name: 冲床, accidents: [机械致害], L: 3, E: 6, C: 7}]}]\n"
)


@pytest.mark.parametrize(
    ("lead", "phone", "count"),
    [
        ("示例戊一", "138-0000-0000", 0),
        ("示例戊一", "13800000000、0579-88888888", 0),
        ("示例戊一", "13800000001", 1),
        ("示例戊二", "13800000001", 0),
        ("示例戊一、示例戊二", "13800000001", 0),
    ],
)
def test_a_name_has_one_telephone(small: Path, lead: str, phone: str, count: int) -> None:
    text = CLIENT.replace(PRINCIPAL, "principal: {name: 示例戊一, phone: '13800000000'}")
    found = told(small, ZONE % (lead, phone), text)
    assert len([one for one in found if "的电话和另一处不同" in one]) == len(found) == count


def test_a_second_number_is_told_once(small: Path) -> None:
    rows = ", ".join(f"{{name: 部{n}, head: 甲, phone: '1380000000{n // 2}'}}" for n in range(6))
    assert len(told(small, f"departments: [{rows}]\n")) == 2


@pytest.mark.parametrize(
    ("name", "duty", "count"), [("示例戊一", "专职", 1), ("示例戊一", "兼职", 0), ("示例戊二", "专职", 0)]
)
def test_who_answers_for_all_is_not_there_for_safety_alone(
    small: Path, name: str, duty: str, count: int
) -> None:
    officers = f"{PRINCIPAL}\n  safety_officers: [{{name: {name}, duty: {duty}}}]"
    assert len(told(small, "", CLIENT.replace(PRINCIPAL, officers))) == count


@pytest.mark.parametrize(("name", "count"), [("示例辅导员A", 1), ("示例辅导员C", 0)])
def test_an_advisor_holds_no_office(small: Path, name: str, count: int) -> None:
    found = told(small, "", CLIENT.replace(PRINCIPAL, f"{PRINCIPAL}\n  contact: {{name: {name}}}"))
    assert len(found) == count
    assert all("（agency.yaml 第 3 行）" in one for one in found)
    assert AGENCY.splitlines()[2].startswith("  - {name: 示例辅导员A")


@pytest.mark.parametrize(
    ("text", "count"),
    [("{name: 甲、乙}", 1), ("{name: 甲}", 0), ("{name: 甲(总经理)}", 0)],
)
def test_a_row_of_one_person_names_one(small: Path, text: str, count: int) -> None:
    found = told(small, "", CLIENT.replace(PRINCIPAL, f"{PRINCIPAL}\n  contact: {text}"))
    assert len(found) == count
