"""An entry book as data: sheets and columns by their names, rows by whom they point at, values with cells."""

from __future__ import annotations

import base64
import datetime
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from generator.entrybook import layout
from generator.entrybook.reading import Reading, read
from generator.errors import IntakeError
from generator.library import built_in
from tests.entrybook.books import book, entry, of_rows
from tests.rows import each

NAME = "填报簿.xlsx"
DAY = datetime.date(2026, 9, 1)
LAYOUT = layout.of("client", built_in())
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
Rows = Sequence[Sequence[object]]
ZONES: Rows = [["区域编号", "名称"], ["A1", "冲压车间"], ["A2", "喷漆房"], ["A3", "喷漆房"]]


def of(sheets: Mapping[str, Rows], told: Mapping[str, str] | None = None) -> Reading:
    """The reading of an entry book."""
    return read(entry(sheets, told), NAME, LAYOUT)


def sound(sheets: Mapping[str, Rows]) -> dict[str, Any]:
    """The data of an entry book of which there is nothing to tell."""
    found = of(sheets)
    assert (found.problems, found.notes) == ((), ())
    return found.content


def told(sheets: Mapping[str, Rows]) -> list[str]:
    """What is told of an entry book."""
    found = of(sheets)
    return [str(one) for one in (*found.problems, *found.notes)]


def refusal(raw: bytes) -> str:
    """The one line with which a workbook is refused."""
    with pytest.raises(IntakeError) as caught:
        read(raw, NAME, LAYOUT)
    (problem,) = caught.value.problems
    return str(problem)


def test_values_are_read_where_their_headings_stand_with_the_cell_of_each() -> None:
    found = of(
        {
            "设备": [
                ["这里填设备"],
                ["数量", None, "名称 *", "编号", "特种设备·下次检验日期", "制造日期"],
                [None, None, None, "SB001"],
                [2.0, None, "叉车", "SB002", DAY, "2020年5月"],
            ]
        }
    )
    row = {"count": 2, "name": "叉车", "special": {"next_inspection": "2026-09-01"}, "made": "2020-05"}
    assert found.content == {"equipment": [row]}
    places = {keys: str(found.origins[keys]) for keys in (("equipment", 0), ("equipment", 0, "count"))}
    assert list(places.values()) == ["填报簿.xlsx 设备!C4", "填报簿.xlsx 设备!A4"]
    assert str(found.origins[()]) == NAME
    assert (found.problems, found.notes) == ((), ())


def test_a_form_is_read_line_by_line_wherever_its_columns_are() -> None:
    lines: Rows = [
        ["内容", "项目", "说明"],
        [None, "基本情况"],
        ["某某公司", "企业名称 *"],
        [23.0, "从业人员数"],
        ["切割\n焊接、打磨", "生产工艺"],
        [None, "企业电话"],
    ]
    found = of({"企业": lines})
    assert found.content == {
        "enterprise": {"name": "某某公司", "headcount": 23, "process": ["切割", "焊接、打磨"]}
    }
    assert str(found.origins["enterprise", "headcount"]) == "填报簿.xlsx 企业!A4"
    assert str(found.origins["enterprise", "phone"]) == "填报簿.xlsx 企业!A6"
    assert not found.notes


def test_what_is_missing_altogether_is_told_at_the_first_line_for_it() -> None:
    found = of({"建筑物": [["名称"]], "企业": [["项目", "内容"], ["企业名称"]]})
    assert found.content == {}
    assert str(found.origins["enterprise",]) == "填报簿.xlsx 企业!B2"


def test_a_blank_line_and_a_whole_object_stand_on_the_form_that_lists_them() -> None:
    lines: Rows = [["项目", "内容"], ["企业名称", "某某公司"], ["企业电话", None]]
    visits: Rows = [["日期", "服务形式"]]
    plan: Rows = [["项目", "内容"], ["方案提交日期", None], ["避开日期", None]]
    found = of({"企业": lines, "建筑物": [["名称"]], "协议": plan, "服务安排": visits})
    wanted = [("enterprise",), ("enterprise", "phone"), ("documents", "plan_delivered"), ("schedule",)]
    assert [found.origins[keys].cell for keys in wanted] == ["企业!B2", "企业!B3", "协议!B2", "服务安排!A1"]
    assert found.content == {"enterprise": {"name": "某某公司"}}


