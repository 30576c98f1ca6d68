"""Where the rows and columns of a sheet lie."""

from __future__ import annotations

import io
from typing import Any

from generator.entrybook import drawings, grid
from generator.entrybook.elements import deep, number
from generator.entrybook.grid import PIXEL, POINT
from generator.entrybook.package import Package
from tests.entrybook.books import book
from tests.entrybook.samples import sheet
from tests.word import png

ROWS = (
    '<row r="2" ht="30"/><row r="3" hidden="1" ht="30"/><row r="4" ht="30" s="1"/><row r="9"/>'
    '<row r="5" ht="99"/>'  # out of order: no program writes that
)
COLUMNS = '<cols><col min="2" max="3" width="10.7109375"/><col min="5" max="16384" hidden="true"/></cols>'
GRID = grid.of_sheet(sheet(ROWS, COLUMNS).encode())


def test_lines_begin_where_those_before_them_end() -> None:
    rows, columns = GRID.rows, GRID.columns

    assert [rows.start(line) / POINT for line in range(7)] == [0, 15, 45, 45, 75, 90, 105]
    assert [rows.size(line) / POINT for line in range(6)] == [15, 30, 0, 30, 15, 15]
    assert [columns.start(line) / PIXEL for line in range(6)] == [0, 64, 139, 214, 278, 278]
    assert columns.start(16_383) == columns.start(5)


def test_a_place_lies_in_the_line_that_begins_there_or_before() -> None:
    rows = GRID.rows

    for line in (0, 1, 3, 4, 5, 900, 1_048_575):
        assert rows.at(rows.start(line)) == line
        assert rows.at(rows.start(line + 1) - 1) == line
    assert rows.at(-5) == 0
    assert rows.at(1e18) == 1_048_575


def test_shares_tell_how_much_lies_in_each_line_that_is_seen() -> None:
    assert GRID.rows.shares(30 * POINT, 60 * POINT) == {1: 0.5, 3: 0.5}
    assert GRID.rows.shares(15 * POINT, 15 * POINT) == {1: 1.0}
    assert max(GRID.rows.shares(0, 1e12)) == 300


def test_rows_of_a_hidden_sheet_and_other_usual_heights() -> None:
    usual = sheet('<row r="2" ht="30"/>').replace(
        'defaultRowHeight="15"', 'defaultRowHeight="20" zeroHeight="1"'
    )
    rows = grid.of_sheet(usual.encode()).rows

    assert [rows.size(line) / POINT for line in range(3)] == [0, 30, 0]
    assert [grid.of_sheet(sheet(ROWS).encode(), 2).rows.size(line) / POINT for line in (2, 3)] == [0, 15]
    assert grid.of_sheet(b"<worksheet/>").columns.size(0) == 64 * PIXEL


def test_pictures_lie_where_xlsxwriter_says_that_they_do() -> None:
    """It writes beside each anchor, by its own count of rows and columns, where on the sheet that is."""
    places = [(row, column) for row in (0, 3, 9, 30) for column in (0, 2, 7, 40)]

    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        for column, width in enumerate((3, 0.5, 21.29, 8.43, 100, 12.71)):
            sheet.set_column(column, column, width)
        sheet.set_column(6, 6, 9, None, {"hidden": True})
        for row, height in {1: 40, 2: 12.75, 5: 100.5, 12: 33}.items():
            sheet.set_row(row, height)
        sheet.set_row(7, 20, None, {"hidden": True})
        for row, column in places:
            options = {"image_data": io.BytesIO(png.made(9, 9)), "x_offset": 5, "y_offset": 3}
            sheet.insert_image(row, column, "a.png", options)

    package = Package(book(fill), "填报簿.xlsx")
    drawing = package.xml("xl/drawings/drawing1.xml")
    there = [(number(one, "x"), number(one, "y")) for one in deep(drawing, "off")]
    found = drawings.floating(drawing, grid.of_sheet(package.read("xl/worksheets/sheet1.xml")))

    assert [(one.box.left, one.box.top) for one in found] == there
    assert len(there) == len(places)
