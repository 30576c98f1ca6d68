"""The settings and properties of a document, made anew: how it is set, and nothing about who made it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from lxml import etree

from generator.word.tree import Element, W, local, parse

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_PREFIXES = {W: "w", _MATH: "m"}
# What a document needs to be set as its template was; all else says something of its author or of a machine.
_KEPT = {
    *("zoom", "embedSystemFonts", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
    *("bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation", "hyphenationZone"),
    *("consecutiveHyphenLimit", "doNotHyphenateCaps", "evenAndOddHeaders", "bookFoldRevPrinting"),
    *("bookFoldPrinting", "bookFoldPrintingSheets", "drawingGridHorizontalSpacing"),
    *("drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery"),
    *("doNotUseMarginsForDrawingGridOrigin", "drawingGridHorizontalOrigin", "drawingGridVerticalOrigin"),
    *("doNotShadeFormData", "noPunctuationKerning", "characterSpacingControl", "printTwoOnOne"),
    *("strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "displayBackgroundShape"),
    *("updateFields", "footnotePr", "endnotePr", "compat", "mathPr", "themeFontLang", "clrSchemeMapping"),
    *("decimalSymbol", "listSeparator"),
}
_PERSONAL = {"Company": "单位", "Manager": "经理", "Template": "模板路径", "HyperlinkBase": "链接基准"}
_USUAL = ("normal.dotm", "normal")  # templates that every file is made of
_PROPERTIES = ("title", "subject", "keywords", "description", "category")
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application></Properties>"
)


def rebuilt(data: bytes) -> bytes:
    """The settings of a document as its template has them, without protection, merging, links and names."""
    kept = "".join(_written(child) for child in _elements(parse(data)) if local(child) in _KEPT)
    return f'{_DECLARATION}<w:settings xmlns:w="{W}" xmlns:m="{_MATH}">{kept}</w:settings>'.encode()


def _elements(parent: Element) -> Iterator[Element]:
    """The children that Word itself defines."""
    return (child for child in parent if isinstance(child.tag, str) and _space(child.tag) in _PREFIXES)


def _space(name: str) -> str:
    return name.rpartition("}")[0][1:]


def _written(element: Element) -> str:
    """An element with those of its attributes that Word itself defines: no reference to another part."""
    name, inner = _called(str(element.tag)), "".join(map(_written, _elements(element)))
    begun = f"<{name}{''.join(_attributes(element))}"
    return f"{begun}>{inner}</{name}>" if inner else f"{begun}/>"


def _attributes(element: Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if _space(str(key)) in _PREFIXES:
            yield f" {_called(str(key))}={quoteattr(str(value))}"


def _called(name: str) -> str:
    """A name with the prefix that stands for its namespace."""
    return f"{_PREFIXES[_space(name)]}:{name.rpartition('}')[2]}"


def application() -> bytes:
    """The extended properties: no company, no manager, no template of a machine."""
    return (_DECLARATION + _APP).encode()


def properties(data: bytes) -> bytes:
    """The core properties without the names of authors and the days of printing."""
    root = parse(data)
    for element in list(root):
        if local(element) not in (*_PROPERTIES, "created", "modified"):
            root.remove(element)
    return _DECLARATION.encode() + etree.tostring(root)


def personal(app: bytes) -> Iterator[str]:
    """What of a firm or a machine the extended properties tell; that every file has an author is no news."""
    for element in parse(app) if app else ():
        told = _told(element)
        if told and told.lower() not in _USUAL and local(element) in _PERSONAL:
            yield _PERSONAL[local(element)]


def _told(element: Element) -> str:
    return (element.text or "").strip() if isinstance(element.tag, str) else ""
