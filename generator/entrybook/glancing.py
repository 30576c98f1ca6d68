"""A few single values of an entry book, read without the rest of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from generator.entrybook import habits, headings
from generator.entrybook.cells import Sheet, open_book
from generator.entrybook.habits import LostError, plain
from generator.entrybook.layout import Column, Form, Layout, Path


def glance(raw: bytes, name: str, layout: Layout, wanted: Collection[Path]) -> dict[Path, Any]:
    """The values of lines of forms by their keys, those that are there and can be told.

    Of no other sheet anything is read. IntakeError for what is no workbook.
    """
    sheets = {plain(sheet.name): sheet for sheet in open_book(raw, name).sheets}
    found: dict[Path, Any] = {}
    for form in layout.forms:
        sheet = sheets.get(form.name)
        if sheet and any(column.keys in wanted for column in form.columns):
            found |= _lines(sheet, form, wanted)
    return {keys: value for keys, value in found.items() if value is not None}


def _lines(sheet: Sheet, form: Form, wanted: Collection[Path]) -> Iterator[tuple[Path, Any]]:
    """The values of the lines of a form that are wanted, by their keys."""
    lines = headings.of_form(sheet, form)
    for line, column in lines.columns.items():
        if column.keys in wanted:
            yield column.keys, _value(sheet, line, lines.content, column)


def _value(sheet: Sheet, line: int, number: int, column: Column) -> Any:
    """The value of a line; None where it is blank, and where what was typed is lost."""
    content = sheet.value(line, number)
    try:
        return habits.read(content, column, lambda: sheet.number_format(line, number))
    except LostError:
        return None
