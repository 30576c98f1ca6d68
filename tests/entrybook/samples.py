# ruff: noqa: E501
"""Workbooks with pictures, part by part as Excel 365 and WPS 表格 write them.

Taken from files that the programs wrote (a workbook of Excel 16.0300 with pictures placed in cells, one of WPS with
DISPIMG), from ECMA-376 part 1, 20.5 for drawings, and from XlsxWriter's rich_value*.py and metadata.py.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from generator.entrybook.package import Package
from generator.entrybook.pictures import Found, Pictures

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RICH = f"{MICROSOFT}/spreadsheetml/2017/richdata"
SHEET = "隐患"
Parts = dict[str, str | bytes]
_TEXT = '<k n="Text" t="s"/>'


def relations(*rows: tuple[str, str]) -> str:
    """A part of relations: type and target of each, rId1 first."""
    said = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{said}</Relationships>'


def sheet(cells: str = "", columns: str = "", behind: str = "") -> str:
    """A worksheet's part; ``cells`` are its rows, ``behind`` what follows them."""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><dimension ref="A1:F20"/>'
        f'<sheetFormatPr defaultRowHeight="15"/>{columns}<sheetData>{cells}</sheetData>{behind}</worksheet>'
    )


def book(sheet_xml: str, parts: Mapping[str, str | bytes], *leads: tuple[str, str]) -> bytes:
    """A workbook of one sheet; the workbook leads to what ``leads`` names beside it."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{_DEFAULTS}{types}</Types>',
            "_rels/.rels": relations((f"{OFFICE}/officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations((f"{OFFICE}/worksheet", "worksheets/sheet1.xml"), *leads),
            "xl/worksheets/sheet1.xml": sheet_xml,
            **parts,
        }
    )


_DEFAULTS = (
    '<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="JPG" ContentType="image/.jpg"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


def rows(cells: Mapping[str, str], texts: Mapping[str, str] | None = None) -> str:
    """Rows of cells, each by its name with its XML, and of texts; rows with cells are high as for photos."""
    said = {
        name: f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        for name, text in (texts or {}).items()
    }
    there = sorted({**said, **cells}.items(), key=lambda one: (int(one[0][1:]), one[0]))
    numbers = sorted({int(name[1:]) for name, _ in there})
    return "".join(
        f'<row r="{number}" ht="103" customHeight="1">'
        f"{''.join(xml for name, xml in there if int(name[1:]) == number)}</row>"
        for number in numbers
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts, with entries of folders as WPS writes them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/", b"")
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def in_excel(
    cells: Mapping[str, bytes],
    alt: str = "",
    kind: str = "_localImage",
    texts: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook with pictures placed in cells by Excel; a second picture of the same bytes is stored once."""
    files = list(dict.fromkeys(cells.values()))
    shown = {
        name: f'<c r="{name}" t="e" vm="{files.index(data) + 1}"><v>#VALUE!</v></c>'
        for name, data in cells.items()
    }
    text = f"<v>{alt}</v>" if alt else ""
    images = range(len(files))
    # Excel's own file lists the relations backwards: only the order of richValueRel.xml counts.
    listed = "".join(
        f'<Relationship Id="rId{at + 1}" Type="{OFFICE}/image" Target="../media/image{at + 1}.jpeg"/>'
        for at in reversed(images)
    )
    flags = 'minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" '
    parts: Parts = {
        "xl/metadata.xml": f'{HEAD}<metadata xmlns="{MAIN}" xmlns:xlrd="{RICH}"><metadataTypes count="1">'
        f'<metadataType name="XLRICHVALUE" {flags}clearFormats="1" clearComments="1" assign="1" coerce="1"/>'
        f'</metadataTypes><futureMetadata name="XLRICHVALUE" count="{len(files)}">'
        + "".join(
            f'<bk><extLst><ext uri="{{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}}"><xlrd:rvb i="{at}"/></ext></extLst></bk>'
            for at in images
        )
        + f'</futureMetadata><valueMetadata count="{len(files)}">'
        + "".join(f'<bk><rc t="1" v="{at}"/></bk>' for at in images)
        + "</valueMetadata></metadata>",
        "xl/richData/rdrichvalue.xml": f'{HEAD}<rvData xmlns="{RICH}" count="{len(files)}">'
        + "".join(f'<rv s="0"><v>{at}</v><v>5</v>{text}</rv>' for at in images)
        + "</rvData>",
        "xl/richData/rdrichvaluestructure.xml": f'{HEAD}<rvStructures xmlns="{RICH}" count="1"><s t="{kind}">'
        '<k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/>'
        f"{_TEXT if alt else ''}</s></rvStructures>",
        "xl/richData/richValueRel.xml": f'{HEAD}<richValueRels xmlns="{MICROSOFT}/spreadsheetml/2022/richvaluerel" '
        f'xmlns:r="{OFFICE}">' + "".join(f'<rel r:id="rId{at + 1}"/>' for at in images) + "</richValueRels>",
        "xl/richData/_rels/richValueRel.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}'
        "</Relationships>",
        **{f"xl/media/image{at + 1}.jpeg": data for at, data in enumerate(files)},
    }
    return book(
        sheet(rows(shown, texts)),
        parts,
        (f"{OFFICE}/sheetMetadata", "metadata.xml"),
        (f"{MICROSOFT}/2022/10/relationships/richValueRel", "richData/richValueRel.xml"),
        (f"{MICROSOFT}/2017/06/relationships/rdRichValue", "richData/rdrichvalue.xml"),
        (f"{MICROSOFT}/2017/06/relationships/rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
    )


def in_wps(
    cells: Mapping[str, bytes],
    alt: str = "",
    texts: Mapping[str, str] | None = None,
    *,
    lost: bool = False,
) -> bytes:
    """A workbook with pictures embedded in cells by WPS; ``lost``: saved since by a program that drops them."""
    names = {cell: f"ID_{at:032X}" for at, cell in enumerate(cells, 1)}
    shown = {
        cell: f'<c r="{cell}" t="str"><f>_xlfn.DISPIMG(&quot;{name}&quot;,1)</f>'
        f"<v>=DISPIMG(&quot;{name}&quot;,1)</v></c>"
        for cell, name in names.items()
    }
    if lost:
        return book(sheet(rows(shown, texts)), {})
    pictures = "".join(
        f'<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{at + 1}" name="{name}" descr="{alt}"/><xdr:cNvPicPr/>'
        f'</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId{at}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1676400" cy="1257300"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></xdr:spPr></xdr:pic></etc:cellImage>"
        for at, name in enumerate(names.values(), 1)
    )
    parts: Parts = {
        "xl/cellimages.xml": f'{HEAD}<etc:cellImages xmlns:xdr="{XDR}" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}" '
        f'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData">{pictures}</etc:cellImages>',
        "xl/_rels/cellimages.xml.rels": relations(
            *((f"{OFFICE}/image", f"media/image{at}.jpeg") for at in range(1, len(cells) + 1))
        ),
        **{f"xl/media/image{at}.jpeg": data for at, data in enumerate(cells.values(), 1)},
    }
    return book(
        sheet(rows(shown, texts)),
        parts,
        ("http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),
    )


def point(name: str, cell: tuple[int, int], right: int = 0, down: int = 0) -> str:
    """A corner of an anchor: row and column from 0, and how far within, in EMU."""
    return (
        f"<xdr:{name}><xdr:col>{cell[1]}</xdr:col><xdr:colOff>{right}</xdr:colOff>"
        f"<xdr:row>{cell[0]}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:{name}>"
    )


def pic(embed: str = 'r:embed="rId1"', alt: str = "", frame: str = "", crop: str = "") -> str:
    """A picture as Excel draws it, with the extension that it gives every shape."""
    mark = '<a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{00000000-0008}"/>'
    inner = frame or '<a:xfrm><a:off x="0" y="0"/><a:ext cx="609600" cy="190500"/></a:xfrm>'
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1" descr="{alt}"><a:extLst><a:ext uri="{{FF2B5EF4}}">{mark}'
        '</a:ext></a:extLst></xdr:cNvPr><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{OFFICE}" {embed}/>{crop}<a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f'<xdr:spPr>{inner}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )


def two(begins: str, ends: str, inner: str | None = None) -> str:
    """A picture between two cells, as Excel and WPS anchor one."""
    return (
        f'<xdr:twoCellAnchor editAs="oneCell">{begins}{ends}{pic() if inner is None else inner}'
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )


def over(
    anchors: Sequence[str],
    cells: str = "",
    columns: str = "",
    behind: str = "",
    image: tuple[str, str] = (f"{OFFICE}/image", "../media/image1.jpeg"),
    data: bytes = b"photo",
) -> bytes:
    """A workbook whose sheet has a drawing."""
    parts: Parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations((f"{OFFICE}/drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{DRAWING}">{"".join(anchors)}</xdr:wsDr>',
        "xl/drawings/_rels/drawing1.xml.rels": relations(image),
        "xl/media/image1.jpeg": data,
    }
    return book(sheet(cells, columns, f'{behind}<drawing r:id="rId1"/>'), parts)


def found(raw: bytes, columns: Sequence[int] = range(1, 30)) -> Found:
    """The pictures of the sheet, in the columns that take any."""
    return Pictures.of(Package(raw, "填报簿.xlsx"), {SHEET: "xl/worksheets/sheet1.xml"}).on(SHEET, columns)


def cells(raw: bytes, columns: Sequence[int] = range(1, 30)) -> list[tuple[int, int]]:
    """Row and column of each picture of the sheet."""
    return [(one.row, one.column) for one in found(raw, columns).pictures]


def told(raw: bytes, columns: Sequence[int] = range(1, 30)) -> list[str]:
    """What is told of the pictures of the sheet."""
    return [str(one) for one in found(raw, columns).problems]
