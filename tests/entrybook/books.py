"""Workbooks for tests: written by XlsxWriter, then changed part by part to what other programs write."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from generator.entrybook import filled, layout
from generator.library import built_in

FIRST = "xl/worksheets/sheet1.xml"


def book(fill: Callable[[Any], object], **options: object) -> bytes:
    """The bytes of a workbook that a function fills."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(made)
    made.close()
    return out.getvalue()


def rows(*values: tuple[object, ...], name: str = "设备") -> bytes:
    """The bytes of a workbook with one sheet of rows from A1 on; None leaves a cell empty."""

    def fill(made: Any) -> None:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(values):
            sheet.write_row(number, 0, row)

    return book(fill)


def changed(raw: bytes, **parts: Callable[[bytes], bytes | None]) -> bytes:
    """The workbook with parts changed, by the name of each without folder and ending: sheet1, styles.

    A part for which None is given is left out.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = parts.get(name.rpartition("/")[2].partition(".")[0])
            data = change(old.read(name)) if change else old.read(name)
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def leading(raw: bytes, *kinds: str) -> bytes:
    """The workbook with one more relation of each kind: vbaProject, externalLink."""
    more = "".join(
        f'<Relationship Id="more{number}" Type="http://example.org/{kind}" Target="more.bin"/>'
        for number, kind in enumerate(kinds)
    )
    put = (b"</Relationships>", more.encode() + b"</Relationships>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(*put) if name == "xl/_rels/workbook.xml.rels" else data)
    return out.getvalue()


def of_rows(xml: str, raw: bytes = b"") -> bytes:
    """A workbook whose first sheet has these rows, as XML."""

    def put(sheet: bytes) -> bytes:
        bare = re.sub(rb"<dimension[^>]*>", b"", sheet)
        filled = b"<sheetData>" + xml.encode() + b"</sheetData>"
        return re.sub(rb"<sheetData/>|<sheetData>.*</sheetData>", lambda _: filled, bare, flags=re.DOTALL)

    return changed(raw or rows(("文字",)), sheet1=put)


def entry(sheets: Mapping[str, Sequence[Sequence[object]]], told: Mapping[str, str] | None = None) -> bytes:
    """An entry book as a person may have left it: sheets of rows from A1 on, days as dates.

    ``told`` is what it says of itself on its hidden sheet, nothing where it is None.
    """

    def fill(made: Any) -> None:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, lines in sheets.items():
            sheet = made.add_worksheet(name)
            sheet.add_write_handler(
                datetime.date, lambda on, row, column, value, _: on.write_datetime(row, column, value, day)
            )
            for number, row in enumerate(lines):
                sheet.write_row(number, 0, row)
        if told is not None:
            hidden = made.add_worksheet("_")
            hidden.very_hidden()
            for number, pair in enumerate(told.items()):
                hidden.write_row(number, 0, pair)

    return book(fill)


def of_data(data: Mapping[str, Any], kind: layout.BookKind = "client") -> bytes:
    """An entry book of data, plain: no styles, no dropdowns."""
    pages = filled.of_data(data, layout.of(kind, built_in()))
    sheets = {page.sheet.name: lines(page) for page in pages.pages if any(map(any, page.rows))}
    return entry(sheets, {"format": "1", "kind": kind, "marks": pages.marks})


def lines(page: filled.Page) -> list[Sequence[object]]:
    """The rows of a sheet of an entry book, its headings first."""
    if isinstance(page.sheet, layout.Table):
        return [[column.heading for column in page.sheet.columns], *page.rows]
    lines = zip(page.sheet.columns, page.rows[0], strict=True)
    return [layout.FORM_HEADINGS, *([column.heading, value] for column, value in lines)]
