"""What a Word file says, passage by passage, each under its heading: to set two versions side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.word import numbering, spots, text
from generator.word.numbering import Element, Numbering, W
from generator.word.opening import open_package
from generator.word.package import Package, relations, relations_part

_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BETWEEN = " |/〃"  # what stands between cells and in merged ones
_STYLES = "word/styles.xml"
_PARAGRAPH, _TABLE = f"{W}p", f"{W}tbl"
_WRAPPING = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or, as ``row``, a row of a table.

    ``words`` are without automatic numbers, which move when something is put before them, and with single
    spaces; ``heading`` is the one that it stands under, number and all; ``pictures`` tell pictures apart.
    """

    words: str
    heading: str = ""
    row: bool = False
    pictures: tuple[str, ...] = ()


def read(data: bytes, name: str) -> tuple[Passage, ...]:
    """The passages of a Word file in their order, those of headers and footers last, none that is blank.

    TemplateError where the file of that name cannot be opened or has what no document may have.
    """
    package = open_package(data, name)
    found = (one for part, label in _parts(package) for one in _Walk(package, part, label).passages())
    return tuple(one for one in found if one.words.strip(_BETWEEN) or one.pictures)


def _parts(package: Package) -> Iterator[tuple[str, str]]:
    return ((part, label) for part, label in package.rendered() if not package.is_core(part))


class _Walk:
    """Goes through one part; ``heading`` is the one passed last."""

    def __init__(self, package: Package, part: str, label: str) -> None:
        styles = package.parts.get(_STYLES)
        self._root = package.tree(part)
        self._marks = _marks(package, part)
        self._outlines = spots.outlines(styles)
        self._lists = numbering.read(package.parts.get("word/numbering.xml"), styles)
        self.heading = "" if label == "正文" else label.rstrip("0123456789")

    def passages(self) -> Iterator[Passage]:
        """All of the part."""
        body = self._root.find(f"{W}body")
        yield from self._blocks(self._root if body is None else body)

    def _blocks(self, element: Element) -> Iterator[Passage]:
        for child in element:
            if child.tag == _PARAGRAPH:
                yield self._paragraph(child)
            elif child.tag == _TABLE:
                yield from map(self._row, text.children(child, "tr"))
            elif child.tag in _WRAPPING:
                yield from self._blocks(child)

    def _row(self, element: Element) -> Passage:
        return self._passage(text.row(element, Numbering()), element, row=True)

    def _paragraph(self, element: Element) -> Passage:
        label = self._lists.label(element)
        said = self._passage(" ".join(text.paragraph(element, Numbering())), element)
        if said.words and spots.outline(element, self._outlines) < spots.NO_OUTLINE:
            self.heading = label + said.words
        return said

    def _passage(self, words: str, element: Element, *, row: bool = False) -> Passage:
        return Passage(" ".join(words.split()), self.heading, row, tuple(self._pictures(element)))

    def _pictures(self, element: Element) -> Iterator[str]:
        """What tells the pictures in an element apart."""
        embedded = (str(blip.get(_EMBED)) for blip in element.iter(_BLIP))
        return (self._marks.get(name, "") for name in embedded)


def _marks(package: Package, part: str) -> Mapping[str, str]:
    """The pictures of a part by the name under which it shows them, told apart by their bytes."""
    links = package.parts.get(relations_part(part))
    marks = {member.name: f"{member.crc:08x}{member.size:x}" for member in package.members}
    return {link.id: marks.get(link.target, "") for link in relations(links, part)} if links else {}