def test_yes_with_and_without_a_reason() -> None:
    lines: Rows = [["项目", "内容"], ["燃气", "是"], ["工会", "否"], ["工会·理由", "不满 25 人"]]
    assert sound({"情形": lines}) == {
        "features": {"gas": True, "union": {"is": False, "because": "不满 25 人"}}
    }


def test_a_name_alone_is_a_text() -> None:
    lines: Rows = [["姓名", "服务起始日期"], ["张三"], ["李四", DAY]]
    assert sound({"服务辅导员": lines}) == {"advisors": ["张三", {"name": "李四", "from": "2026-09-01"}]}


@each([("A1 冲压车间",), ("A1",), ("冲压车间",), (" A1  冲压车间 ",)])
def test_a_row_is_owned_by_whom_it_points_at(said: str) -> None:
    risks: Rows = [["所属区域", "名称"], [said, "冲床"]]
    found = sound({"区域": ZONES, "风险点": risks})
    assert found["zones"][0] == {"code": "A1", "name": "冲压车间", "risks": [{"name": "冲床"}]}


@each([("喷漆房", "“喷漆房”有 2 个，不知道是哪一个"), (None, "没有写“所属区域”"), ("A9", "里写的“A9”找不到")])
def test_a_row_that_nobody_owns_is_told(said: object, words: str) -> None:
    lines = told({"区域": ZONES, "风险点": [["所属区域", "名称"], [said, "冲床"]]})
    assert [words in line and line.startswith("填报簿.xlsx 风险点!A2") for line in lines] == [True]


def test_rows_without_the_column_of_their_owner_are_told_once() -> None:
    (line,) = told({"区域": ZONES, "风险点": [["名称"], ["冲床"], ["剪板机"]]})
    assert "没有“所属区域”这一列" in line and line.startswith("填报簿.xlsx 风险点!A1")


@each(
    [
        ("SB001 冲床", "冲床"),
        ("SB001", "冲床"),
        ("冲床", "冲床"),
        ("CC-7", "CC-7"),
        ("外借的", "外借的"),
    ]
)
def test_a_value_that_points_at_a_row_repeats_its_name(said: str, value: str) -> None:
    equipment: Rows = [["编号", "名称", "设备编号"], ["SB001", "冲床", "CC-7"], ["SB002", "剪板机"]]
    found = sound(
        {
            "设备": equipment,
            "除尘器": [["所属可燃性粉尘", "设备"], ["FC01", said]],
            "可燃性粉尘": [["编号", "粉尘种类"], ["FC01", "木粉尘"]],
        }
    )
    assert found["dust"][0]["collectors"] == [{"equipment": value}]


@each([("Z1 冲压", "Z1"), ("焊接", "Z2"), ("Z9 冲压", "Z9 冲压")])
def test_a_place_is_known_by_its_number_and_its_name(said: str, value: str) -> None:
    zones: Rows = [["区域编号", "名称"], ["Z1", "冲压"], ["Z2", "焊接"]]
    found = sound({"区域": zones, "设备": [["名称", "区域"], ["冲床", said]]})
    assert found["equipment"][0]["zone"] == value


@each(
    [
        ("Z1 旧名", "区域!B2 区域：别处写的是“Z1 旧名”，这一行现在是“冲压”，按编号算是同一个"),
        ("Z1 焊接", "设备!B2 设备[1].区域：写的是“Z1 焊接”，可 Z1 现在是“冲压”，“焊接”在别的一行"),
    ]
)
def test_another_name_beside_a_number_is_a_new_name_unless_it_is_that_of_another_row(
    said: str, words: str
) -> None:
    zones: Rows = [["区域编号", "名称"], ["Z1", "冲压"], ["Z2", "焊接"]]
    found = of({"区域": zones, "设备": [["名称", "区域"], ["冲床", said], ["剪板机", said]]})
    assert [one.get("zone") for one in found.content["equipment"]] == ["Z1" if found.notes else None] * 2
    assert str((*found.problems, *found.notes)[0]).startswith(f"填报簿.xlsx {words}")


