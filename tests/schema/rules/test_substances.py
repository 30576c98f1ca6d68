"""Substances, spaces and events told in two places: what is told on each side of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.schema.rules.told import told

ZONE = (
    "site: {width: 9, height: 9}\nzones: [{code: Z1, name: 仓库, rect: [0, 0, 9, 9], "
    "risks: [{name: 风险, accidents: [%s], L: 3, E: 6, C: 7}]}]\n"
)
CHEMICAL = "chemicals: [{name: 某剂, hazard: %s, storage: %s}]\n"
SPACE = "confined_spaces: [{name: 池, %s}]\n"
HAZARD = "hazards: [{location: 车间, description: 堆物, level: 一般, found: %s, finder: %s}]\n"


@pytest.mark.parametrize(
    ("hazard", "storage", "accident", "count"),
    [
        ("易燃液体", "仓库东侧", "火灾", 0),
        ("易燃液体", "仓库东侧", "可燃液体蒸气爆炸", 0),
        ("易燃液体", "仓库东侧", "机械致害", 1),
        ("易燃液体", "东侧仓库", "机械致害", 0),
        ("皮肤腐蚀", "仓库", "灼烫", 0),
        ("皮肤腐蚀", "仓库", "泄漏", 0),
        ("皮肤腐蚀", "仓库", "火灾", 1),
        ("急性毒性", "仓库", "火灾", 1),
        ("加压气体", "仓库", "触电", 0),
    ],
)
def test_what_a_chemical_may_do_is_foreseen_where_it_is(
    small: Path, hazard: str, storage: str, accident: str, count: int
) -> None:
    found = told(small, CHEMICAL % (hazard, storage) + ZONE % accident)
    assert len([one for one in found if "的风险点没有" in one]) == count


@pytest.mark.parametrize(
    ("space", "accident", "words"),
    [
        ("toxic: true, accidents: [中毒]", "窒息", ""),
        ("toxic: true, accidents: [窒息]", "窒息", "写了存在中毒风险"),
        ("toxic: false, accidents: [窒息]", "窒息", ""),
        ("toxic: true", "窒息", ""),
        ("accidents: [窒息]", "中毒", ""),
        ("accidents: [窒息]", "火灾", "有有限空间"),
    ],
)
def test_a_confined_space_is_foreseen(small: Path, space: str, accident: str, words: str) -> None:
    found = told(small, SPACE % space + ZONE % accident)
    assert len(found) == bool(words)
    assert all(one.startswith(f"warning {words}") for one in found)


def test_without_risk_points_nothing_is_asked_of_them(small: Path) -> None:
    assert told(small, SPACE % "accidents: [窒息]") == []


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("schedule: {visits: [{date: 2026-10-12, form: 现场检查, done: 2026-10-12}]}\n", 0),
        ("schedule: {visits: [{date: 2026-10-12, form: 现场检查, done: 2026-10-13}]}\n", 1),
        ("schedule: {visits: [{date: 2026-10-12, form: 现场检查}]}\n", 0),
        ("records: {inspections: [{date: 2026-10-12, kind: 托管检查}]}\n", 0),
        ("records: {inspections: [{date: 2026-10-13, kind: 托管检查}]}\n", 1),
        ("records: {inspections: [{date: 2026-10-13, kind: 日常}]}\n", 0),
    ],
)
def test_what_the_agency_found_it_found_on_a_visit(small: Path, more: str, count: int) -> None:
    found = told(small, HAZARD % ("2026-10-12", "示例辅导员A") + more)
    assert len([one for one in found if "没有到场" in one]) == len(found) == count


@pytest.mark.parametrize(
    ("kind", "names", "count"),
    [("托管检查", "示例辅导员A", 0), ("托管检查", "示例辅导员A、甲", 1), ("日常", "甲", 0)],
)
def test_advisors_inspect_for_the_agency(small: Path, kind: str, names: str, count: int) -> None:
    row = f"{{date: 2026-10-12, kind: {kind}, inspectors: {names}}}"
    assert len(told(small, f"records: {{inspections: [{row}]}}\n")) == count


@pytest.mark.parametrize(
    ("inspected", "kind", "count"),
    [("2026-05-22", "定期检验", 0), ("2026-05-21", "定期检验", 1), ("2026-05-21", "维护保养", 0)],
)
def test_the_list_knows_the_last_inspection(small: Path, inspected: str, kind: str, count: int) -> None:
    machine = f"{{name: 货梯, code: T-1, special: {{category: 电梯, inspected: {inspected}}}}}"
    check = f"{{date: 2026-05-22, equipment: T-1, kind: {kind}}}"
    found = told(small, f"equipment: [{machine}]\nrecords: {{equipment_checks: [{check}]}}\n")
    assert len(found) == count


@pytest.mark.parametrize(("tested", "count"), [("2026-03-11", 0), ("2025-03-11", 1), ("2026-03-12", 1)])
def test_a_factor_was_measured_on_its_last_day(small: Path, tested: str, count: int) -> None:
    rows = "{date: 2025-03-11, factor: 噪声}, {date: 2026-03-11, factor: 噪声}"
    factor = f"{{factor: 噪声, limit: 85 dB(A), tested: {tested}}}"
    found = told(small, f"health_factors: [{factor}]\nrecords: {{monitoring: [{rows}]}}\n")
    assert len(found) == count
