"""A ledger's text: one definition gives head, tables, sums, blank rows and notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library import Texts, built_in, ledgers
from generator.library.ledgers.definition import Cell, Column, Ledger, Sheet
from generator.library.ledgers.prose import text as prose
from generator.word import source

NAMES = sorted(ledgers.load(built_in()))


def _text(**about: object) -> list[str]:
    columns = (Column("日期", 3, "date", "date"), Column("金额", 2, "money", "sum", total="whole"))
    about = {"name": "记录", "columns": columns, "rows": {1: "lines"}} | about
    sheet = Sheet(**about)  # type: ignore[arg-type]
    return prose(Ledger("one", "示例台账", (("年度", "{{ year }}"),), (sheet,), ("甲",))).splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_text_is_of_the_dialect(name: str, tmp_path: Path) -> None:
    words = prose(ledgers.load(built_in())[name])
    assert source.parse(words, name, Texts((tmp_path,))).title == ledgers.load(built_in())[name].title


def test_facts_come_before_their_sum_and_the_sum_before_blank_rows() -> None:
    assert _text()[2:] == [
        "@table size=small",
        "| ----- | ----------- | ----- | ----------- | ----- | ----------- | ----- | ----------- |",
        "| **年度** | {{ year }} |",
        "# 记录",
        "@table size=small height=9",
        "| 日期 | 金额 |",
        "| :---: | --: |",
        "| {% for row in lines %} |",
        "| {{ row.date }} | {{ row.sum }} |",
        "| {% endfor %} |",
        "| {% if lines %} |",
        "| 合计 | {{ whole }} |",
        "| {% endif %} |",
        "| {% for blank in blank_rows %} |",
        "|  |  |",
        "| {% endfor %} |",
        "# 填写说明",
        "@note 1.甲",
    ]


def test_formulas_give_way_to_facts_or_stay_blank() -> None:
    lines = ((Cell("固定"), Cell("1")), (Cell("合计"), Cell("=1")), (Cell("比例"), Cell("=1", "", "{{ x }}")))
    assert _text(lines=lines)[9:12] == ["| 固定 | 1 |", "| 合计 |  |", "| 比例 | {{ x }} |"]
    assert _text(lines=lines, printed="sums")[9:17] == [
        "| 固定 | 1 |",
        "| {% if sums %} |",
        "| {% for row in sums %} |",
        "| {{ row.date }} | {{ row.sum }} |",
        "| {% endfor %} |",
        "| {% else %} |",
        "| 合计 |  |",
        "| 比例 | {{ x }} |",
    ]


def test_sheet_with_a_condition_stands_within_it() -> None:
    text = _text(when="has.pits")
    assert text[text.index("# 记录") - 1] == "{% if has.pits %}"
    assert text[-3:] == ["{% endif %}", "# 填写说明", "@note 1.甲"]


def test_wide_sheet_becomes_several_tables_of_their_own_columns() -> None:
    columns = (
        Column("编号", 3, parts=(1, 2)),
        Column("甲", 2),
        Column("乙", 2, parts=(2,)),
        Column("丙", 2, parts=()),
    )
    text = _text(columns=columns, rows={1: "lines", 2: "others"}, names={1: "上表", 2: "下表"})
    assert [line for line in text if line.startswith(("# ", "| 编号", "@page"))] == [
        "# 上表",
        "| 编号 | 甲 |",
        "@pagebreak",
        "# 下表",
        "| 编号 | 乙 |",
        "# 填写说明",
    ]
    assert "| {% for row in others %} |" in text
