"""What no schema can say of a ledger: columns that fit their types, formulas whose columns are there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.library.ledgers.definition import NUMBERS, REFERENCE, Cell, Column, Ledger, Sheet
from generator.problems import Keys

# What is wrong, and below which keys of the ledger.
Fault = tuple[Keys, str]

_LONGEST_LIST = 255
_FORBIDDEN = re.compile(r"[|\n*\[\]!:^]")


def faults(ledger: Ledger) -> Iterator[Fault]:
    """Every fault of a ledger."""
    for number, sheet in enumerate(ledger.sheets):
        for keys, message in _of_sheet(ledger, sheet):
            yield ("sheets", number, *keys), message


def _of_sheet(ledger: Ledger, sheet: Sheet) -> Iterator[Fault]:
    for number in range(len(sheet.columns)):
        yield from ((("columns", number), wrong) for wrong in _of_columns(ledger, sheet, number))
    yield from ((("into",), wrong) for wrong in _of_into(sheet))
    for number, line in enumerate(sheet.lines):
        yield from ((("lines", number), wrong) for wrong in _of_line(ledger, sheet, line))


def _of_columns(ledger: Ledger, sheet: Sheet, number: int) -> Iterator[str]:
    """What is wrong with a column, by itself and beside the others."""
    column, before = sheet.columns[number], sheet.columns[:number]
    if any(column.title == one.title for one in before):
        yield f"列名重复：{column.title}"
    yield from (f"列“{column.title}”{wrong}" for wrong in _of_column(column))
    for formula in column.formulas():
        yield from _of_formula(ledger, sheet, formula)


def _of_into(sheet: Sheet) -> Iterator[str]:
    """Values that no column of the sheet has."""
    known = {column.value for column in sheet.columns if column.value}
    lists = [one for one in (sheet.into, sheet.into and sheet.into.beside) if one]
    named = (value for into in lists for value in (*into.by, *into.fields, *into.none))
    yield from (f"回读（into）里没有这个取值名的列：{value}" for value in named if value not in known)
    if lists and not sheet.rows:
        yield "没有 rows 的表不能回读（into）"


def _of_line(ledger: Ledger, sheet: Sheet, line: tuple[Cell, ...]) -> Iterator[str]:
    if len(line) != len(sheet.columns):
        yield f"固定行“{line[0].text}”有 {len(line)} 格，应有 {len(sheet.columns)} 格"
    for cell in line:
        if cell.formula:
            yield from _of_formula(ledger, sheet, cell.text)


def _of_column(column: Column) -> Iterator[str]:
    """What is wrong with a column by itself."""
    yield from _of_choices(column)
    if column.type == "sign" and (column.value or column.formula):
        yield "由本人签字，不得预填"
    if column.total and column.type not in NUMBERS:
        yield "不是数字，不能合计"
    if (column.type == "state") != bool(column.of):
        yield "要写明提醒哪一列的日期（of）"
    if _FORBIDDEN.search(column.title):
        yield "的名称含有不能用的符号"


def _of_choices(column: Column) -> Iterator[str]:
    if (column.type == "choice") != bool(column.choices or column.list):
        yield "的可选值与类型不符"
    # Excel keeps the choices of a cell as one text of at most 255 characters, parted by commas.
    listed = ",".join(column.choices)
    if "," in "".join(column.choices) or len(listed) > _LONGEST_LIST:
        yield "的可选值含英文逗号，或合计超过 255 字"


def _of_formula(ledger: Ledger, sheet: Sheet, formula: str) -> Iterator[str]:
    for other, title, _ in REFERENCE.findall(formula):
        target = ledger.sheet(other) if other else sheet
        if not target or not target.column(title):
            yield f"公式里没有这一列：{other}!{title}"
