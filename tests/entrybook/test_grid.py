"""Where the rows and columns of a sheet lie."""

from __future__ import annotations

from generator.entrybook import grid
from generator.entrybook.grid import PIXEL, POINT
from tests.entrybook.samples import sheet

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
    assert grid.of_sheet(sheet(ROWS).encode(), 2).rows.size(3) == 15 * POINT
    assert grid.of_sheet(b"<worksheet/>").columns.size(0) == 64 * PIXEL
