"""The pictures of a workbook: which are found, and in which cell."""

from __future__ import annotations

import io

import pytest
from PIL import ExifTags, Image

from generator.entrybook import pictures
from generator.entrybook.pictures import Found
from generator.errors import IntakeError
from generator.sidefile import SideFileError
from tests.entrybook import samples
from tests.entrybook.books import changed
from tests.entrybook.samples import cells, found, in_excel, in_wps, over, pic, point, told, two
from tests.rows import each

PIXEL = 9525
ROW, COLUMN = 190_500, 609_600  # EMU of a row of 15 points, of a column of 64 pixels


def _at(row: int, column: int, **changes: str) -> str:
    """A picture that fills a cell (from 0)."""
    return two(point("from", (row, column)), point("to", (row + 1, column + 1)), pic(**changes))


def test_pictures_that_excel_placed_in_cells_are_found_in_their_cells() -> None:
    there = found(in_excel({"B2": b"one", "B3": b"two", "B4": b"one"}, alt="photos/yh-01.jpg")).pictures

    assert [(one.row, one.column, one.alt, one.file.read(10)) for one in there] == [
        (2, 2, "photos/yh-01.jpg", b"one"),
        (3, 2, "photos/yh-01.jpg", b"two"),
        (4, 2, "photos/yh-01.jpg", b"one"),
    ]
    assert [one.suffix for one in there] == [".jpeg"] * 3


def test_pictures_that_wps_embedded_are_found_in_their_cells() -> None:
    there = found(in_wps({"B2": b"one", "C7": b"two"}, alt="锅炉房")).pictures

    assert [(one.row, one.column, one.alt, one.file.read(10)) for one in there] == [
        (2, 2, "锅炉房", b"one"),
        (7, 3, "锅炉房", b"two"),
    ]


def test_a_picture_in_a_cell_that_is_not_in_the_file_is_an_error_at_its_cell() -> None:
    assert told(in_wps({"B2": b"one"}, lost=True)) == [
        "填报簿.xlsx 隐患!B2：嵌入的图片已经丢失，只剩公式（用别的程序保存会丢）；请把图片本身贴进这一格"
    ]
    assert told(in_excel({"B2": b"one"}, kind="_webimage")) == [
        "填报簿.xlsx 隐患!B2：图片在网上（IMAGE 函数），不在工作簿里；请把图片本身贴进这一格"
    ]
    assert found(in_excel({"B2": b"one"}, kind="_error")) == Found()


def test_a_picture_that_libreoffice_dropped_from_a_cell_is_told() -> None:
    raw = changed(
        in_wps({"B2": b"one"}, lost=True),
        sheet1=lambda xml: xml.replace(b't="str"><f>', b't="e"><f aca="false">').replace(
            b"_xlfn.DISPIMG", b"_xlfn.dispimg"
        ),
    )

    assert told(raw) == told(in_wps({"B2": b"one"}, lost=True))


def test_metadata_of_other_kinds_lead_to_no_picture() -> None:
    raw = in_excel({"B2": b"one"})

    def other(xml: bytes) -> bytes:
        return xml.replace(b"<metadataType ", b'<metadataType name="XLDAPR"/><metadataType ', 1)

    assert found(changed(raw, metadata=other)) == Found()
    assert cells(changed(raw, metadata=lambda xml: other(xml).replace(b'rc t="1"', b'rc t="2"'))) == [(2, 2)]


def test_a_picture_placed_in_a_cell_that_lies_outside_of_the_file_is_lost() -> None:
    raw = changed(
        in_excel({"B2": b"one"}),
        richValueRel=lambda xml: xml.replace(b'Target="', b'TargetMode="External" Target="'),
    )

    assert told(raw) == told(in_wps({"B2": b"one"}, lost=True))


def test_cells_whose_value_is_a_picture_are_told_also_where_none_is_taken() -> None:
    astray = found(in_wps({"B2": b"one"}), [9])
    assert (astray.held, astray.pictures) == ({(2, 2)}, ())
    assert [str(one) for one in astray.problems] == [
        "填报簿.xlsx 隐患!B2：图片不在放照片的格里，没有带入；要用的请移到放照片的格里"
    ]
    assert found(in_wps({"B2": b"one"}, lost=True)).held == {(2, 2)}
    assert found(in_excel({"B2": b"one", "B3": b"two"}), []).held == {(2, 2), (3, 2)}
    assert found(over([_at(3, 2)])).held == set()


def _sized(kind: str, place: str, wide: int, high: int) -> str:
    """A picture with one corner and a size."""
    size = f'<xdr:ext cx="{wide}" cy="{high}"/>'
    return f"<xdr:{kind}>{place}{size}{pic()}<xdr:clientData/></xdr:{kind}>"


