"""The elements of a letterhead: a table of one row of exact height, its cells, paragraphs and runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from generator.word.tree import Element, W, serialise

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
END = 20  # twips, the paragraph that must follow a table
_FULL = 5000  # the whole width, in fiftieths of a per cent
_RULE = '<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080"/></w:tblBorders>'
_BARE = (
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)


class Cell(NamedTuple):
    """A cell of so many twips of an upright page, and what stands in it; it goes with a turned page."""

    width: int
    content: str


def run(words: str, size: int, *, bold: bool = False) -> str:
    """Words of a size in half-points; "" for none."""
    if not words:
        return ""
    weight = "<w:b/>" if bold else ""
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{weight}{sizes}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    )


def paragraph(style: str, content: str, *, side: str = "left", height: int = 0) -> str:
    """A paragraph of a style without its rule, of so many twips; without, as high as what it holds."""
    line = f'w:line="{height}" w:lineRule="exact"' if height else 'w:line="240" w:lineRule="auto"'
    return (
        f'<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/><w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="0" {line}/><w:ind w:left="0" w:right="0"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{content}</w:p>'
    )


def filled(root: Element, cells: Sequence[Cell], height: int, end: str, *, rule: bool = False) -> bytes:
    """A part with a table of one row of so many twips, and the paragraph of a style that must follow it."""
    _refill(root, _table(cells, height, _RULE if rule else "") + _end(end))
    return serialise(root)


def _refill(root: Element, content: str) -> None:
    """Put something else into a part."""
    made = etree.fromstring(f'<w:x xmlns:w="{W}" xmlns:r="{R}">{content}</w:x>')
    for old in list(root):
        root.remove(old)
    root.extend(list(made))


def _table(cells: Sequence[Cell], height: int, rule: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{cell.width}"/>' for cell in cells)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_FULL}" w:type="pct"/>{rule}{_BARE}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{_row(cells, height)}</w:tr></w:tbl>"
    )


def _row(cells: Sequence[Cell], height: int) -> str:
    whole = sum(cell.width for cell in cells)
    head = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
    return head + "".join(_cell(cell, whole) for cell in cells)


def _end(style: str) -> str:
    """The lowest paragraph that there can be."""
    return (
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>"
        f'<w:spacing w:before="0" w:after="0" w:line="{END}" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _cell(cell: Cell, whole: int) -> str:
    share = cell.width * _FULL // whole
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="pct"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{cell.content}</w:tc>"
    )
