"""Hazard lists as other systems export them: their headings and words, whose rows they are, what is new."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest

from generator.errors import IntakeError
from generator.library import built_in, ledgers
from generator.readback import Back
from tests.readback.kept import read_back, record

NAME = record().data["enterprise"]["name"]
HEAD = (
    "序号",
    "企业名称",
    "隐患编号",
    "排查时间",
    "隐患来源",
    "隐患部位",
    "隐患描述",
    "隐患等级",
    "整改责任人",
    "整改期限",
    "状态",
)
ROW = (
    1,
    NAME,
    "PT-001",
    "2026-11-20 09:30:00",
    "自查",
    "装配车间",
    "通道堆放纸箱",
    "一般隐患",
    "示例甲三",
    "2026/11/30",
    "整改中",
)


def _list(*rows: tuple[object, ...], head: tuple[object, ...] = HEAD, title: str = "隐患台账导出") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append([title])
    for row in (head, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(*rows: tuple[object, ...], head: tuple[object, ...] = HEAD, late: str = "") -> Back:
    return read_back(_list(*rows, head=head), late)


def _but(**given: object) -> tuple[object, ...]:
    return tuple(given.get(title, value) for title, value in zip(HEAD, ROW, strict=True))


def test_a_row_is_a_hazard_in_the_words_of_our_ledger() -> None:
    back = _read(ROW)
    assert back.rows.data == {
        "hazards": [
            {
                "number": "PT-001",
                "found": "2026-11-20",
                "source": "企业自查",
                "location": "装配车间",
                "description": "通道堆放纸箱",
                "level": "一般",
                "responsible": "示例甲三",
                "due": "2026-11-30",
            }
        ]
    }
    assert str(back.rows.origins["hazards", 0, "due"]) == "台账.xlsx Sheet!J3"
    assert [note.message for note in back.notes] == ["多出的列没有读：序号、状态"]


def test_rows_of_other_enterprises_are_left() -> None:
    back = _read(ROW, _but(企业名称="永康市别家有限公司", 隐患编号="PT-002"))
    assert back.new == 1
    assert "有 1 行是别的企业的，没有读" in [note.message for note in back.notes]


def test_a_hazard_of_the_data_is_known_by_its_number_and_its_blanks_are_filled() -> None:
    known = next(one for one in record().data["hazards"] if one["number"] == "YH-XLBY-20260908-09")
    head = ("隐患编号", "检查日期", "隐患描述", "隐患等级", "原因分析")
    back = _read((known["number"], known["found"], known["description"], "一般隐患", "没有定置"), head=head)
    assert (back.new, back.added, back.differences) == (0, 1, [])
    assert back.rows.data == {"hazards": [{"number": "YH-XLBY-20260908-09", "cause": "没有定置"}]}


def test_a_hazard_without_a_number_is_known_by_day_and_words() -> None:
    known = next(one for one in record().data["hazards"] if one["number"] == "YH-XLBY-20260908-09")
    head = ("检查日期", "隐患描述", "隐患等级", "责任部门")
    back = _read((known["found"], known["description"], "重大", known.get("department")), head=head)
    assert (back.new, back.added) == (0, 0)
    assert [(one.title, one.there, one.known) for one in back.differences] == [("级别", "重大", "一般")]


def test_a_source_that_the_data_does_not_know_is_told() -> None:
    back = _read(_but(隐患来源="专家诊断"))
    assert "source" not in back.rows.data["hazards"][0]
    assert "“检查类型：专家诊断”填了 1 行" in back.notes[0].message


def test_hazards_of_months_gone_by_need_a_reason_and_of_years_gone_by_come_in() -> None:
    old = _but(排查时间=datetime.date(2025, 12, 30))
    (problem,) = _read(old).problems
    assert "没有补录原因" in problem.message
    assert _read(old, late="平台导出").rows.data["hazards"][0]["late"] == "平台导出"


def test_money_without_its_unit_is_not_read() -> None:
    head = (*HEAD, "整改资金", "整改资金（元）")
    back = _read((*ROW, 0.5, 5000), head=head)
    assert back.rows.data["hazards"][0]["funds"] == 5000
    assert "整改资金" in back.notes[0].message


@pytest.mark.parametrize(
    "head",
    [
        ("隐患编号", "排查时间", "隐患描述"),  # one too few
        ("隐患编号", "排查时间", "隐患等级", "整改期限"),  # none that tells of it
    ],
)
def test_what_is_no_hazard_list_is_refused(head: tuple[str, ...]) -> None:
    with pytest.raises(IntakeError, match="也不是隐患清单"):
        _read(tuple("x" for _ in head), head=head)


def test_headings_are_those_of_our_ledger_and_each_means_one_thing() -> None:
    known = built_in().table("hazard_headings")
    sheet = ledgers.load(built_in())["inspections"].sheet("检查记录")
    assert sheet
    titles = {column.title for column in sheet.typed}
    assert {*known["headings"], *known["needed"], *known["words"]} <= titles
    names = [name for one in known["headings"].values() for name in one] + known["enterprise"]
    assert len(names) == len(set(names))
    for title, words in known["words"].items():
        column = sheet.column(title)
        assert column and set(words.values()) <= {*column.choices, ""}
