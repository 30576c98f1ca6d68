"""Ledgers that people typed into: what is new, what fills blanks, what differs, and what is refused."""

from __future__ import annotations

import datetime
import io
import zipfile
from types import SimpleNamespace

import pytest

from generator import facts, intake
from generator.errors import IntakeError
from generator.intake import Source
from generator.workbooks import keys
from tests.conftest import DAY
from tests.readback.kept import CLIENT, Page, Typed, made, of_year, read_back, record, typed
from tests.rows import each

LEDGERS = ("meetings", "inspections", "trainings", "equipment", "ppe", "spending", "health", "supplies")
NEW = {"会议日期": datetime.date(2026, 11, 20), "会议类型": "安全例会", "议题": "冬季防火", "应到": 12}


def _typed(type_: Typed, year: int = DAY.year) -> bytes:
    """The ledger of meetings after somebody has typed into it."""
    return typed("meetings", {"会议记录": type_}, year)


@each(LEDGERS)
def test_what_nobody_changed_tells_nothing(name: str) -> None:
    back = read_back(made(name))
    assert (back.new, back.added, back.differences, back.problems, back.notes) == (0, 0, [], [], [])
    assert back.same > 0


def test_a_new_row_comes_with_the_cell_of_each_value() -> None:
    back = read_back(_typed(lambda page: page.type(page.blank, **NEW)))
    (row,) = back.rows.data["records"]["meetings"]
    assert row == {"date": "2026-11-20", "kind": "安全例会", "topic": "冬季防火", "expected": 12}
    assert str(back.rows.origins["records", "meetings", 0, "topic"]) == "台账.xlsx 会议记录!I11"
    assert (back.new, back.same) == (1, 7)


@pytest.mark.parametrize("day", ["2026.11.20", "2026/11/20", "2026年11月20日", "２０２６-11-20"])
def test_days_are_read_as_people_write_them(day: str) -> None:
    back = read_back(_typed(lambda page: page.type(page.blank, **NEW | {"会议日期": day})))
    assert back.rows.data["records"]["meetings"][0]["date"] == "2026-11-20"


def test_a_changed_cell_is_a_difference_with_both_places() -> None:
    back = read_back(_typed(lambda page: page.type(4, 落实情况="已落实")))
    (one,) = back.differences
    assert (str(one.origin), one.title, one.there) == ("台账.xlsx 会议记录!M4", "落实情况", "已落实")
    assert one.known.startswith("已完成") and one.known_at and one.known_at.line > 0
    assert (back.new, back.added, back.rows.data) == (0, 0, {})


def test_a_blank_that_is_filled_comes_under_the_number_of_its_row() -> None:
    def fill(page: Page) -> None:
        page.type(page.row("隐患编号", "YH-XLBY-20260908-09"), 原因分析="堆放没有定置")

    back = read_back(typed("inspections", {"检查记录": fill}))
    assert back.rows.data == {"hazards": [{"number": "YH-XLBY-20260908-09", "cause": "堆放没有定置"}]}
    assert (back.added, back.differences) == (1, [])


def test_a_later_recheck_is_one_more() -> None:
    def fill(page: Page) -> None:
        row = page.row("隐患编号", "YH-XLBY-20260922-01")
        page.type(row, 复查日期=datetime.date(2026, 11, 20), 复查结论="已整改", 复查人="示例甲一")

    back = read_back(typed("inspections", {"检查记录": fill}))
    again = {"date": "2026-11-20", "result": "已整改", "rechecker": "示例甲一"}
    assert back.rows.data["hazards"] == [{"number": "YH-XLBY-20260922-01", "rechecks": [again]}]
    assert back.differences == []


