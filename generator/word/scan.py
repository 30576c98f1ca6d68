"""Every paragraph of a template as a person sees it: its place, its text and the tags in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from generator.problems import Spot
from generator.word import spots, tags, unseen
from generator.word.package import Package
from generator.word.tags import Tag
from generator.word.tree import Element, is_in_run, local, quoted, w

_NAMES = ("tc", "tr", "tbl", "hdr", "ftr", "body", "footnote", "endnote", "txbxContent")
_SCOPES: Mapping[str, str] = {w(name): name for name in _NAMES}
_PARAGRAPH = w("p")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SAID: Mapping[str, str] = {w("t"): "", w("tab"): "\t", w("br"): " ", _MATH: ""}
_TURNED = w("lastRenderedPageBreak")
_SPOKEN = frozenset((*_SAID, _TURNED))  # what is of interest in a run
_OTHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_OTHER}Choice", f"{_OTHER}Fallback"
_PASSED = (*_SCOPES, _PARAGRAPH, *_SAID, _CHOICE, _FALLBACK)
_IN_ATTRIBUTE = re.compile(rb"\{[{%#][^<>{]*>")  # a tag within the brackets of an element


class Paragraph(NamedTuple):
    """A paragraph, its tags, and the words around them.

    Where it has tags, ``scopes`` is the chain of what it stands in (innermost first), each with a number of
    its own. Where one of them has a prefix or colours a cell, ``row_text`` and ``cell_text`` are the words of
    the innermost row and cell. ``number`` tells which paragraph of its part it is, from 0; None where it
    stands in none. ``aside`` is what the text of an attribute is called that has tags; "" for a paragraph.
    """

    part: str
    place: str | spots.Place
    text: str
    tags: tuple[Tag, ...]
    outside: str
    scopes: tuple[tuple[str, int], ...] = ()
    row_text: str = ""
    cell_text: str = ""
    number: int | None = None
    aside: str = ""

    @property
    def where(self) -> str:
        return quoted(str(self.place), self.text)

    @property
    def spot(self) -> Spot:
        return Spot(self.part, self.number)

    def scope(self, kind: str) -> int:
        """The innermost thing of that kind around the paragraph; 0 when there is none."""
        return next((identity for name, identity in self.scopes if name == kind), 0)


Paragraphs = tuple[Paragraph, ...]


def paragraphs(package: Package) -> Iterator[Paragraph]:
    """The paragraphs of all parts that may hold tags, in order."""
    styles = spots.outlines(package.parts.get("word/styles.xml"))
    named = spots.labels(package)
    for part, label in package.rendered():
        if package.is_core(part):
            yield from _properties(package.tree(part), part, label)
        else:
            walk = _Walk(spots.Spots(named[part], styles), _pages(label, package.parts[part]))
            yield from walk.through(package, part)


def _pages(label: str, data: bytes) -> spots.Pages | None:
    """What counts pages, where Word left any in the text."""
    return spots.Pages() if label == "正文" and b"lastRenderedPageBreak" in data else None


def with_elements(
    package: Package, part: str, paragraphs: Iterable[Paragraph]
) -> Iterator[tuple[Paragraph, Element]]:
    """Each paragraph of a part with the element that it was read from."""
    own = (one for one in paragraphs if one.part == part and not one.aside)
    return zip(own, package.tree(part).iter(_PARAGRAPH), strict=False)


def alone(text: str) -> Paragraph:
    """A text that stands in no Word file, as a paragraph."""
    return Paragraph("", "", text, tags.of(text), tags.without(text))


def _properties(root: Element, part: str, label: str) -> Iterator[Paragraph]:
    for element in root:
        text = element.text
        if isinstance(element.tag, str) and text:
            place = f"{label} {local(element)} "
            yield alone(text)._replace(part=part, place=place)


@dataclass(slots=True)
class _Draft:
    """A paragraph while its words are gathered, or an attribute with tags: then ``aside`` tells which."""

    place: spots.Place
    number: int | None
    words: list[str] = field(default_factory=list)
    aside: str = ""

    def text(self) -> str:
        return "".join(self.words)


class _Walk:
    """Goes through a part once and gathers its paragraphs in the order in which they begin."""

    def __init__(self, at: spots.Spots, pages: spots.Pages | None) -> None:
        self._at, self._pages = at, pages
        self._open: list[_Draft] = []  # one in another: a text box stands in a paragraph
        self._found: list[_Draft] = []
        self._begun = 0  # paragraphs so far

    def through(self, package: Package, part: str) -> Iterator[Paragraph]:
        """The paragraphs of a part, and its attributes with tags where it may have such."""
        attributes = bool(_IN_ATTRIBUTE.search(package.parts[part]))
        passed = (*_PASSED, _TURNED) if self._pages else _PASSED
        every = etree.iterwalk(package.tree(part), ("start", "end"), None if attributes else passed)
        for event, element in every:
            if event == "end":
                self._finish(element)
                continue
            self._start(str(element.tag), element)
            if attributes:
                self._attributes(element)
        return (self._made(draft, part) for draft in self._found)

    def _finish(self, element: Element) -> None:
        if element.tag in _SCOPES:
            self._leave()
        elif element.tag == _PARAGRAPH:
            ended = self._open.pop()
            if ended.place.is_heading:
                ended.place.head(ended.text())

    def _attributes(self, element: Element) -> None:
        """Gather the attributes of an element that have tags."""
        for key, value in element.attrib.items():
            aside = tags.of(str(value)) and unseen.named(element, str(key))
            if aside:
                self._found.append(self._aside(aside, str(value)))

    def _aside(self, aside: str, words: str) -> _Draft:
        """An attribute as a paragraph that stands where the one around it does."""
        if not self._open:
            return _Draft(self._at.here(), None, [words], aside)
        around = self._open[-1]
        return _Draft(around.place, around.number, [words], aside)

    def _start(self, name: str, element: Element) -> None:
        if name in _SCOPES:
            self._enter(_SCOPES[name], element)
        elif name == _PARAGRAPH:
            self._begin(element)
        elif name == _CHOICE:
            self._at.choose()
        elif name == _FALLBACK:
            self._at.choose_again()
        elif self._open and name in _SPOKEN and is_in_run(element):
            self._say(name, element)

    def _enter(self, name: str, element: Element) -> None:
        self._at.enter(name, element, len(self._found))
        if self._pages and self._in_outermost():
            self._pages.enter(name)

    def _begin(self, element: Element) -> None:
        made = _Draft(self._at.begin(element), self._begun)
        made.place.page = self._pages.now if self._pages else 0
        self._begun += 1
        self._open.append(made)
        self._found.append(made)

    def _say(self, name: str, element: Element) -> None:
        """Take words, or the break of a page, into the paragraph that is open."""
        if name == _TURNED:
            self._turn()
            return
        self._open[-1].words.append(_SAID[name] or element.text or "")
        if self._pages:
            self._pages.speak()

    def _turn(self) -> None:
        """Come to a page that Word showed: what has no words yet begins on it."""
        if self._pages:
            self._pages.turn()
            for draft in self._open:
                draft.place.page = draft.place.page if draft.words else self._pages.now

    def _leave(self) -> None:
        if self._pages and self._in_outermost():
            self._pages.leave(self._at.scope.name)
        self._at.leave(len(self._found))

    def _in_outermost(self) -> bool:
        """Whether a row or cell of an outermost table is what was come to last."""
        chain = [scope.name for scope in self._at.scope.chain()]
        return chain[0] in ("tr", "tc") and chain.count("tbl") == 1

    def _made(self, draft: _Draft, part: str) -> Paragraph:
        text, place, number = draft.text(), draft.place, draft.number
        if "{" not in text or not (found := tags.of(text)):
            return Paragraph(part, place, text, (), text, number=number)
        scopes = place.scope.named()
        plain = Paragraph(part, place, text, found, tags.without(text), scopes, number=number)
        if draft.aside:
            return _put_aside(plain, draft)
        return self._in_table(plain, place) if any(map(_asks_around, found)) else plain

    def _in_table(self, plain: Paragraph, place: spots.Place) -> Paragraph:
        return plain._replace(row_text=self._around(place, "tr"), cell_text=self._around(place, "tc"))

    def _around(self, place: spots.Place, name: str) -> str:
        """The words of the innermost row or cell around a paragraph."""
        scope = place.scope.around(name)
        drafts = self._found[scope.first : scope.end] if scope else []
        return "".join(draft.text() for draft in drafts if not draft.aside)


def _asks_around(tag: Tag) -> bool:
    """Whether what a tag does depends on the words of the row and cell around it."""
    return bool(tag.prefix or tag.word == "cellbg")


def _put_aside(plain: Paragraph, draft: _Draft) -> Paragraph:
    """An attribute with tags stands in itself: nothing goes on from it to another."""
    own = (("attribute", id(draft)), *plain.scopes)
    return plain._replace(place=f"{draft.place}的{draft.aside}", scopes=own, aside=draft.aside)
