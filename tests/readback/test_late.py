"""Rows of months gone by say why they come only now, also those that fill a blank; each is told once."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from generator import facts, workbooks
from generator.library import built_in, ledgers
from generator.readback import Back
from generator.record import Record
from generator.word import values
from tests.conftest import DAY
from tests.readback.kept import filled, read_back, record, written_into
from tests.rows import each

MEETING: dict[str, Any] = {"minutes": "AQ-HY-2026-09-01", "kind": "专题会", "topic": "安全托管服务启动"}
INSPECTED: dict[str, object] = {
    "检查日期": datetime.date(2026, 10, 18),
    "检查类型": "综合",
    "受检部门（区域）": "装配车间",
    "隐患编号": "ZC-01",
    "隐患描述": "通道堆放纸箱",
    "级别": "一般",
}
LAST_YEAR = datetime.date(2025, 12, 18)
LINE = "是 2026-11 以前的事，没有补录原因"
REASON = "按季回读"


def _inspected(late: str = "", **given: object) -> Back:
    """A row that is a hazard and a new inspection."""
    return read_back(filled("inspections", {"检查记录": INSPECTED | given}), late)


def test_a_row_that_is_a_hazard_and_an_inspection_is_told_once() -> None:
    back = _inspected()
    assert [one.message for one in back.problems] == [f"第 25 行{LINE}"]
    assert back.new == len(back.rows.unexplained) == 2
    back = _inspected(REASON)
    (hazard,), (inspection,) = back.rows.data["hazards"], back.rows.data["records"]["inspections"]
    assert (back.problems, hazard["late"], inspection["late"]) == ([], REASON, REASON)


def test_such_a_row_of_a_closed_year_is_told_once() -> None:
    (note,) = _inspected(检查日期=LAST_YEAR).notes
    assert note.message.startswith("第 25 行是已过年度的")


@each([
    ({}, {}, "", None),
    ({}, {}, REASON, REASON),
    ({}, {"备注": "补录：纪要当时未归档"}, REASON, "纪要当时未归档"),
    ({}, {"备注": "补录：纪要当时未归档"}, "", "纪要当时未归档"),
    ({"late": "停电"}, {}, REASON, None),
    ({}, {"会议日期": datetime.date(2026, 11, 2)}, REASON, None),
])  # fmt: skip
def test_a_day_gone_by_that_fills_a_blank_says_why_it_comes_now(
    known: dict[str, object], given: dict[str, object], late: str, reason: str | None
) -> None:
    back = _filled_in(MEETING | known, {"会议日期": datetime.date(2026, 9, 8)} | given, late)
    is_told = not (late or reason)
    assert [one.message for one in back.problems] == [f"第 4 行{LINE}"] * is_told
    assert (back.added, back.new, back.notes, back.differences) == (1, 0, [], [])
    (row,) = back.rows.data["records"]["meetings"]
    assert (row["minutes"], row.get("late")) == (MEETING["minutes"], reason)
    (explained,) = back.rows.explained()["records"]["meetings"]
    assert ("late" in explained) is (is_told or reason is not None)


def test_a_day_of_a_closed_year_fills_no_blank() -> None:
    back = _filled_in(MEETING, {"会议日期": LAST_YEAR})
    assert (back.rows.data, back.problems) == ({}, [])
    assert back.notes[0].message.startswith("第 4 行是已过年度的")


def test_a_reason_that_differs_from_that_of_the_data_is_a_difference() -> None:
    back = _filled_in(MEETING | {"date": "2026-09-08", "late": "停电"}, {"备注": "补录：停水"})
    (one,) = back.differences
    assert (one.there, one.known, back.rows.data) == ("补录：停水", "补录：停电", {})


def _filled_in(meeting: dict[str, Any], given: dict[str, object], late: str = "") -> Back:
    """What the ledger of one meeting tells after something was typed into its row."""
    about = _about(meeting)
    derived = facts.derive(about, DAY)
    ledger = ledgers.load(built_in())["meetings"]
    raw = workbooks.build(ledger, derived, values.prepare(derived, {}))
    raw = written_into(raw, {"会议记录": lambda page: page.type(page.head + 1, **given)})
    return read_back(raw, late, about, derived)


def _about(meeting: dict[str, Any]) -> Record:
    """The example with this one meeting."""
    data = dict(record().data)
    return replace(record(), data=data | {"records": dict(data["records"]) | {"meetings": [meeting]}})
