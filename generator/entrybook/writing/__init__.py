"""Writes an entry book: the bytes of a workbook, the same for the same pages and files."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from generator import __version__, garbage
from generator.assets import Assets, InMemory
from generator.entrybook import choices
from generator.entrybook.filled import Page, Pages
from generator.entrybook.layout import FORMAT, GUIDE, Form, Layout
from generator.entrybook.pasting import Pasting
from generator.entrybook.writing import forms, guide, listed, tables
from generator.entrybook.writing.book import Book
from generator.entrybook.writing.remarks import HEADED, Remark
from generator.library import Library

__all__ = ["HEADED", "Remark", "write", "write_alone", "write_few"]

_WRITTEN = ("written", f"tuoguan {__version__}")
_EPOCH = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)  # one moment for all: the same bytes twice


@garbage.left()
def write(
    pages: Pages,
    library: Library,
    assets: Assets | None = None,
    remarks: Sequence[Remark] = (),
    lost: Sequence[str] = (),
    name: str = "填报簿.xlsx",
) -> bytes:
    """The workbook of the pages, with the pictures that its cells name where they are there.

    With ``remarks`` their cells are red and noted, and a sheet 问题清单 lists them and what of another book
    was ``lost``. ``name`` is what an error calls the book.
    """
    out = io.BytesIO()
    pasting = Pasting(assets or InMemory())
    book = Book(_file(out, "填报簿"), pages, choices.codes(library), pasting, remarks)
    first = book.sheet(GUIDE)
    first.activate()
    if remarks or lost:
        listed.write(book, lost)
    for page in pages.pages:
        (forms if isinstance(page.sheet, Form) else tables).write(book, page)
    guide.write(book, first)
    book.close(_told(pages))
    return pasting.finished(out.getvalue(), name)


def write_alone(page: Page, layout: Layout, library: Library, widths: Mapping[str, float]) -> bytes:
    """A workbook of one sheet of rows and nothing to guide through it, called as the sheet is.

    ``widths`` are those of columns, in characters, by their headings where the usual ones will not do.
    """
    out = io.BytesIO()
    book = _unguided(out, Pages(layout, (page,)), library)
    tables.write(book, page)
    sheet = book.file.get_worksheet_by_name(page.sheet.name)
    for at, column in enumerate(page.sheet.columns):
        if wanted := widths.get(column.heading):
            sheet.set_column(at, at, wanted, book.styles.of(column))
    book.close([_WRITTEN])
    return out.getvalue()


def write_few(pages: Pages, library: Library) -> bytes:
    """A workbook of some sheets of an entry book, with their dropdowns and nothing to guide through it."""
    out = io.BytesIO()
    book = _unguided(out, pages, library)
    for page in pages.pages:
        tables.write(book, page)
    book.close(_told(pages))
    return out.getvalue()


def _unguided(out: io.BytesIO, pages: Pages, library: Library) -> Book:
    """A book without a first sheet, called as its only or first one is."""
    file = _file(out, pages.pages[0].sheet.name)
    return Book(file, pages, choices.codes(library), Pasting(InMemory()), guided=False)


def _file(out: io.BytesIO, title: str) -> xlsxwriter.Workbook:
    file = xlsxwriter.Workbook(out, {"in_memory": True})
    file.set_properties({"created": _EPOCH, "title": title, "author": "tuoguan"})
    file.set_calc_mode("auto")
    return file


def _told(pages: Pages) -> list[tuple[str, ...]]:
    """What the book says of itself."""
    kind, edition = pages.layout.kind, _edition(pages.layout)
    rows = [("format", str(FORMAT)), ("kind", kind), ("edition", edition), _WRITTEN]
    return [*rows, ("marks", pages.marks)] if pages.marks else [*rows]


def _edition(layout: Layout) -> str:
    """A digest of the headings, so that a book of another layout is known."""
    headings = [[sheet.name, *(column.heading for column in sheet.columns)] for sheet in layout.sheets]
    return hashlib.sha256(repr(headings).encode()).hexdigest()[:12]
