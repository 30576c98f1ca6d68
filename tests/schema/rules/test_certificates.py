"""Certificates: their kind, who operates, how long they hold; numbers that stand twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CLIENT
from tests.schema.rules.told import told

CERTIFICATE = "certificates: [{holder: 甲, kind: %s, item: %s, number: 1}]\n"
TRUCK = (
    "equipment: [{name: 叉车, state: %s, operators: %s, "
    "special: {category: 场（厂）内专用机动车辆, registration: 场登1}}]\n"
)
HELD = "certificates: [{holder: 甲, kind: 特种设备作业, item: 叉车司机（N1）, number: 1}]\n"


@pytest.mark.parametrize(
    ("kind", "item", "count"),
    [
        ("特种作业", "熔化焊接与热切割作业", 0),
        ("特种设备作业", "熔化焊接与热切割作业", 1),
        ("特种设备作业", "低压电工作业", 1),
        ("特种设备作业", "特种设备焊接作业（承压设备焊接）", 0),
        ("特种作业", "叉车司机（N1）", 1),
        ("特种设备作业", "叉车司机（N1）", 0),
        ("特种作业", "起重机司机（Q2）", 1),
        ("其他", "叉车司机（N1）", 0),
        ("特种作业", "爆破作业", 0),
    ],
)
def test_a_certificate_is_of_the_kind_of_its_item(small: Path, kind: str, item: str, count: int) -> None:
    assert len(told(small, CERTIFICATE % (kind, item))) == count


@pytest.mark.parametrize(
    ("state", "operators", "count"),
    [("在用", "甲", 0), ("在用", "甲、乙", 1), ("在用", "乙、丙", 2), ("停用", "乙", 1)],
)
def test_who_operates_holds_a_certificate(small: Path, state: str, operators: str, count: int) -> None:
    found = told(small, TRUCK % (state, operators) + HELD)
    assert len(found) == count
    words = "却写了作业人员" if state == "停用" else "没有场（厂）内专用机动车辆的作业人员证件"
    assert all(words in one for one in found)


def test_without_any_certificate_the_machine_tells_it(small: Path) -> None:
    assert told(small, TRUCK % ("在用", "乙")) == []


@pytest.mark.parametrize(("expires", "count"), [("2027-05-31", 0), ("2027-06-01", 1)])
def test_an_officers_certificate_ends_on_one_day(small: Path, expires: str, count: int) -> None:
    officers = f"  safety_officers: [{{name: 甲, duty: 兼职, expires: {expires}}}]\nagreement:"
    more = "certificates: [{holder: 甲, kind: 安全管理, item: 安全员, number: 1, expires: 2027-05-31}]\n"
    assert len(told(small, more, CLIENT.replace("agreement:", officers))) == count


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("holder: 乙, item: 低压电工作业, number: 2", ""),
        ("holder: 乙, item: 低压电工作业, number: 1", "证书编号“1”和甲的相同"),
        ("holder: 甲, item: 高压电工作业, number: 1", ""),
        ("holder: 甲, item: 低压电工作业, number: 2", "持证人“甲，低压电工作业”重复"),
    ],
)
def test_a_certificate_is_one_persons(small: Path, second: str, words: str) -> None:
    rows = f"{{holder: 甲, item: 低压电工作业, number: 1, kind: 特种作业}}, {{{second}, kind: 特种作业}}"
    found = told(small, f"certificates: [{rows}]\n")
    assert len(found) == bool(words)
    assert all(one.startswith(f"warning {words}") for one in found)


@pytest.mark.parametrize(
    ("rows", "severity"),
    [
        ("zones: [{code: A, name: 甲}, {code: A, name: 乙}]", "error"),
        ("zones: [{code: A, name: 甲}, {code: B, name: 甲}]", "warning"),
        ("posts: [{name: 甲, zone: A}, {name: 甲, zone: A}]", "warning"),
        ("posts: [{name: 甲, zone: A}, {name: 甲, zone: B}]", ""),
        ("chemicals: [{name: 丙酮}, {name: 丙酮}]", "warning"),
        ("emergency_supplies: [{name: 甲, code: A}, {name: 乙, code: A}]", "warning"),
        ("emergency_supplies: [{name: 甲}, {name: 甲}]", ""),
        ("systems: [{no: 1, state: 缺失}, {no: 1, state: 已有}]", "warning"),
        ("systems: [{no: 1, state: 缺失}, {no: 2, state: 缺失}]", ""),
    ],
)
def test_what_tells_rows_apart_stands_once(small: Path, rows: str, severity: str) -> None:
    found = [one for one in told(small, f"{rows}\n") if "重复" in one]
    assert [one.split()[0] for one in found] == [severity] * bool(severity)
