"""The elements around a template's tags: which are open, and where rows, cells and tables may need repair.

Only what matters is looked at one by one. A whole paragraph, run or stretch of properties is balanced as it
stands, which one expression tells at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.word.program import Node

_ID = re.compile(r'(?<=\sid=")[^"]*')
_NAME = re.compile(r"</?([^\s/>]*)")
_ROWS = ("w:tbl", "w:tr")
_HOLDERS = ("w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote")
SCOPES = frozenset((*_ROWS, *_HOLDERS, "w:body"))
_PROSE = ("w:body", "w:txbxContent")
_BOOKMARKS = ("w:bookmarkStart", "w:bookmarkEnd")
_DRAWING = "wp:docPr"
_PROPERTIES = {"w:p": "<w:pPr>", "w:r": "<w:rPr>"}

# Elements that are closed where they open, but for those that are told one by one.
_EMPTY = r"<(?!w:bookmark|wp:docPr)[^<>]*/>"
_OPEN = r"(?:\s[^<>]*)?(?<!/)>"  # what follows the name of an element that stays open
_OF_RUN = rf"<w:rPr>(?:{_EMPTY})*+</w:rPr>"
_OF_PARAGRAPH = rf"<w:pPr>(?:{_EMPTY}|{_OF_RUN})*+</w:pPr>"
_TEXT = rf"<w:t{_OPEN}[^<]*</w:t>"
_RUN = rf"<w:r{_OPEN}(?:{_OF_RUN})?+(?:{_TEXT}|{_EMPTY})*+</w:r>"
_OF_TABLE = "|".join(rf"<w:{name}>(?:{_EMPTY})*+</w:{name}>" for name in ("tcPr", "trPr", "tblPr", "tblGrid"))
_PARAGRAPH = rf"<w:p{_OPEN}(?:{_OF_PARAGRAPH})?+(?:{_RUN}|{_EMPTY})*+</w:p>"
_OF_CELL = rf"<w:tcPr>(?:{_EMPTY})*+</w:tcPr>"
_CELL = rf"<w:tc{_OPEN}(?:{_OF_CELL})?+(?:{_PARAGRAPH})++</w:tc>"
_ROW = rf"<w:tr{_OPEN}(?:<w:trPr>(?:{_EMPTY})*+</w:trPr>)?+(?:{_CELL})++</w:tr>"
_TOKEN = re.compile(
    rf"(?P<paragraph>{_PARAGRAPH})|(?P<row>{_ROW})|(?P<cell>{_CELL})"
    rf"|(?P<properties>{_OF_PARAGRAPH}|{_OF_RUN})"
    rf"|(?P<balanced>{_RUN}|{_TEXT}|{_EMPTY}|{_OF_TABLE})"
    r"|(?P<tag><[^>]*>?)"
)


class CrossedError(Exception):
    """An element is closed that is not the innermost open one."""


@dataclass(slots=True)
class Element:
    """An open element: how deep in conditions it began, and whether what it must hold is sure to be there.

    ``sure`` is None where it was there, but may be gone again. ``start``: the stretch of text and the place
    in it where the element began.
    """

    name: str
    number: int = 0
    depth: int = 0
    sure: bool | None = False
    properties: str = ""
    start: tuple[int, int] = (0, 0)


class Elements:
    """Follows the elements of one part through its fixed texts, which become operations.

    ``depth`` is how many conditions and loops are open, ``repeated`` whether one of them is a loop;
    ``pending`` is a tag of the XML that has not ended yet.
    """

    def __init__(self) -> None:
        self.stack: list[Element] = []
        self.pending = ""
        self.depth = 0
        self.repeated = False
        self.operations: list[Node] = []
        self.unsure: set[int] = set()
        self._number = self._fed = 0
        self._text, self._done = "", 0  # the stretch at hand, and how much of it has become operations

    def feed(self, text: str) -> None:
        """Follow a stretch of fixed text; CrossedError where it closes what is not open."""
        self._fed += 1
        self._text, self._done = text, 0
        start = self._end_pending() if self.pending else 0
        for found in _TOKEN.finditer(text, start) if start >= 0 else ():
            if found.lastgroup != "balanced":
                self._follow(found)
        self._say(len(text))

    def _follow(self, found: re.Match[str]) -> None:
        """A token that is not balanced as it stands, or that what is around must know of."""
        kind = found.lastgroup
        if kind == "tag":
            self._pass(found[0], found.start(), found.end())
        elif kind == "paragraph":
            self._paragraph(found.end())
        elif kind == "row":
            self._row(found[0].count("</w:tc>"), found.end())
        elif kind == "cell":
            self._cell(self._text.index(">", found.start()) + 1)
        else:
            self._note(found[0])

    def scope(self) -> Element | None:
        """The innermost of what holds paragraphs, rows or cells."""
        return self._around(SCOPES)

    def around_print(self) -> tuple[list[str], bool]:
        """The names of the three innermost elements, and whether a new paragraph could begin here."""
        holder = self.scope()
        return [element.name for element in self.stack[-3:]], bool(holder and holder.name in _PROSE)

    def _say(self, end: int) -> None:
        """The text as far as a place becomes an operation."""
        if end > self._done:
            self.operations.append(("text", self._text[self._done : end]))
            self._done = end

    def _end_pending(self) -> int:
        """Go on with a tag that a value stands in; where the text goes on behind it, -1 when it does not."""
        end = self._text.find(">")
        if end < 0:
            self.pending += self._text
            return -1
        tag, self.pending = self.pending + self._text[: end + 1], ""
        self._pass_pending(tag, end + 1)
        return end + 1

    def _pass_pending(self, tag: str, end: int) -> None:
        name = _name(tag)
        if name in SCOPES:  # what repairs it would stand amid the tag
            raise CrossedError
        if tag[1] == "/":
            self._close(name, end)
        elif not tag.endswith("/>"):
            self.stack.append(Element(name, depth=self.depth, start=(self._fed, 0)))

    def _pass(self, tag: str, start: int, end: int) -> None:
        if not tag.endswith(">"):
            self.pending = tag
        elif tag[1] == "/":
            self._close(_name(tag), end)
        elif tag[1] not in "?!":
            self._open(tag, start, end)

    def _open(self, tag: str, start: int, end: int) -> None:
        name = _name(tag)
        if name in _BOOKMARKS and self.repeated:
            self._say(start)  # a bookmark repeated would break the one it stands for
            self._done = end
            return
        if name == _DRAWING:
            self._identify(tag, start)
        if not tag.endswith("/>"):
            self._push(name, start, end)

    def _identify(self, tag: str, start: int) -> None:
        """A drawing gets an id of its own in every document."""
        found = _ID.search(tag)
        if found:
            self._say(start + found.start())
            self.operations.append(("identity",))
            self._done = start + found.end()

    def _push(self, name: str, start: int, end: int) -> None:
        element = Element(name, depth=self.depth, start=(self._fed, start))
        if name in _ROWS or name in _HOLDERS:
            self._number += 1
            element.number = self._number
            self._begin(element, start, end)
        if name == "w:tc":
            self._in_row()
        self.stack.append(element)

    def _begin(self, element: Element, start: int, end: int) -> None:
        """A row or table begins before its tag, what holds paragraphs behind it."""
        is_cut = element.name in _ROWS
        self._say(start if is_cut else end)
        self.operations.append(("open" if is_cut else "start", element.number))

    def _row(self, cells: int, end: int) -> None:
        """A whole row of so many cells with a paragraph each: nothing of it can come out empty."""
        row = Element("w:tr", self._number + 1, self.depth, sure=True)
        self._number += 1 + cells
        self._cut(row, end)

    def _cell(self, begun: int) -> None:
        """A whole cell with a paragraph; ``begun`` is where its first tag ends."""
        self._number += 1
        self._say(begun)
        self._in_row()

    def _in_row(self) -> None:
        """The row around has a cell."""
        row = self._around(("w:tr",))
        if row:
            row.sure = row.sure or self.depth == row.depth
            self.operations.append(("has", row.number))

    def _around(self, names: frozenset[str] | tuple[str, ...]) -> Element | None:
        return next((element for element in reversed(self.stack) if element.name in names), None)

    def _note(self, properties: str) -> None:
        """Whole properties of the paragraph or run that is open."""
        if self.stack and properties.startswith(_PROPERTIES.get(self.stack[-1].name, " ")):
            self.stack[-1].properties = properties

    def _close(self, name: str, end: int) -> None:
        if not self.stack or self.stack[-1].name != name:
            raise CrossedError
        element = self.stack.pop()
        if name == "w:p":
            self._paragraph(end)
        elif name in _HOLDERS:
            self._fill(element, end - len(f"</{name}>"))
        elif name in _ROWS:
            self._cut(element, end)
        else:
            self._note_ended(element, end)

    def _note_ended(self, element: Element, end: int) -> None:
        """What began in this stretch of text may have been properties."""
        fed, start = element.start
        if fed == self._fed:
            self._note(self._text[start:end])

    def _paragraph(self, end: int) -> None:
        """A paragraph is there: what holds it is not empty."""
        holder = self.scope()
        if holder and holder.name in _HOLDERS:
            holder.sure = True if self.depth == holder.depth else (holder.sure or None)
            self._say(end)
            self.operations.append(("paragraph", holder.number))

    def _fill(self, element: Element, start: int) -> None:
        if not element.sure:
            self.unsure.add(element.number)
        self._say(start)
        self.operations.append(("fill", element.number))

    def _cut(self, element: Element, end: int) -> None:
        """Behind a row or table: it is cut when it came out empty, else what holds it is told."""
        holder = self.scope()
        if not element.sure:
            self.unsure.add(element.number)
        if holder:
            self._tell(holder, element)
        self._say(end)
        number = holder.number if holder else 0
        self.operations.append(("cut", element.number, number, int(element.name == "w:tr")))

    def _tell(self, holder: Element, element: Element) -> None:
        """What holds a row or table that ended knows of it."""
        if element.name == "w:tr":
            holder.sure = holder.sure or bool(element.sure and element.depth == holder.depth)
        elif holder.name in _HOLDERS:
            self._after_table(holder)

    def _after_table(self, holder: Element) -> None:
        """A cell must end with a paragraph: those before the table no longer count."""
        if self.depth == holder.depth:
            holder.sure = False
        elif holder.sure:
            holder.sure = None


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1] if found else ""
