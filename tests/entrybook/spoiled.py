"""What programs, disks and people do to the file of an entry book: bytes in, bytes out, by name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import xlsxwriter

from generator import zipped
from tests.entrybook.recipes import Parts, with_parts
from tests.word import png

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = 1_048_576
MAKERS: dict[str, Callable[[bytes], bytes]] = {}
_DRAWING = "xl/drawings/drawing1.xml"
_PICTURE = "xl/media/image1.jpeg"


def _maker(call: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    MAKERS[call.__name__] = call
    return call


def part(raw: bytes, name: str) -> bytes:
    """A part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        return book.read(name)


def _replaced(raw: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook of which one place in a part is another."""
    there = part(raw, name)
    assert old in there
    return with_parts(raw, {name: there.replace(old, new, 1)})


@_maker
def encrypted(_: bytes) -> bytes:
    """Excel keeps a workbook with a password in an OLE file, under this name."""
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)


@_maker
def old_format(_: bytes) -> bytes:
    """A workbook of Excel 97 under the name of a new one."""
    return OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(4096)


@_maker
def guarded(raw: bytes) -> bytes:
    """What encrypts a company's files puts its sign first."""
    return b"\x62\x14\x23\x65\0\0E-SafeNet\0" + bytes(255 - byte for byte in raw[:4096])


@_maker
def locked_part(raw: bytes) -> bytes:
    """A zip with a password."""
    spoiled, central = bytearray(raw), raw.index(b"PK\1\2")
    spoiled[6] |= 1
    spoiled[central + 8] |= 1
    return bytes(spoiled)


@_maker
def truncated(raw: bytes) -> bytes:
    """A copy that was cut off."""
    return raw[: len(raw) * 2 // 3]


@_maker
def nothing(_: bytes) -> bytes:
    """A file that the cloud has not brought yet."""
    return b""


@_maker
def zeros(raw: bytes) -> bytes:
    """A file that was never written to the disk."""
    return bytes(len(raw))


@_maker
def csv_text(_: bytes) -> bytes:
    """A text under the name of a workbook."""
    return "名称,数量\n叉车,3\n".encode("gbk")


@_maker
def web_page(_: bytes) -> bytes:
    """What web systems give out as a workbook."""
    return b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>"


@_maker
def open_document(_: bytes) -> bytes:
    """What LibreOffice saves by itself, under the name of a workbook."""
    return _zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})


@_maker
def word_file(_: bytes) -> bytes:
    """A Word file under the name of a workbook."""
    return _zip({"word/document.xml": b"<x/>"})


@_maker
def lock_file(_: bytes) -> bytes:
    """What Excel keeps beside an open workbook."""
    return b"\x0bzhang san".ljust(55, b" ") + "zhang san".encode("utf-16-le").ljust(110, b"\0")


