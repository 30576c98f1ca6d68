"""Where the values of a workbook stand: cells by key path."""

from __future__ import annotations

import pytest

from generator.places import Cells, cell_name, cell_place, nearest
from generator.problems import Keys, Origin
from tests.rows import each


@each(
    [((1, 1), "A1"), ((7, 26), "Z7"), ((7, 27), "AA7"), ((9, 702), "ZZ9"), ((1048576, 16384), "XFD1048576")]
)
def test_a_cell_is_called_as_spreadsheets_call_it(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name
    assert cell_place(f"设备!A1!{name}") == cell_place(name) == place


def test_a_sheet_alone_names_no_cell() -> None:
    assert cell_place("设备") == cell_place("设备!") == (0, 0)


def _cells() -> Cells:
    cells = Cells("填报簿.xlsx")
    cells.put(("equipment", 0, "name"), "设备", 7, 4)
    cells.put(("equipment", 0), "设备", 7, 1)
    cells.put(("posts", 2), "岗位", 1048576, 1)
    cells.put(("posts", 2, "name"), "岗位", 1048576, 16384)
    return cells


@each(
    [
        (("equipment", 0, "name"), "设备!D7"),
        (("equipment", 0), "设备!A7"),
        (("equipment", 0, "code"), "设备!A7"),
        (("posts", 2, "name", "deeper"), "岗位!XFD1048576"),
        (("posts", 2), "岗位!A1048576"),
        (("posts",), "岗位!A1048576"),
        (("posts", 0), "岗位!A1048576"),
        (("chemicals", 0), ""),
        ((), ""),
    ]
)
def test_a_value_or_what_is_around_it_has_its_cell(keys: Keys, cell: str) -> None:
    assert nearest(_cells(), keys) == Origin("填报簿.xlsx", cell=cell)


def test_every_value_and_what_is_around_it_is_listed() -> None:
    cells = _cells()
    there = [(), ("equipment",), ("equipment", 0), ("equipment", 0, "name")]
    assert [*cells] == [*there, ("posts",), ("posts", 2), ("posts", 2, "name")]
    assert all(cells[keys] for keys in cells)
    with pytest.raises(KeyError):
        cells[("chemicals",)]