def test_new_hazards_of_a_new_inspection_come_with_it() -> None:
    def fill(page: Page) -> None:
        told = {"检查日期": datetime.date(2026, 11, 18), "检查类型": "综合", "受检部门（区域）": "装配车间"}
        page.type(page.blank, **told, 隐患编号="ZC-01", 隐患描述="通道堆放纸箱", 级别="一般", 发现隐患数=2)
        page.type(
            page.blank + 1,
            **told,
            隐患编号="ZC-02",
            隐患描述="灯具破损",
            停用期限=datetime.date(2026, 11, 30),
        )

    back = read_back(typed("inspections", {"检查记录": fill}))
    first, second = back.rows.data["hazards"]
    assert first == {
        "found": "2026-11-18", "source": "企业自查", "location": "装配车间", "number": "ZC-01",
        "description": "通道堆放纸箱", "level": "一般",
    }  # fmt: skip
    assert second["stop"] == {"due": "2026-11-30"}
    (inspection,) = back.rows.data["records"]["inspections"]
    assert inspection == {
        "date": "2026-11-18", "kind": "综合", "department": "装配车间", "hazards": ["ZC-01", "ZC-02"],
    }  # fmt: skip


def test_an_inspection_without_hazards_is_one() -> None:
    def fill(page: Page) -> None:
        page.type(
            page.blank,
            检查日期=datetime.date(2026, 11, 18),
            检查类型="日常",
            检查人员="示例甲三",
            发现隐患数=0,
        )

    back = read_back(typed("inspections", {"检查记录": fill}))
    assert back.rows.data == {
        "records": {
            "inspections": [{"date": "2026-11-18", "kind": "日常", "inspectors": "示例甲三", "hazards": []}]
        }
    }


def _sorted(page: Page) -> None:
    """The rows the other way round, as the filter's button sorts them: the keys move along."""
    rows = [[cell.value for cell in page.sheet[number]] for number in range(4, page.blank)]
    for number, row in zip(range(4, page.blank), reversed(rows), strict=True):
        for at, value in enumerate(row[1:], 2):
            page.sheet.cell(number, at).value = value


def _sorted_without_keys(page: Page) -> None:
    last = page.sheet.max_column
    before = [page.sheet.cell(number, last).value for number in range(4, page.blank)]
    _sorted(page)
    for number, key in zip(range(4, page.blank), before, strict=True):
        page.sheet.cell(number, last).value = key


def _without_keys(page: Page) -> None:
    page.sheet.delete_cols(page.sheet.max_column)


def _moved_column(page: Page) -> None:
    page.sheet.move_range(f"I3:I{page.blank}", cols=20)


@pytest.mark.parametrize("type_", [_sorted, _sorted_without_keys, _without_keys])
def test_rows_are_known_wherever_they_stand(type_: Typed) -> None:
    back = read_back(_typed(type_))
    assert (back.new, back.added, back.differences, back.same) == (0, 0, [], 7)


def test_a_column_is_known_by_its_title() -> None:
    back = read_back(_typed(_moved_column))
    assert (back.new, back.added, back.differences, back.same) == (0, 0, [], 7)


def test_a_row_without_a_key_is_known_by_what_tells_it_from_others() -> None:
    def change(page: Page) -> None:
        _without_keys(page)
        page.type(4, 落实情况="已落实")

    back = read_back(_typed(change))
    assert [one.title for one in back.differences] == ["落实情况"]
    assert back.new == 0


def _copied(page: Page) -> None:
    for at in range(1, page.sheet.max_column + 1):
        page.sheet.cell(page.blank, at).value = page.sheet.cell(5, at).value
    page.type(page.blank, 会议日期=datetime.date(2026, 11, 20), 议题="冬季防火", 纪要编号="AQ-HY-2026-11-09")


def test_a_copied_row_is_a_new_one() -> None:
    back = read_back(_typed(_copied))
    assert (back.new, back.same, back.differences) == (1, 7, [])
    assert back.rows.data["records"]["meetings"][0]["minutes"] == "AQ-HY-2026-11-09"


