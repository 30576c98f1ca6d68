"""Ledger definitions: those shipped are whole, and each bad one is refused at its place."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args, get_type_hints

import pytest

from generator import domain
from generator.errors import CatalogueError
from generator.library import built_in, catalogue, ledgers
from generator.library.ledgers import Column
from tests.rows import each

LEDGERS = sorted(ledgers.load(built_in()))


def test_unknown_ledger_is_told() -> None:
    with pytest.raises(CatalogueError, match="没有这一份台账"):
        ledgers.find("reference/ledgers.yaml#nothing", built_in())


def _listed(name: str) -> Any:
    """The class of the items of a dotted list of facts."""
    kind: Any = domain.Facts
    for part in name.split("."):
        kind = get_type_hints(kind)[part]
    return get_args(kind)[0]


@each(LEDGERS)
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


@each(LEDGERS)
def test_dates_fit_their_columns_on_the_page(name: str) -> None:
    page, needed = 267, 17.9  # millimetres: A4 across within its margins; ten digits and the cell's own
    for sheet in ledgers.load(built_in())[name].sheets:
        for part in {part for column in sheet.columns for part in column.parts}:
            shown = [column for column in sheet.columns if part in column.parts]
            whole = sum(column.width for column in shown)
            dates = [column for column in shown if column.type == "date"]
            assert all(column.width * page / whole >= needed for column in dates), sheet.name
