"""What stands on cells of a workbook that could not be read is no fault: only they are told."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import intake, schema
from generator.api import checking
from generator.entrybook import filled, layout
from generator.library import built_in
from tests.conftest import AGENCY, CLIENT, DAY
from tests.entrybook import books
from tests.rows import each

Sheets = dict[str, list[list[Any]]]
_A_DAY = datetime.date(2026, 1, 1)  # what a spreadsheet made of a code or a name


@cache
def _data() -> dict[str, Any]:
    form: dict[str, Any] = yaml.load(CLIENT, yaml.BaseLoader)  # noqa: S506 - all texts, as the data has days
    form["enterprise"]["headcount"] = 12
    named = yaml.safe_load(AGENCY)["advisors"][0]["name"]
    risk = {"name": "冲压", "accidents": ["机械致害"], "L": 3, "E": 6, "C": 7, "posts": ["冲压工"]}
    hazard = {"number": "YH-01", "location": "车间", "description": "护罩缺失", "level": "一般"}
    return {
        **form,
        "agency": "../agency.yaml",
        "advisors": [named],
        "site": {"width": 60, "height": 40},
        "zones": [
            {"code": "Z1", "name": "冲压车间", "rect": [0, 0, 10, 10], "risks": [risk]},
            {"code": "Z2", "name": "仓库", "rect": [20, 0, 10, 10], "risks": [{**risk, "posts": ["保管员"]}]},
        ],
        "posts": [{"name": "冲压工", "zone": "Z1"}, {"name": "保管员", "zone": "Z2"}],
        "equipment": [{"code": "SB-1", "name": "冲床", "zone": "Z1"}],
        "hazards": [{**hazard, "finder": named, "found": "2026-09-02", "zone": "Z1"}],
        "records": {
            "inspections": [
                {"date": "2026-09-02", "kind": "托管检查", "inspectors": named, "hazards": ["YH-01"]}
            ],
            "equipment_checks": [{"date": "2026-09-02", "equipment": "SB-1", "kind": "点检"}],
        },
    }


@cache
def _sheets() -> dict[str, Sequence[Sequence[object]]]:
    pages = filled.of_data(_data(), layout.of("client", built_in()))
    return {page.sheet.name: books.lines(page) for page in pages.pages if any(map(any, page.rows))}


def _written(folder: Path, change: Callable[[Sheets], object]) -> Path:
    """The folder with the book after a change in the stead of the text."""
    (folder / "client.yaml").unlink(missing_ok=True)
    sheets = {name: [list(row) for row in rows] for name, rows in _sheets().items()}
    change(sheets)
    (folder / "填报簿.xlsx").write_bytes(books.entry(sheets, {"format": "1", "kind": "client"}))
    return folder


def _told(folder: Path, change: Callable[[Sheets], object]) -> list[str]:
    """The lines that are told of the book after a change, their file left out."""
    _, problems = checking.checked(_written(folder, change), DAY, built_in())
    return [str(one).partition("填报簿.xlsx ")[2] for one in problems]


def _put(sheet: str, heading: str, value: object, row: int = 1) -> Callable[[Sheets], object]:
    """A change of the cell under a heading, of the first row or a later one."""

    def change(sheets: Sheets) -> None:
        lines = sheets[sheet]
        lines[row][lines[0].index(heading)] = value

    return change


def _linked(sheets: Sheets) -> None:
    line = next(line for line in sheets["企业"] if line[0] == "服务机构文件")
    line[1] = "../nowhere.xlsx"


def _unnamed(sheets: Sheets) -> None:
    """All headings of the zones gone."""
    sheets["区域"][0] = ["甲"] * len(sheets["区域"][0])


def _without_owners(sheets: Sheets) -> None:
    lines = sheets["风险点"]
    number = lines[0].index("所属区域")
    for line in lines:
        del line[number]


def test_nothing_is_wrong_with_what_the_book_is_made_of(small: Path) -> None:
    sheets = ("区域!", "风险点!", "岗位!", "设备!", "隐患!", "检查记录!", "服务辅导员!")
    found = schema.check(intake.read(_written(small, lambda _: None)), built_in())
    assert not [one for one in found if one.origin and one.origin.within.startswith(sheets)]


@each(
    [
        ("agency", _linked, ("企业!B", "找不到服务机构文件")),
        ("code", _put("区域", "区域编号", _A_DAY), ("区域!A2", "2026-01-01")),
        ("advisor", _put("服务辅导员", "姓名", _A_DAY), ("服务辅导员!A2", "2026-01-01")),
        ("machine", _put("设备", "设备编号", _A_DAY), ("设备!C2", "2026-01-01")),
        ("post", _put("岗位", "名称", _A_DAY), ("岗位!B2", "2026-01-01")),
        ("hazard", _put("隐患", "隐患编号", _A_DAY), ("隐患!", "2026-01-01")),
        ("owner", _put("风险点", "所属区域", "Z9"), ("风险点!A2", "“Z9”找不到")),
        ("owners", _without_owners, ("风险点!A1", "没有“所属区域”这一列")),
        ("headings", _unnamed, ("区域!A1", "找不到列名")),
    ]
)
def test_only_what_could_not_be_read_is_told(
    name: str, change: Callable[[Sheets], object], words: tuple[str, str], small: Path
) -> None:
    (told,) = set(_told(small, change)) - set(_told(small, _put("企业", "内容", _A_DAY, 9)))
    assert told.startswith(words[0]) and words[1] in told, name


@pytest.mark.parametrize("heading", ["区域", "部门"])
def test_what_points_at_what_was_read_is_told_beside_a_lost_cell(heading: str, small: Path) -> None:
    def change(sheets: Sheets) -> None:
        _put("设备", "设备编号", _A_DAY)(sheets)
        _put("岗位", heading, "没有的地方")(sheets)

    told = [line for line in _told(small, change) if line.startswith("岗位!")]
    assert (len(told) == 1) is (heading == "区域")  # of departments there is no list to compare with
