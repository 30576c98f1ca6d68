"""Workbooks of both examples, read back: facts, choices, sums, formulas, safety, print set-up."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator import facts, intake, workbooks
from generator.domain import Facts, printing
from generator.library import Column, Sheet, built_in, catalogue, ledgers
from generator.word import values
from generator.workbooks.places import FURTHER, Place
from tests import once
from tests.conftest import DAY, ROOT
from tests.depth import is_thorough, some
from tests.rows import each

EXAMPLES = ("xinglan-cups", "yunzhi-textile")
SOURCES = sorted(entry.source for entry in catalogue.load(built_in()) if entry.kind == "workbook")
BOTH = [(example, source) for example in EXAMPLES for source in SOURCES]
EITHER = [(EXAMPLES[at % 2], source) for at, source in enumerate(SOURCES)]
TRIED = BOTH if is_thorough() else EITHER
DERIVED = {name: once.derived(ROOT / "examples" / name) for name in EXAMPLES}
_BEFORE = ["sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter"]
_AFTER = ["mergeCells", "conditionalFormatting", "dataValidations", "printOptions", "pageMargins"]
_ORDER = [*_BEFORE, *_AFTER, "pageSetup", "headerFooter"]
_CELL = re.compile(r"(?:'([^']+)'!)?\$?([A-Z]{1,2})\$?([0-9]+)(?::\$?([A-Z]{1,2})\$?([0-9]+))?")


@cache
def _prepared(name: str) -> Mapping[str, object]:
    return values.prepare(DERIVED[name], {})


def _context(about: Facts) -> Mapping[str, object]:
    """What texts with tags print."""
    name = next((name for name, known in DERIVED.items() if known is about), "")
    return _prepared(name) if name else values.prepare(about, {})


def _book(source: str, about: Facts, known: bool = False) -> Workbook:
    return _read(workbooks.build(ledgers.find(source, built_in()), about, _context(about)), known)


@cache
def _read(data: bytes, known: bool) -> Workbook:
    """The workbook as openpyxl reads it, which takes longer than making it; no test changes it."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=known)


def _ledger(name: str, about: Facts = DERIVED["xinglan-cups"], known: bool = True) -> Workbook:
    return _book(f"reference/ledgers.yaml#{name}", about, known)


