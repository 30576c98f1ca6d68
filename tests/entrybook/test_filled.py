"""Data as rows of sheets: every value in its cell, what a cell cannot tell beside it, the rest refused."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator import intake
from generator.entrybook import filled, layout, marks
from generator.entrybook.filled import Pages
from generator.entrybook.marks import OBJECT, Mark
from generator.errors import DataError
from generator.library import built_in
from generator.problems import Keys, Origin
from tests.rows import each

CLIENT = layout.of("client", built_in())
AGENCY = layout.of("agency", built_in())
CODES = {"hazards": {"GL-01": "责任制没有覆盖"}}


def pages(data: dict[str, Any]) -> Pages:
    return filled.of_data(data, CLIENT, CODES)


def rows(found: Pages, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet, what is filled in them by heading."""
    page = next(page for page in found.pages if page.sheet.name == name)
    headings = [column.heading for column in page.sheet.columns]
    cells = (zip(headings, row, strict=True) for row in page.rows)
    return [{heading: value for heading, value in row if value is not None} for row in cells]


def row(name: str, data: dict[str, Any]) -> dict[str, Any]:
    (found,) = rows(pages(data), name)
    return found


def refused(data: dict[str, Any]) -> list[str]:
    with pytest.raises(DataError) as caught:
        pages(data)
    return [f"{'.'.join(map(str, one.keys))} {one.message}" for one in caught.value.problems]


@pytest.mark.parametrize("name", ["muyun-furniture", "xinglan-cups", "xuehe-frozen", "yunzhi-textile"])
def test_examples_fit_without_marks(name: str) -> None:
    found = pages(dict(intake.own(Path("examples") / name).data))
    assert found.marks == ""
    assert not [one for page in found.pages for one in rows(found, page.sheet.name) if layout.MARKS in one]
    assert sum(len(page.rows) for page in found.pages) > 100


def test_the_agency_of_a_client_gets_sheets_only_where_it_is_within() -> None:
    data = dict(intake.agency(Path("examples/agency.yaml")).data)
    within = pages({"agency": data})
    assert rows(within, "服务机构")[0]["机构名称"] == data["name"]
    assert [one["姓名"] for one in rows(within, "机构辅导员")] == [one["name"] for one in data["advisors"]]
    assert "服务机构文件" not in rows(within, "企业")[0]
    beside = pages({"agency": "../agency.yaml"})
    assert rows(beside, "企业")[0] == {"服务机构文件": "../agency.yaml"}
    assert not {"服务机构", "机构辅导员"} & {page.sheet.name for page in beside.pages}
    assert rows(filled.of_data(data, AGENCY), "服务机构")[0]["机构名称"] == data["name"]


def test_an_empty_book_has_every_sheet_and_no_row() -> None:
    assert [page.sheet.name for page in filled.empty(CLIENT).pages] == [
        sheet.name for sheet in CLIENT.sheets if not sheet.inline
    ]
    assert not [page for page in filled.empty(CLIENT).pages if any(map(any, page.rows))]


@each(
    [
        ({"name": "甲", "made": "2026-10"}, {"制造日期": "2026-10"}),
        ({"name": "甲", "count": 3}, {"数量": 3}),
        (
            {"name": "甲", "special": {"inspected": "2026-10-05"}},
            {"特种设备·上次检验日期": datetime.date(2026, 10, 5)},
        ),
        (
            {"name": "甲", "special": {"inspected": "1920-01-01"}},
            {"特种设备·上次检验日期": datetime.date(1920, 1, 1)},
        ),
        ({"name": "甲", "special": {"inspected": "1919-12-31"}}, {"特种设备·上次检验日期": "1919-12-31"}),
        ({"name": "甲", "special": {"inspected": "2026-13-05"}}, {"特种设备·上次检验日期": "2026-13-05"}),
        ({"name": "甲", "special": {"inspected": "【日期】"}}, {"特种设备·上次检验日期": "【日期】"}),
        ({"name": "甲", "count": "三"}, {"数量": "三"}),
        ({"name": "甲", "state": "在用吗"}, {"状态": "在用吗"}),
        ({"name": "甲", "code": "1-1"}, {"设备编号": "1-1"}),
    ]
)
def test_kinds_of_cells(data: dict[str, Any], cells: dict[str, Any]) -> None:
    assert row("设备", {"equipment": [data]}) == {"编号": "SB001", "名称": "甲", **cells}


@each(
    [
        ({"max_stock": 0.2}, 0.2),
        ({"max_stock": "0.2 t"}, "0.2 t"),
        ({"max_stock": "0.2"}, "0.2"),
        ({"precursor": True}, "是"),
        ({"precursor": "也许"}, "也许"),
    ]
)
def test_numbers_and_texts_stay_what_they_are(data: dict[str, Any], cell: Any) -> None:
    found = row("危险化学品", {"chemicals": [data]})
    assert list(found.values()) == [cell] and type(next(iter(found.values()))) is type(cell)


