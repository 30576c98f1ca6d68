"""What was read back and accepted is known from then on: the same workbook tells nothing new."""

from __future__ import annotations

import datetime

from generator import facts, intake, schema
from generator.intake import Source
from generator.library import Column, Sheet, built_in, ledgers
from tests.conftest import DAY
from tests.readback.kept import CLIENT, filled, read_back

READ_BACK = [
    (name, sheet)
    for name, one in ledgers.load(built_in()).items()
    for sheet in one.sheets
    if sheet.into and not sheet.when
]
# What must fit other data: a machine that is there, the source of a hazard.
GIVEN: dict[tuple[str, str], dict[str, object]] = {
    ("equipment", "检查维护记录"): {"设备编号": "", "设备名称": "1#储气罐"},
    ("inspections", "检查记录"): {"检查类型": "企业自查", "级别": "一般", "整改方式": "限期整改"},
}
AHEAD = ("整改期限", "停用期限", "完成期限", "下次", "有效期", "应复审")
_TYPED = {"number": 3, "money": 1200.5, "percent": 0.5}


def _typed(column: Column, sheet: Sheet) -> object:
    """Something that may stand in a column."""
    if column.type in ("date", "month", "until"):
        ahead = column.title.startswith(AHEAD)
        return datetime.date(2026, 12, 20) if ahead else datetime.date(2026, 11, 20)
    if column.choices:
        return column.choices[0]
    return _TYPED.get(column.type, f"{sheet.name[:6]}{column.title[:4]}")


def _row(name: str, sheet: Sheet) -> dict[str, object]:
    given = {column.title: _typed(column, sheet) for column in sheet.typed if column.value}
    given |= GIVEN.get((name, sheet.name), {})
    return {title: value for title, value in given.items() if value != ""}


def _filled(name: str) -> bytes:
    """A ledger with a new row on each sheet."""
    return filled(name, {sheet.name: _row(one, sheet) for one, sheet in READ_BACK if one == name})


def test_rows_that_were_accepted_are_known() -> None:
    raw = {name: _filled(name) for name in dict.fromkeys(name for name, _ in READ_BACK)}
    backs = {name: read_back(one, "按月回读") for name, one in raw.items()}
    assert sum(back.new for back in backs.values()) >= len(READ_BACK)
    assert [str(one) for back in backs.values() for one in back.problems] == []
    records = tuple(Source(f"{DAY}-{name}.yaml", back.rows.data) for name, back in backs.items())
    about = intake.read(CLIENT, more=records)
    assert [str(one) for one in schema.check(about) if one.severity == "error"] == []
    derived = facts.derive(about, DAY)
    for name, one in raw.items():
        again = read_back(one, "", about, derived)
        assert (again.new, again.added, [str(told) for told in again.differences]) == (0, 0, []), name
