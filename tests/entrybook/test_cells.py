"""Cells of a workbook: their values as every program writes them; no workbook is refused in a line."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from typing import Any

import pytest

from generator import places
from generator.entrybook.cells import Merge, Sheet, open_book
from generator.errors import IntakeError
from generator.problems import Origin
from tests.entrybook.books import FIRST, book, changed, leading, of_rows, rows
from tests.rows import each

NAME = "填报簿.xlsx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def moment(hour: int, minute: int) -> datetime.datetime:
    """A time of a day; workbooks know no zones."""
    return datetime.datetime.combine(datetime.date(2026, 9, 1), datetime.time(hour, minute))


def first(raw: bytes) -> Sheet:
    """The first sheet of a workbook."""
    return open_book(raw, NAME).sheets[0]


def refusal(raw: bytes) -> str:
    """The one line with which a workbook is refused when all of it is asked for."""
    with pytest.raises(IntakeError) as caught:
        for sheet in open_book(raw, NAME).sheets:
            assert sheet.rows is not None
    (problem,) = caught.value.problems
    assert problem.origin and problem.origin.file == NAME and problem.hint
    return str(problem)


@each([(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")])
def test_columns_have_letters(column: int, letters: str) -> None:
    assert (places.column_letters(column), places.column_number(letters)) == (letters, column)


def test_values_keep_their_kinds_and_places() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("设备")
        day = made.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        sheet.write_row(1, 1, ["叉车\n两台", 3, 0.5, True])
        sheet.write_datetime(2, 1, moment(0, 0), day)
        sheet.write_datetime(2, 2, moment(8, 30), made.add_format({"num_format": "d/m h:mm"}))
        sheet.write_number(2, 3, 46000, made.add_format({"num_format": '0"个月"'}))
        sheet.merge_range(3, 1, 4, 2, "合并")
        sheet.set_row(1, None, None, {"hidden": True})

    sheet = first(book(fill))
    assert sheet.rows[:2] == [[None] * 5, [None, "叉车\n两台", 3.0, 0.5, True]]
    at = moment(8, 30)
    assert sheet.rows[2][1:] == [datetime.date(2026, 9, 1), at, 46000.0, None]
    assert (sheet.value(4, 2), sheet.value(5, 3), sheet.value(99, 99)) == ("合并", None, None)
    assert sheet.merged == (Merge(4, 2, 5, 3),)
    assert [cell.value for cell in sheet.cells()][:2] == ["叉车\n两台", 3.0]
    assert str(sheet.origin(2, 4)) == "填报簿.xlsx 设备!D2"


def test_dates_count_from_1904_where_a_mac_wrote_them() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet().write_datetime(0, 0, moment(0, 0), made.add_format({"num_format": 14}))

    assert first(book(fill, date_1904=True)).value(1, 1) == datetime.date(2026, 9, 1)


def test_sheets_are_listed_hidden_ones_too_and_charts_not() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("人员").write(0, 0, 1)
        made.add_worksheet("选项").hide()
        made.add_worksheet("_").very_hidden()
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=人员!$A$1:$A$1"})
        made.add_chartsheet("图").set_chart(chart)

    opened = open_book(book(fill), NAME)
    found = [(sheet.name, sheet.hidden) for sheet in opened.sheets]
    assert found == [("人员", ""), ("选项", "hidden"), ("_", "veryHidden")]
    assert opened.sheet("图") is None
    assert not [*opened.notes()]


@each([("vbaProject", "带宏"), ("externalLink", "取自别的工作簿")])
def test_macros_and_values_of_other_workbooks_are_told(kind: str, told: str) -> None:
    (note,) = open_book(leading(rows(("名称",)), kind), NAME).notes()
    assert told in note.message and note.origin == Origin(NAME)


def test_formulas_tell_errors_and_that_nobody_calculated_them() -> None:
    sheet = first(
        of_rows(
            '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
            '<c r="C1"><f>1+2</f></c><c r="D1"><f>1+3</f><v></v></c><c r="E1" t="str"><f>""</f><v></v></c>'
            '<c r="F1" t="s"><v>0</v></c></row><row><c><f>A1</f><v/></c></row>'
        )
    )
    assert sheet.rows[0] == [2.0, None, None, None, None, "文字"]
    assert sheet.errors == {(1, 2): "#DIV/0!"}
    assert sheet.uncalculated == {(1, 3), (1, 4), (2, 1)}


@each(
    [
        '<row r="2"><c r="B2" t="inlineStr"><is><t>左</t></is></c></row>',
        '<row r="2"><c  r = \'B2\' t="inlineStr" ><is><t>左</t><rPh><t>zuǒ</t></rPh></is></c ></row>',
        '<row r="1"/><row><c/><c t="inlineStr"><is><t>左</t></is></c></row>',
    ]
)
def test_cells_are_read_however_they_are_written(xml: str) -> None:
    assert first(of_rows(xml)).value(2, 2) == "左"


def test_prefixed_and_strict_files_are_read() -> None:
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    prefixed = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="' + usual + b'"><x:sheetData><x:row r="1">'
        b'<x:c r="A1"><x:v>5</x:v></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
        b"</x:sheetData></x:worksheet>"
    )
    sheet = first(changed(rows(("文字",)), sheet1=lambda _: prefixed))
    assert (sheet.rows, sheet.errors) == ([[5.0, None]], {(1, 2): "#N/A"})

    def strict(part: bytes) -> bytes:
        part = part.replace(usual, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        there = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return part.replace(there, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    parts = dict.fromkeys(("", "workbook", "sheet1", "sharedStrings", "styles"), strict)
    assert first(changed(rows(("文字",)), **parts)).rows == [["文字"]]


def test_formats_that_tell_what_a_number_does_not() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_number(0, 0, 7, made.add_format({"num_format": "000"}))
        sheet.write_number(1, 1, 0.3, made.add_format({"num_format": 9}))
        sheet.write_number(2, 1, 0.3, made.add_format({"num_format": '0.0"%"'}))

    sheet = first(book(fill))
    assert [sheet.number_format(row, column) for row, column in ((1, 1), (2, 2), (3, 2), (9, 9))] == [
        *("000", "0%", "", "")
    ]


def zipped(**names: bytes) -> bytes:
    """A zip of some names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in names.items():
            made.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def locked(raw: bytes) -> bytes:
    """A zip that says of its first member that it is encrypted."""
    first, central = bytearray(raw), raw.index(b"PK\1\2")
    first[6] |= 1
    first[central + 8] |= 1
    return bytes(first)


