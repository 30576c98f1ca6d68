"""Data from memory: the same record as from a file, the same checks, places as the giver knows them."""

from __future__ import annotations

import datetime
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import intake, schema
from generator.assets import InMemory
from generator.errors import IntakeError
from generator.intake import Source
from generator.places import Cells
from generator.problems import Keys, Origin, error, errors_in, warning
from tests.conftest import AGENCY, CLIENT
from tests.rows import each

FORM: dict[str, Any] = yaml.safe_load(CLIENT)
THE_AGENCY = Source("机构", AGENCY.encode(), "yaml")


def test_bytes_give_the_record_of_the_file(small: Path) -> None:
    given = intake.read(Source("client.yaml", CLIENT.encode()), Source("agency.yaml", AGENCY.encode()))
    read = intake.read(small)
    assert given.data == read.data
    assert given.source_hash == read.source_hash
    assert given.origin(("enterprise", "headcount")) == Origin("client.yaml", 7, 3)
    assert given.origin(("agency", "advisors", 0, "name")) == Origin("agency.yaml", 3, 6)


@pytest.mark.parametrize(
    ("name", "form", "text"),
    [("a.JSON", "", '{"a": 01}'), ("a", "json", '{"a": 01}'), ("a.json", "yaml", "{a: 1")],
)
def test_the_format_is_as_told_or_as_the_name_ends(name: str, form: Any, text: str) -> None:
    with pytest.raises(IntakeError, match="括号" if form == "yaml" else "JSON"):
        intake.read(Source(name, text.encode(), form))


def test_too_many_bytes_and_other_encodings_are_refused() -> None:
    for content, words in ((b"a: " + b"x" * (20 << 20), "超过 20 MB"), ("名称".encode("gbk"), "UTF-8")):
        with pytest.raises(IntakeError, match=words):
            intake.read(Source("a.yaml", content))


def test_values_of_a_form_are_read_as_text_would_be(small: Path) -> None:
    form = {**FORM, "agreement": {"effective": datetime.date(2026, 9, 1), "fee": 30000.5}}
    form["enterprise"] = {**FORM["enterprise"], "headcount": 12.0, "short_name": 316, "uscc": None}
    record = intake.read(Source("表单", form), THE_AGENCY)
    assert record.data["agreement"] == {"effective": "2026-09-01", "fee": Decimal("30000.5")}
    assert record.data["enterprise"]["headcount"] == 12
    assert type(record.data["enterprise"]["headcount"]) is int
    assert record.data["enterprise"]["short_name"] == "316"
    assert "uscc" not in record.data["enterprise"]
    assert errors_in(schema.check(record)) == ()
    plain = intake.read(Source("表单", FORM), THE_AGENCY)
    assert plain.data == intake.read(small).data
    assert plain.source_hash != record.source_hash
    turned = intake.read(Source("另一张", dict(reversed(FORM.items()))), THE_AGENCY)
    assert plain.source_hash == turned.source_hash


def test_problems_of_a_form_have_the_keys_and_the_cells_that_are_known() -> None:
    origins = {("enterprise", "headcount"): Origin("填报簿.xlsx", cell="企业!C7")}
    enterprise = {**FORM["enterprise"], "headcount": "十二", "name": "甲\x07", "revneue": 1}
    source = Source("填报簿.xlsx", {**FORM, "enterprise": enterprise}, origins=origins)
    with pytest.raises(IntakeError) as caught:
        intake.read(source, THE_AGENCY)
    (problem,) = caught.value.problems
    assert problem.keys == ("enterprise", "name")
    assert str(problem.origin) == "填报簿.xlsx"
    enterprise["name"] = "甲"
    found = errors_in(schema.check(intake.read(source, THE_AGENCY)))
    assert {(problem.keys, str(problem.origin)) for problem in found} == {
        (("enterprise", "headcount"), "填报簿.xlsx 企业!C7"),
        (("enterprise", "revneue"), "填报簿.xlsx"),
    }


@each(
    [
        (("enterprise", "headcount"), "十二", "从业人员数：应为整数，现在是“十二”；请只填数字，不带单位"),
        (("enterprise", "headcount"), "1,200", "应为整数，现在是“1,200”；数字里不加逗号：1200"),
        (("features", "gas"), "有", "应为“是”或“否”，现在是“有”；有的填 是，没有的填 否"),
        (("enterprise", "name"), None, "企业.企业名称：必填，还没有填；例如 "),
        (("hazards", 0, "level"), "大", "只能填 一般、重大，现在是“大”"),
        (("equipment", 0, "state"), "在用、停用", "一项里写了几个：在用、停用；只能选一个"),
    ]
)
def test_in_cells_mends_are_told_as_cells_are_filled(keys: Keys, value: object, words: str) -> None:
    form: dict[str, Any] = deepcopy({**FORM, "agency": yaml.safe_load(AGENCY), "features": {}})
    form |= {"hazards": [{"description": "无罩", "found": "2026-10-12"}], "equipment": [{"name": "冲床"}]}
    there: Any = form
    for key in keys[:-1]:
        there = there[key]
    there[keys[-1]] = value
    cells = Cells("填报簿.xlsx")
    cells.put(keys, "某表", 7, 4)
    found = schema.check(intake.read(Source("填报簿.xlsx", form, origins=cells)))
    (told,) = (str(one) for one in found if one.keys == keys)
    assert told.startswith("填报簿.xlsx 某表!D7 ")
    assert words in told


