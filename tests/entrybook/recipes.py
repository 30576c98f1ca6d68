"""Faulty entry books, each the valid one with one thing changed, as tests/refused/workbooks tells.

A recipe's ``cells`` are by their places: "设备 出厂编号 1" is the first thing's cell in that column, 0 in
its stead the heading, "企业 属地" the value of a line of a form, "企业!A4" any cell. What stands there then
is a text, a number, nothing (null), ``{date: 2026-01-01}``, or ``{formula: A1, gives: 5}``, where ``gives``
may be an error (#REF!) and is left out of a formula that was never calculated. ``merge`` are pairs of places,
``sheets`` takes sheets away (null) or gives them other names. ``made`` is a function of
`tests.entrybook.spoiled`: what a program, a disk or a hand does to the file. ``name`` is what the file is
called, ``beside`` are names of files next to it. ``says`` is the one line that is told, with places in braces
(after = without their sheet) for the cells.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image

from generator import intake
from generator.assets import Folder
from generator.entrybook import choices, filled, layout, writing
from generator.entrybook.layout import HEADINGS, Form
from generator.library import built_in
from generator.places import cell_name, cell_place
from tests.conftest import ROOT

CLIENT = ROOT / "tests/clients/consistent.yaml"
BOOK = layout.of("client", built_in())
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FIRST_DAY = datetime.date(1899, 12, 30)
_NAMED = re.compile(r"\{(=?)([^{} ]+ [^{}]+)\}")
_READY = 20  # rows to fill in: enough, and read in less time than all
_PHOTOS = ("before", "after", "welder", "gate")


def valid(folder: Path, patch: Any) -> bytes:
    """The entry book of a client of whom nothing is told; its photos come to lie in the folder."""
    (folder / "photos").mkdir()
    for size, name in enumerate(_PHOTOS, 8):
        Image.new("RGB", (size, size)).save(folder / "photos" / f"{name}.jpg")
    patch.setattr("generator.entrybook.writing.tables.READY_ROWS", _READY)
    pages = filled.of_data(intake.own(CLIENT).data, BOOK, choices.words(built_in()))
    held = tuple(page for page in pages.pages if any(map(any, page.rows)))  # no sheet stands empty
    return writing.write(replace(pages, pages=held), built_in(), assets=Folder(folder))


def cell(name: str) -> tuple[str, int, int]:
    """The sheet, the row and the column, from 1, of a place: "设备 出厂编号 1"."""
    if "!" in name:
        title, _, rest = name.partition("!")
        return title, *cell_place(rest)
    title, _, rest = name.partition(" ")
    sheet = BOOK.sheet(title)
    assert sheet, name
    if isinstance(sheet, Form):
        return title, _line(sheet, rest), 2
    heading, _, row = rest.rpartition(" ")
    (column,) = (at for at, one in enumerate(sheet.columns, 1) if one.heading == heading)
    return title, HEADINGS + 1 + int(row), column


def _line(form: Form, heading: str) -> int:
    """The row of a form's value: its sections have a line each above theirs."""
    row = HEADINGS + 1
    for section in form.sections:
        row += 1
        for column in section.columns:
            row += 1
            if column.heading == heading:
                return row
    raise KeyError(heading)


def said(line: str) -> str:
    """A line of a recipe with the cells whose places it has in braces, after = without their sheet."""

    def at(found: re.Match[str]) -> str:
        sheet, row, column = cell(found[2])
        return cell_name(row, column) if found[1] else f"{sheet}!{cell_name(row, column)}"

    return _NAMED.sub(at, line)