@_maker
def bit_lost(raw: bytes) -> bytes:
    """One byte in the middle of a sheet is another."""
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        info = book.getinfo("xl/worksheets/sheet2.xml")
    spoiled = bytearray(raw)
    spoiled[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0x10
    return bytes(spoiled)


@_maker
def bomb(raw: bytes) -> bytes:
    """A sheet of 2 GB, 2 MB as it is packed."""
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = block.compress(b" " * 1024 * 1024) + block.flush(zlib.Z_FULL_FLUSH)
    return _stuffed(raw, "xl/worksheets/sheet2.xml", piece * 2048, 2048 * 1024 * 1024)


@_maker
def lying_bomb(raw: bytes) -> bytes:
    """The same, which says that it has a thousand bytes."""
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = block.compress(b" " * 1024 * 1024) + block.flush(zlib.Z_FULL_FLUSH)
    return _stuffed(raw, "xl/worksheets/sheet2.xml", piece * 2048, 1000)


def _stuffed(raw: bytes, name: str, packed: bytes, size: int) -> bytes:
    """A workbook in which a part has this stream and says that it has that size."""
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        rest = [zipped.stored(one, book.read(one)) for one in book.namelist() if one != name]
    return zipped.pack([*rest, zipped.Member(name, 8, packed, 0, size)])


@_maker
def million_rows(raw: bytes) -> bytes:
    """A format given to whole columns by dragging: a million rows of empty cells, 设备."""
    cells = '<row r="{0}"><c r="A{0}" s="16"/><c r="B{0}" s="16"/></row>'
    return _rows_more(raw, "".join(cells.format(row) for row in range(400, ROWS + 1)))


@_maker
def far_cell(raw: bytes) -> bytes:
    """A word in the last cell that there is."""
    return _rows_more(raw, f'<row r="{ROWS}"><c r="XFD{ROWS}" t="inlineStr"><is><t>x</t></is></c></row>')


def _rows_more(raw: bytes, rows: str) -> bytes:
    name, sheet = _sheet(raw, "设备")
    return with_parts(raw, {name: sheet.replace(b"</sheetData>", rows.encode() + b"</sheetData>")})


def _sheet(raw: bytes, title: str) -> tuple[str, bytes]:
    name = Parts(raw).part(title)
    return name, part(raw, name)


@_maker
def copied_sheet(raw: bytes) -> bytes:
    """设备 once more, as "move or copy" makes it."""
    return _one_more(raw, "设备 (2)", _sheet(raw, "设备")[1])


@_maker
def extra_sheet(raw: bytes) -> bytes:
    """A sheet of the client's own."""
    return _one_more(raw, "食堂采购", _sheet(raw, "部门")[1])


def _one_more(raw: bytes, title: str, sheet: bytes) -> bytes:
    name = "worksheets/sheet999.xml"
    listed = f'<sheet name="{title}" sheetId="999" r:id="rId999"/></sheets>'.encode()
    workbook = part(raw, "xl/workbook.xml").replace(b"</sheets>", listed)
    alone = sheet.partition(b"<hyperlinks")[0].partition(b"<legacyDrawing")[0].removesuffix(b"</worksheet>")
    more = {"xl/workbook.xml": workbook, f"xl/{name}": alone + b"</worksheet>"}
    return with_parts(raw, {**more, **_lead(raw, "worksheet", name)})


def _lead(raw: bytes, kind: str, target: str) -> dict[str, bytes]:
    """The list of what the workbook leads to, with one part more."""
    name = "xl/_rels/workbook.xml.rels"
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    lead = f'<Relationship Id="rId999" Type="{kind}" Target="{target}"/></Relationships>'
    return {name: part(raw, name).replace(b"</Relationships>", lead.encode())}


@_maker
def linked_outside(raw: bytes) -> bytes:
    """A formula takes its value from another workbook."""
    name = "externalLinks/externalLink1.xml"
    return with_parts(raw, {f"xl/{name}": b"<externalLink/>", **_lead(raw, "externalLink", name)})


@_maker
def macros(raw: bytes) -> bytes:
    """Excel leads from the workbook to the part with its macros."""
    return with_parts(raw, _lead(raw, "vbaProject", "vbaProject.bin"))


@_maker
def picture_over_two_rows(raw: bytes) -> bytes:
    """The first picture begins in the middle of its row and ends in the middle of the next."""
    low = b"<xdr:row>2</xdr:row><xdr:rowOff>28575</xdr:rowOff></xdr:from>"
    raw = _replaced(raw, _DRAWING, low, low.replace(b"28575", b"619175"))
    end = b"<xdr:row>2</xdr:row><xdr:rowOff>1019175</xdr:rowOff></xdr:to>"
    return _replaced(raw, _DRAWING, end, end.replace(b">2<", b">3<").replace(b"1019175", b"509175"))


@_maker
def picture_elsewhere(raw: bytes) -> bytes:
    """The first picture is a link to a file of somebody's computer."""
    rels, inside = "xl/drawings/_rels/drawing1.xml.rels", b'Target="../media/image1.jpeg"'
    return _replaced(raw, rels, inside, b'Target="file:///D:/1.jpg" TargetMode="External"')


@_maker
def picture_gone(raw: bytes) -> bytes:
    """The first picture's file is not in the workbook."""
    return with_parts(raw, {_PICTURE: None})


@_maker
def picture_of_20000_pixels(raw: bytes) -> bytes:
    """The first picture is a scan that nobody can print."""
    return with_parts(raw, {_PICTURE: png.made(20_000, 20_000)})


@_maker
def picture_that_is_none(raw: bytes) -> bytes:
    """The first picture is a PDF."""
    return with_parts(raw, {_PICTURE: b"%PDF-1.7\n" + b"x" * 500})


@_maker
def picture_cut_off(raw: bytes) -> bytes:
    """The first picture ends in its middle."""
    data = part(raw, _PICTURE)
    return with_parts(raw, {_PICTURE: data[: len(data) // 2]})


@_maker
def other_workbook(_: bytes) -> bytes:
    """A workbook of something else."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        made.add_worksheet("工资").write_row(0, 0, ("姓名", "工资"))
    return out.getvalue()


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()
