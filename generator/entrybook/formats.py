"""The number formats of a workbook's cells: what a person sees and a number alone does not tell."""

from __future__ import annotations

import re

from generator.entrybook import scanned
from generator.entrybook.elements import deep, every, said
from generator.entrybook.package import Package
from generator.places import column_number

# Formats that programs name by a number only, of those that tell something (`tells`).
_BUILT_IN = {
    **{9: "0%", 10: "0.00%", 11: "0.00E+00", 17: "mmm-yy", 48: "##0.0E+0"},
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
}
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # what a format writes as it is, and its conditions
_UNIT = re.compile("[十百千万亿]+元?")
_CELL = re.compile(rb'<(?:[\w.-]+:)?c(?=\s)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|\'[^\'<]*\'))*)\s*/?>')
_REFERENCE = re.compile(rb'\sr\s*=\s*["\']([A-Z]+)([0-9]+)["\']')
_STYLE = re.compile(rb'\ss\s*=\s*["\']([0-9]{1,6})["\']')


def tells(number_format: str) -> bool:
    """Whether a number format says something of a number that the number itself does not."""
    shown = bare(number_format)
    return bool(unit(number_format) or "%" in shown or "e+" in shown or is_monthly(shown) or is_padded(shown))


def unit(number_format: str) -> str:
    """The unit that a format writes behind numbers, of which the number alone does not tell: 万; else ""."""
    found = _UNIT.search(number_format)
    return found[0] if found else ""


def bare(number_format: str) -> str:
    """A number format without what it writes literally and without its conditions."""
    return _LITERAL.sub("", number_format).casefold()


def is_monthly(shown: str) -> bool:
    """Whether a bare format shows a year and a month and no day: what 2026-10 becomes when it is typed."""
    return "y" in shown and "m" in shown and "d" not in shown


def is_padded(shown: str) -> bool:
    """Whether a bare format shows zeros before a number: 007."""
    return len(shown) > 1 and not shown.strip("0")


def of_styles(package: Package) -> tuple[str, ...]:
    """The format of each style of cells, by its number from 0; "" for a usual one."""
    part = _part(package)
    if not package.size(part):
        return ()
    root = package.xml(part)
    own = {said(one, "numFmtId"): said(one, "formatCode") for one in deep(root, "numFmt")}
    styles = next(every(root, "cellXfs"), ())
    return tuple(_format(one.get("numFmtId", "0"), own) for one in styles)


def _part(package: Package) -> str:
    """The part of the styles; "" where there is none."""
    relations = package.relations(package.workbook).values()
    return next((one.target for one in relations if one.kind == "styles"), "")


def _format(number: str, own: dict[str, str]) -> str:
    return own.get(number) or (_BUILT_IN.get(int(number), "") if number.isdecimal() else "")


def of_cells(package: Package, part: str, styles: dict[int, str]) -> dict[scanned.Place, str]:
    """The format of each cell of a sheet, by its row and column from 1, that has one of the styles."""
    found = {}
    for piece in scanned.pieces(package, part):
        for attributes in _CELL.findall(piece):
            style = _STYLE.search(attributes)
            shown = styles.get(int(style[1])) if style else None
            if shown and (at := _REFERENCE.search(attributes)):
                found[int(at[2]), column_number(at[1].decode())] = shown
    return found
