"""How the cells of an entry book look: made once for each workbook."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from generator.entrybook.kinds import PICTURED, Kind
from generator.entrybook.layout import Column, Role

FONT = "微软雅黑"
INK, DARK, WANTED, PALE, GREY = "#1F2933", "#2F5496", "#C0392B", "#EEF2F9", "#F2F2F2"
RED = {"bg_color": "#FBD5D0"}
MARKED = "#F5B7B1"  # of a cell that something is wrong with
TABS = ("#2F5496", "#2E7D32", "#8D6E63", "#B8860B", "#C0392B", "#6A4C93", "#546E7A")

_CELL = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D0D7E2"}
_HEAD = {"bold": True, "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": True, "border": 1}
_NAMED: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": DARK},
    "about": {"font_color": "#5F6B7A", "valign": "vcenter"},
    "link": {"font_color": DARK, "underline": 1, "valign": "top"},
    "head": {**_HEAD, "bg_color": DARK},
    "wanted": {**_HEAD, "bg_color": WANTED},
    "section": {"bold": True, "bg_color": "#D6E0F2", "font_color": DARK, "valign": "vcenter"},
    "label": {**_CELL, "bg_color": PALE},
    "label_wanted": {**_CELL, "bg_color": PALE, "bold": True, "font_color": WANTED},
    "told": {**_CELL, "font_color": "#5F6B7A", "font_size": 9},
    "plain": {"valign": "top", "text_wrap": True},
    "blank": {"valign": "top", "text_wrap": True, "bg_color": RED["bg_color"]},
}
_SHOWN = {"bg_color": GREY, "font_color": "#5F6B7A", "font_size": 9}
_FORMATS = {Kind.INTEGER: "0", Kind.DATE: "yyyy-mm-dd", Kind.NUMBER: "General", Kind.MIXED: "General"}
_MONEY = "#,##0.00####"


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.red: Format = book.add_format(RED)  # of a blank that matters, laid over its own format

    def named(self, name: str) -> Format:
        """A format by what it is for."""
        return self._format(_NAMED[name])

    def of(self, column: Column, marked: bool = False, form: bool = False) -> Format:
        """The format of a column's cells, or of the line of a form."""
        own = {**({"bg_color": MARKED} if marked else {}), **({"align": "left"} if form else {})}
        return self._format({**_body(column), **own})

    def _format(self, properties: dict[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "font_size": 10, **properties})
        return self._made[key]


def _body(column: Column) -> dict[str, Any]:
    if column.role in (Role.KEY, Role.SHOWN, Role.MARKS):
        return {**_CELL, **_SHOWN, **({"num_format": "@"} if column.role is Role.KEY else {})}
    if column.kind in PICTURED:
        return {**_CELL, "num_format": "@", "valign": "bottom"}  # the pictures lie above the words
    return {**_CELL, "num_format": number_format(column)}


def number_format(column: Column) -> str:
    """How a column shows numbers; text where a number would lose what was typed."""
    if column.many:
        return "@"
    if column.kind is Kind.CHOICE:
        return "General" if all(isinstance(one, (int, float)) for one in column.choices) else "@"
    usual = _FORMATS.get(column.kind, "@")
    return _MONEY if usual != "@" and column.shape.cents is not None else usual