def announcing(part: bytes) -> bytes:
    """A list of texts that says it is longer than any memory."""
    return part.replace(b'eCount="1"', b'eCount="99999999"')


def twice() -> bytes:
    """A workbook of which one part is there twice."""
    out = io.BytesIO(rows(("文字",)))
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr(FIRST, b"<worksheet/>")
    return out.getvalue()


@each(
    [
        (b"", "文件是空的"),
        (bytes(4096), "文件是空的"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + "Workbook".encode("utf-16-le"), "旧格式的表格（.xls、.et）"),
        (b"\x62\x14\x23\x65\0\0E-SafeNet\0" + bytes(99), "加密软件"),
        ("名称,数量\n叉车,3\n".encode("gbk"), "文本（CSV）"),
        (b"\xef\xbb\xbf<html><table>", "网页或 XML"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "网页或 XML"),
        (b"%PDF-1.7", "PDF"),
        (b"\x0btuoguan" + bytes([32, 0]) * 77 + b"\0\1\1", "锁定文件"),
        (rows(("文字",))[:-500], "文件不完整"),
        (zipped(word__document_xml=b"<x/>"), "Word 文件"),
        (zipped(content_xml=b"<x/>", mimetype=b""), "OpenDocument"),
        (zipped(xl__workbook_bin=b"x"), "二进制工作簿"),
        (zipped(photo_jpg=b"x"), "压缩包"),
        (locked(rows(("文字",))), "加密的内容"),
        (changed(rows(("文字",)), sheet1=lambda _: None), "已损坏"),
        (changed(rows(("文字",)), sheet1=lambda part: part[:-30]), "已损坏"),
        (changed(rows(("文字",)), sheet1=lambda part: part.decode().encode("utf-16")), "已损坏"),
        (changed(rows(("文字",)), workbook=lambda part: b"<!DOCTYPE x>" + part), "已损坏"),
        (changed(rows(("文字",)), sharedStrings=announcing), "已损坏"),
        (of_rows('<row r="1"><c r="A1" t="s"><v>9</v></c></row>'), "已损坏"),
        (of_rows('<row r="1"><c r="A1" r="XFD1048576"><v>9</v></c></row>'), "已损坏"),
        (of_rows('<row r="1"><c r="XFE1"><v>9</v></c></row>'), "已损坏"),
        (of_rows('<row r="1048577"><c><v>9</v></c></row>'), "已损坏"),
        (of_rows('<row r="1"><c x=">" r="XFD9999999"><v>9</v></c></row>'), "已损坏"),
        (of_rows('<row r="1"><c r="a1"><v>9</v></c></row>'), "已损坏"),
    ]
)
def test_what_cannot_be_read_is_refused_as_what_it_is(raw: bytes, words: str) -> None:
    assert words in refusal(raw)


def test_a_part_that_is_there_twice_is_refused() -> None:
    assert "已损坏" in refusal(twice())


def test_a_cell_far_away_is_named_and_nothing_is_made_room_for() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(of_rows(far)).startswith("填报簿.xlsx 设备!XFD1048576：这里有内容，离表太远")
    prefixed = far.replace("<c", "<x:c").replace("</c", "</x:c")
    assert "离表太远" in refusal(of_rows(prefixed))


@each([(20_000, False), (20_001, True)])
def test_two_million_cells_are_held_and_no_more(row: int, refused: bool) -> None:
    sheet = first(of_rows(f'<row r="{row}"><c r="CV{row}"><v>1</v></c></row>'))
    if refused:
        with pytest.raises(IntakeError):
            assert sheet.errors is None
    else:
        assert sheet.errors == {}


def test_empty_cells_with_a_format_cost_nothing_wherever_they_are() -> None:
    cells = "".join(f'<c r="{places.column_letters(column)}%d" s="1"/>' for column in range(1, 16))
    filled = '<row r="1"><c r="A1"><v>1</v></c></row>'
    many = "".join(f'<row r="{row}">{cells % ((row,) * 15)}</row>' for row in range(1_030_000, 1_040_000))
    raw = of_rows(filled + many + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    started = time.process_time()
    assert first(raw).rows == [[1.0]]
    assert time.process_time() - started < 2


def test_a_part_that_inflates_beyond_its_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.entrybook.scanned._MOST_SHEET", 2 * 1024 * 1024)
    told = refusal(of_rows(" " * (2 * 1024 * 1024)))
    assert "工作表“设备”展开后超过 2 MB" in told and "请删去空行空列" in told


def test_a_part_of_just_as_many_bytes_as_may_be_is_read() -> None:
    package = open_book(rows(("甲",)), NAME).package
    size = package.size(FIRST)
    assert len(package.read(FIRST, size)) == size
    with pytest.raises(IntakeError):
        package.read(FIRST, size - 1)


def test_the_place_of_the_file_is_that_of_its_name() -> None:
    with pytest.raises(IntakeError) as caught:
        open_book(b"", NAME)
    assert caught.value.problems[0].origin == Origin(NAME)
