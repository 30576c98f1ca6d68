"""What a worksheet says around its rows: view, columns, choices, colours, and how it is printed."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from generator.library import DAYS, NUMBERS, Column
from generator.workbooks.cells import letters, words
from generator.workbooks.places import Place, formula
from generator.workbooks.styles import Styles, of_kind

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_A3, _A4 = 8, 9
_WIDEST_A4 = 165  # Excel characters that stay readable across A4
_KEYS = 12  # Excel characters of the hidden column
_EARLIEST = 36526  # 2000-01-01


def before(place: Place, styles: Styles, active: bool) -> str:
    """Everything before the rows."""
    columns = place.sheet.columns
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{column.width + 0.7:.1f}" customWidth="1" '
        f'style="{styles.number(of_kind(column.type, border=False))}"/>'
        for at, column in enumerate(columns, 1)
    )
    if place.mark:
        at = len(columns) + 1
        widths += f'<col min="{at}" max="{at}" width="{_KEYS}" hidden="1" customWidth="1"/>'
    chosen = ' tabSelected="1"' if active else ""
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{place.end}{place.reach}"/>'
        f'<sheetViews><sheetView{chosen} workbookViewId="0"><pane ySplit="{place.head}" '
        f'topLeftCell="A{place.first}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{place.first}" sqref="A{place.first}"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="20"/><cols>{widths}</cols><sheetData>'
    )


def after(place: Place, places: Mapping[str, Place], styles: Styles, title: str) -> str:
    """Everything after the rows."""
    filtered = "" if place.still else f'<autoFilter ref="A{place.head}:{place.end}{place.reach}"/>'
    choices = list(_choices(place, places))
    listed = (
        f'<dataValidations count="{len(choices)}">{"".join(choices)}</dataValidations>' if choices else ""
    )
    return (
        f"</sheetData>{filtered}"
        f'<mergeCells count="2"><mergeCell ref="A1:{place.right}1"/><mergeCell ref="A2:{place.right}2"/>'
        f"</mergeCells>{''.join(_colours(place, styles))}{listed if choices else ''}"
        f"{printing(title, place.width)}</worksheet>"
    )


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
    priority = 0
    for at, column in enumerate(place.sheet.columns, 1):
        rules = ""
        for word, colour in (column.marks or {}).items():
            priority += 1
            rules += (
                f'<cfRule type="cellIs" dxfId="{styles.mark(colour)}" priority="{priority}" '
                f'operator="equal"><formula>"{words(word)}"</formula></cfRule>'
            )
        if rules:
            area = _area(at, place)
            yield f'<conditionalFormatting sqref="{area}">{rules}</conditionalFormatting>'


def _choices(place: Place, places: Mapping[str, Place]) -> Iterator[str]:
    """What may be entered in each column."""
    if place.still:
        return
    for at, column in enumerate(place.sheet.columns, 1):
        limits = _limits(column, place, places)
        if limits:
            yield f'<dataValidation {limits[0]} sqref="{_area(at, place)}">{limits[1]}</dataValidation>'


def _limits(column: Column, place: Place, places: Mapping[str, Place]) -> tuple[str, str] | None:
    """The attributes and formulas of a validation."""
    if column.type == "choice":
        return _listed(column, place, places)
    told = 'errorStyle="warning" allowBlank="1" showErrorMessage="1" errorTitle="填写有误"'
    if column.formula:
        return None
    if column.type in DAYS:
        return (
            f'type="date" operator="greaterThanOrEqual" {told} error="请填日期，如 2026-09-01"',
            f"<formula1>{_EARLIEST}</formula1>",
        )
    if column.type in NUMBERS:
        return (
            f'type="decimal" operator="greaterThanOrEqual" {told} error="请填不小于 0 的数"',
            "<formula1>0</formula1>",
        )
    return None


def _listed(column: Column, place: Place, places: Mapping[str, Place]) -> tuple[str, str]:
    """A list to choose from: cells that a formula names, else the column's own words."""
    listed = formula(column.list, place, places, place.first) or f'"{words(",".join(column.choices))}"'
    told = 'allowBlank="1" showErrorMessage="1" errorTitle="请从下拉列表中选择"'
    return f'type="list" {told}', f"<formula1>{listed}</formula1>"


def _area(at: int, place: Place) -> str:
    return f"{letters(at)}{place.first}:{letters(at)}{place.reach}"
