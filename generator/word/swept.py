"""What a prefixed tag would sweep away with the paragraph, row or cell that it stands for, beside words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.problems import Problem, error, standing
from generator.word import scan
from generator.word.package import Package
from generator.word.scan import Paragraph, Paragraphs
from generator.word.tree import Element, local, w

_TOLD: Mapping[str, str] = {
    "drawing": "图片或图形",
    "pict": "图片或图形",
    "object": "对象",
    "sectPr": "分节符",
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
}
_SWEPT = tuple(map(w, _TOLD))
# As they are written; the section of the part as a whole stands in no paragraph.
_MARKS = (
    b"<w:drawing",
    b"<w:pict",
    b"<w:object",
    b"noteReference ",
    b"</w:sectPr></w:pPr>",
    b"<w:sectPr/></w:pPr>",
)
_AROUND = {"p": "", "tr": w("tr"), "tc": w("tc")}
WHAT = {"p": "段落", "tr": "表格行", "tc": "单元格"}


def check(package: Package, paragraphs: Paragraphs) -> Iterator[Problem]:
    """Every prefixed tag beside something that is no words."""
    for part, _ in package.rendered():
        if _may_be_swept(package.parts[part]):
            yield from _in_part(scan.with_elements(package, part, paragraphs))


def _may_be_swept(data: bytes) -> bool:
    """Whether a part has anything but words in its paragraphs, at a glance."""
    return any(mark in data for mark in _MARKS)


def _in_part(every: Iterator[tuple[Paragraph, Element]]) -> Iterator[Problem]:
    for paragraph, element in every:
        if prefix := _prefix(paragraph):
            yield from standing(_beside(paragraph, element, prefix), paragraph.spot)


def _prefix(paragraph: Paragraph) -> str:
    """The first prefix in a paragraph by which a tag stands for more than itself; "" for none."""
    return next((tag.prefix for tag in paragraph.tags if tag.prefix in _AROUND), "")


def _beside(paragraph: Paragraph, element: Element, prefix: str) -> Iterator[Problem]:
    name, what = _AROUND[prefix], WHAT[prefix]
    around = next(element.iterancestors(name), element) if name else element
    found = next(around.iter(*_SWEPT), None)
    if found is not None:
        message = f"{{%{prefix} %}} 所在的{what}里有{_TOLD[local(found)]}，会被一起删去"
        yield error(paragraph.where, message, f"让这个标签独占一个{what}")