def test_problems_of_a_workbook_follow_its_sheets_and_cells() -> None:
    cells = Cells("填报簿.xlsx")
    rows = [{"name": f"冲床{number}", "count": "两台"} for number in range(3)]
    for number, row in enumerate((10, 9, 11)):
        cells.put(("equipment", number, "count"), "设备", row, 27)
    cells.put(("enterprise", "headcount"), "企业", 12, 2)
    form = {**FORM, "enterprise": {**FORM["enterprise"], "headcount": "十二"}, "equipment": rows}
    found = errors_in(schema.check(intake.read(Source("填报簿.xlsx", form, origins=cells), THE_AGENCY)))
    told = [one.origin.cell for one in found if one.origin and one.origin.cell]
    assert [one for one in told if one.startswith("设备")] == ["设备!AA9", "设备!AA10", "设备!AA11"]
    assert told in ([*told[:3], "企业!B12"], ["企业!B12", *told[1:]])


def test_what_reading_told_of_values_goes_with_the_record_or_refuses_it() -> None:
    place = Origin("机构簿.xlsx", cell="机构!C7")
    doubt = warning("电话", "多余的列没有读", "", place, ("phone",))
    agency = Source("机构簿.xlsx", yaml.safe_load(AGENCY), notes=(doubt,), origins={("phone",): place})
    record = intake.read(Source("表单", FORM), agency)
    assert record.notes == (warning("电话", "多余的列没有读", "", place, ("agency", "phone")),)
    assert record.origin(("agency", "phone")) == place
    lost = error("编码", "被改成了日期", "", place, ("code",))
    for at, source in ((FORM, None), ({**FORM, "people": object()}, "表单")):
        with pytest.raises(IntakeError) as caught:
            intake.read(Source("表单", at, problems=(lost,)), agency)
        assert caught.value.problems[0] == lost
        assert [str(one.origin) for one in caught.value.problems[1:]] == ([source] if source else [])


@pytest.mark.parametrize(
    "value", [object(), b"x", {1, 2}, datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)]
)
def test_what_no_file_could_hold_is_refused(value: object) -> None:
    with pytest.raises(IntakeError, match="表单：有填报数据里不能有的值"):
        intake.read(Source("表单", {**FORM, "people": value}), THE_AGENCY)


def test_values_that_hold_themselves_are_refused() -> None:
    ring: list[object] = []
    ring.append(ring)
    with pytest.raises(IntakeError, match="层级超过"):
        intake.read(Source("表单", {**FORM, "posts": ring}), THE_AGENCY)


def test_an_agency_is_given_or_within_and_has_a_name_of_its_own() -> None:
    within = {**FORM, "agency": yaml.safe_load(AGENCY)}
    assert intake.read(Source("表单", within)).data["agency"]["name"].startswith("金华市示例安衡")
    with pytest.raises(IntakeError, match="表单 服务机构：找不到服务机构文件"):
        intake.read(Source("表单", FORM))
    with pytest.raises(ValueError, match="one name"):
        intake.read(Source("机构", FORM), THE_AGENCY)


def _with_photo(name: str) -> dict[str, Any]:
    hazard = {"location": "1号车间", "description": "无罩", "level": "一般", "found": "2026-10-12"}
    return {**FORM, "hazards": [{**hazard, "before": [{"photo": name}]}]}


@each(
    [
        ("photos/a.jpg", ""),
        ("./photos/a.jpg", ""),
        ("photos/b.jpg", "是空文件"),
        ("photos/yh_1.jpg", "找不到照片：photos/yh_1.jpg；是不是 yh-1.jpg"),
        ("other/a.jpg", "没有文件夹 other"),
        ("../a.jpg", "不在数据文件夹内"),
        ("/photos/a.jpg", "应为相对路径"),
        ("photos/c.txt", "格式不支持"),
    ]
)
def test_photos_in_memory_are_judged_as_files_are(name: str, words: str) -> None:
    files = {"photos/yh-1.jpg": b"x", "photos/a.jpg": b"x", "photos/b.jpg": b"", "photos/c.txt": b"x"}
    source = Source("表单", _with_photo(name), assets=InMemory(files))
    told = "\n".join(map(str, errors_in(schema.check(intake.read(source, THE_AGENCY)))))
    assert bool(told) == bool(words)
    assert words in told