def test_risks_under_a_number_and_the_name_of_another_place_belong_to_neither() -> None:
    (line,) = told({"区域": ZONES, "风险点": [["所属区域", "名称"], ["A2 冲压车间", "冲床"]]})
    assert line.startswith("填报簿.xlsx 风险点!A2 风险点：写的是“A2 冲压车间”，可 A2 现在是“喷漆房”")


def test_the_name_of_several_places_means_none_of_them() -> None:
    zones: Rows = [["区域编号", "名称"], ["Z1", "冲压"], ["Z2", "冲压"]]
    (line,) = told({"区域": zones, "设备": [["名称", "区域"], ["冲床", "冲压"]]})
    assert line.startswith("填报簿.xlsx 设备!B2 设备[1].区域：“冲压”有 2 个，不知道是哪一个")


def test_lines_of_a_cell_are_several_values_though_together_they_are_a_name() -> None:
    posts: Rows = [["编号", "名称"], ["GW1", "冲压 剪板"]]
    zones: Rows = [["区域编号", "岗位"], ["A1", "冲压\n剪板"], ["A2", "冲压 剪板\n"]]
    assert [zone["posts"] for zone in sound({"岗位": posts, "区域": zones})["zones"]] == [
        ["冲压", "剪板"],
        ["冲压 剪板"],
    ]


def test_several_values_that_point_at_rows() -> None:
    posts: Rows = [["编号", "名称"], ["GW001", "冲压、剪板"], ["GW002", "喷漆"]]
    zones: Rows = [
        ["区域编号", "岗位"],
        ["A1", "GW001 冲压、剪板"],
        ["A2", "GW002、打磨"],
        ["A3", "GW002\n冲压、剪板"],
    ]
    found = sound({"岗位": posts, "区域": zones})
    assert [zone["posts"] for zone in found["zones"]] == [
        ["冲压、剪板"],
        ["喷漆", "打磨"],
        ["喷漆", "冲压、剪板"],
    ]


@each([((), "请先把那一行填全"), (("隐患编号",), "请先填 隐患!C2")])
def test_a_row_without_what_is_repeated_of_it_cannot_be_pointed_at(more: Sequence[str], hint: str) -> None:
    hazards: Rows = [["编号", "位置", *more], ["YH001", "车间"]]
    checks: Rows = [["检查日期", "隐患编号"], [DAY, "YH001 车间"]]
    (line,) = told({"隐患": hazards, "检查记录": checks})
    assert line.startswith("填报簿.xlsx 检查记录!B2 ") and line.endswith(
        f"没有填“隐患编号”，指不到它；{hint}"
    )


def test_a_code_of_the_library_is_its_first_word() -> None:
    found = sound({"隐患": [["隐患编码", "目录描述"], ["A01-1 未设置防护罩", "带出来的"]]})
    assert found["hazards"] == [{"code": "A01-1"}]


def test_two_rows_of_one_number_are_told_where_the_second_stands() -> None:
    (line,) = told({"设备": [["编号", "名称"], ["SB001", "冲床"], ["SB001", "叉车"], ["SB003"]]})
    assert line.startswith("填报簿.xlsx 设备!A3") and "SB001 有两行，前面一行在 设备!A2" in line


def test_two_columns_of_one_name_are_told() -> None:
    (line,) = told({"设备": [["名称", "数量", "名 称"], ["冲床"]]})
    assert line.startswith("填报簿.xlsx 设备!C1") and "有两处，前面一处在 设备!A1" in line
    (line,) = told({"企业": [["项目", "内容"], ["企业名称", "甲"], ["企业名称*", "乙"]]})
    assert line.startswith("填报簿.xlsx 企业!A3") and "前面一处在 企业!A2" in line


def test_a_sheet_without_headings_is_told() -> None:
    assert "填报簿.xlsx 设备!A1 设备：找不到列名" in told({"设备": [["冲床", 2]]})[0]
    assert "请把“项目”“内容”两个列名写回去" in told({"企业": [["企业名称", "甲"]]})[0]
    assert told({"设备": []}) == []


