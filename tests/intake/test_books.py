"""A workbook in the place of a client's data: where it lies, and what lies beside it."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import api, intake
from generator.api import checking, standing
from generator.assets import InMemory
from generator.errors import DataError, IntakeError
from generator.intake import Source, beside, glance
from generator.library import built_in
from generator.problems import Origin
from tests.conftest import AGENCY, CLIENT, DAY
from tests.entrybook import books
from tests.rows import each

FORM: dict[str, Any] = yaml.load(CLIENT, yaml.BaseLoader)  # noqa: S506 - all texts, as the data has days
FORM["enterprise"]["headcount"] = 12


@cache
def client(**more: Any) -> bytes:
    return books.of_data({**FORM, "agency": "../agency.xlsx", **more})


@cache
def agency() -> bytes:
    return books.of_data(yaml.safe_load(AGENCY), "agency")


@pytest.fixture
def book(small: Path) -> Path:
    """The smallest client as a workbook, its agency's beside it."""
    (small / "client.yaml").unlink()
    (small.parent / "agency.yaml").unlink()
    (small.parent / "agency.xlsx").write_bytes(agency())
    (small / "填报簿.xlsx").write_bytes(client())
    return small


def test_a_workbook_is_read_where_a_text_is(book: Path) -> None:
    record = intake.read(book)
    assert {**record.data, "agency": ""} == {**FORM, "agency": ""}
    assert record.data["agency"] == yaml.safe_load(AGENCY)
    file, other = str(book / "填报簿.xlsx"), str(book.parent / "agency.xlsx")
    assert list(record.sources) == [file, other]
    name, theirs = (record.origin(keys) for keys in (("enterprise", "name"), ("agency", "advisors", 0)))
    assert name and (name.file, name.sheet) == (file, "企业")
    assert theirs and (theirs.file, theirs.sheet) == (other, "机构辅导员")
    assert [one.name for one in intake.inputs(record)] == ["../agency.xlsx", "填报簿.xlsx"]
    assert glance.at(book) == glance.of(record.data)
    assert glance.at(book).name == FORM["enterprise"]["name"]


def test_records_are_joined_to_a_workbook_and_told_of_with_its_cells(book: Path) -> None:
    (book / "填报簿.xlsx").write_bytes(
        books.of_data({**FORM, "agency": "../agency.xlsx", "equipment": [{"code": "1-1", "name": "冲床"}]})
    )
    records = book / "records"
    records.mkdir()
    (records / "2026-11-01.yaml").write_text(
        "equipment: [{code: 1-1, name: 行车}, {code: 1-2, name: 锯}]\n", "utf-8"
    )
    with pytest.raises(IntakeError) as caught:
        intake.read(book)
    (problem,) = caught.value.problems
    assert "这里是“行车”，填报簿.xlsx 设备!B2已经是“冲床”" in str(problem)
    (records / "2026-11-01.yaml").write_text(
        "equipment: [{code: 1-1, count: 2}, {code: 1-2, name: 锯}]\n", "utf-8"
    )
    record = intake.read(book)
    assert [one["code"] for one in record.data["equipment"]] == ["1-1", "1-2"]
    assert str(record.origin(("equipment", 0, "name"))).endswith("填报簿.xlsx 设备!B2")
    assert str(record.origin(("equipment", 0, "count"))).endswith("2026-11-01.yaml:1:25")


def test_bytes_of_workbooks_are_read_from_memory() -> None:
    for name, form in (("填报簿.xlsx", ""), ("上传", "xlsx")):
        source = Source(name, client(), form, InMemory({"photos/a.jpg": b"x"}))  # type: ignore[arg-type]
        record = intake.read(source, Source("机构", agency(), "xlsx"))
        assert record.data["agency"] == yaml.safe_load(AGENCY)
        assert record.asset((), "photos/a.jpg").state() == ""
        assert record.notes == ()
    text = intake.read(Source("填报簿.xlsx", CLIENT.encode(), "yaml"), Source("机构", agency(), "xlsx"))
    assert text.data == record.data


def test_a_workbook_with_macros_is_read_and_told(book: Path) -> None:
    (book / "填报簿.xlsx").rename(book / "填报簿.xlsm")
    assert not intake.read(book).notes
    (book / "填报簿.xlsm").write_bytes(books.leading(client(), "vbaProject"))
    (note,) = intake.read(book).notes
    assert str(note).endswith("填报簿.xlsm：带宏的工作簿：只读内容，宏没有运行；另存为 .xlsx 就不再提示")


def test_the_other_kind_of_book_is_refused_in_one_line(book: Path) -> None:
    (book.parent / "agency.xlsx").write_bytes(client())
    with pytest.raises(IntakeError) as caught:
        intake.read(book)
    (problem,) = caught.value.problems
    assert problem.origin == Origin(str(book.parent / "agency.xlsx"))


def test_where_nothing_can_be_read_nothing_is_seen_at_a_glance(book: Path) -> None:
    (book / "填报簿.xlsx").write_bytes(b"PK")
    with pytest.raises(IntakeError):
        glance.at(book)
    (book / "填报簿.xlsx").write_bytes(books.rows(("项目", "内容"), ("企业名称", 9.1e17), name="企业"))
    assert glance.at(book) == glance.Glance()


