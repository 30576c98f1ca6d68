"""Which line of a cell of photos a picture is, and what it is called."""

from __future__ import annotations

from generator.entrybook.naming import Names
from generator.entrybook.package import Package
from generator.entrybook.photos import Line
from generator.entrybook.pictures import Embedded, Picture
from tests.entrybook.samples import over
from tests.rows import each

BOOK = Package(over([]), "填报簿.xlsx")


def _picture(part: str, alt: str = "", row: int = 7) -> Picture:
    return Picture(row, 4, alt, Embedded(BOOK, f"xl/media/{part}"))


YH, NEW, LATER = "photos/yh-01.jpg", "填报簿图片/隐患-D7-1.jpeg", "填报簿图片/隐患-D7-2.png"
NORTH, SOUTH = Line("", "北侧"), Line("", "南侧")
BOTH = [Line(NEW, "北侧"), Line(LATER, "南侧")]
CELLS = [
    ([Line(YH, "北侧")], [], [Line(YH, "北侧")]),
    ([Line(YH, "北侧")], [_picture("1.jpeg", YH)], [Line(YH, "北侧")]),
    ([Line(YH, "")], [_picture("1.jpeg", "图片 1")], [Line(YH, ""), Line(NEW, "")]),
    ([NORTH, SOUTH], [_picture("1.jpeg"), _picture("2.png")], BOTH),
    ([NORTH, Line(YH, "")], [_picture("1.jpeg", YH)], [NORTH, Line(YH, "")]),
    ([], [_picture("1.jpeg", YH)], [Line(NEW, "")]),
]


@each(CELLS)
def test_a_picture_is_the_line_that_names_it_else_a_caption_s_else_one_more(
    lines: list[Line], pictures: list[Picture], photos: list[Line]
) -> None:
    names = Names()

    assert names.lines("隐患", lines, pictures) == photos
    assert set(names.files.values()) == {one.file for one in pictures}


def test_a_name_means_one_picture_only() -> None:
    names = Names()
    first = names.lines("隐患", [Line(YH, "")], [_picture("1.jpeg", YH)])
    again = names.lines("隐患", [Line(YH, "")], [_picture("1.jpeg", YH, 8)])
    other = names.lines("隐患", [Line(YH, "东侧")], [_picture("2.jpeg", YH, 9)])

    assert first == again == [Line(YH, "")]
    assert other == [Line("填报簿图片/隐患-D9-1.jpeg", "东侧")]
    assert {name: file.name for name, file in names.files.items()} == {
        YH: "xl/media/1.jpeg",
        "填报簿图片/隐患-D9-1.jpeg": "xl/media/2.jpeg",
    }