def test_a_copied_row_with_the_old_number_is_told_at_it() -> None:
    def copy(page: Page) -> None:
        _copied(page)
        page.type(page.blank, 纪要编号=page.value(5, "纪要编号"))

    back = read_back(_typed(copy))
    (problem,) = back.problems
    assert str(problem.origin) == "台账.xlsx 会议记录!N11"
    assert "纪要编号“AQ-HY-2026-09-02”资料里已经有了（client.yaml 第 " in problem.message


def test_rows_of_months_gone_by_say_why_they_come_now() -> None:
    given = NEW | {"会议日期": datetime.date(2026, 10, 31)}
    raw = _typed(lambda page: page.type(page.blank, **given))
    (problem,) = read_back(raw).problems
    assert "第 11 行是 2026-11 以前的事，没有补录原因；请加 --late 原因" in str(problem)
    back = read_back(raw, late="台账按季回读")
    assert not back.problems
    assert back.rows.data["records"]["meetings"][0]["late"] == "台账按季回读"


def test_a_row_that_tells_its_reason_needs_no_other() -> None:
    given = NEW | {"会议日期": datetime.date(2026, 10, 31), "备注": "补录：纪要当时未归档"}
    back = read_back(_typed(lambda page: page.type(page.blank, **given)), late="按季回读")
    assert back.rows.data["records"]["meetings"][0]["late"] == "纪要当时未归档"


def test_a_closed_year_is_read_and_told_and_not_accepted() -> None:
    given = NEW | {"会议日期": datetime.date(2025, 12, 30)}
    back = read_back(_typed(lambda page: page.type(page.blank, **given), year=2025))
    assert (back.year, back.new, back.rows.data) == (2025, 0, {})
    (note,) = back.notes
    assert "是已过年度的，台账不再改，没有写进记录" in note.message


def test_a_row_of_a_closed_year_is_not_accepted_in_a_ledger_of_today() -> None:
    given = NEW | {"会议日期": datetime.date(2025, 12, 31)}
    back = read_back(_typed(lambda page: page.type(page.blank, **given)))
    assert (back.new, back.rows.data) == (0, {})
    assert "第 11 行是已过年度的" in back.notes[0].message


def test_a_ledger_of_a_year_to_come_is_refused() -> None:
    def change(page: Page) -> None:
        cell = page.sheet.cell(page.head, page.sheet.max_column)
        cell.value = str(cell.value).replace("|2026|", "|2027|")

    with pytest.raises(IntakeError, match="2027年的台账，还没有到"):
        read_back(_typed(change))


def test_the_ledger_of_another_client_is_refused() -> None:
    def change(page: Page) -> None:
        cell = page.sheet.cell(page.head, page.sheet.max_column)
        mark = keys.marked(cell.value)
        assert mark
        cell.value = str(cell.value).replace(mark.client, "91330782MA00000000")

    def rename(page: Page) -> None:
        change(page)
        page.sheet["A2"].value = str(page.sheet["A2"].value).replace("永康市示例", "永康市另一")

    def blank(page: Page) -> None:
        change(page)
        page.sheet["A2"].value = None

    assert read_back(_typed(change)).same == 7  # the code was mended since
    with pytest.raises(IntakeError, match="这是“永康市另一星澜杯业有限公司（虚构）”的台账，不是这家企业的"):
        read_back(_typed(rename))
    with pytest.raises(IntakeError, match="91330782MA00000000 的台账，不是这家企业的"):
        read_back(_typed(blank))


def test_what_the_data_has_no_place_for_is_told() -> None:
    def change(page: Page) -> None:
        page.type(4, 备注="另附照片")
        page.sheet.cell(page.head, page.sheet.max_column + 1).value = "天气"
        page.sheet.cell(5, page.sheet.max_column).value = "晴"

    back = read_back(_typed(change))
    told = [note.message for note in back.notes]
    assert told == ["“备注”填了 1 行，填报数据里没有这一项，没有读入", "多出的列没有读：天气"]