class Parts:
    """The parts of a workbook, changed cell by cell."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._changed: dict[str, Any] = {}
        self._book = self.tree("xl/workbook.xml")
        names = [one.get("name") for one in self._book.iter(f"{_MAIN}sheet")]
        self._parts = {name: f"xl/worksheets/sheet{at}.xml" for at, name in enumerate(names, 1)}

    def tree(self, part: str) -> Any:
        """A part as elements, changed where they are."""
        if part not in self._changed:
            with zipfile.ZipFile(io.BytesIO(self._raw)) as old:
                self._changed[part] = etree.fromstring(old.read(part))
        return self._changed[part]

    def part(self, name: str) -> str:
        """The name of the part of a sheet."""
        return self._parts[name]

    def sheet(self, name: str) -> Any:
        """A sheet as elements."""
        return self.tree(self.part(name))

    def put(self, at: str, value: Any) -> None:
        """Let a value stand in a cell, which keeps its format, and nothing else."""
        name, row, column = cell(at)
        found = self._cell(self.sheet(name), row, column)
        for child in found:
            found.remove(child)
        found.attrib.pop("t", None)
        _fill(found, value, self._day)

    def _cell(self, sheet: Any, row: int, column: int) -> Any:
        line = next((one for one in sheet.iter(f"{_MAIN}row") if one.get("r") == str(row)), None)
        if line is None:
            line = etree.SubElement(sheet.find(f"{_MAIN}sheetData"), f"{_MAIN}row", {"r": str(row)})
        name = cell_name(row, column)
        for at, one in enumerate(line):
            if one.get("r") == name:
                return one
            if _column(one) > column:
                made = line.makeelement(f"{_MAIN}c", {"r": name})
                line.insert(at, made)
                return made
        return etree.SubElement(line, f"{_MAIN}c", {"r": name})

    @property
    def _day(self) -> str:
        """The number of a format of days: that of a day which stands in the book."""
        name, row, column = cell("隐患 发现日期 1")
        return str(self._cell(self.sheet(name), row, column).get("s"))

    def merge(self, first: str, last: str) -> None:
        """Merge the cells from one to another."""
        name, *start = cell(first)
        _, *end = cell(last)
        sheet = self.sheet(name)
        merged = sheet.find(f"{_MAIN}mergeCells")
        if merged is None:
            merged = sheet.makeelement(f"{_MAIN}mergeCells")
            last = sheet.find(f"{_MAIN}autoFilter")
            (sheet.find(f"{_MAIN}sheetData") if last is None else last).addnext(merged)
        etree.SubElement(merged, f"{_MAIN}mergeCell", {"ref": f"{cell_name(*start)}:{cell_name(*end)}"})

    def rename(self, name: str, other: str | None) -> None:
        """Give a sheet another name, or take it out of the list of sheets."""
        (found,) = (one for one in self._book.iter(f"{_MAIN}sheet") if one.get("name") == name)
        if other is None:
            found.getparent().remove(found)
        else:
            found.set("name", other)

    def bytes(self) -> bytes:
        """The workbook with what was changed."""
        parts = {name: etree.tostring(tree) for name, tree in self._changed.items()}
        return with_parts(self._raw, parts)


def with_parts(raw: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A zip with other bytes for some of its names, new names too; without those of None."""
    out = io.BytesIO()
    quick = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with zipfile.ZipFile(io.BytesIO(raw)) as old, quick as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            data = parts[name] if name in parts else old.read(name)
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def _fill(found: Any, value: Any, day: str) -> None:
    if isinstance(value, dict) and "date" in value:
        found.set("s", day)
        value = (value["date"] - _FIRST_DAY).days
    if isinstance(value, dict):
        etree.SubElement(found, f"{_MAIN}f").text = value["formula"]
        value = value.get("gives")
    if isinstance(value, str) and value.startswith("#"):
        found.set("t", "e")
    elif isinstance(value, str):
        found.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(found, f"{_MAIN}is"), f"{_MAIN}t").text = value
        return
    if value is not None:
        etree.SubElement(found, f"{_MAIN}v").text = str(value)


def _column(element: Any) -> int:
    return cell_place(element.get("r"))[1]


def followed(recipe: Mapping[str, Any], raw: bytes, makers: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The valid book as a recipe spoils it."""
    if recipe.keys() & {"cells", "merge", "sheets"}:
        parts = Parts(raw)
        for at, value in recipe.get("cells", {}).items():
            parts.put(at, value)
        for pair in recipe.get("merge", []):
            parts.merge(*pair)
        for name, other in recipe.get("sheets", {}).items():
            parts.rename(name, other)
        raw = parts.bytes()
    return makers[recipe["made"]](raw) if "made" in recipe else raw
