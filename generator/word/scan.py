"""Every paragraph of a template as a person sees it: its place, its text and the tags in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from generator.problems import Spot
from generator.word import tags
from generator.word.package import Package
from generator.word.tags import Tag
from generator.word.tree import Element, local, quoted, w

_NAMES = ("tc", "tr", "tbl", "hdr", "ftr", "body", "footnote", "endnote", "txbxContent")
_SCOPES: Mapping[str, str] = {w(name): name for name in _NAMES}
_PARAGRAPH = w("p")
_SAID: Mapping[str, str] = {w("t"): "", w("tab"): "\t", w("br"): " "}
_PASSED = (*_SCOPES, _PARAGRAPH, *_SAID)


class Paragraph(NamedTuple):
    """A paragraph, its tags, and the words around them.

    Where it has tags, ``scopes`` is the chain of what it stands in (innermost first), each with a number of
    its own. Where one of them has a prefix, ``row_text`` and ``cell_text`` are the words of the innermost row
    and cell. ``number`` tells which paragraph of its part it is, from 0; None where it stands in none.
    """

    part: str
    place: str
    text: str
    tags: tuple[Tag, ...]
    outside: str
    scopes: tuple[tuple[str, int], ...] = ()
    row_text: str = ""
    cell_text: str = ""
    number: int | None = None

    @property
    def where(self) -> str:
        return quoted(self.place, self.text)

    @property
    def spot(self) -> Spot:
        return Spot(self.part, self.number)

    def scope(self, kind: str) -> int:
        """The innermost thing of that kind around the paragraph; 0 when there is none."""
        return next((identity for name, identity in self.scopes if name == kind), 0)


def paragraphs(package: Package) -> Iterator[Paragraph]:
    """The paragraphs of all parts that may hold tags, in order."""
    for part, label in package.rendered():
        root = package.tree(part)
        if package.is_core(part):
            yield from _properties(root, part, label)
        else:
            yield from _Walk(label).through(root, part)


def alone(text: str) -> Paragraph:
    """A text that stands in no Word file, as a paragraph."""
    return Paragraph("", "", text, tags.of(text), tags.without(text))


def _properties(root: Element, part: str, label: str) -> Iterator[Paragraph]:
    for element in root:
        text = element.text
        if isinstance(element.tag, str) and text:
            place = f"{label} {local(element)} "
            yield Paragraph(part, place, text, tags.of(text), tags.without(text))


@dataclass(slots=True)
class _Scope:
    """A table, row, cell or other thing around paragraphs; ``number`` is its place in what it belongs to."""

    name: str
    identity: int
    number: int = 0
    inner: int = 0
    drafts: list[_Draft] = field(default_factory=list)

    def text(self) -> str:
        return "".join(draft.text() for draft in self.drafts)


@dataclass(slots=True)
class _Draft:
    """A paragraph while its words are gathered; ``chain`` is what it stands in, outermost first."""

    place: str
    chain: tuple[_Scope, ...]
    words: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "".join(self.words)

    def around(self, name: str) -> str:
        """The words of the innermost row or cell."""
        return next((scope.text() for scope in reversed(self.chain) if scope.name == name), "")


class _Walk:
    """Goes through a part once and gathers its paragraphs in the order in which they begin."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._chain: tuple[_Scope, ...] = ()  # what is open, outermost first
        self._tables, self._rows, self._cells = list[_Scope](), list[_Scope](), list[_Scope]()
        self._kinds = {"tbl": self._tables, "tr": self._rows, "tc": self._cells}
        self._open: list[_Draft] = []  # one in another: a text box stands in a paragraph
        self._found: list[_Draft] = []
        self._entered = self._paragraph = self._table = 0  # counted so far; the last two outside of cells

    def through(self, root: Element, part: str) -> Iterator[Paragraph]:
        """The paragraphs of a part."""
        for event, element in etree.iterwalk(root, ("start", "end"), _PASSED):
            if event == "start":
                self._start(str(element.tag), element)
            elif element.tag in _SCOPES:
                self._leave()
            elif element.tag == _PARAGRAPH:
                self._open.pop()
        return (self._made(draft, part, number) for number, draft in enumerate(self._found))

    def _start(self, name: str, element: Element) -> None:
        if name in _SCOPES:
            self._enter(_SCOPES[name])
        elif name == _PARAGRAPH:
            self._begin()
        elif self._open:
            above = element.getparent()
            if above is not None and str(above.tag).endswith("}r"):
                self._open[-1].words.append(_SAID[name] or element.text or "")

    def _enter(self, name: str) -> None:
        self._entered += 1
        made = _Scope(name, self._entered)
        if name == "tbl" and not self._cells:
            self._table += 1
        owners = {"tr": self._tables, "tc": self._rows}.get(name)
        if owners:
            owners[-1].inner += 1
            made.number = owners[-1].inner
        if name in self._kinds:
            self._kinds[name].append(made)
        self._chain += (made,)

    def _leave(self) -> None:
        left, self._chain = self._chain[-1], self._chain[:-1]
        if left.name in self._kinds:
            self._kinds[left.name].pop()

    def _begin(self) -> None:
        if not self._cells:
            self._paragraph += 1
        made = _Draft(self._place(), self._chain)
        for scope in (*self._rows, *self._cells):
            scope.drafts.append(made)
        self._open.append(made)
        self._found.append(made)

    def _place(self) -> str:
        """The paragraph's number, or the row and cell of the outermost table."""
        if not self._rows:
            return f"{self._label}第{self._paragraph}段"
        cell = self._cells[0].number if self._cells else 1
        return f"{self._label}表{self._table}第{self._rows[0].number}行第{cell}列"

    @staticmethod
    def _made(draft: _Draft, part: str, number: int) -> Paragraph:
        text = draft.text()
        if "{" not in text or not (found := tags.of(text)):
            return Paragraph(part, draft.place, text, (), text, number=number)
        scopes = tuple([(scope.name, scope.identity) for scope in reversed(draft.chain)])
        plain = Paragraph(part, draft.place, text, found, tags.without(text), scopes, number=number)
        if not any(tag.prefix for tag in found):
            return plain
        return plain._replace(row_text=draft.around("tr"), cell_text=draft.around("tc"))