def test_what_is_not_ours_is_told_and_left() -> None:
    found = of(
        {
            "设备": [["名称", "购买价", None, "空的"], ["冲床", 3000], ["叉车", None, "备忘"]],
            "设备 (2)": [["名称"], ["剪板机"]],
            "企业": [["项目", "内容"], ["老板爱好", "钓鱼"], ["空的"]],
            "我的草稿": [["随便写写"]],
            "说明": [["怎么填"]],
            "空表": [],
        }
    )
    assert found.content == {"equipment": [{"name": "冲床"}, {"name": "叉车"}]}
    assert not found.problems
    assert [str(one).partition("；")[0] for one in found.notes] == [
        "填报簿.xlsx 设备!B1 设备：列“购买价”不是填报簿里的，没有读入",
        "填报簿.xlsx 设备!C3 设备：这一列没有列名，没有读入",
        "填报簿.xlsx 设备 (2)!A1：工作表“设备 (2)”是“设备”的副本，没有读入",
        "填报簿.xlsx 企业!B2 企业：项目“老板爱好”不是填报簿里的，没有读入",
        "填报簿.xlsx 我的草稿!A1：工作表“我的草稿”不是填报簿里的，没有读入",
    ]


@each(["设备 (2)", "设备（3）", "设备_2", "设备 Copy", "设备 - 副本"])
def test_a_copied_sheet_is_told_and_not_read(name: str) -> None:
    found = of({"设备": [["名称"], ["冲床"]], name: [["名称"], ["叉车"]]})
    assert found.content == {"equipment": [{"name": "冲床"}]}
    assert [f"“{name}”是“设备”的副本，没有读入" in str(one) for one in found.notes] == [True]


def test_what_may_be_ours_under_another_name_is_asked_about() -> None:
    lines = told({"设备": [["型号和规格", "数量"], ["冲床", 1.0]], "危险化学品名录": [["名称"], ["乙醇"]]})
    assert "列“型号和规格”不是填报簿里的，没有读入；是不是“型号规格”？" in lines[0]
    assert "工作表“危险化学品名录”不是填报簿里的，没有读入；是不是“危险化学品”？" in lines[1]


@each(
    [
        ("部门", ["编号", "名称", "负责人", "电话", "_"], ["BM001", "生产部"], True),
        ("部门", ["编号", "名称", "负责人", "电话", "_"], ["BM001"], False),
        ("部门", ["名称", "负责人", "电话"], ["某餐馆", "老王"], False),
    ]
)
def test_a_filled_sheet_of_ours_under_another_name_is_refused(
    ours: str, heads: list[object], row: list[object], is_refused: bool
) -> None:
    found = of({"设备": [["名称"], ["冲床"]], "通讯录": [heads, row]})
    first = str((*found.problems, *found.notes)[0])
    assert (f"里是“{ours}”的列，表名不对，没有读入；请把表名改回“{ours}”" in first) is is_refused
    assert bool(found.problems) is is_refused
    both = of({ours: [["名称"]], "通讯录": [heads, row]})
    assert not both.problems


def test_a_form_under_another_name_is_refused() -> None:
    lines = [["项目", "内容"], *([one.heading, "x"] for one in LAYOUT.forms[0].columns)]
    (line,) = (one for one in told({"设备": [["名称"], ["冲床"]], "公司": lines}) if "公司" in one)
    assert line == "填报簿.xlsx 公司!A1：工作表“公司”里是“企业”的列，表名不对，没有读入；请把表名改回“企业”"


def test_rows_that_are_no_things_are_told_and_not_read() -> None:
    found = of({"设备": [["名称", "数量"], ["冲床", 1], ["名称", "数量"], ["合 计 ", 1], ["名称"]]})
    assert found.content == {"equipment": [{"name": "冲床", "count": 1}, {"name": "名称"}]}
    assert [str(one) for one in (*found.problems, *found.notes)] == [
        "填报簿.xlsx 设备!A4 设备：“合 计”是合计，不是一件东西；请删去这一行，合计由程序算",
        "填报簿.xlsx 设备!A3 设备：这一行又是列名，没有读入；请删去这一行",
    ]


