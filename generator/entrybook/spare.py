"""What is said of a sheet that is not the book's: a copy, one of ours under another name, the user's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from generator.entrybook import headings, taken
from generator.entrybook.cells import Sheet
from generator.entrybook.layout import Form, Layout, Table
from generator.problems import Problem, error, warning

_COPY = re.compile(r"(.+?)(?:\s*[(（]\d+[)）]|_\d+|[\s-]*(?:Copy|副本)\s*\d*)")
_ALIKE = 0.6  # of names of sheets, as difflib counts it
_SHARE = 0.8  # of the headings of one of ours, by which it is known under another name
_OWN = "要用的请移到填报簿自己的表里；只是备忘的不用管"
_Ours = Form | Table


def told(sheet: Sheet, name: str, layout: Layout, there: Collection[str]) -> Problem:
    """The hint that a sheet is not read; an error where it is one of ours that is not ``there``.

    ``name`` is the sheet's and ``there`` those of all sheets, as they are compared.
    """
    missing = [one for one in layout.sheets if one.name not in there]
    place = sheet.origin(1, 1)
    if renamed := next((one for one in missing if _is_filled(sheet, one)), None):
        message = f"工作表“{name}”里是“{renamed.name}”的列，表名不对，没有读入"
        return error("", message, f"请把表名改回“{renamed.name}”", place)
    copied = _COPY.fullmatch(name)
    if copied and layout.sheet(copied[1]):
        message = f"工作表“{name}”是“{copied[1]}”的副本，没有读入"
        return warning("", message, f"要用的请移到“{copied[1]}”里", place)
    return warning("", f"工作表“{name}”不是填报簿里的，没有读入", _hint(name, missing), place)


def _hint(name: str, missing: Sequence[_Ours]) -> str:
    """What to do with a sheet that is not ours: it may be one that is missing, under another name."""
    close = get_close_matches(name, [one.name for one in missing], 1, _ALIKE)
    return f"是不是“{close[0]}”？是的请把表名改回来" if close else _OWN


def _has_rows(sheet: Sheet, ours: Table) -> bool:
    found = headings.of_table(sheet, ours)
    return _is_ours(found, ours) and bool(taken.table(sheet, ours, found, {}).rows)


def _is_filled(sheet: Sheet, ours: _Ours) -> bool:
    """Whether a sheet is one of ours by its headings, and holds something below them."""
    if isinstance(ours, Table):
        return _has_rows(sheet, ours)
    found = headings.of_form(sheet, ours)
    values = (sheet.value(line, found.content) for line in found.columns)
    return _is_ours(found, ours) and any(value is not None for value in values)


def _is_ours(found: headings.Found, ours: _Ours) -> bool:
    return len(found.columns) >= len(ours.columns) * _SHARE
