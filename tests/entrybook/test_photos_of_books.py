"""Pictures of all three kinds as photos of the data, read from whole books."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import intake
from generator.entrybook import layout
from generator.entrybook.reading import Reading, read
from generator.library import built_in
from generator.making import album
from tests.entrybook.samples import book, in_excel, in_wps, over, pic, point, rows, sheet, two
from tests.rows import each
from tests.word import png

BOOK = layout.of("client", built_in())
HEADINGS = {
    "A1": "位置",
    "B1": "整改前照片",
    "C1": "整改后照片",
    "D1": "备注",
    "A2": "喷漆房",
    "A3": "配电室",
}
PLACES = [{"location": "喷漆房"}, {"location": "配电室"}]


def _reading(raw: bytes) -> Reading:
    return read(raw, "填报簿.xlsx", BOOK)


def _hazards(raw: bytes, *, notes: int = 0) -> Any:
    found = _reading(raw)
    assert (found.problems, len(found.notes)) == ((), notes)
    return found.content["hazards"]


def _over(row: int, column: int, alt: str = "") -> str:
    return two(point("from", (row, column)), point("to", (row + 1, column + 1)), pic(alt=alt))


def _photo(name: str, caption: str = "") -> dict[str, str]:
    return {"photo": name, "caption": caption} if caption else {"photo": name}


BEFORE, AFTER = "填报簿图片/隐患-B2-1.jpeg", "填报簿图片/隐患-C3-1.jpeg"
FIRST, SECOND = {**PLACES[0], "before": [_photo(BEFORE)]}, {**PLACES[1], "after": [_photo(AFTER)]}
KINDS = {
    "excel": in_excel({"B2": b"one", "C3": b"two"}, texts=HEADINGS),
    "wps": in_wps({"B2": b"one", "C3": b"two"}, texts=HEADINGS),
    "floating": over([_over(1, 1), _over(2, 2)], rows({}, HEADINGS)),
}


@each(KINDS)
def test_pictures_of_every_kind_are_photos_of_their_row(kind: str) -> None:
    found = _reading(KINDS[kind])

    assert found.content["hazards"] == [FIRST, SECOND]
    assert set(found.pictures) == {BEFORE, AFTER}
    assert str(found.origins["hazards", 1, "after"]) == "填报簿.xlsx 隐患!C3"


def test_lines_are_captions_of_the_pictures_in_their_cell() -> None:
    texts = {**HEADINGS, "B2": "北侧\nphotos/yh-09.jpg｜配电箱", "C3": "photos/yh-01.jpg｜整改后"}
    raw = over([_over(1, 1), _over(2, 2, "photos/yh-01.jpg")], rows({}, texts))

    assert _hazards(raw) == [
        {**PLACES[0], "before": [_photo(BEFORE, "北侧"), _photo("photos/yh-09.jpg", "配电箱")]},
        {**PLACES[1], "after": [_photo("photos/yh-01.jpg", "整改后")]},
    ]
    assert set(_reading(raw).pictures) == {BEFORE, "photos/yh-01.jpg"}


def test_what_is_no_photo_is_told_and_no_words_are_made_of_it() -> None:
    astray = in_wps({"D2": b"one"}, texts={**HEADINGS, "D1": "整改建议"})
    lost = in_wps({"B2": b"one"}, texts=HEADINGS, lost=True)

    assert _hazards(astray, notes=1) == PLACES
    assert [str(one) for one in _reading(lost).problems] == [
        "填报簿.xlsx 隐患!B2：嵌入的图片已经丢失，只剩公式（用别的程序保存会丢）；请把图片本身贴进这一格"
    ]
    assert _reading(lost).content["hazards"] == PLACES


def test_a_picture_of_excel_that_libreoffice_lost_is_told_as_such() -> None:
    gone = {"B2": '<c r="B2" t="e"><f aca="false">#VALUE!</f><v>#VALUE!</v></c>'}

    assert [str(one) for one in _reading(book(sheet(rows(gone, HEADINGS)), {})).problems] == [
        "填报簿.xlsx 隐患!B2 隐患[1].整改前照片：这一格里的图片已经丢失，只剩 #VALUE!；请把图片重新贴进这一格"
    ]


def test_a_picture_in_a_cell_that_is_no_row_s_is_told() -> None:
    heading = over([_over(0, 1), _over(1, 1)], rows({}, HEADINGS))

    assert set(_reading(heading).pictures) == {BEFORE}
    assert [str(one) for one in _reading(heading).notes] == [
        "填报簿.xlsx 隐患!B1：图片不在放照片的格里，没有带入；要用的请移到放照片的格里"
    ]


def test_a_picture_that_cannot_be_printed_is_told_at_its_cell(tmp_path: Path) -> None:
    drawing = b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(60)
    odd = {"B2": png.made(20_000, 20_000), "C3": drawing}
    (tmp_path / "填报簿.xlsx").write_bytes(in_wps(odd, texts=HEADINGS))
    record = intake.tried(tmp_path).record
    large, drawn = map(str, album.problems(replace(record, data={**record.data, "agency": {}})))

    place = f"{tmp_path}/填报簿.xlsx 隐患"
    assert large.startswith(f"{place}!B2 隐患[1].整改前照片[1].照片文件：照片“{BEFORE}”像素过大")
    assert drawn.startswith(f"{place}!C3 隐患[2].整改后照片[1].照片文件：照片“{AFTER}”实际是EMF 图")
