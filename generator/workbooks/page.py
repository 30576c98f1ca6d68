"""What a worksheet says around its rows: view, columns, choices, colours, and how it is printed."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import count

from generator.library import DAYS, NUMBERS, Column
from generator.workbooks.cells import letters, words
from generator.workbooks.places import Place, Places, formula
from generator.workbooks.styles import Styles, of_kind

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_A3, _A4 = 8, 9
_WIDEST_A4 = 165  # Excel characters that stay readable across A4
_KEYS = 12  # Excel characters of the hidden column
_EARLIEST = 36526  # 2000-01-01
_WARNS = 'errorStyle="warning" allowBlank="1" showErrorMessage="1" errorTitle="填写有误"'


def before(place: Place, styles: Styles, active: bool) -> str:
    """Everything before the rows."""
    chosen = ' tabSelected="1"' if active else ""
    first = f"A{place.first}"
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{place.end}{place.reach}"/>'
        f'<sheetViews><sheetView{chosen} workbookViewId="0"><pane ySplit="{place.head}" '
        f'topLeftCell="{first}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="20"/>'
        f"<cols>{''.join(_widths(place, styles))}</cols><sheetData>"
    )


def _widths(place: Place, styles: Styles) -> Iterator[str]:
    """The columns with the look of cells that are in no row, the hidden one of the keys last."""
    columns = place.sheet.columns
    for at, column in enumerate(columns, 1):
        style = styles.number(of_kind(column.type, border=False))
        width = f"{column.width + 0.7:.1f}"
        yield f'<col min="{at}" max="{at}" width="{width}" customWidth="1" style="{style}"/>'
    if place.mark:
        at = len(columns) + 1
        yield f'<col min="{at}" max="{at}" width="{_KEYS}" hidden="1" customWidth="1"/>'


def after(place: Place, places: Places, styles: Styles, title: str) -> str:
    """Everything after the rows."""
    right = place.right
    filtered = "" if place.still else f'<autoFilter ref="A{place.head}:{place.end}{place.reach}"/>'
    return (
        f"</sheetData>{filtered}"
        f'<mergeCells count="2"><mergeCell ref="A1:{right}1"/><mergeCell ref="A2:{right}2"/></mergeCells>'
        f"{''.join(_colours(place, styles))}{_validations([*_choices(place, places)])}"
        f"{printing(title, place.width)}</worksheet>"
    )


def _validations(choices: list[str]) -> str:
    if not choices:
        return ""
    return f'<dataValidations count="{len(choices)}">{"".join(choices)}</dataValidations>'


def printing(title: str, width: int) -> str:
    """Paper and footer."""
    paper = _A4 if width <= _WIDEST_A4 else _A3
    footer = html.escape(f"&L{title.replace('&', '&&')}&C第 &P 页　共 &N 页", quote=False)
    return (
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="{paper}" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{footer}</oddFooter></headerFooter>"
    )


def _colours(place: Place, styles: Styles) -> Iterator[str]:
    """A colour for each word that a column marks."""
    priorities = count(1)
    for at, column in enumerate(place.sheet.columns, 1):
        marks = (column.marks or {}).items()
        rules = "".join(_rule(word, styles.mark(colour), next(priorities)) for word, colour in marks)
        if rules:
            yield f'<conditionalFormatting sqref="{_area(at, place)}">{rules}</conditionalFormatting>'


def _rule(word: str, mark: int, priority: int) -> str:
    return (
        f'<cfRule type="cellIs" dxfId="{mark}" priority="{priority}" '
        f'operator="equal"><formula>"{words(word)}"</formula></cfRule>'
    )


def _choices(place: Place, places: Places) -> Iterator[str]:
    """What may be entered in each column."""
    if place.still:
        return
    for at, column in enumerate(place.sheet.columns, 1):
        limits = _limits(column, place, places)
        if limits:
            yield f'<dataValidation {limits[0]} sqref="{_area(at, place)}">{limits[1]}</dataValidation>'


def _limits(column: Column, place: Place, places: Places) -> tuple[str, str] | None:
    """The attributes and formulas of a validation."""
    if column.type == "choice":
        return _listed(column, place, places)
    if column.formula:
        return None
    if column.type in DAYS:
        return _at_least("date", _EARLIEST, "请填日期，如 2026-09-01")
    return _at_least("decimal", 0, "请填不小于 0 的数") if column.type in NUMBERS else None


def _at_least(kind: str, least: int, message: str) -> tuple[str, str]:
    """A bound from below, of which a person is warned."""
    told = f'{_WARNS} error="{message}"'
    return f'type="{kind}" operator="greaterThanOrEqual" {told}', f"<formula1>{least}</formula1>"


def _listed(column: Column, place: Place, places: Places) -> tuple[str, str]:
    """A list to choose from: cells that a formula names, else the column's own words."""
    listed = formula(column.list, place, places, place.first) or f'"{words(",".join(column.choices))}"'
    told = 'allowBlank="1" showErrorMessage="1" errorTitle="请从下拉列表中选择"'
    return f'type="list" {told}', f"<formula1>{listed}</formula1>"


def _area(at: int, place: Place) -> str:
    return f"{letters(at)}{place.first}:{letters(at)}{place.reach}"
