"""Cells: numbers and days as themselves, whatever looks like a formula as text."""

from __future__ import annotations

import json
from decimal import Decimal

from generator.domain import PERCENT, ROW, SENTENCES, YUAN, Form
from generator.library import home
from generator.workbooks.cells import Number, breadth, counted, height, letters, read, risky, words, written
from tests.rows import each


@each(
    [
        ("12", "number", Number("12")),
        ("-0.5", "number", Number("-0.5")),
        ("23605.00", "money", Number("23605.00")),
        ("95.8%", "percent", Number("0.958")),
        ("2026-11-23", "date", Number("46349")),
        ("2026-11", "month", Number("46327", month=True)),
        ("2024-02", "until", Number("45351", month=True)),
        ("2026-02-30", "date", "2026-02-30"),
        ("1900-01-01", "date", "1900-01-01"),
        ("2026-13", "month", "2026-13"),
        ("立即整改", "date", "立即整改"),
        ("8 h/班", "number", "8 h/班"),
        ("007", "code", "007"),
        ("2026-11-23", "text", "2026-11-23"),
        ("0.5", "choice", Number("0.5")),
        ("是", "choice", "是"),
        ("１２", "number", "１２"),
        ("", "money", ""),
    ]
)
def test_text_becomes_what_its_column_says_or_stays_text(text: str, kind: str, value: Number | str) -> None:
    assert read(text, kind) == value


@each(
    [
        (Decimal("117500"), "money", YUAN, Number("117500.00")),
        (Decimal("117500.50"), "money", ROW, Number("117500.5")),
        (Decimal("0.958"), "percent", PERCENT, Number("0.958")),
        (Decimal(1), "percent", PERCENT, Number("1.0")),
        (None, "percent", PERCENT, ""),
        (0, "number", ROW, Number("0")),
        (("甲", "乙"), "text", SENTENCES, "甲；乙"),
    ]
)
def test_a_value_stands_in_the_form_of_its_field(
    value: object, kind: str, form: Form, told: Number | str
) -> None:
    assert read(value, kind, form) == told


@each(["=1+1", "+86", "-整改", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_could_become_a_formula_is_told(text: str) -> None:
    assert risky(text)
    assert not risky(f"'{text}")
    assert not risky("")


def test_text_is_written_whole_and_safe() -> None:
    assert words('甲<乙>&"丙"\x0b_x000D_') == '甲&lt;乙&gt;&amp;"丙"_x005F_x000D_'
    assert 't="inlineStr"' in written("A1", 0, "=1+1")
    assert written("A1", 3, "") == '<c r="A1" s="3"/>'
    assert written("A1", 3, Number("5")) == '<c r="A1" s="3"><v>5</v></c>'


def test_formula_keeps_the_value_that_is_known() -> None:
    assert counted("A1", 0, "B1", Number("2")) == '<c r="A1" s="0"><f>B1</f><v>2</v></c>'
    assert counted("A1", 0, "B1", "有效") == '<c r="A1" s="0" t="str"><f>B1</f><v>有效</v></c>'
    assert counted("A1", 0, "B1") == '<c r="A1" s="0"><f>B1</f></c>'


def test_columns_are_named_as_in_excel() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_rows_grow_with_their_texts_up_to_what_excel_allows() -> None:
    assert breadth("甲a") == 3
    assert height([("甲", 10)]) == 20
    assert height([("甲" * 20, 10)]) > height([("甲" * 10, 10)]) > 20
    assert height([("甲\n乙\n丙", 10)]) > 40
    assert height([("甲" * 9999, 10)]) == 409


def test_no_text_that_the_schema_allows_is_too_long_for_a_cell() -> None:
    schema = json.loads((home.schemas() / "client.schema.json").read_text("utf-8"))
    longest = max(one["maxLength"] for one in schema["$defs"].values() if "maxLength" in one)
    assert len(words("甲" * longest)) == longest