def test_two_titles_alike_are_refused() -> None:
    def change(page: Page) -> None:
        page.sheet.cell(page.head, page.sheet.max_column + 1).value = "议 题"

    (problem,) = read_back(_typed(change)).problems
    assert "有两列都叫“议 题”" in problem.message
    assert str(problem.origin) == "台账.xlsx 会议记录!R3"


def test_a_code_that_became_a_date_is_refused() -> None:
    given = NEW | {"纪要编号": datetime.date(2026, 1, 1)}
    (problem,) = read_back(_typed(lambda page: page.type(page.blank, **given))).problems
    assert str(problem.origin) == "台账.xlsx 会议记录!N11"
    assert "改成了日期 2026-01-01" in problem.message


def test_a_workbook_that_is_no_ledger_is_refused() -> None:
    def change(page: Page) -> None:
        page.sheet.title = "别的"
        page.sheet.cell(page.head, page.sheet.max_column).value = None

    with pytest.raises(IntakeError, match="没有认出可以回读的台账"):
        read_back(_typed(change))


def test_merged_days_count_for_each_row() -> None:
    def change(page: Page) -> None:
        page.type(page.blank, **NEW)
        page.type(page.blank + 1, 会议类型="班前会", 议题="当班风险")
        page.sheet.merge_cells(f"B{page.blank}:B{page.blank + 1}")

    back = read_back(_typed(change))
    assert [row["date"] for row in back.rows.data["records"]["meetings"]] == ["2026-11-20"] * 2


def test_equipment_that_is_not_special_has_no_category() -> None:
    def change(page: Page) -> None:
        page.type(page.blank, 设备编号="SB-99", 名称="台钻", 数量=2, 设备类别="非特种", 状态="在用")
        page.type(
            page.blank + 1,
            设备编号="SB-98",
            名称="储气罐",
            设备类别="压力容器",
            上次检验日=datetime.date(2026, 3, 1),
        )

    back = read_back(typed("equipment", {"设备台账": change}))
    drill, tank = back.rows.data["equipment"]
    assert drill == {"code": "SB-99", "name": "台钻", "count": 2, "state": "在用"}
    assert tank["special"] == {"category": "压力容器", "inspected": "2026-03-01"}


def test_an_extinguisher_on_both_sheets_is_one() -> None:
    def stock(page: Page) -> None:
        page.type(page.blank, 编号="MHQ-99", 名称="手提式干粉灭火器", 种类="干粉灭火器", 数量=2)

    def extinguisher(page: Page) -> None:
        page.type(page.blank, 编号="MHQ-99", 种类="干粉灭火器", 灭火级别="3A")

    back = read_back(typed("supplies", {"器材台账": stock, "灭火器": extinguisher}))
    first, second = back.rows.data["emergency_supplies"]
    assert first["name"] == "手提式干粉灭火器"
    assert second == {"code": "MHQ-99", "kind": "干粉灭火器", "level": "3A"}
    alone = read_back(typed("supplies", {"灭火器": extinguisher}))
    assert alone.rows.data["emergency_supplies"][0]["name"] == "灭火器"


def test_a_formula_without_a_value_is_told_at_its_cell() -> None:
    def change(page: Page) -> None:
        page.type(page.blank, **NEW | {"议题": "=A1&1"})

    (problem,) = [one for one in read_back(_typed(change)).problems if "公式" in one.message]
    assert (str(problem.origin), problem.message) == ("台账.xlsx 会议记录!I11", "公式还没有算过，没有值")


def test_a_formula_with_an_error_is_told_at_its_cell() -> None:
    def change(page: Page) -> None:
        page.type(page.blank, **NEW | {"议题": "#REF!"})
        page.sheet.cell(page.blank, page.columns["议题"]).data_type = "e"

    (problem,) = [one for one in read_back(_typed(change)).problems if "公式" in one.message]
    assert (str(problem.origin), problem.message) == ("台账.xlsx 会议记录!I11", "公式的结果是错误（#REF!）")


