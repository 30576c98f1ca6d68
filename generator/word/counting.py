"""Automatic numbers in loops: lists that would count on from one item to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.problems import Problem, Spot, standing, warning
from generator.word import numbering, scan
from generator.word.numbering import Numbering
from generator.word.once import Once
from generator.word.package import Package
from generator.word.scan import Paragraph, Paragraphs
from generator.word.tags import Tag
from generator.word.tree import Element

_read: Once[Numbering] = Once()
_MESSAGE = "循环里的自动编号会接着上一项往下数，不会每项从头开始"
_HINT = "把每一项的标题设为同一多级列表的上一级，或去掉自动编号，改写 {{ loop.index }}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph in a loop, the list that numbers it ("" for none) with its level.

    ``inner`` tells whether it stands in a loop within that loop.
    """

    paragraph: Paragraph
    list: str
    level: int
    inner: bool = False

    def is_begun_by(self, other: _Line) -> bool:
        """Whether its number begins anew after the other: that is of a higher level of the list."""
        return other.list == self.list and other.level < self.level


@dataclass(slots=True)
class _Opened:
    """A condition or loop that is open, with what stood in it so far."""

    word: str
    lines: list[_Line] = field(default_factory=list)

    @property
    def is_loop(self) -> bool:
        return self.word == "for"

    def take(self, inner: _Opened) -> None:
        """What stood in one that was closed stands in it too."""
        self.lines += [replace(one, inner=one.inner or inner.is_loop) for one in inner.lines]


def check(package: Package, paragraphs: Paragraphs) -> Iterator[Problem]:
    """The lists of a template that count on over the items of a loop where each item has one of its own."""
    data = package.parts.get("word/numbering.xml")
    if not data or b"<w:num " not in data:
        return
    lists = _lists(data, package.parts.get("word/styles.xml", b""))
    for part, _ in package.rendered():
        yield from _in_part(scan.with_elements(package, part, paragraphs), lists)


def _lists(data: bytes, styles: bytes) -> Numbering:
    return _read.of(data + styles, (), lambda: numbering.read(data, styles or None))


def _in_part(paragraphs: Iterator[tuple[Paragraph, Element]], lists: Numbering) -> Iterator[Problem]:
    opened: list[_Opened] = []
    told = set[Spot]()
    for paragraph, element in paragraphs:
        if opened and not _steers(paragraph):
            opened[-1].lines.append(_line(paragraph, element, lists))
        for tag in paragraph.tags:
            yield from _followed(tag, opened, told)


def _followed(tag: Tag, opened: list[_Opened], told: set[Spot]) -> Iterator[Problem]:
    """Open or close what a tag opens or closes."""
    if tag.word in ("if", "for"):
        opened.append(_Opened(tag.word))
    elif tag.word in ("endif", "endfor") and opened:
        yield from _closed(opened, told)


def _steers(paragraph: Paragraph) -> bool:
    """Whether a paragraph has nothing but tags that print nothing."""
    return all(tag.word for tag in paragraph.tags) and not paragraph.outside.strip()


def _line(paragraph: Paragraph, element: Element, lists: Numbering) -> _Line:
    """A paragraph with what numbers it."""
    return _Line(paragraph, *lists.counted(element))


def _closed(opened: list[_Opened], told: set[Spot]) -> Iterator[Problem]:
    """Judge what is closed, and count it to what is around."""
    closed = opened.pop()
    if closed.is_loop:
        yield from _judged(closed, told)
    if opened:
        opened[-1].take(closed)


def _judged(loop: _Opened, told: set[Spot]) -> Iterator[Problem]:
    """A list that counts on over the items of a loop, told once."""
    fault = _going_on(loop.lines)
    if fault and fault.paragraph.spot not in told:
        told.add(fault.paragraph.spot)
        yield from _told(fault.paragraph)


def _told(paragraph: Paragraph) -> Iterator[Problem]:
    return standing([warning(paragraph.where, _MESSAGE, _HINT)], paragraph.spot)


def _going_on(lines: list[_Line]) -> _Line | None:
    """The first line of a list that counts on: several of it stand below words that each item begins with."""
    head = next((at for at, line in enumerate(lines) if not (line.list or line.inner)), len(lines))
    counted = [line for line in lines[head:] if line.list]
    return next((line for line in counted if _is_torn(line, counted, lines)), None)


def _is_torn(line: _Line, counted: list[_Line], lines: list[_Line]) -> bool:
    """Whether an item has several lines of the list, and no line of a higher level begins it anew."""
    several = line.inner or sum(one.list == line.list for one in counted) > 1
    return several and not any(map(line.is_begun_by, lines))
