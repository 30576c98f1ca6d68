"""The empty registry: every field has its column, and what is written is read again."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from generator.entrybook import cells
from generator.library import built_in
from generator.registry import blank, headings, read


def test_every_field_has_its_column_and_the_same_bytes_come_twice() -> None:
    raw = blank(built_in())
    found = headings.find(cells.open_book(raw, "名册.xlsx").sheets[0], built_in())
    assert found and not found.problems and not found.notes
    assert [*found.columns.values()] == [*headings.fields(built_in())]
    assert raw == blank(built_in())


def test_what_is_filled_in_by_its_columns_is_read(tmp_path: Path) -> None:
    file = tmp_path / "名册.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(blank(built_in())))
    for number, field in enumerate(headings.fields(built_in()), 1):
        if field.needed:
            book["名册"].cell(3, number, {"headcount": 30, "county": "永康市"}.get(field.field[-1], "甲"))
    book.save(file)
    found = read(file, built_in())
    assert not found.notes and len(found.rows) == 1
    assert found.rows[0].data["enterprise"]["headcount"] == 30
    assert found.rows[0].data["people"] == {"principal": {"name": "甲"}}