def test_merged_cells_stand_for_each_row_with_content() -> None:
    def fill(made: Any) -> None:
        zones = made.add_worksheet("区域")
        for number, row in enumerate(ZONES):
            zones.write_row(number, 0, row)
        risks = made.add_worksheet("风险点")
        risks.write_row(0, 0, ["所属区域", "名称", "责任人"])
        risks.merge_range(1, 0, 4, 0, "A1")
        risks.write(1, 1, "冲床")
        risks.write(3, 1, "剪板机")

    found = read(book(fill), NAME, LAYOUT)
    assert [risk["name"] for risk in found.content["zones"][0]["risks"]] == ["冲床", "剪板机"]
    assert not found.problems


def test_a_row_with_nothing_but_a_mark_is_a_thing() -> None:
    found = of({"设备": [["名称", "_"], [None, '{"":[]}'], ["冲床", None], [None, "备忘"]]})
    assert found.content == {"equipment": [{}, {"name": "冲床"}]}


@each([(1, 0, 1, 1, "叉车", "占了“名称”“数量”几列"), (1, 1, 2, 1, 4, "不知道是每行都有，还是几行合计")])
def test_merged_cells_that_leave_a_doubt_are_told(
    top: int, left: int, bottom: int, right: int, value: object, words: str
) -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("设备")
        sheet.write_row(0, 0, ["名称", "数量", "型号规格"])
        sheet.write_row(1, 0, ["冲床", None, "甲"])
        sheet.write_row(2, 0, ["叉车", None, "乙"])
        sheet.merge_range(top, left, bottom, right, value)

    (problem,) = read(book(fill), NAME, LAYOUT).problems
    assert words in str(problem) and f"设备!{'AB'[left]}2" in str(problem)


def test_hidden_and_filtered_rows_are_read() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("设备")
        sheet.write_column(0, 0, ["名称", "冲床", "叉车"])
        sheet.autofilter(0, 0, 2, 0)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, None, {"hidden": True})

    assert read(book(fill), NAME, LAYOUT).content == {"equipment": [{"name": "冲床"}, {"name": "叉车"}]}


def test_what_is_lost_is_told_at_its_cell_and_kept() -> None:
    found = of({"设备": [["名称", "出厂编号", "数量"], ["冲床", DAY, 9.1e17], [DAY]]})
    assert found.content == {"equipment": [{"name": "冲床"}, {}]}
    assert [str(one).partition("，")[0] for one in found.problems] == [
        "填报簿.xlsx 设备!B2 设备[1].出厂编号：表格软件把这里改成了日期 2026-09-01",
        "填报簿.xlsx 设备!C2 设备[1].数量：数字超过 15 位（9.1E+17）",
        "填报簿.xlsx 设备!A3 设备[2].名称：表格软件把这里改成了日期 2026-09-01",
    ]
    assert found.problems[0].keys == ("equipment", 0, "serial")
    assert found.lost[("equipment", 0, "serial")] == DAY


def test_formulas_count_by_their_values() -> None:
    xml = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>数量</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>C2</f><v>冲床</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="B4"><f>1+2</f></c></row>'
    )
    found = read(of_rows(xml, entry({"设备": []})), NAME, LAYOUT)
    assert found.content["equipment"] == [{"name": "冲床", "count": 2}, {}, {}]
    assert [str(one).partition("；")[0] for one in found.problems] == [
        "填报簿.xlsx 设备!B3 设备[2].数量：公式的结果是错误（#DIV/0!）",
        "填报簿.xlsx 设备!B4 设备[3].数量：公式还没有算过，没有值",
    ]


def test_marks_count_while_the_cell_holds_what_was_written() -> None:
    kept = json.dumps({"name": ["冲 床", "冲\u00a0床"], "model": ["", None], "special": []})
    rows: Rows = [["名称", "型号规格", "_"], ["冲 床", None, kept], ["叉车", "新的", kept]]
    found = of({"设备": rows}, {"format": "1", "kind": "client", "marks": '{"zones":["",[]]}'})
    assert found.content["equipment"] == [
        {"name": "冲\u00a0床", "model": None, "special": {}},
        {"name": "叉车", "model": "新的", "special": {}},
    ]
    assert found.content["zones"] == []