def test_beside_a_cell_that_is_lost_all_others_are_checked(book: Path) -> None:
    sheets = {
        "企业": [("项目", "内容"), ("企业名称", "甲厂"), ("服务机构", "../agency.xlsx")],
        "负责人": [("项目", "内容")],
        "协议": [("项目", "内容")],
        "设备": [("名称", "设备编号", "数量"), ("冲床", datetime.date(2026, 1, 1), "两台"), (None, "1-2", 1)],
    }
    (book / "填报簿.xlsx").write_bytes(books.entry(sheets))
    with pytest.raises(IntakeError, match=r"设备!B2 设备\.设备编号：") as caught:
        intake.read(book)
    assert len(caught.value.problems) == 1
    found, problems = checking.checked(book, DAY, built_in())
    told = [str(one).partition("填报簿.xlsx ")[2] for one in problems]
    assert found is None
    lost, *rest = [one for one in told if one.startswith("设备")]
    assert lost.startswith("设备!B2 设备.设备编号：表格软件把这里改成了日期 2026-01-01")
    assert rest == [
        "设备!C2 设备.数量：应为整数，现在是“两台”；请只填数字，不带单位",
        "设备!A3 设备.名称：必填，还没有填；例如 叉车",
    ]


@each(
    [
        (
            "填报簿.xlsx",
            "~$填报簿.xlsx",
            "正在 Excel、WPS 里打开，读的是上次保存的内容；还没有保存的内容读不到，请先保存",
        ),
        ("填报簿.xlsm", ".~填报簿.xlsm", "正在 Excel、WPS 里打开"),
        ("某某.xlsx", ".~lock.某某.xlsx#", "正在 Excel、WPS 里打开"),
        ("填报簿.xlsx", "~$台账.xlsx", ""),
        ("client.yaml", "~$client.yaml", ""),
    ]
)
def test_a_workbook_that_is_open_is_told(name: str, lock: str, words: str, tmp_path: Path) -> None:
    lies = tmp_path / lock
    lies.write_bytes(b"")
    told = [str(one) for one in beside.of(tmp_path / name).notes]
    lies.unlink()
    assert len(told) == bool(words)
    assert all(one.startswith(f"{tmp_path / name}：{words}") for one in told)


def test_beside_a_workbook_of_another_name_nothing_is_read(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records/2026-11-26.yaml").write_text("hazards: []\n", "utf-8")
    (note,) = beside.of(tmp_path / "某某.xlsx").notes
    assert str(note) == (
        f"{tmp_path / 'records'}：没有读：填报文件不叫 填报簿.xlsx；要读入，请把填报文件改名为 填报簿.xlsx"
    )
    found = beside.of(tmp_path / "填报簿.xlsx")
    assert [Path(one.name).name for one in found.records] == ["2026-11-26.yaml"]
    assert found.notes == ()
    assert beside.listed(tmp_path / "填报簿.xlsx") == ("records/2026-11-26.yaml",)


def test_a_text_beside_a_workbook_that_is_named_is_told(book: Path) -> None:
    (book / "client.yaml").write_text(CLIENT, "utf-8")
    (note,) = intake.read(book / "填报簿.xlsx").notes
    assert str(note).endswith("填报簿.xlsx：旁边的 client.yaml 没有读；请只留一个；不指明文件时两个都不读")
    with pytest.raises(IntakeError, match=r"同时有 client\.yaml、填报簿\.xlsx"):
        intake.read(book)
    (book / "填报簿.xlsx").rename(book / "某某.xlsx")
    assert intake.read(book / "某某.xlsx").notes == ()


def test_a_hint_of_records_names_the_sheet_of_the_book(book: Path) -> None:
    records = book / "records"
    records.mkdir()
    (records / "2026-12-01-到场.yaml").write_text("{}", "utf-8")
    told = [one.hint for one in api.check(api.load(book), DAY) if one.severity == "error"]
    assert [one.rpartition("计划")[2] for one in told] == ["写进 填报簿.xlsx 的“服务安排”"]
    (records / "2026-12-01-到场.yaml").unlink()
    (records / "2026-11-01-换人.yaml").write_text("advisors:\n  - name: 示例辅导员A\n", "utf-8")
    with pytest.raises(IntakeError, match="请先在 填报簿.xlsx 的“服务辅导员” 写明"):
        intake.read(book)


def test_how_a_client_stands_is_refused_in_the_words_of_a_workbook(book: Path) -> None:
    zones = [{"code": "Z1", "name": "车间", "risks": [{"name": "叉车伤人"}]}]
    (book / "填报簿.xlsx").write_bytes(books.of_data({**FORM, "agency": "../agency.xlsx", "zones": zones}))
    with pytest.raises(DataError) as told:
        standing.stand(api.load(book), api.Order(DAY))
    lines = [str(one) for one in told.value.problems]
    assert lines and not [one for one in lines if "[" in one]