def _absolute(x: int, y: int) -> str:
    """A picture of one pixel at a place of the sheet."""
    return _sized("absoluteAnchor", f'<xdr:pos x="{x}" y="{y}"/>', PIXEL, PIXEL)


FILLED = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="3" name="矩形 2"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:blipFill>'
    f'<a:blip xmlns:r="{samples.OFFICE}" r:embed="rId1"/></a:blipFill></xdr:spPr></xdr:sp>'
)
ANCHORS = {
    "two cells, within one": two(point("from", (3, 2), 9 * PIXEL, PIXEL), point("to", (3, 2), COLUMN, ROW)),
    "one cell": _sized("oneCellAnchor", point("from", (3, 2)), 300_000, 150_000),
    "absolute": _absolute(2 * COLUMN, 3 * ROW),
    "begins a little above": two(point("from", (2, 2), 0, ROW - PIXEL), point("to", (3, 2), COLUMN, ROW)),
    "offsets beyond the cell": two(
        point("from", (2, 1), 3 * COLUMN, 3 * ROW), point("to", (3, 2), COLUMN, ROW)
    ),
    "three fifths in a row": two(
        point("from", (2, 2), 0, ROW * 6 // 10), point("to", (3, 2), 9, ROW * 6 // 10)
    ),
    "pasted and large": two(point("from", (3, 2)), point("to", (30, 9), 5, 5)),
    "a filled shape": two(point("from", (3, 2)), point("to", (4, 3)), FILLED),
    "as LibreOffice writes it": two(
        point("from", (3, 2), 28_440, 28_440), point("to", (3, 2), 571_080, 185_240), pic()
    )
    .replace("oneCell", "twoCell")
    .replace("<a:stretch><a:fillRect/></a:stretch>", "<a:stretch/>"),
    "an older form beside it": "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/"
    f"markup-compatibility/2006'><mc:Choice Requires='a14'>{_at(3, 2)}</mc:Choice>"
    f"<mc:Fallback>{_at(9, 9)}</mc:Fallback></mc:AlternateContent>",
}


@each(ANCHORS)
def test_a_floating_picture_belongs_to_the_cell_that_it_is_in(name: str) -> None:
    assert cells(over([ANCHORS[name]])) == [(4, 3)]


def test_a_picture_over_two_rows_is_an_error_unless_one_holds_most_of_it() -> None:
    doubtful = two(point("from", (2, 2), 0, ROW // 2), point("to", (3, 2), COLUMN, ROW // 2))

    assert cells(over([doubtful])) == []
    assert told(over([doubtful])) == [
        "填报簿.xlsx 隐患!C3：图片压在 C3 到 C4 几格上，看不出属于哪一格；请把图片缩小，整个放进一格里"
    ]


def test_of_the_columns_those_that_take_pictures_count() -> None:
    wide = two(point("from", (3, 2), COLUMN // 2), point("to", (3, 4), COLUMN // 4, ROW))

    assert cells(over([wide]), []) == []
    assert cells(over([wide]), [4]) == [(4, 4)]
    assert cells(over([wide]), [5]) == []
    assert told(over([wide]), [5]) == [
        "填报簿.xlsx 隐患!C4：图片不在放照片的格里，没有带入；要用的请移到放照片的格里"
    ]
    assert told(over([wide]), [3, 5]) == []
    even = two(point("from", (3, 2), COLUMN // 2), point("to", (3, 3), COLUMN // 2, ROW))
    assert told(over([even]), [3, 4]) == [
        "填报簿.xlsx 隐患!C4：图片压在 C4 到 D4 几格上，看不出属于哪一格；请把图片缩小，整个放进一格里"
    ]


def test_rows_of_a_merged_block_are_one_and_a_hidden_row_keeps_its_picture() -> None:
    doubtful = two(point("from", (2, 2), 0, ROW // 2), point("to", (3, 2), COLUMN, ROW // 2))
    merged = over([doubtful], behind='<mergeCells count="1"><mergeCell ref="C3:C4"/></mergeCells>')
    hidden = over([doubtful], cells='<row r="3" hidden="1"/>')

    assert cells(merged) == [(3, 3)]
    assert cells(hidden) == [(3, 3)]


def test_heights_and_widths_of_the_sheet_count() -> None:
    absolute = _absolute(COLUMN + 1, ROW + 1)

    assert cells(over([absolute])) == [(2, 2)]
    assert cells(over([absolute], cells='<row r="1" ht="18" customHeight="1"/>')) == [(1, 2)]
    assert cells(
        over([absolute], columns='<cols><col min="1" max="1" width="50" customWidth="1"/></cols>')
    ) == [(2, 1)]


def test_pictures_of_a_group_belong_each_to_its_own_cell() -> None:
    def inner(x: int) -> str:
        return pic(frame=f'<a:xfrm><a:off x="{x}" y="100"/><a:ext cx="50" cy="100"/></a:xfrm>')

    frame = (
        '<a:off x="0" y="0"/><a:ext cx="9" cy="9"/><a:chOff x="1000" y="100"/><a:chExt cx="100" cy="100"/>'
    )
    group = (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="4" name="组合 3"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>'
        f"<xdr:grpSpPr><a:xfrm>{frame}</a:xfrm></xdr:grpSpPr>{inner(1000)}{inner(1050)}</xdr:grpSp>"
    )

    assert cells(over([two(point("from", (3, 2)), point("to", (4, 4)), group)])) == [(4, 3), (4, 4)]


def test_pictures_of_one_cell_come_as_they_are_read() -> None:
    def at(right: int, down: int, alt: str) -> str:
        begins = point("from", (0, 0), right, down)
        return two(begins, point("to", (0, 0), right + 20_000, down + 20_000), pic(alt=alt))

    drawn = [at(50_000, 5_000, "b"), at(0, 85_000, "c"), at(0, 0, "a"), at(60_000, 80_000, "d")]

    assert [one.alt for one in found(over(drawn)).pictures] == ["a", "b", "c", "d"]


def test_a_picture_whose_file_is_elsewhere_or_gone_is_an_error() -> None:
    outside = (f"{samples.OFFICE}/image", 'file:///C:/a.jpg" TargetMode="External')
    assert told(over([_at(3, 2, embed='r:link="rId1"')], image=outside)) == [
        "填报簿.xlsx 隐患!C4：图片是链接，不在工作簿里；请把图片本身贴进这一格"
    ]
    assert told(over([_at(3, 2)], image=(f"{samples.OFFICE}/image", "../media/none.jpeg"))) == [
        "填报簿.xlsx 隐患!C4：图片的文件不在工作簿里；请把图片本身贴进这一格"
    ]


def _turned(quarters: int) -> str:
    return f'<a:xfrm rot="{quarters * 5_400_000}"><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'


def test_what_was_done_to_a_picture_in_the_sheet_is_told() -> None:
    drawn = [_at(3, 2, frame=_turned(1)), _at(5, 2, crop='<a:srcRect l="10000"/>'), _at(7, 2)]

    assert told(over(drawn)) == [
        "填报簿.xlsx 隐患!C4：C4、C6 2 张图片在表里转过或裁过，文件里用的是原图；要转要裁的请先改好原图再贴"
    ]


def test_a_picture_that_excel_turned_as_its_camera_says_is_printed_like_that_and_nothing_is_told() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    target = io.BytesIO()
    Image.new("RGB", (4, 3)).save(target, "JPEG", exif=exif)

    assert told(over([_at(3, 2, frame=_turned(1))], data=target.getvalue())) == []
    assert told(over([_at(3, 2, frame=_turned(3))], data=target.getvalue())) != []


def test_pictures_in_notes_are_told_as_not_taken() -> None:
    notes = (f"{samples.OFFICE}/vmlDrawing", "../drawings/vmlDrawing1.vml")
    parts: samples.Parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": samples.relations(notes),
        "xl/drawings/vmlDrawing1.vml": "<xml/>",
    }
    pasted = samples.relations((f"{samples.OFFICE}/image", "../media/image1.jpeg"))

    assert told(samples.book(samples.sheet(), parts)) == []
    assert told(
        samples.book(samples.sheet(), {**parts, "xl/drawings/_rels/vmlDrawing1.vml.rels": pasted})
    ) == ["填报簿.xlsx 隐患：批注或页眉页脚里的图片没有带入；要用的请贴到放照片的格里"]


def test_more_pictures_than_a_sheet_can_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST", 3)

    assert len(found(over([_at(3, 2)] * 3)).pictures) == 3
    with pytest.raises(IntakeError, match="填报簿.xlsx 隐患：图片超过 3 张"):
        found(over([_at(3, 2)] * 4))


def test_a_picture_is_read_when_it_is_asked_for_and_no_further_than_it_may() -> None:
    (picture,) = found(over([_at(3, 2)], data=b"0123456789")).pictures

    assert picture.file.read(10) == b"0123456789"
    with pytest.raises(SideFileError):
        picture.file.read(9)
