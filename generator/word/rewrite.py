"""A template's parts made into Jinja sources by docxtpl's own tag rewriting, and tidied for rendering."""

from __future__ import annotations

import re

from docxtpl import DocxTemplate
from lxml import etree

from generator.word.tree import parse

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOMENT = "2026-01-01T00:00:00Z"
_NOISE = re.compile(
    r"""\s(?:w14:paraId|w14:textId|w:rsid\w*)="[^"]*"|<w:(?:proofErr|lastRenderedPageBreak)\b[^>]*/>"""
    r"""|<w:bookmarkStart [^>]*w:name="_GoBack"[^>]*/>"""
)
_GO_BACK = re.compile(r'<w:bookmarkStart [^>]*w:name="_GoBack"[^>]*/>')
# docxtpl puts a cell's colour before everything else; the schema wants it after the width, spans and borders.
_SHADED = re.compile(
    r"(<w:tcPr>)(<w:shd [^>]*/>)"
    r"((?:<w:(?:cnfStyle|tcW|gridSpan|hMerge|vMerge)\b[^>]*/>|<w:tcBorders>.*?</w:tcBorders>|<w:tcBorders/>)+)",
    re.DOTALL,
)
_FIXED = {"created": _MOMENT, "modified": _MOMENT, "lastModifiedBy": "", "revision": "1"}


def source(data: bytes) -> str:
    """The Jinja source of a part with text."""
    text = etree.tostring(parse(data), encoding="unicode")
    return _DECLARATION + patched(_tidied(text))


def patched(text: str) -> str:
    """docxtpl's rewriting: tags joined across runs, prefixed tags put in place of what they stand in."""
    made: str = DocxTemplate("").patch_xml(text)
    return _SHADED.sub(r"\1\3\2", made)


def core_source(data: bytes) -> str:
    """The Jinja source of the document's properties, with fixed dates and no last author."""
    root = parse(data)
    for element in root:
        name = etree.QName(element).localname
        if name in _FIXED:
            element.text = _FIXED[name]
    return _DECLARATION + patched(etree.tostring(root, encoding="unicode"))


def _tidied(text: str) -> str:
    """Without what Word keeps for itself: ids that loops would repeat, spelling marks, the last cursor."""
    for found in _GO_BACK.findall(text):
        number = re.search(r'w:id="([^"]*)"', found)
        if number:
            text = text.replace(f'<w:bookmarkEnd w:id="{number[1]}"/>', "")
    return _NOISE.sub("", text)