def _rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The filled rows by the titles of their columns."""
    lines = list(sheet.iter_rows(values_only=True))
    head = next(n for n, line in enumerate(lines) if n > 1 and line[0] != "合计")
    titles = [str(title).replace("\n", "") for title in lines[head]]
    return [dict(zip(titles, line, strict=True)) for line in lines[head + 1 :] if any(line)]


@pytest.mark.parametrize(("example", "source"), TRIED)
def test_same_bytes_twice_and_a_whole_file(example: str, source: str) -> None:
    about = DERIVED[example]
    made = workbooks.build(ledgers.find(source, built_in()), about, _context(about))
    assert made == workbooks.build(ledgers.find(source, built_in()), about, _context(about))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        for name in archive.namelist():
            root = ElementTree.fromstring(archive.read(name))
            text = archive.read(name).decode()
            assert not re.search(r"\{\{|\{%|\bNone\b|\[[^\]A-Z]+\]", text), name
            if "worksheets" in name:
                places = [_ORDER.index(child.tag.split("}")[1]) for child in root]
                assert places == sorted(places)


@pytest.mark.parametrize(("example", "source"), TRIED)
def test_formulas_name_cells_that_exist(example: str, source: str) -> None:
    book = _book(source, DERIVED[example])
    # Counted once a sheet: openpyxl goes through all cells each time it is asked.
    sizes = {sheet.title: (sheet.max_column, sheet.max_row) for sheet in book.worksheets}
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            for other, *corners in _CELL.findall(re.sub(r'"[^"]*"', "", str(cell.value))):
                wide, high = sizes[other or sheet.title]
                assert max(map(column_index_from_string, filter(None, corners[::2]))) <= wide, cell
                assert max(map(int, filter(None, corners[1::2]))) <= high, cell


@each(BOTH)
def test_every_fact_that_is_a_choice_is_among_the_choices(example: str, source: str) -> None:
    for sheet in ledgers.find(source, built_in()).sheets:
        if sheet.when and not attrgetter(sheet.when)(DERIVED[example]):
            continue
        listed = attrgetter(sheet.rows[1])(DERIVED[example]) if sheet.rows else ()
        for column in sheet.columns:
            if column.choices and column.value:
                values_ = {getattr(row, column.value) for row in listed} - {None}
                found = {printing.words(value) for value in values_} - {""}
                assert found <= set(column.choices), (sheet.name, column.title)


@each(TRIED)
def test_head_stays_in_view_and_is_printed_on_every_page(example: str, source: str) -> None:
    for sheet in _book(source, DERIVED[example]).worksheets[:-1]:
        head = int(re.sub("[A-Z]", "", str(sheet.freeze_panes))) - 1
        assert sheet.print_title_rows == f"$1:${head}"
        assert sheet.print_area
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text
        assert DERIVED[example].enterprise.name in sheet["A2"].value


def test_choices_reach_every_row_that_may_be_filled() -> None:
    sheet = _ledger("meetings")["会议记录"]
    about = DERIVED["xinglan-cups"]
    last = 3 + len(about.meetings) + len(about.blank_rows) + FURTHER
    lists = {
        str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"
    }
    assert lists == {
        f"D4:D{last}": '"安委会,安全例会,车间（班组）会,班前会,专题会,事故分析会"',
        f"O4:O{last}": '"有,无"',
    }


def test_equipment_has_days_of_next_inspection() -> None:
    rows = _rows(_ledger("equipment")["设备台账"])
    about = DERIVED["xinglan-cups"]
    assert [row["名称"] for row in rows] == [one.name for one in about.equipment]
    for row, one in zip(rows, about.equipment, strict=True):
        written = row["下次检验日"].date() if row["下次检验日"] else None
        assert written == one.next_inspection
        assert row["检验提醒"] == one.inspection_notice
        assert row["数量"] == one.quantity


def test_protection_stands_by_post_and_signatures_stay_empty() -> None:
    book, about = _ledger("ppe"), DERIVED["xinglan-cups"]
    standards = _rows(book["岗位配备标准"])
    assert [row["岗位"] for row in standards] == [one.post for one in about.records.ppe_standards]
    issues = _rows(book["发放记录"])
    assert len(issues) == len(about.records.ppe_issues) > 0
    assert not any(row["领用人签字"] for row in issues)


def test_certificates_have_their_expiry() -> None:
    rows = _rows(_ledger("trainings")["持证人员"])
    about = DERIVED["xinglan-cups"].certificates
    assert [row["状态"] or "" for row in rows] == [one.state or "" for one in about]
    expiries = [row["有效期至"].date().isoformat() if row["有效期至"] else "" for row in rows]
    assert expiries == [one.expires.isoformat() if one.expires else "" for one in about]


@pytest.mark.parametrize("example", EXAMPLES)
def test_spending_stands_against_the_duty_with_sums(example: str) -> None:
    about = DERIVED[example].records
    book = _ledger("spending", DERIVED[example])
    sheet = book["费用使用记录"]
    assert sheet["G3"].value == float(about.spending_total.amount)
    assert (sheet["J3"].value or 0) == float(about.spending_total.accrued or 0)
    rows = _rows(sheet)
    assert [row["累计支出（元）"] or "" for row in rows] == [
        float(one.running or 0) or "" for one in about.spending
    ]
    assert [row["结余（元）"] or "" for row in rows] == [
        float(one.balance or 0) or "" for one in about.spending
    ]
    duty = _rows(book["提取与使用汇总"])[0]
    assert (duty["提取（元）"] or 0) == float(about.spending_total.duty or 0)
    formulas = _ledger("spending", DERIVED[example], known=False)["费用使用记录"]
    assert formulas["G3"].value == f"=SUM($G$5:$G${formulas.max_row})"


def test_monitoring_results_stand_with_their_days() -> None:
    rows = _rows(_ledger("health")["检测"])
    about = DERIVED["xinglan-cups"].records.monitoring
    assert [(row["检测日期"].date(), row["检测结果"]) for row in rows] == [
        (one.date, one.result) for one in about
    ]


def test_sheet_that_does_not_apply_is_absent() -> None:
    assert "有限空间" in _ledger("health").sheetnames
    assert "有限空间" not in _ledger("health", DERIVED["yunzhi-textile"]).sheetnames


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://example.com","甲")', "+1", "-1", "@SUM(A1)", "=1+1\n甲"]
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    about = DERIVED["xinglan-cups"]
    meetings = (replace(about.meetings[0], topic=text, minutes=text, expected=text),)
    enterprise = replace(about.enterprise, name=text)
    sheet = _ledger("meetings", replace(about, meetings=meetings, enterprise=enterprise), False)["会议记录"]
    for place in ("I4", "N4"):
        assert (sheet[place].data_type, sheet[place].value) == ("s", text)
        assert sheet[place].quotePrefix
    assert sheet["A2"].data_type == "s"


@pytest.mark.parametrize("source", some(SOURCES, desk=5))
def test_client_without_records_gets_sheets_for_the_pen(source: str, small: Path) -> None:
    about = facts.derive(intake.read(small), DAY)
    for given in (about, replace(about, blank_rows=())):
        book = _book(source, given)
        assert book.worksheets[-1].title == "填写说明"
        for sheet in book.worksheets:
            assert not re.search(
                "None|nan|{{", " ".join(str(cell) for row in sheet.values for cell in row if cell)
            )


def test_long_name_and_many_rows_keep_the_layout() -> None:
    about = DERIVED["xinglan-cups"]
    many = replace(
        about,
        enterprise=replace(about.enterprise, name="永康市示例" + "长" * 55),
        meetings=tuple(replace(about.meetings[0], no=no) for no in range(1, 301)),
        blank_rows=(),
    )
    sheet = _ledger("meetings", many)["会议记录"]
    assert sheet.row_dimensions[2].height > 22
    assert sheet.print_area == "'会议记录'!$A$1:$P$303"
    assert [row["序号"] for row in _rows(sheet)] == list(range(1, 301))


def test_days_are_days_and_months_are_months() -> None:
    sheet = _ledger("supplies")["灭火器"]
    made = next(cell for cell in sheet["H"] if isinstance(cell.value, datetime.datetime))
    assert made.number_format == 'yyyy"-"mm'
    assert made.value.day == 1


@pytest.mark.parametrize("example", EXAMPLES)
def test_risks_keep_their_order_and_can_be_graded_anew(example: str) -> None:
    about = DERIVED[example]
    book = _book("reference/risk_list.yaml#risk_list", about, known=True)
    rows = _rows(book["风险分级管控清单"])
    assert [row["编号"] for row in rows] == [one.code for one in about.risk_list]
    assert [row["等级"] for row in rows] == [one.grade for one in about.risk_list]
    assert [row["D或R"] or None for row in rows] == [one.score for one in about.risk_list]
    grades = built_in().table("risk_methods")["grades"]
    least = [(row["LEC下限"], row["LS下限"]) for row in _rows(book["风险等级"]) if row["等级"] != "未评估"]
    assert least == [(one["lec"], one["ls"]) for one in grades]


def test_risk_colours_are_those_of_the_methods() -> None:
    columns = {
        one.title: one
        for one in ledgers.find("reference/risk_list.yaml#risk_list", built_in()).sheets[0].columns
    }
    grades = built_in().table("risk_methods")["grades"]
    assert columns["等级"].marks == {one["grade"]: one["color_rgb"] for one in grades}
    assert columns["颜色"].marks == {one["color"]: one["color_rgb"] for one in grades}


def test_risk_choices_are_the_legal_values() -> None:
    book = _book("reference/risk_list.yaml#risk_list", DERIVED["xinglan-cups"])
    lists = {one.formula1 for one in book.worksheets[0].data_validations.dataValidation if one.type == "list"}
    assert {"'LEC分值'!$E$4:$E$9", "'LEC分值'!$C$4:$C$9", "'LS分值'!$C$4:$C$8"} <= lists
    assert "IF(L4=\"LS\",'LS分值'!$A$4:$A$8,'LEC分值'!$A$4:$A$10)" in lists
    scale = built_in().table("risk_methods")["methods"]["lec"]["scale"]
    assert [book["LEC分值"][f"A{row}"].value for row in range(4, 11)] == list(scale["L"])


def test_a_column_that_ends_with_nought_is_whole() -> None:
    """The lowest grade begins with 0, which is a value like any other."""
    column = Column(title="下限", width=8, type="number", value="least")
    rows = tuple(SimpleNamespace(least=least) for least in (70, 0, None))
    place = Place(Sheet(name="等级", columns=(column,), rows={}, fixed=True), rows, 0)
    assert place.whole("下限") == "$A$4:$A$5"
