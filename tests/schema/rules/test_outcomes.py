"""How a hazard came out, on each side of the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.schema.rules.told import told

HAZARD = (
    "hazards: [{number: YH-1, location: 车间, description: 堆物, level: 一般, recommendation: 清理, "
    "found: 2026-09-02, %s}]\n"
)
FIRST = "rechecked: 2026-09-04, result: 未整改"
DONE = "rechecked: 2026-09-04, result: 已整改"
TWICE = "{date: 2026-09-02, kind: 综合, hazards: [YH-1]}, {date: 2026-09-09, kind: 综合, hazards: [YH-1]}"
INSPECTED = "records: {inspections: [%s]}\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("rectified: 2026-09-05, rechecked: 2026-09-04, result: 已整改", "error 2026-09-04 早于整改完成日期"),
        ("rectified: 2026-09-05, rechecked: 2026-09-05, result: 已整改", ""),
        ("rectified: 2026-09-05, rechecked: 2026-09-04, result: 部分整改", "warning 2026-09-04 早于"),
        ("result: 已整改", "warning 复查结论是“已整改”，没有整改完成日期"),
        ("rectified: 2026-09-05, result: 已整改", ""),
        ("rechecked: 2026-09-05, result: 已整改", ""),
        ("handling: 当场整改, result: 已整改", ""),
        ("rectified: 2026-09-05, result: 未整改", "warning 复查结论是“未整改”，却写了整改完成日期"),
        ("rectified: 2026-09-05, result: 部分整改", ""),
        ("acceptance: {date: 2026-09-05}, result: 未整改", "warning 2026-09-05 已经验收"),
        ("acceptance: {date: 2026-09-05}, result: 部分整改", ""),
        (
            "handling: 当场整改, rectified: 2026-09-03",
            "warning 整改方式是“当场整改”，整改完成日期 2026-09-03",
        ),
        ("handling: 当场整改, rectified: 2026-09-02", ""),
        ("handling: 限期整改, rectified: 2026-09-03", ""),
        ("handling: 当场整改, days: 3", "warning 整改方式是“当场整改”，又给了整改期限"),
        ("handling: 当场整改, days: 0", ""),
        ("handling: 当场整改, due: 2026-09-02", ""),
    ],
)
def test_days_and_conclusions_agree(small: Path, row: str, words: str) -> None:
    found = told(small, HAZARD % row)
    assert len(found) == bool(words)
    assert all(one.startswith(words) for one in found)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"{FIRST}, rechecks: [{{date: 2026-09-05, result: 已整改}}]", ""),
        (f"{FIRST}, rechecks: [{{date: 2026-09-04, result: 已整改}}]", "warning 2026-09-04 已经有一次复查"),
        (f"{DONE}, rechecks: [{{date: 2026-09-05, result: 未整改}}]", "warning 2026-09-04复查已经是“已整改”"),
        (f"{DONE}, rechecks: [{{date: 2026-09-03, result: 未整改}}]", ""),
        ("rechecks: [{date: 2026-09-02, result: 未整改}]", ""),
        ("rechecks: [{date: 2026-09-01, result: 未整改}]", "error 2026-09-01 早于发现日期 2026-09-02"),
        (f"{FIRST}, rectified: 2026-09-05, rechecks: [{{date: 2026-09-05, result: 已整改}}]", ""),
        (
            f"{FIRST}, rectified: 2026-09-06, rechecks: [{{date: 2026-09-05, result: 已整改}}]",
            "error 2026-09-05 早于整改完成日期 2026-09-06",
        ),
        (
            f"{FIRST}, rectified: 2026-09-06, rechecks: [{{date: 2026-09-05, result: 部分整改}}]",
            "warning 2026-09-05 早于整改完成日期 2026-09-06",
        ),
        (
            f"{FIRST}, rectified: 2026-09-04, rechecks: [{{date: 2026-09-05, result: 未整改}}]",
            "warning 复查结论是“未整改”，却写了整改完成日期",
        ),
        (
            f"{DONE}, rechecks: [{{date: 2026-09-03, result: 未整改}}], acceptance: {{date: 2026-09-06}}",
            "",
        ),
        ("rechecks: [{date: 2026-09-05}]", "error 必填"),
        (
            f"{FIRST}, rechecks: [{{date: 2026-09-05, result: 已整改, rechecker: 丁}}]",
            "warning “丁”不是辅导员",
        ),
    ],
)
def test_rechecks_follow_each_other(small: Path, row: str, words: str) -> None:
    found = told(small, HAZARD % row)
    assert len(found) == bool(words), found
    assert all(one.startswith(words) for one in found)


@pytest.mark.parametrize(
    ("row", "inspections", "words"),
    [
        ("days: 3", "{date: 2026-09-02, kind: 托管检查, hazards: [YH-1]}", ""),
        (
            "days: 3",
            "{date: 2026-09-03, kind: 托管检查, hazards: [YH-1]}, {date: 2026-09-02, kind: 托管检查}",
            "检查日期是",
        ),
        ("source: 企业自查", "{date: 2026-09-02, kind: 日常, hazards: [YH-1]}", ""),
        ("source: 企业自查", "{date: 2026-09-02, kind: 托管检查, hazards: [YH-1]}", "检查类型是“托管检查”"),
        ("source: 托管检查", "{date: 2026-09-02, kind: 日常, hazards: [YH-1]}", "检查类型是“日常”"),
        ("days: 3", "{date: 2026-09-02, kind: 日常, hazards: [YH-1]}", ""),
        (
            "days: 3",
            TWICE,
            "隐患 YH-1 已经记在另一次检查里",
        ),
    ],
)
def test_an_inspection_cites_what_it_found(small: Path, row: str, inspections: str, words: str) -> None:
    found = told(small, HAZARD % row + INSPECTED % inspections)
    assert len(found) == bool(words)
    assert all(one.startswith(f"warning {words}") for one in found)


@pytest.mark.parametrize(("after", "count"), [("a.jpg", 1), ("b.jpg", 0)])
def test_a_photo_is_not_of_before_and_after(small: Path, after: str, count: int) -> None:
    for name in ("a.jpg", "b.jpg"):
        (small / name).write_bytes(b"x")
    found = told(small, HAZARD % f"before: [{{photo: a.jpg}}], after: [{{photo: {after}}}]")
    assert len(found) == count
