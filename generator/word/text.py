"""The words of a Word file as a person reads them: numbers resolved, cells joined, headers included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from generator.word import numbering
from generator.word.numbering import Element, Numbering, W
from generator.word.opening import open_package
from generator.word.package import Package
from generator.word.tree import FALLBACK

_PROPERTIES = ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")
_SKIPPED = {f"{W}{name}" for name in ("instrText", "delText", "Fallback", *_PROPERTIES)}
_PARAGRAPH, _TABLE, _BOX = f"{W}p", f"{W}tbl", f"{W}txbxContent"  # asked for at every element
_MERGED, _VALUE = f"{W}tcPr/{W}vMerge", f"{W}val"
_WRAPPING = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def text(data: bytes) -> str:
    """The document's text, one paragraph or table row a line; cells are joined with `` | ``."""
    package = open_package(data, "docx")
    lists = numbering.read(package.parts.get("word/numbering.xml"), package.parts.get("word/styles.xml"))
    made: list[str] = []
    for part, label in package.rendered():
        if not package.is_core(part):
            made += _told(label, list(_lines(package, part, lists)))
    return "\n".join(_once(made)) + "\n"


def _told(label: str, lines: list[str]) -> list[str]:
    """The lines of a part; those of a header, a footer or notes in one."""
    said = [line.rstrip() for line in lines if line.strip()]
    if label == "正文" or not said:
        return said
    return [f"〔{label.rstrip('0123456789')}〕 " + " / ".join(said)]


def _once(lines: list[str]) -> list[str]:
    """Without headers and footers that repeat word for word."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line.startswith("〔") and line in seen:
            continue
        seen.add(line)
        kept.append(line)
    return kept


def _lines(package: Package, part: str, lists: Numbering) -> Iterator[str]:
    root = etree.fromstring(package.parts[part])
    body = root.find(f"{W}body")
    yield from blocks(root if body is None else body, lists)


def blocks(element: Element, lists: Numbering) -> Iterator[str]:
    """The lines of what stands in an element: its paragraphs, and its tables row by row."""
    for child in element:
        if child.tag == _PARAGRAPH:
            yield from paragraph(child, lists)
        elif child.tag == _TABLE:
            yield from (row(one, lists) for one in children(child, "tr"))
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from blocks(child, lists)


def paragraph(element: Element, lists: Numbering) -> Iterator[str]:
    """The lines of a paragraph with its number, then those of the text boxes in it."""
    label = lists.label(element)
    boxes: list[Element] = []
    words = "".join(_words(element, boxes))
    yield from (label + words).split("\n")
    for box in boxes:
        yield from _boxed(box, lists)


def _boxed(box: Element, lists: Numbering) -> Iterator[str]:
    return (f"〔文本框〕 {line}" for line in blocks(box, lists) if line.strip())


def _words(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The words of a paragraph in their order; the text boxes in it are put aside."""
    for child in element:
        if child.tag == _BOX:
            boxes.append(child)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag](child)
        elif child.tag not in _SKIPPED and child.tag != FALLBACK:
            yield from _words(child, boxes)


_SIGNS: Mapping[str, Callable[[Element], str]] = {
    f"{W}t": lambda element: element.text or "",
    f"{W}tab": lambda _: "\t",
    f"{W}br": lambda element: "〔分页〕" if element.get(f"{W}type") == "page" else "\n",
    f"{W}cr": lambda _: "\n",
    _DRAWING: lambda element: f"〔图：{element.get('descr') or ''}〕",
}


def row(element: Element, lists: Numbering) -> str:
    """A row of a table, its cells joined with `` | ``; 〃 for one that goes on from the row above."""
    return " | ".join(_cell(cell, lists) for cell in children(element, "tc"))


def _cell(cell: Element, lists: Numbering) -> str:
    merge = cell.find(_MERGED)
    if merge is not None and merge.get(_VALUE) != "restart":
        return "〃"
    return " / ".join(line for line in blocks(cell, lists) if line.strip())


def children(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those wrapped in content controls."""
    wanted = f"{W}{name}"
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPING:
            yield from children(child, name)
