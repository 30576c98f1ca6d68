"""The workbook as it is written: what is in its cells, what may be chosen, what is marked, how it opens."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from generator import intake
from generator.assets import Folder, InMemory
from generator.entrybook import cells, choices, filled, layout, writing
from generator.entrybook.layout import HEADINGS, HIDDEN, Column, Form, Table
from generator.entrybook.writing import Remark
from generator.entrybook.writing.book import Sheet
from generator.entrybook.writing.dropdowns import Dropdowns
from generator.library import built_in
from tests.conftest import BRIEF
from tests.rows import each

pytestmark = pytest.mark.usefixtures("brief_books")

LIBRARY = built_in()
CLIENT = layout.of("client", LIBRARY)
AGENCY = layout.of("agency", LIBRARY)
EXAMPLE = Path("examples/xinglan-cups")
TABLE = CLIENT.table(("equipment",)) or CLIENT.tables[0]
FIRST = HEADINGS + 2  # the first row of things, from 1


def written(data: dict[str, Any], **more: Any) -> bytes:
    return writing.write(filled.of_data(data, CLIENT, choices.words(LIBRARY)), LIBRARY, **more)


@cache
def example() -> bytes:
    data = dict(intake.own(EXAMPLE).data)
    return written(data, assets=Folder(EXAMPLE.absolute()))


@cache
def opened() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(example()))


@cache
def empty() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(writing.write(filled.empty(CLIENT), LIBRARY)))


GIVEN: dict[str, Any] = {
    "zones": [{"code": "Z1", "name": "冲压车间"}],
    "posts": [{"name": "甲"}, {"name": "乙"}],
    "equipment": [{"name": "甲", "code": "1-1", "serial": "0316", "special": {"inspected": "2026-10-05"}}],
    "hazards": [
        {"code": "GL-01", "location": "门口"},
        {"location": "墙", "before": [{"photo": "photos/none.jpg", "caption": "北侧"}]},
    ],
    "chemicals": [],
}
REMARKS = (
    Remark("错误", "没有这一项", "设备", 0, 1),
    Remark("提示", "也看看", "设备", 0, 1),
    Remark("错误", "要填", "企业", 0, 1),
    Remark("提示", "总的"),
)


@cache
def given(values: bool = False) -> openpyxl.Workbook:
    """A small book, its formulas or with ``values`` what they give."""
    return openpyxl.load_workbook(io.BytesIO(_given()), data_only=values)


@cache
def _given() -> bytes:
    return written(GIVEN, assets=InMemory(), remarks=REMARKS, lost=["设备 (2)"])


def row(sheet: Worksheet, number: int) -> dict[str, Any]:
    """A row of things, from 1, by heading."""
    headings = [str(cell.value).removesuffix(layout.STAR) for cell in sheet[HEADINGS + 1]]
    values = [cell.value for cell in sheet[HEADINGS + 1 + number]]
    return {key: value for key, value in zip(headings, values, strict=False) if value is not None}


def validations(sheet: Worksheet) -> dict[str, Any]:
    """What may be chosen, by heading."""
    found = {}
    for one in sheet.data_validations.dataValidation:
        (cells,) = one.sqref.ranges
        found[str(sheet.cell(HEADINGS + 1, cells.min_col).value).removesuffix(layout.STAR)] = one
    return found


def test_the_same_bytes_twice() -> None:
    data = dict(intake.own(EXAMPLE).data)
    assert written(data, assets=Folder(EXAMPLE.absolute())) == example()


def test_every_sheet_stands_in_its_order_and_only_ours_is_hidden() -> None:
    names = [one.name for one in CLIENT.sheets if not one.inline]
    assert empty().sheetnames == [layout.GUIDE, *names, HIDDEN]
    states = {one.title: one.sheet_state for one in empty().worksheets if one.sheet_state != "visible"}
    assert states == {HIDDEN: "veryHidden"}
    assert {one.title for one in empty().worksheets if one.protection.sheet} == set()


def test_the_hidden_sheet_tells_what_the_book_is() -> None:
    hidden = given()[HIDDEN]
    told = {hidden.cell(number, 1).value: hidden.cell(number, 2).value for number in range(1, 6)}
    assert (told["format"], told["kind"], told["marks"]) == (
        str(layout.FORMAT),
        "client",
        '{"chemicals":["",[]]}',
    )
    assert len(told["edition"]) == 12 and empty()[HIDDEN]["A5"].value is None


def test_headings_have_notes_and_stars() -> None:
    equipment = empty()["设备"]
    headings = {cell.value: cell for cell in equipment[HEADINGS + 1]}
    assert list(headings)[:3] == ["编号", "名称 *", "设备编号"]
    note = headings["名称 *"].comment.text
    assert note.startswith("必填\n设备名称")
    assert headings["区域"].comment.text.splitlines()[0] == "所在区域的编号"
    assert headings["_"].comment is None and equipment.column_dimensions["W"].hidden


# Words that are no keys of the data: units, names of programs and of files, a choice.
WORDS = {
    *(
        "jpg",
        "jpeg",
        "png",
        "heic",
        "heif",
        "webp",
        "bmp",
        "dxf",
        "photos",
        "plan",
        "agency",
        "yaml",
        "tuoguan",
    ),
    *("template", "list", "check", "drawing", "kg", "mm", "service", "example", "invalid"),
}


def test_no_key_of_the_data_and_no_torn_sentence_stands_on_a_sheet() -> None:
    agency = openpyxl.load_workbook(io.BytesIO(writing.write(filled.empty(AGENCY), LIBRARY)))
    for book in (empty(), agency):
        for one in book.worksheets:
            if one.title == HIDDEN:
                continue
            for text in said(one):
                assert not set(re.findall(r"(?<![A-Za-z])[a-z_]{2,}", text)) - WORDS, f"{one.title}：{text}"
                assert not re.search(r"\s[；。，、]|[{}\[\]]", text), f"{one.title}：{text}"


def said(sheet: Worksheet) -> Iterator[str]:
    """All that a sheet says of itself: its texts, but no formulas, and its notes."""
    for cell in (cell for line in sheet.iter_rows() for cell in line):
        if isinstance(cell.value, str) and not cell.value.startswith("="):
            yield cell.value
        if cell.comment:
            yield cell.comment.text


def test_forms_have_a_line_for_each_value() -> None:
    for form in CLIENT.forms:
        if form.inline:
            continue
        rows = [[cell.value for cell in line] for line in empty()[form.name].iter_rows(min_row=HEADINGS + 1)]
        assert tuple(rows[0]) == layout.FORM_HEADINGS
        labels = [str(line[0]).removesuffix(layout.STAR) for line in rows[1:]]
        expected = [text for one in form.sections for text in (one.title, *(c.heading for c in one.columns))]
        assert labels == expected, form.name


def test_ready_rows_have_numbers_and_nothing_else() -> None:
    posts = empty()["岗位"]
    numbers = [posts.cell(FIRST + count, 1).value for count in range(BRIEF + 1)]
    assert numbers[:2] == ["GW001", "GW002"] and numbers[-2:] == [f"GW{BRIEF:03}", None]
    assert not any(cell.value for line in posts.iter_rows(min_row=FIRST, min_col=2) for cell in line)
    posts = given()["岗位"]
    assert [posts.cell(FIRST + at, 1).value for at in (0, 1, 2)] == ["GW001", "GW002", "GW003"]
    assert posts.cell(FIRST + BRIEF + 1, 1).value == f"GW{BRIEF + 2:03}"


def test_three_hundred_rows_are_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # not the few that do elsewhere
    (page,) = (one for one in filled.empty(CLIENT).pages if one.sheet.name == "岗位")
    posts = openpyxl.load_workbook(io.BytesIO(writing.write_alone(page, CLIENT, LIBRARY, {})))["岗位"]
    assert [posts.cell(FIRST + at, 1).value for at in (0, 299, 300)] == ["GW001", "GW300", None]
    assert posts.auto_filter.ref.endswith("302")


def test_codes_stay_text_and_dates_are_dates() -> None:
    equipment = given()["设备"]
    found = row(equipment, 1)
    assert (found["设备编号"], found["出厂编号"]) == ("1-1", "0316")
    assert f"{found['特种设备·上次检验日期']:%Y-%m-%d %H%M}" == "2026-10-05 0000"
    # What is typed into a ready row must stay what it is.
    widths = equipment.column_dimensions.values()
    styles = {
        column.heading: next(one for one in widths if one.min <= at <= one.max)
        for at, column in enumerate(TABLE.columns, 1)
    }
    formats = {heading: style.number_format for heading, style in styles.items()}
    assert formats["设备编号"] == formats["制造日期"] == formats["编号"] == "@"
    assert (formats["特种设备·上次检验日期"], formats["数量"]) == ("yyyy-mm-dd", "0")


def test_what_may_be_chosen() -> None:
    found = validations(empty()["设备"])
    assert found["状态"].formula1 == '"在用,停用,报废"' and found["状态"].errorStyle in (None, "stop")
    assert found["区域"].formula1 == "名单_区域" and not found["区域"].showErrorMessage
    assert str(found["区域"].sqref) == f"F{FIRST}:F{FIRST + BRIEF - 1}"
    assert validations(empty()["危险化学品"])["易制毒"].formula1 == '"是,否"'
    assert validations(empty()["风险点"])["所属区域"].formula1 == "名单_区域"
    assert validations(empty()["风险点"])["可能性 L"].formula1 == '"10,6,3,1,0.5,0.2,0.1"'
    accidents = validations(empty()["风险点"])["可能的事故类型"]
    assert accidents.formula1.startswith('"物体打击,') and not accidents.showErrorMessage
    assert found["数量"].type == "whole"


@each([(["甲" * 100, "乙" * 100], False), (["甲" * 100, "乙" * 155], True), (["甲,乙", "丙"], True)])
def test_choices_that_a_cell_cannot_hold_stand_on_the_hidden_sheet(choices: list[str], far: bool) -> None:
    book = xlsxwriter.Workbook(io.BytesIO())
    lists = Dropdowns(book, filled.empty(CLIENT), {})
    source = lists.source(Column("选", choices=tuple(choices)), None)
    assert source == ("='_'!$E$2:$E$3" if far else choices)
    lists.put(hidden := book.add_worksheet(HIDDEN), [])
    assert (hidden.dim_rowmax == 2) is far


def test_every_list_that_is_named_is_there() -> None:
    names = {one.formula1 for each in empty().worksheets for one in each.data_validations.dataValidation}
    named = {name for name in names if name and name.startswith("名单_")}
    assert named == {*empty().defined_names} and len(named) > 6
    for one in empty().defined_names.values():
        assert one.attr_text.startswith("'_'!$") and "INDEX('_'!$" in one.attr_text


def test_lists_of_rows_show_number_and_name_and_follow_what_is_typed() -> None:
    target = given().defined_names["名单_区域"].attr_text.partition("!")[2].partition(":")[0].replace("$", "")
    name = "SUBSTITUTE(INDEX('区域'!$B:$B,ROW()),CHAR(10),\" \")"
    label = f"TRIM(INDEX('区域'!$A:$A,ROW())&\" \"&{name})"
    assert given()[HIDDEN][target].value == f'=IF(INDEX(\'区域\'!$B:$B,ROW())="","",{label})'
    assert given(values=True)[HIDDEN][target].value == "Z1 冲压车间"
    assert int(target.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == FIRST


def test_a_code_brings_out_what_it_means() -> None:
    found = row(given(values=True)["隐患"], 1)
    assert found["隐患编码"].startswith("GL-01 全员安全生产责任制")
    assert found["目录描述"].startswith("全员安全生产责任制没有覆盖全部岗位")
    assert found["目录判定"] == "一般" and found["目录依据"] == "《中华人民共和国安全生产法》"
    formula = row(given()["隐患"], BRIEF)["目录描述"]
    cell = f"$B{BRIEF + 2}"
    assert formula.startswith(f'=IF({cell}="","",IFERROR(VLOOKUP(LEFT({cell}')


def test_pictures_lie_in_their_cells_under_their_names() -> None:
    data = dict(intake.own(EXAMPLE).data)
    named = [
        photo["photo"]
        for one in data["hazards"]
        for side in ("before", "after")
        for photo in one.get(side, ())
    ]
    with zipfile.ZipFile(io.BytesIO(example())) as package:
        drawings = [package.read(name).decode() for name in package.namelist() if "drawings/drawing" in name]
        media = [name for name in package.namelist() if name.startswith("xl/media/")]
        assert package.read(media[0]) in {(EXAMPLE / name).read_bytes() for name in named}
    pasted = [name for name in named if not name.endswith(".heic")]  # no program of tables shows that
    assert 20 < len(pasted) < len(named)
    assert sum(drawing.count("<xdr:pic>") for drawing in drawings) == len(pasted)
    assert all(any(f'descr="{name}"' in drawing for drawing in drawings) for name in pasted)


def test_a_picture_that_is_not_there_is_a_name() -> None:
    assert row(given()["隐患"], 2)["整改前照片"] == "photos/none.jpg｜北侧"


@each([("设备", "B3", "错误：没有这一项\n提示：也看看"), ("企业", "B5", "错误：要填")])
def test_what_is_wrong_is_red_and_noted(name: str, cell: str, told: str) -> None:
    found = given()[name][cell]
    assert found.comment.text == told and found.fill.fgColor.rgb.endswith("F5B7B1")


def test_what_is_wrong_is_listed() -> None:
    listed = given()["问题清单"]
    rows = [[cell.value for cell in line] for line in listed.iter_rows(min_row=FIRST)]
    assert rows[0] == [1, "错误", "设备!B3", "没有这一项"] and rows[2] == [3, "错误", "企业!B5", "要填"]
    assert rows[3:] == [[4, "提示", None, "总的"], [None, "未带入", None, "设备 (2)"]]
    assert listed["C3"].hyperlink.location == "'设备'!B3"
    assert given().sheetnames[:2] == [layout.GUIDE, "问题清单"]


def test_the_guide_leads_to_every_sheet_and_counts() -> None:
    guide = opened()[layout.GUIDE]
    links = {
        cell.value: cell.hyperlink.location for line in guide.iter_rows() for cell in line if cell.hyperlink
    }
    assert links == {one.name: f"'{one.name}'!A1" for one in CLIENT.sheets if not one.inline}
    values = openpyxl.load_workbook(io.BytesIO(example()), data_only=True)[layout.GUIDE]
    counts = {line[0].value: line[2].value for line in values.iter_rows()}
    assert counts["企业"] == "必填齐了" and counts["设备"] == "21 行" and counts["冷库"] is None
    blank = empty()[layout.GUIDE]
    assert {line[0].value: line[2].value for line in blank.iter_rows()}["协议"].startswith(
        "=IF((LEN('协议'!$B$"
    )


def blanks(name: str) -> Iterator[tuple[str, str]]:
    for area in empty()[name].conditional_formatting:
        for rule in area.rules:
            yield str(area.sqref), rule.formula[0]


def test_blanks_that_matter_are_red() -> None:
    assert dict(blanks("设备")) == {
        f"B3:B{BRIEF + 2}": "AND(SUMPRODUCT(--(LEN($B3:$V3)>0))>0,LEN($B3)=0)",
        f"O3:O{BRIEF + 2}": "AND(SUMPRODUCT(--(LEN($O3:$V3)>0))>0,LEN($O3)=0)",
    }
    lines = dict(blanks("负责人"))
    assert lines["B4"] == "AND(LEN($B$4)=0)"
    assert lines["B8"] == "AND(SUMPRODUCT(--(LEN($B$8:$B$10)>0))>0,LEN($B$8)=0)"


def test_sheets_are_set_up_for_work_and_paper() -> None:
    one = opened()["设备"]
    assert (
        one.freeze_panes == "C3" and one.auto_filter.ref == f"A2:W{21 + BRIEF + 2}"
    )  # with the hidden marks
    assert one.print_title_rows == "$2:$2" and one.page_setup.orientation == "landscape"
    assert one.page_setup.fitToHeight == 0
    assert opened()["企业"].freeze_panes == "B3"


def test_our_own_reader_opens_it() -> None:
    book = cells.open_book(example(), "填报簿.xlsx")
    assert [one.name for one in book.sheets][0] == layout.GUIDE
    for table in CLIENT.tables:
        if not table.inline:
            headings = next(one for one in book.sheets if one.name == table.name).rows[HEADINGS]
            assert [str(one).removesuffix(layout.STAR) for one in headings] == [
                c.heading for c in table.columns
            ]


def test_an_agencys_book() -> None:
    data = dict(intake.agency(Path("examples/agency.yaml")).data)
    raw = writing.write(filled.of_data(data, AGENCY), LIBRARY, Folder(Path("examples").absolute()))
    book = openpyxl.load_workbook(io.BytesIO(raw))
    assert book.sheetnames == [layout.GUIDE, "服务机构", "机构辅导员", HIDDEN]
    assert row(book["机构辅导员"], 1)["姓名"] == data["advisors"][0]["name"]
    assert isinstance(AGENCY.sheets[0], Form) and isinstance(AGENCY.sheets[1], Table)


@each([(CLIENT,), (AGENCY,)])
def test_the_guide_names_no_sheet_that_is_not_there(one: layout.Layout) -> None:
    raw = writing.write(filled.of_data({}, one), LIBRARY)
    guide = openpyxl.load_workbook(io.BytesIO(raw))[layout.GUIDE]
    steps = [str(row[1]) for row in guide.iter_rows(values_only=True) if str(row[0]).startswith("第 ")]
    named = {name for step in steps for name in re.findall("“(.+?)”", step)} - {"照片"}
    assert named and named <= {sheet.name for sheet in one.sheets}


def test_what_a_sheet_changes_of_xlsxwriter_is_still_there_to_be_changed() -> None:
    ours = [name for name in vars(Sheet) if name.startswith("_") and not name.startswith("__")]
    assert ours and all(callable(getattr(xlsxwriter.worksheet.Worksheet, name, None)) for name in ours)
    # And it is called: a row of three lines has its height and may grow, that of the headings may not.
    raw = written({"zones": [{"code": "Z1", "name": "甲\n乙\n丙"}]})
    sheet = cells.open_book(raw, "填报簿.xlsx").sheet("区域")
    assert sheet
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        xml = package.read(sheet.part).decode()
    rows = {int(found[1]): found[2] for found in re.finditer(r'<row r="(\d+)"([^>]*)>', xml)}
    headings, first = rows[layout.HEADINGS + 1], rows[layout.HEADINGS + 2]
    assert "customHeight" in headings
    assert ' ht="' in first and "customHeight" not in first
