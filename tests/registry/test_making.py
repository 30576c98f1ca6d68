"""Folders made of a registry: what is missing is made, what stands is compared and never touched."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import pytest

from generator import intake
from generator.entrybook import layout, reading
from generator.errors import PackError
from generator.library import built_in
from generator.registry import Outcome, make, read
from tests.entrybook import books

pytestmark = pytest.mark.usefixtures("brief_books")

HEADS = ("企业名称", "信用代码", "县市区", "人数", "负责人", "辅导员", "主要设备")
FIRST = ("示例甲厂（虚构）", "91330799MADEMB001J", "永康市", 30, "张三", "示例辅导员A", "剪板机、折弯机")
SECOND = ("示例乙厂（虚构）", "91330799MADEMB002M", "兰溪市", 12, "李四", "示例辅导员B", "车床")


def run(
    folder: Path,
    *rows: tuple[object, ...],
    heads: tuple[object, ...] = HEADS,
    form: Literal["workbook", "yaml"] = "yaml",
) -> list[Outcome]:
    """What becomes of a registry of these rows, whose folders go into ``folder``/客户."""
    file = folder / "名册.xlsx"
    file.write_bytes(books.rows(heads, *rows, name="名册"))
    return list(make(read(file, built_in()), folder / "客户", built_in(), form))


def test_data_are_entry_books_where_nothing_else_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "名册.xlsx"
    file.write_bytes(books.rows(HEADS, FIRST, name="名册"))
    listing = read(file, built_in())
    (found,) = make(listing, tmp_path / "客户", built_in())
    assert found.state == "made" and found.folder
    book = (found.folder / "填报簿.xlsx").read_bytes()
    written = reading.read(book, "填报簿.xlsx", layout.of("client", built_in()))
    assert not written.problems and not written.notes
    assert written.content == {"agency": "../agency.xlsx", **listing.rows[0].data}
    agency = (tmp_path / "客户/agency.xlsx").read_bytes()
    known = reading.read(agency, "agency.xlsx", layout.of("agency", built_in())).content
    assert known == {"advisors": [{"name": "示例辅导员A"}]}


def test_an_entry_book_is_compared_cell_by_cell(tmp_path: Path) -> None:
    assert states(run(tmp_path, FIRST, form="workbook")) == [("made", FIRST[0])]
    (same,) = run(tmp_path, FIRST, form="workbook")
    assert same.state == "stands" and not same.differences and not same.problems
    (found,) = run(tmp_path, (*FIRST[:2], "兰溪市", *FIRST[3:]), form="workbook")
    assert [(one.keys, one.there) for one in found.differences] == [(("enterprise", "county"), "永康市")]
    assert "填报簿.xlsx 企业!B" in str(found.differences[0].place)


def states(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(one.state, one.folder.name if one.folder else "") for one in outcomes]


def _hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_folders_are_made_once_with_an_agency_of_the_advisors(tmp_path: Path) -> None:
    assert states(run(tmp_path, FIRST, SECOND)) == [("made", FIRST[0]), ("made", SECOND[0])]
    data = intake.read(tmp_path / "客户" / str(FIRST[0])).data
    assert data["enterprise"]["uscc"] == FIRST[1] and data["enterprise"]["address"] == "【生产地址】"
    assert data["equipment"] == [{"name": "剪板机"}, {"name": "折弯机"}]
    assert [one["name"] for one in data["agency"]["advisors"]] == ["示例辅导员A", "示例辅导员B"]
    assert (tmp_path / "客户" / str(FIRST[0]) / "photos").is_dir()
    before = _hashes(tmp_path / "客户")
    again = run(tmp_path, FIRST, SECOND)
    assert states(again) == [("stands", FIRST[0]), ("stands", SECOND[0])]
    assert not any(one.differences or one.problems for one in again)
    assert _hashes(tmp_path / "客户") == before


def test_differences_are_told_with_both_places_and_nothing_is_changed(tmp_path: Path) -> None:
    run(tmp_path, FIRST)
    before = _hashes(tmp_path / "客户")
    changed = (FIRST[0], FIRST[1], "兰溪市", 31, "张三", "示例辅导员A", "冲床、剪板机")
    heads = (*HEADS, "主要产品")
    (found,) = run(tmp_path, (*changed, "保温杯"), heads=heads)
    assert found.state == "stands"
    told = [(one.keys, one.given, one.there) for one in found.differences]
    assert told == [
        (("enterprise", "county"), "兰溪市", "永康市"),
        (("enterprise", "headcount"), 31, 30),
        (("enterprise", "products"), "保温杯", None),
        (("equipment",), ["冲床", "剪板机"], ["剪板机", "折弯机"]),
    ]
    words = str(found.differences[0].problem)
    assert "名册!C2 企业.属地：名册是“兰溪市”，" in words and "client.yaml:15:3 是“永康市”" in words
    assert _hashes(tmp_path / "客户") == before


def test_a_blank_that_nobody_filled_in_is_no_value(tmp_path: Path) -> None:
    run(tmp_path, FIRST)
    (found,) = run(tmp_path, (*FIRST, "路1号"), heads=(*HEADS, "地址"))
    assert [(one.keys, one.there) for one in found.differences] == [(("enterprise", "address"), None)]


def test_a_client_is_known_by_its_code_in_any_folder(tmp_path: Path) -> None:
    run(tmp_path, FIRST)
    (tmp_path / "客户" / str(FIRST[0])).rename(tmp_path / "客户/老厂")
    (found,) = run(tmp_path, ("示例甲新厂（虚构）", *FIRST[1:]))
    assert (found.state, found.folder) == ("stands", tmp_path / "客户/老厂")
    assert [one.keys for one in found.differences] == [("enterprise", "name")]


def test_a_client_without_a_code_is_known_by_its_name(tmp_path: Path) -> None:
    heads, row = HEADS[:1], FIRST[:1]
    assert states(run(tmp_path, row, heads=heads)) == [("made", FIRST[0])]
    (found,) = run(tmp_path, FIRST[:2], heads=HEADS[:2])
    assert found.state == "stands" and [one.keys for one in found.differences] == [("enterprise", "uscc")]


def test_rows_that_nothing_tells_apart_are_refused_and_others_are_made(tmp_path: Path) -> None:
    found = run(tmp_path, FIRST, ("别名", *FIRST[1:]), SECOND)
    assert states(found) == [("failed", ""), ("failed", ""), ("made", SECOND[0])]
    assert "名册!A3 的相同，都没有建立" in str(found[0].problems[0])
    assert not (tmp_path / "客户" / str(FIRST[0])).exists()


def test_two_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    found = run(tmp_path, FIRST, (FIRST[0], *SECOND[1:]))
    assert states(found) == [("made", f"{FIRST[0]}-MB001J"), ("made", f"{FIRST[0]}-MB002M")]
    assert all("另有一家也叫" in str(one.problems[-1]) for one in found)
    (again,) = run(tmp_path, FIRST)
    assert again.state == "stands" and again.folder and again.folder.name.endswith("MB001J")


def test_what_lies_there_and_is_no_client_is_left(tmp_path: Path) -> None:
    there = tmp_path / "客户" / str(FIRST[0])
    there.mkdir(parents=True)
    (there / "合同.txt").write_text("x")
    (found,) = run(tmp_path, FIRST)
    assert states([found]) == [("made", f"{FIRST[0]}-MB001J")]
    assert [path.name for path in there.iterdir()] == ["合同.txt"]


def test_a_row_with_a_fault_is_not_made_and_an_agency_that_is_there_stays(tmp_path: Path) -> None:
    agency = tmp_path / "客户/agency.yaml"
    agency.parent.mkdir()
    agency.write_text("name: 示例机构\nadvisors: [{name: 示例辅导员A}]\n", "utf-8")
    found = run(tmp_path, FIRST, (SECOND[0], "123", *SECOND[2:]))
    assert states(found) == [("made", FIRST[0]), ("failed", "")]
    assert agency.read_text("utf-8").startswith("name: 示例机构\n")


def test_data_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    run(tmp_path, FIRST)
    file = tmp_path / "客户" / str(FIRST[0]) / "client.yaml"
    file.write_text(file.read_text("utf-8") + "\nsite: {\n", "utf-8")
    (found,) = run(tmp_path, FIRST)
    assert found.state == "failed" and found.problems and found.folder == file.parent
    assert not any(isinstance(one, BaseException) for one in found.problems)


def test_nothing_is_made_where_a_file_stands_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "客户").write_text("x")
    with pytest.raises(PackError):
        run(tmp_path, FIRST)