@each(
    [
        (Decimal("999999999999.999"), Decimal("999999999999.999")),
        (Decimal("9999999999999.999"), "9999999999999.999"),
        (10**14, 10**14),
        (10**15, "1000000000000000"),
    ]
)
def test_a_number_that_a_cell_cannot_keep_is_text(value: Any, cell: Any) -> None:
    found = row("隐患", {"hazards": [{"funds": value}]})
    assert (found["整改资金"], type(found["整改资金"])) == (cell, type(cell))
    assert layout.MARKS not in found  # it is read again as what it is


def test_what_is_pointed_at_is_shown_with_its_number_and_name() -> None:
    found = pages(
        {
            "zones": [{"code": "Z1", "name": "冲压车间", "posts": ["冲压工", "没有的"]}],
            "posts": [
                {"name": "冲压工", "zone": "Z1", "ppe": [{"name": "手套"}]},
                {"name": "焊工", "zone": "Z9"},
            ],
            "equipment": [{"name": "冲床", "code": "C-1"}],
            "boilers": [{"equipment": "冲床"}, {"equipment": "C-1"}],
            "hazards": [
                {"code": "GL-01", "location": "门口", "rechecks": [{"result": "已整改"}]},
                {"code": "XX"},
            ],
        }
    )
    assert [one.get("区域") for one in rows(found, "岗位")] == ["Z1 冲压车间", "Z9"]
    assert rows(found, "区域")[0]["岗位"] == "GW001 冲压工\n没有的"
    assert rows(found, "岗位劳保用品") == [{"所属岗位": "GW001 冲压工", "名称": "手套"}]
    assert [one["设备"] for one in rows(found, "锅炉")] == ["SB001 冲床", "C-1"]
    assert [one["隐患编码"] for one in rows(found, "隐患")] == ["GL-01 责任制没有覆盖", "XX"]
    assert rows(found, "历次复查") == [{"所属隐患": "YH001 门口", "复查结论": "已整改"}]


def test_no_number_of_ours_looks_like_what_values_say() -> None:
    found = pages(
        {
            "equipment": [{"name": "甲", "code": "SB002"}, {"name": "SB001"}, {"name": "丙"}],
            "boilers": [{"equipment": "SB004"}, {"equipment": "SB002"}, {"equipment": "SB001"}],
        }
    )
    assert [one["编号"] for one in rows(found, "设备")] == ["SB003", "SB005", "SB006"]
    assert [one["设备"] for one in rows(found, "锅炉")] == ["SB004", "SB002", "SB005 SB001"]


@each(["冲压", "Z1 旧名", "Z1  冲压"])
def test_what_would_be_taken_for_another_row_is_marked(said: str) -> None:
    found = pages({"zones": [{"code": "Z1", "name": "冲压"}], "equipment": [{"name": "甲", "zone": said}]})
    (given,) = rows(found, "设备")
    assert given["区域"] == said
    assert marks.loaded(given["_"]) == {("zone",): Mark(said, said)}


@each(
    [
        ({"posts": []}, {("posts",): Mark("", [])}),
        ({"posts": ["甲、乙"]}, {}),
        ({"posts": ["甲\n乙", "丙"]}, {("posts",): Mark("甲\n乙\n丙", ["甲\n乙", "丙"])}),
        ({"posts": ["甲 "]}, {("posts",): Mark("甲 ", ["甲 "])}),
        ({"posts": "甲"}, {("posts",): Mark("甲", "甲")}),
        ({"risks": []}, {(): OBJECT, ("risks",): Mark("", [])}),
        ({"lead": "甲\u200b"}, {("lead",): Mark("甲\u200b", "甲\u200b")}),
        ({"lead": True}, {("lead",): Mark("true", True)}),
        ({"workshop": "有"}, {("workshop",): Mark("有", "有")}),
        ({"polygon": []}, {("polygon",): Mark("", [])}),
        ({"polygon": "1, 2"}, {("polygon",): Mark("1, 2", "1, 2")}),
        ({"rect": [1, 2, 3, 4]}, {}),
        ({}, {(): OBJECT}),
    ]
)
def test_marks(zone: dict[str, Any], expected: dict[layout.Path, Mark]) -> None:
    found = row("区域", {"zones": [zone]})
    assert marks.loaded(found.get("_", "{}")) == expected


@each(
    [
        ({"features": {}}, {("features",): OBJECT}),
        ({"features": {"dust": True}}, {}),
        ({"features": {"dust": {"is": True}}}, {("features", "dust"): OBJECT}),
        ({"features": {"dust": {"is": False, "because": "没有"}}}, {}),
        ({"equipment": []}, {("equipment",): Mark("", [])}),
        ({"records": {"drills": []}}, {("records", "drills"): Mark("", [])}),
        ({"service_items": [3, 1]}, {}),
        ({"service_items": [3, "一"]}, {}),
        ({"schedule": {"avoid": ["2026-10-01"]}}, {}),
    ]
)
def test_marks_of_the_whole(data: dict[str, Any], expected: dict[layout.Path, Mark]) -> None:
    assert marks.loaded(pages(data).marks or "{}") == expected


