"""Counts, hours and scores at their boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CLIENT
from tests.schema.rules.told import told

TRAINING = "records: {trainings: [{date: 2026-10-01, kind: %s, topic: 防火, %s}]}\n"
FACTOR = "health_factors: [{factor: 噪声, posts: [%s], exposed: %d, limit: 85 dB(A)}]\n"
DIMENSION = "diagnosis: [{dimension: 策划, finding: 甲, conclusion: %s}]\n"
NEW = "records: {inductions: [{name: 甲, %s}]}\n"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (TRAINING % ("其他", "expected: 5, present: 6"), "6 多于应训人数 5"),
        (TRAINING % ("其他", "expected: 5, present: 5"), ""),
        (TRAINING % ("其他", "present: 5, passed: 6"), "6 多于实训人数 5"),
        (TRAINING % ("全员", "expected: 13"), "13 多于从业人员数 12（第 7 行）"),
        (TRAINING % ("全员", "expected: 12"), ""),
        (TRAINING % ("其他", "expected: 13"), ""),
        (TRAINING % ("其他", "hours: 0"), "学时是 0"),
        (TRAINING % ("其他", "hours: 0.5"), ""),
        (FACTOR % ("甲", 13), "13 多于从业人员数 12"),
        (FACTOR % ("甲", 12), ""),
        ("posts: [{name: 甲, count: 3}, {name: 乙, count: 2}]\n" + FACTOR % ("甲, 乙", 6), "6 多于接触岗位"),
        ("posts: [{name: 甲, count: 3}, {name: 乙, count: 2}]\n" + FACTOR % ("甲, 乙", 5), ""),
        ("posts: [{name: 甲, count: 3}, {name: 乙}]\n" + FACTOR % ("甲, 乙", 6), ""),
        ("posts: [{name: 甲, count: 3, zone: A}, {name: 甲, count: 2, zone: B}]\n" + FACTOR % ("甲", 5), ""),
        ("posts: [{name: 甲, count: 3}, {name: 乙（甲兼）, count: 2}]\n" + FACTOR % ("甲", 5), ""),
        (
            "posts: [{name: 甲, count: 3}, {name: 乙（甲兼）, count: 2, concurrent: 2}]\n"
            + FACTOR % ("甲", 4),
            "4 多于",
        ),
        (DIMENSION % "基本符合, score: 11, full: 10", "11 多于满分 10"),
        (DIMENSION % "不符合, score: 10, full: 10", "得了满分 10"),
        (DIMENSION % "不符合, score: 9, full: 10", ""),
        (DIMENSION % "符合, problem: 有", "写了存在问题"),
        (DIMENSION % "基本符合, problem: 有", ""),
        (DIMENSION % "不适用, score: 5", "得了 5 分"),
        (DIMENSION % "不适用", ""),
        ("systems: [{no: 1, state: 已有, due: 2026-12}]\n", "写了完成时间 2026-12"),
        ("ledgers: [{no: 1, state: 已有, due: 2026-12}]\n", "写了完成时间 2026-12"),
        ("systems: [{no: 1, state: 缺失, due: 2026-12}]\n", ""),
        (NEW % "company_hours: 8, workshop_hours: 8, team_hours: 7.5", "三级教育合计 23.5 学时"),
        (NEW % "company_hours: 8, workshop_hours: 8, team_hours: 8", ""),
        (NEW % "company_hours: 8, workshop_hours: 8", ""),
    ],
)
def test_no_part_is_more_than_its_whole(small: Path, more: str, words: str) -> None:
    found = told(small, more)
    assert len(found) == bool(words), found
    assert all(one.startswith(f"warning {words}") for one in found)


@pytest.mark.parametrize(("insured", "count"), [(12, 0), (13, 1)])
def test_no_more_are_insured_than_are_there(small: Path, insured: int, count: int) -> None:
    text = CLIENT.replace("headcount: 12", f"headcount: 12\n  injury_insured: {insured}")
    assert len(told(small, "", text)) == count