@each(
    [
        ({"count": ["2", "9"]},),
        ({"name": ["冲床", {"x": 1}]},),
        ({"model": ["", "甲"]},),
        ({"model": ["", ["甲"]]},),
        ({"nothing.of.ours": []},),
        ({"collectors": ["", [1]]},),
    ]
)
def test_marks_that_do_not_say_what_the_cells_say_count_for_nothing(kept: dict[str, Any]) -> None:
    rows: Rows = [["名称", "数量", "型号规格", "_"], ["冲床", "2", None, json.dumps(kept)]]
    marks = json.dumps({"zones": ["", [{"code": "A1"}]], "nothing.of.ours": []})
    found = of({"设备": rows}, {"format": "1", "kind": "client", "marks": marks})
    assert found.content == {"equipment": [{"name": "冲床", "count": 2}]}


def test_coordinates_and_photos_in_one_cell() -> None:
    zones: Rows = [
        ["区域编号", "矩形", "多边形"],
        ["A1", "0, 0, 10, 5", None],
        ["A2", None, "0,0\n10,0\n10,5"],
    ]
    hazards: Rows = [["位置", "整改前照片"], ["车间", "photos/a.jpg｜门口\nphotos/b.jpg"]]
    found = sound({"区域": zones, "隐患": hazards})
    assert found["zones"] == [
        {"code": "A1", "rect": [0, 0, 10, 5]},
        {"code": "A2", "polygon": [[0, 0], [10, 0], [10, 5]]},
    ]
    assert found["hazards"][0]["before"] == [
        {"photo": "photos/a.jpg", "caption": "门口"},
        {"photo": "photos/b.jpg"},
    ]


def test_a_caption_without_a_picture_is_told() -> None:
    (line,) = told({"隐患": [["位置", "整改前照片"], ["车间", "门口的照片"]]})
    assert line.startswith("填报簿.xlsx 隐患!B2 ") and "只有说明“门口的照片”，没有图片" in line


def test_pictures_get_names_and_a_row_with_nothing_else_is_no_empty_one() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("隐患")
        sheet.write_row(0, 0, ["位置", "整改前照片"])
        sheet.set_column(1, 1, 30)
        sheet.set_row(1, 200)
        sheet.insert_image(1, 1, "光.png", {"image_data": io.BytesIO(PNG), "x_scale": 0.1, "y_scale": 0.1})
        sheet.write(1, 1, "北侧")

    found = read(book(fill), NAME, LAYOUT)
    (photo,) = found.content["hazards"][0]["before"]
    assert photo == {"photo": "填报簿图片/隐患-B2-1.png", "caption": "北侧"}
    assert found.pictures[photo["photo"]].read(10_000) == PNG


def test_a_picture_counts_beside_a_mark_that_there_was_none() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("隐患")
        for row in (1, 2):
            sheet.write_row(row, 0, ["门口", None, '{"before":["",[]]}'])
        sheet.write_row(0, 0, ["位置", "整改前照片", "_"])
        sheet.insert_image(1, 1, "光.png", {"image_data": io.BytesIO(PNG)})

    first, second = read(book(fill), NAME, LAYOUT).content["hazards"]
    assert (len(first["before"]), second["before"]) == (1, [])


@each(
    [
        ({"format": "2", "kind": "client"}, "更新的版本做的；请升级工具"),
        ({"format": "1", "kind": "agency"}, "这是服务机构的填报簿，这里要企业的填报簿"),
    ]
)
def test_books_for_others_are_refused(told_of_itself: dict[str, str], words: str) -> None:
    assert words in refusal(entry({"设备": [["名称"]]}, told_of_itself))


def test_a_workbook_that_is_no_entry_book_is_refused() -> None:
    assert "这不是填报簿" in refusal(entry({"Sheet1": [["名称"]]}))
