"""Pictures pasted into a workbook come back out of their cells, byte for byte."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from PIL import ExifTags, Image

from generator.assets import Folder, InMemory
from generator.entrybook import drawings, grid
from generator.entrybook.grid import PIXEL
from generator.entrybook.package import Package
from generator.entrybook.pasting import Pasting
from generator.entrybook.pictures import Found, Pictures
from generator.errors import IntakeError
from tests.entrybook.samples import DRAWING
from tests.rows import each

SHEET = "xl/worksheets/sheet1.xml"


def _file(kind: str, width: int = 60, height: int = 40, **more: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(target, kind, **more)
    return target.getvalue()


def _held(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif


FILES = {
    "photos/a.jpg": _file("JPEG", 3000, 200, dpi=(300, 300)),
    "photos/b.png": _file("PNG", 40, 3000),
    "photos/c.bmp": _file("BMP"),
    "photos/d.heic": b"\0\0\0\x18ftypheic" + bytes(99),
    "photos/e.jpg": b"\xff\xd8 no picture",
    "photos/f.jpg": b"",
}


def _written(files: dict[str, bytes], *cells: tuple[int, list[str]]) -> tuple[bytes, list[str]]:
    """A workbook with pictures in cells of column D, and the names of those that were not pasted."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)})
    sheet, pasting = book.add_worksheet("隐患"), Pasting(InMemory(files))
    sheet.set_column_pixels(3, 3, 240)
    left: list[str] = []
    for row, names in cells:
        sheet.set_row_pixels(row, 100)
        left += pasting.paste(sheet, row, 3, names, (240, 80))
    book.close()
    return pasting.finished(target.getvalue(), "填报簿.xlsx"), left


def _found(raw: bytes) -> Found:
    package = Package(raw, "填报簿.xlsx")
    return Pictures.of(package, {"隐患": SHEET}).on("隐患", [4])


def test_what_was_pasted_is_read_again_from_its_cell() -> None:
    raw, left = _written(FILES, (6, [*FILES, "photos/none.jpg"]), (7, ["photos/a.jpg"]))
    found = _found(raw)

    assert left == ["photos/d.heic", "photos/e.jpg", "photos/f.jpg", "photos/none.jpg"]
    assert found.problems == ()
    assert [(one.row, one.column, one.alt) for one in found.pictures] == [
        (7, 4, "photos/a.jpg"),
        (7, 4, "photos/b.png"),
        (7, 4, "photos/c.bmp"),
        (8, 4, "photos/a.jpg"),
    ]
    assert all(one.file.read(10_000_000) == FILES[one.alt] for one in found.pictures)


def test_the_same_bytes_twice_and_no_file_twice() -> None:
    cells = (6, ["photos/a.jpg", "photos/b.png"]), (7, ["photos/a.jpg"])
    raw, _ = _written(FILES, *cells)

    assert _written(FILES, *cells)[0] == raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        media = [one for one in archive.infolist() if one.filename.startswith("xl/media/")]
    assert [(one.filename, one.compress_type) for one in media] == [
        ("xl/media/image1.jpeg", zipfile.ZIP_STORED),
        ("xl/media/image2.png", zipfile.ZIP_STORED),
    ]


# By how a camera was held: quarters of a circle, the outline that is seen, the frame that is turned (pixels).
NAME = 'a&"b".jpg'
LYING, UPRIGHT, SIDEWAYS = (118, 74), (46, 74), (74, 46)
TURNED = [(1, 0, LYING, LYING), (3, 2, LYING, LYING), (6, 1, UPRIGHT, SIDEWAYS), (8, 3, UPRIGHT, SIDEWAYS)]


@each(TURNED)
def test_a_picture_is_turned_as_its_camera_was_held(
    orientation: int, quarters: int, seen: tuple[int, int], turned: tuple[int, int]
) -> None:
    photo = _file("JPEG", 80, 50, exif=_held(orientation), dpi=(300, 300))
    raw, _ = _written({NAME: photo}, (6, [NAME]))
    package = Package(raw, "填报簿.xlsx")
    drawing = package.xml("xl/drawings/drawing1.xml")
    (picture,) = drawings.floating(drawing, grid.of_sheet(package.read(SHEET)))
    (size,) = drawing.iter(f"{{{DRAWING}}}ext")
    box = picture.box

    assert picture.turned == quarters
    assert (round((box.right - box.left) / PIXEL), round((box.bottom - box.top) / PIXEL)) == seen
    assert (round(int(size.attrib["cx"]) / PIXEL), round(int(size.attrib["cy"]) / PIXEL)) == turned
    assert _found(raw).problems == ()


def test_a_file_that_goes_while_the_workbook_is_written_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(FILES["photos/a.jpg"])
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    pasting = Pasting(Folder(tmp_path))
    pasting.paste(book.add_worksheet("隐患"), 6, 3, ["a.jpg"], (240, 80))
    book.close()
    file.unlink()

    with pytest.raises(IntakeError, match="填报簿.xlsx .*a.jpg：找不到文件"):
        pasting.finished(target.getvalue(), "填报簿.xlsx")
