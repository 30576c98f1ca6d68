"""Agreements one after another: a day on either side of the end of the one before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CLIENT
from tests.schema.rules.told import told

FIRST = "  number: TG-1\n  signed: 2026-08-20\n  start: 2026-09-01\n  end: 2027-08-31\n"


@pytest.mark.parametrize(
    ("renewed", "expected"),
    [
        ("effective: 2027-08-31", "error 2027-08-31 开始，上一期到 2027-08-31 才结束（第 15 行），两期重叠"),
        ("effective: 2027-09-01", ""),
        (
            "effective: 2027-09-02",
            "warning 2027-09-02 开始，上一期 2027-08-31 已经结束（第 15 行），中间没有协议",
        ),
        ("effective: 2026-09-01", "error 2026-09-01 不晚于上一期的开始日期 2026-09-01（第 10 行）"),
        ("effective: 2027-09-01, number: TG-1", "error 协议编号 TG-1 前面已经有了（第 12 行）"),
        ("effective: 2027-09-01, number: TG-2", ""),
        ("effective: 2027-09-01, signed: 2027-09-02", "error 2027-09-01 早于签订日期 2027-09-02"),
        (
            "effective: 2027-09-01, start: 2027-09-05, end: 2027-09-04",
            "error 2027-09-04 早于服务开始日期 2027-09-05",
        ),
        ("effective: 2027-09-01, fee: 0.001", "warning 0.001 的小数超过 2 位"),
        (
            "effective: 2027-09-01, documents: {plan_filed: 2027-09-20}",
            "warning 写了 2027-09-20，没有写方案提交日期",
        ),
        (
            "effective: 2027-09-01, documents: {plan_delivered: 2027-08-31}",
            "warning 2027-08-31 早于协议生效日期 2027-09-01",
        ),
    ],
)
def test_one_agreement_follows_the_other(small: Path, renewed: str, expected: str) -> None:
    found = told(small, f"{FIRST}agreements:\n  - {{{renewed}}}\n")
    assert any(expected in one for one in found) if expected else found == []


def test_an_agreement_is_asked_for_but_may_be_listed(small: Path) -> None:
    without = CLIENT.replace("agreement:\n  effective: 2026-09-01\n", "")
    assert told(small, "", without) == ["error 必填，还没有填"]
    listed = "agreements: [{effective: 2026-09-01, end: 2027-08-31}]\n"
    assert told(small, listed, without) == []
    filed = "documents: {plan_filed: 2026-10-20}\n"
    assert told(small, listed + filed, without) == ["warning 写了 2026-10-20，没有写方案提交日期"]


@pytest.mark.parametrize(("day", "count"), [("2027-08-31", 0), ("2027-09-01", 1), ("2027-10-01", 0)])
def test_a_visit_lies_in_one_of_the_periods(small: Path, day: str, count: int) -> None:
    renewed = "agreements: [{effective: 2027-10-01, end: 2028-09-30}]\n"
    visit = f"schedule: {{visits: [{{date: {day}, form: 现场检查}}]}}\n"
    found = told(small, FIRST + renewed + visit)
    assert len([one for one in found if "不在服务期内" in one]) == count