def test_a_row_of_this_year_in_the_ledger_of_the_last_one_comes_in() -> None:
    back = read_back(_typed(lambda page: page.type(page.blank, **NEW), year=2025))
    assert (back.year, back.new) == (2025, 1)


def test_a_copied_sheet_is_told_and_not_read() -> None:
    def copy(page: Page) -> None:
        page.type(page.blank, **NEW)
        again = page.sheet.parent.copy_worksheet(page.sheet)
        page.sheet.parent.move_sheet(again, -3)

    back = read_back(_typed(copy))
    assert back.new == 1
    assert [str(note) for note in back.notes] == [
        "台账.xlsx 会议记录 Copy：这是“会议记录”的副本，没有读；请把内容写到原来的表里"
    ]


def _found(page: Page) -> None:
    """A hazard that the enterprise found and has no number for."""
    told = {"检查日期": datetime.date(2026, 11, 18), "检查类型": "日常", "受检部门（区域）": "装配车间"}
    page.type(page.blank, **told, 隐患描述="通道堆放纸箱", **{"投入资金（元）": "1,200"})


def test_hazards_of_the_enterprises_own_inspections_are_its_own() -> None:
    back = read_back(typed("inspections", {"检查记录": _found}))
    (hazard,) = back.rows.data["hazards"]
    assert (hazard["source"], hazard["spent"]) == ("企业自查", 1200)
    assert "hazards" not in back.rows.data["records"]["inspections"][0]


def test_a_hazard_that_got_its_number_from_the_tool_is_known_again() -> None:
    raw = typed("inspections", {"检查记录": _found})
    data = read_back(raw).rows.data
    about = intake.read(CLIENT, more=(Source(f"{DAY}-台账.yaml", data),))
    again = read_back(raw, "", about, facts.derive(about, DAY))
    assert (again.new, again.added, again.differences) == (0, 0, [])
    assert again.same == read_back(made("inspections")).same + 1


def test_a_later_recheck_and_other_blanks_are_one_row() -> None:
    def fill(page: Page) -> None:
        row = page.row("隐患编号", "YH-XLBY-20260922-01")
        page.type(row, 复查日期=datetime.date(2026, 11, 20), 复查结论="已整改", 原因分析="没有提醒复审")

    back = read_back(typed("inspections", {"检查记录": fill}))
    (row,) = back.rows.data["hazards"]
    assert row == {
        "number": "YH-XLBY-20260922-01",
        "cause": "没有提醒复审",
        "rechecks": [{"date": "2026-11-20", "result": "已整改"}],
    }


@pytest.mark.parametrize(("columns", "known"), [(6, True), (7, False)])
def test_an_older_ledger_is_known_by_three_in_five_of_its_titles(columns: int, known: bool) -> None:
    def change(page: Page) -> None:
        _without_keys(page)
        page.sheet.delete_cols(17 - columns, columns)

    raw = _typed(change)
    if known:
        assert read_back(raw).new == 0
        return
    with pytest.raises(IntakeError, match="没有认出可以回读的台账"):
        read_back(raw)


def test_pictures_in_a_ledger_are_told() -> None:
    out = io.BytesIO(made("meetings"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/media/image1.png", b"a picture")
    (note,) = read_back(out.getvalue()).notes
    assert str(note).startswith("台账.xlsx：有 1 张图片，没有读入；照片请放进 records/photos")


def test_a_row_that_was_delivered_and_that_the_data_has_no_more_is_no_new_one() -> None:
    derived = SimpleNamespace(meetings=of_year(DAY.year).meetings[1:])
    raw = _typed(lambda page: page.type(4, 落实情况="已落实"))
    back = read_back(raw, about=record(), derived=derived)
    assert (back.new, back.added, back.differences) == (0, 0, [])
    (note,) = back.notes
    assert "第 4 行是交付时就有的，资料里已经没有，没有读入" in str(note)
