"""Ledger definitions: those shipped are whole, and each bad one is refused at its place."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from generator import domain
from generator.errors import CatalogueError
from generator.library import built_in, catalogue, ledgers
from generator.library.ledgers import Column

REFUSED = Path(__file__).resolve().parents[2] / "refused" / "ledgers"
FAULTS = {
    "bad_name": "列“甲”的取值名写法不对：a b",
    "choice_without_list": "列“甲”的可选值与类型不符",
    "comma_in_choice": "列“甲”的可选值含英文逗号",
    "formula_of_unknown": "公式里没有这一列：!乙",
    "line_of_unknown": "公式里没有这一列：别处!甲",
    "list_too_long": "列“甲”的可选值含英文逗号，或合计超过 255 字",
    "list_without_choice": "列“甲”的可选值与类型不符",
    "missing_width": "“甲”多余或缺少的键：width",
    "sheet_name": "表名超过 31 字，或含有 Excel 不能用的符号",
    "short_line": "固定行“一”有 2 格，应有 3 格",
    "sign_in_title": "列“甲|乙”的名称含有不能用的符号",
    "signature_filled": "列“甲”由本人签字，不得预填",
    "state_of_nothing": "列“甲”要写明提醒哪一列的日期",
    "state_of_unknown": "公式里没有这一列：!期限",
    "title_twice": "列名重复",
    "total_of_text": "列“甲”不是数字，不能合计",
    "unknown_colour": "列“甲”的颜色不认识：pink",
    "unknown_key": "“甲”多余或缺少的键：colour",
    "unknown_type": "列“甲”的类型不认识：colour",
}
LEDGERS = sorted(ledgers.load(built_in()))


@pytest.mark.parametrize("name", sorted(path.stem for path in REFUSED.glob("*.yaml")))
def test_bad_definition_is_refused_at_its_place(name: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        ledgers.read(yaml.safe_load((REFUSED / f"{name}.yaml").read_text("utf-8")), "x.yaml")
    (problem,) = caught.value.problems
    assert problem.where == f"x.yaml one {'记录/一' if name == 'sheet_name' else '记录'}"
    assert problem.message.startswith(FAULTS[name])


def test_unknown_ledger_is_told() -> None:
    with pytest.raises(CatalogueError, match="没有这一份台账"):
        ledgers.find("reference/ledgers.yaml#nothing", built_in())


def _listed(name: str) -> Any:
    """The class of the items of a dotted list of facts."""
    kind: Any = domain.Facts
    for part in name.split("."):
        kind = get_type_hints(kind)[part]
    return get_args(kind)[0]


@pytest.mark.parametrize("name", LEDGERS)
def test_every_value_is_a_field_of_its_rows(name: str) -> None:
    for sheet in ledgers.load(built_in())[name].sheets:
        for part, listed in sheet.rows.items():
            known = {field.name for field in fields(_listed(listed))}
            shown = [column for column in sheet.columns if part in column.parts or part == 1]
            assert {column.value for column in shown if column.value} <= known, sheet.name
        if sheet.printed:
            known = {field.name for field in fields(_listed(sheet.printed))}
            assert {column.value for column in sheet.columns if column.value} <= known, sheet.name


def test_the_measures_eight_ledgers_stand_in_their_order() -> None:
    rows = [
        entry for entry in catalogue.load(built_in()) if entry.source.startswith("reference/ledgers.yaml#")
    ]
    articles = [f"第十八条第{number}项" for number in range(1, 9)]
    assert [entry.basis for entry in rows if entry.kind == "word"] == articles


def _columns(kind: str) -> list[Column]:
    sheets = (sheet for one in ledgers.load(built_in()).values() for sheet in one.sheets)
    return [column for sheet in sheets for column in sheet.columns if column.type == kind]


def test_signatures_are_left_to_the_pen() -> None:
    assert {column.title for column in _columns("sign")} >= {"领用人签字", "本人签名", "检查人签字"}
    assert not any(column.value or column.formula for column in _columns("sign"))


@pytest.mark.parametrize("name", LEDGERS)
def test_dates_fit_their_columns_on_the_page(name: str) -> None:
    page, needed = 267, 17.9  # millimetres: A4 across within its margins; ten digits and the cell's own
    for sheet in ledgers.load(built_in())[name].sheets:
        for part in {part for column in sheet.columns for part in column.parts}:
            shown = [column for column in sheet.columns if part in column.parts]
            whole = sum(column.width for column in shown)
            dates = [column for column in shown if column.type == "date"]
            assert all(column.width * page / whole >= needed for column in dates), sheet.name
