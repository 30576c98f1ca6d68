"""Lists, coordinates and photos in one cell: what is written is read again, and what people type is read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.entrybook import geometry, layout, lists, photos
from generator.entrybook.kinds import Kind
from generator.entrybook.layout import Path
from generator.entrybook.photos import Line
from generator.library import built_in
from generator.schema import Shape
from tests.depth import rounds
from tests.rows import each

BOOK = layout.of("client", built_in())
NUMBERS = st.integers(-20000, 20000) | st.floats(-20000, 20000)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)
POINT = st.lists(NUMBERS, min_size=2, max_size=2)


def shape(path: Path, *keys: str) -> Shape:
    found = BOOK.table(path)
    column = found.column(keys) if found else None
    assert column
    return column.shape


FLOORS, ZONES = ("site", "floors"), ("zones",)
ONE_CELL = {
    Kind.POINT: (shape(FLOORS, "assembly", "at"), POINT),
    Kind.RECT: (shape(ZONES, "rect"), st.lists(NUMBERS, min_size=4, max_size=4)),
    Kind.POLYGON: (shape(ZONES, "polygon"), st.lists(POINT, min_size=1, max_size=9)),
    Kind.ROUTES: (
        shape(FLOORS, "routes"),
        st.lists(st.lists(POINT, min_size=1, max_size=5), min_size=1, max_size=4),
    ),
    Kind.PATCHES: (
        shape(ZONES, "holes"),
        st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "rect": st.lists(NUMBERS, min_size=4, max_size=4),
                    "polygon": st.lists(POINT, min_size=1, max_size=4),
                },
            ),
            min_size=1,
            max_size=4,
        ),
    ),
}
# A busy machine is no fault of what is tested.
UNHURRIED = settings(
    max_examples=rounds(100, desk=20), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
EXITS = st.fixed_dictionaries({"at": POINT}, optional={"name": WORDS})
POINTS = st.fixed_dictionaries({"plan": POINT, "at": POINT})


@each(list(ONE_CELL))
def test_coordinates_come_back(kind: Kind) -> None:
    described, values = ONE_CELL[kind]

    @settings(UNHURRIED, max_examples=rounds(30, desk=10))  # of each kind
    @given(values)
    def comes_back(value: Any) -> None:
        text = geometry.written(kind, value, described)
        assert text and geometry.read(kind, text, described) == value

    comes_back()


@UNHURRIED
@given(st.lists(EXITS, min_size=1, max_size=4))
def test_exits_come_back(value: Any) -> None:
    described = shape(FLOORS, "exits")
    text = geometry.written(Kind.SPOTS, value, described)
    assert text and geometry.read(Kind.SPOTS, text, described) == value


@UNHURRIED
@given(st.lists(POINTS, min_size=1, max_size=4))
def test_points_of_a_plan_come_back(value: Any) -> None:
    described = shape(FLOORS, "background", "points")
    text = geometry.written(Kind.SPOTS, value, described)
    assert text and geometry.read(Kind.SPOTS, text, described) == value


@each(
    [
        (Kind.POINT, "［12.5，３］", [12.5, 3]),
        (Kind.POINT, "12 3", [12, 3]),
        (Kind.POINT, "12、3、4", [12, 3, 4]),  # one too many: the schema tells it
        (Kind.POINT, "西门", None),
        (Kind.POINT, "12, 三", None),
        (Kind.POINT, "", None),
        (Kind.POLYGON, "0,0；20,0；20,10", [[0, 0], [20, 0], [20, 10]]),
        (Kind.ROUTES, "0,0\n1,1\n \n\n2,2\n3,3\n", [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]),
        (
            Kind.PATCHES,
            "1,2,3,4\n\n0,0\n1,0\n1,1",
            [{"rect": [1, 2, 3, 4]}, {"polygon": [[0, 0], [1, 0], [1, 1]]}],
        ),
    ]
)
def test_coordinates_as_people_type_them(kind: Kind, text: str, value: Any) -> None:
    assert geometry.read(kind, text, ONE_CELL[kind][0]) == value


@each(
    [
        ("50，0 东大门", [{"at": [50, 0], "name": "东大门"}]),
        ("(50, 0) 1号门", [{"at": [50, 0], "name": "1号门"}]),
        ("50,0\n\n60,0　西门 2 号", [{"at": [50, 0]}, {"at": [60, 0], "name": "西门 2 号"}]),
        ("东大门", None),
        ("50 东大门", None),
    ]
)
def test_exits_as_people_type_them(text: str, value: Any) -> None:
    assert geometry.read(Kind.SPOTS, text, shape(FLOORS, "exits")) == value


def test_points_of_a_plan_have_no_word() -> None:
    described = shape(FLOORS, "background", "points")
    assert geometry.read(Kind.SPOTS, "120, 860 = 0, 0", described) == [{"plan": [120, 860], "at": [0, 0]}]
    assert geometry.read(Kind.SPOTS, "120, 860 → 0, 0 角", described) is None
    assert geometry.read(Kind.SPOTS, "120, 860", described) is None


@each(
    [
        (Kind.POINT, "a"),
        (Kind.POINT, ["a", "b"]),
        (Kind.POINT, [True, False]),
        (Kind.POLYGON, [[1, 2], []]),
        (Kind.PATCHES, [{"rect": [1, 2, 3, 4], "other": 1}]),
    ]
)
def test_what_is_no_place_is_not_written(kind: Kind, value: Any) -> None:
    assert geometry.written(kind, value, ONE_CELL[kind][0]) is None


@each(
    [[{"name": "门"}], [{"at": [1, 2], "x": 1}], [{"at": [1, 2], "name": " "}], [{"at": [1, 2], "name": 3}]]
)
def test_what_is_no_spot_is_not_written(value: Any) -> None:
    assert geometry.written(Kind.SPOTS, value, shape(FLOORS, "exits")) is None


@UNHURRIED
@given(st.lists(WORDS, min_size=1, max_size=5), st.booleans())
def test_lists_come_back(items: list[str], prose: bool) -> None:
    assert lists.split(lists.joined(items, prose), prose) == items


@each(
    [
        ("甲、乙，丙；丁,戊;己", False, ["甲", "乙", "丙", "丁", "戊", "己"]),
        ("甲、乙\n丙", False, ["甲、乙", "丙"]),
        ("甲，乙\n", False, ["甲，乙"]),
        ("  甲 、、 乙", False, ["甲", "乙"]),
        ("甲，乙；丙", True, ["甲，乙；丙"]),
        (" \n", False, []),
    ]
)
def test_lists_as_people_type_them(text: str, prose: bool, items: list[str]) -> None:
    assert lists.split(text, prose) == items


@each(
    [
        ("photos/a.jpg｜北侧", [Line("photos/a.jpg", "北侧")]),
        ("a.JPEG | 北侧 | 近\n b.png ", [Line("a.JPEG", "北侧 | 近"), Line("b.png", "")]),
        ("北侧\n\n南侧", [Line("", "北侧"), Line("", "南侧")]),
        ("", []),
    ]
)
def test_lines_of_photos(text: str, found: list[Line]) -> None:
    assert photos.lines(text) == found


def test_photos_come_back() -> None:
    value = [{"photo": "photos/a.jpg", "caption": "北侧"}, {"photo": "b.png"}]
    text = photos.written(value)
    assert text == "photos/a.jpg｜北侧\nb.png" and photos.value(photos.lines(text)) == value


@pytest.mark.parametrize(
    "value", ["a.jpg", [{"caption": "北"}], [{"photo": "a", "x": 1}], [{"photo": " "}], ["a"]]
)
def test_what_is_no_list_of_photos_is_not_written(value: Any) -> None:
    assert photos.written(value) is None
