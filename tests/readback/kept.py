"""Ledgers of an example as its people keep them: made by the tool, typed into, saved by another program."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from generator import facts, intake, workbooks, zipped
from generator.entrybook import cells
from generator.library import Sheet, built_in, ledgers
from generator.places import column_letters as letters
from generator.readback import Asked, Back, read
from generator.record import Record
from generator.word import values
from tests import once
from tests.conftest import DAY, ROOT

CLIENT = ROOT / "examples" / "xinglan-cups"
Typed = Callable[["Page"], None]


@cache
def record() -> Record:
    """The example as it was read."""
    return intake.read(CLIENT)


@cache
def of_year(year: int | None) -> Any:
    """What is derived of it."""
    return once.derived(CLIENT) if year in (None, DAY.year) else facts.derive(record(), DAY, year=year)


@cache
def made(name: str, year: int = DAY.year) -> bytes:
    """A ledger as it is delivered."""
    about = of_year(year)
    return workbooks.build(ledgers.load(built_in())[name], about, values.prepare(about, {}))


class Page:
    """A sheet of a ledger to type into, by the titles of its columns."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        rows = enumerate(sheet.iter_rows(max_row=6, values_only=True), 1)
        self.head = next(number for number, row in rows if number > 2 and row[0] != "合计")
        titles = [str(cell.value).replace("\n", "") for cell in sheet[self.head]]
        self.columns = {title: at for at, title in enumerate(titles, 1)}
        self.blank = self.head + 1
        while any(sheet.cell(self.blank, at).value for at in (2, 3)):
            self.blank += 1

    def type(self, row: int, **given: object) -> None:
        """Type into the cells of a row."""
        for title, value in given.items():
            self.sheet.cell(row, self.columns[title]).value = value  # type: ignore[assignment]

    def value(self, row: int, title: str) -> Any:
        return self.sheet.cell(row, self.columns[title]).value

    def row(self, title: str, value: object) -> int:
        """The row in which a column says that."""
        rows = range(self.head + 1, self.blank)
        return next(row for row in rows if self.value(row, title) == value)


def typed(name: str, sheets: Mapping[str, Typed], year: int = DAY.year) -> bytes:
    """A ledger after somebody has typed into sheets."""
    return written_into(made(name, year), sheets)


def written_into(raw: bytes, sheets: Mapping[str, Typed]) -> bytes:
    """A workbook after somebody has typed into sheets."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for sheet, type_ in sheets.items():
        type_(Page(book[sheet]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_back(raw: bytes, late: str = "", about: Record | None = None, derived: object = None) -> Back:
    """What is read of a workbook on the day of the examples, by other data where they are given."""
    known = of_year if about is None else lambda _: derived
    asked = Asked(about or record(), built_in(), known, DAY, DAY, late)
    return read(cells.open_book(raw, "台账.xlsx"), asked)


def filled(name: str, sheets: Mapping[str, Mapping[str, object]]) -> bytes:
    """A ledger with a new row on each of these sheets; quicker than `typed`, for cells that are blank."""
    with zipfile.ZipFile(io.BytesIO(made(name))) as archive:
        parts = {part: archive.read(part).decode() for part in archive.namelist()}
    names = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"])
    for sheet, given in sheets.items():
        part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
        parts[part] = _filled(parts[part], ledgers.load(built_in())[name].sheet(sheet), given)
    return zipped.pack(zipped.deflated(part, text.encode()) for part, text in parts.items())


def _filled(xml: str, sheet: Sheet | None, given: Mapping[str, object]) -> str:
    """A sheet with values in its first row that has no key."""
    assert sheet
    titles = [column.title for column in sheet.columns]
    key = letters(len(titles) + 1)
    row = max(int(number) for number in re.findall(rf'<c r="{key}(\d+)"', xml)) + 1
    for title, value in given.items():
        place = f"{letters(titles.index(title) + 1)}{row}"
        xml, count = re.subn(rf'<c r="{place}"( s="\d+")/>', rf'<c r="{place}"\1{_cell(value)}', xml)
        assert count == 1, (sheet.name, title)
    return xml


def _cell(value: object) -> str:
    if isinstance(value, datetime.date):
        value = (value - datetime.date(1899, 12, 30)).days
    if isinstance(value, str):
        return f' t="inlineStr"><is><t>{value}</t></is></c>'
    return f"><v>{value}</v></c>"
