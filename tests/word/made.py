"""Word files made by hand, as small as Word allows, for the tests of the engine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CP = "http://schemas.openxmlformats.org/package/2006"
_NS = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = {
    "word/document.xml": _WORD + "document.main+xml",
    "word/styles.xml": _WORD + "styles+xml",
    "word/numbering.xml": _WORD + "numbering+xml",
    "word/comments.xml": _WORD + "comments+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
STYLES = f"""<w:styles {_NS}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Under"><w:name w:val="Under"/><w:basedOn w:val="Clause"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlRestart w:val="0"/>
<w:lvlText w:val="第%2条"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
<w:lvlText w:val="（%3）"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%4"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"""


def p(text: str, *, properties: str = "", bold: bool = False) -> str:
    """A paragraph with one run."""
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    before = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{before}<w:r>{mark}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def tc(*content: str) -> str:
    """A cell of paragraphs; plain text becomes one."""
    inner = "".join(item if item.startswith("<") else p(item) for item in content)
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def tr(*cells: str) -> str:
    made = "".join(item if item.startswith("<w:tc>") else tc(item) for item in cells)
    return f"<w:tr>{made}</w:tr>"


def tbl(*rows: str, columns: int = 2) -> str:
    grid = '<w:gridCol w:w="900"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def drawing(identity: int) -> str:
    """A drawing with nothing but its id."""
    inline = f'<wp:inline><wp:docPr id="{identity}" name="x"/></wp:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_CP}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>作者</dc:creator>"
        "<cp:lastModifiedBy>某人</cp:lastModifiedBy>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2020-02-03T04:05:06Z</dcterms:created>'
        "</cp:coreProperties>"
    )


def parts(
    body: str, *, header: str = "", footer: str = "", title: str = "", more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The parts of a Word file by name; header and footer are paragraphs."""
    made = {
        "word/document.xml": f"<w:document {_NS}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    if header:
        made["word/header1.xml"] = f"<w:hdr {_NS}>{header}</w:hdr>"
    if footer:
        made["word/footer1.xml"] = f"<w:ftr {_NS}>{footer}</w:ftr>"
    if title:
        made["docProps/core.xml"] = core(title)
    made |= more or {}
    kinds = {**_KINDS, "word/header1.xml": _WORD + "header+xml", "word/footer1.xml": _WORD + "footer+xml"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds[name]}"/>' for name in made if name in kinds
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    main = relationship("rId1", "officeDocument", "word/document.xml")
    if title:
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        main += f'<Relationship Id="rId2" Type="{kind}" Target="docProps/core.xml"/>'
    inner = "".join(
        relationship(f"rId{number}", name[5:-5], name[5:])
        for number, name in enumerate(("word/header1.xml", "word/footer1.xml"), 1)
        if name in made
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": relationships(main),
        "word/_rels/document.xml.rels": relationships(inner),
        **made,
    }


def relationship(identity: str, kind: str, target: str, mode: str = "") -> str:
    extra = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{identity}" Type="{R}/{kind}" Target="{target}"{extra}/>'


def relationships(inner: str) -> str:
    return f'<Relationships xmlns="{_CP}/relationships">{inner}</Relationships>'


def packed(content: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def docx(body: str, **choices: object) -> bytes:
    """A Word file of a body, see ``parts``."""
    return packed(parts(body, **choices))  # type: ignore[arg-type]


def read(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()