@each([("正面", False), ("甲\u200b乙", True), ("甲\u00a0乙", True), ("甲\ufeff", True), ("甲｜乙", False)])
def test_a_caption_of_which_a_part_is_not_seen_is_marked(said: str, is_marked: bool) -> None:
    before = [{"photo": "photos/a.jpg", "caption": said}]
    found = marks.loaded(row("隐患", {"hazards": [{"before": before}]}).get("_", "{}"))
    assert found == ({("before",): Mark(f"photos/a.jpg｜{said}", before)} if is_marked else {})


def test_an_advisor_by_name_is_told_from_one_of_which_only_the_name_is_given() -> None:
    found = rows(
        pages({"advisors": ["甲", {"name": "乙"}, {"name": "丙", "from": "2027-03-01"}]}), "服务辅导员"
    )
    assert [one["姓名"] for one in found] == ["甲", "乙", "丙"]
    assert [marks.loaded(one.get("_", "{}")) for one in found] == [{}, {(): OBJECT}, {}]


@each(
    [
        ({"enterprise": {"nickname": "甲"}}, ["enterprise.nickname 填报簿里没有地方放“甲”"]),
        ({"enterprise": {"name": {"a": 1}}}, ["enterprise.name 填报簿里没有地方放一组内容"]),
        ({"equipment": "冲床"}, ["equipment 填报簿里没有地方放“冲床”"]),
        ({"equipment": ["冲床"]}, ["equipment.0 填报簿里没有地方放“冲床”"]),
        ({"advisors": [3]}, ["advisors.0 填报簿里没有地方放“3”"]),
        ({"zones": [{"posts": [{"name": "甲"}]}]}, ["zones.0.posts 填报簿里没有地方放一组内容"]),
        ({"zones": [{"polygon": [["a", "b"]]}]}, ["zones.0.polygon 填报簿里没有地方放一组内容"]),
        ({"hazards": [{"before": [{"caption": "无"}]}]}, ["hazards.0.before 填报簿里没有地方放一组内容"]),
        ({"enterprise": {"process": ["甲" * 20_000] * 2}}, ["enterprise.process 填报簿里没有地方放一组内容"]),
        ({"zones": [{"risks": [{"name": "甲"}]}]}, ["zones.0 区域编号没有填，下级的内容不知道归哪一个"]),
        (
            {"zones": [{"code": "Z1"}, {"code": "Z1", "risks": [{"name": "甲"}]}]},
            ["zones.1 区域编号重复，下级的内容不知道归哪一个"],
        ),
    ]
)
def test_what_has_no_place_is_refused(data: dict[str, Any], told: list[str]) -> None:
    assert refused(data) == told


def test_a_refusal_tells_where_the_value_stands() -> None:
    def origin(keys: Keys) -> Origin:
        return Origin("client.yaml", len(keys))

    with pytest.raises(DataError) as caught:
        filled.of_data({"equipment": [{"weight": 3}]}, CLIENT, origin=origin)
    assert str(caught.value).startswith("client.yaml:3:0 设备[1].weight：")


def test_a_text_as_long_as_a_cell_is_kept() -> None:
    assert row("隐患", {"hazards": [{"cause": "甲" * 32_767}]})["原因分析"] == "甲" * 32_767
    assert refused({"hazards": [{"cause": "甲" * 32_768}]})


def test_marks_that_are_too_long_for_their_cell_are_refused() -> None:
    kept = row("隐患", {"hazards": [{"cause": "甲" * 16_000 + "\n"}]})
    assert marks.loaded(kept["_"]) == {("cause",): Mark("甲" * 16_000 + "\n", "甲" * 16_000 + "\n")}
    told = "有表格存不住的空格、换行或者别的字符，又太长，填报簿里放不下"
    long = {"location": "门口 ", "cause": "甲" * 17_000 + "\n"}
    assert refused({"hazards": [long]}) == [f"hazards.0.cause {told}"]
    enterprise = {"name": "甲 ", "address": "甲" * 17_000 + "\n"}
    found, problems = filled.tried({"enterprise": enterprise}, CLIENT)
    assert [one.keys for one in problems] == [("enterprise", "address")]
    assert marks.loaded(found.marks) == {("enterprise", "name"): Mark("甲 ", "甲 ")}


NONE_OF_OURS = [
    "",
    "{",
    "[]",
    '"a"',
    '{"a": 1}',
    '{"a": [1]}',
    "[" * 99_999,
    '{"a": [1, 2]}',
    '{"a": [null, 2]}',
]


@pytest.mark.parametrize("text", NONE_OF_OURS)
def test_marks_that_are_none_of_ours_say_nothing(text: str) -> None:
    assert marks.loaded(text) == {}
