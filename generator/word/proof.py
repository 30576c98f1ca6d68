"""The proof that whatever a template writes is well-formed, by a parser that knows nothing of its making.

All its fixed texts are read once as one document, every branch in its place and a word for every value. A
branch, a body of a loop, a row that may be cut must leave the same elements open as it found: then with or
without it, once or many times, the document is as sound as this one. `escaped.Text` sees to the rest.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from generator.pictures import Picture
from generator.word import pictures
from generator.word.program import Node, Operations, bodies

_BEGUN, _ENDED = "tuoguan-in", "tuoguan-out"
_IN, _OUT = f"<?{_BEGUN}?>", f"<?{_ENDED}?>"
_WORD = "x"
_WRITTEN = {"identity": "1", "fill": "<w:p/>"}
# A reference that a branch or a value tears apart.
_TORN = re.compile(r"&#?\w*\Z")
# What a text before it, or a value, could make the end of a CDATA section.
_ENDS = ("]>", ">")


class UnsoundError(Exception):
    """Operations that could write what is no XML."""


def prove(operations: Operations) -> None:
    """UnsoundError unless every document that the operations of a part can write is well-formed."""
    document = _Document()
    document.put(operations)
    _Reader().read("".join(document.pieces).encode(), document.marks)


class _Document:
    """Every fixed text of a part in its order, with marks where a branch begins and ends."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.marks = 0
        self._in_tag = False

    def put(self, operations: Operations) -> None:
        """Operations one after another."""
        for operation in operations:
            if operation[0] in ("if", "for"):
                for body in bodies(operation):
                    self._branch(body)
            elif operation[0] == "text":
                self._text(operation[1])
            else:
                self._put(operation)

    def _put(self, operation: Node) -> None:
        kind = operation[0]
        if kind in ("print", "blank"):
            self.pieces.append(_WORD)
            self._branch((("text", operation[2]), ("text", _WORD)))
        elif kind == "picture":
            self._branch((("text", _drawn()),))
        elif kind == "open":
            self._mark(_IN)
        elif kind == "cut" and operation[1]:
            self._mark(_OUT)
        elif kind in _WRITTEN:
            self.pieces.append(_WRITTEN[kind])

    def _text(self, text: str) -> None:
        if _TORN.search(text) or (text.startswith(_ENDS) and not self._in_tag):
            raise UnsoundError
        self.pieces.append(text)
        begun, ended = text.rfind("<"), text.rfind(">")
        if begun != ended:
            self._in_tag = begun > ended

    def _branch(self, body: Operations) -> None:
        if self._in_tag:
            self._within(body)
        elif body:
            self._mark(_IN)
            self.put(body)
            self._mark(_OUT)

    def _within(self, body: Operations) -> None:
        """A branch within a tag of the XML: it must stay within the value of an attribute."""
        before = len(self.pieces)
        self.put(body)
        tag = "".join(self.pieces[:before]).rpartition("<")[2]
        if tag.count('"') % 2 == 0 or _ends_value(self.pieces[before:]):
            raise UnsoundError

    def _mark(self, mark: str) -> None:
        if self._in_tag:
            raise UnsoundError
        self.marks += 1
        self.pieces.append(mark)


def _ends_value(pieces: list[str]) -> bool:
    """Whether what is written within a value of an attribute could end it or its tag."""
    return bool(set('<>"') & set("".join(pieces)))


def _drawn() -> str:
    """The drawing of a picture, whichever it is."""
    return pictures.drawing(Picture(b"", "png", 1, 1, ""), (1, 1), 1, "rId1", _WORD)


class _Reader:
    """Reads the document and compares what is open at each mark."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._begun: list[tuple[str, ...]] = []
        self._marks = 0

    def read(self, data: bytes, marks: int) -> None:
        """UnsoundError unless the bytes are sound and so many marks stand where they may."""
        try:
            self._parser().Parse(data, True)
        except expat.ExpatError as exc:
            raise UnsoundError from exc
        if self._marks != marks:
            raise UnsoundError

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        push, pop = self._open.append, self._open.pop
        parser.StartElementHandler = lambda name, _: push(name)
        parser.EndElementHandler = lambda _: pop()
        parser.ProcessingInstructionHandler = self._mark
        return parser

    def _mark(self, mark: str, _: str) -> None:
        self._marks += mark in (_BEGUN, _ENDED)
        if mark == _BEGUN:
            self._begun.append(tuple(self._open))
        elif mark == _ENDED:
            self._end()

    def _end(self) -> None:
        """What is open where a branch ends must be what was open where it began."""
        if not (self._open and self._begun[-1:] == [tuple(self._open)]):
            raise UnsoundError
        self._begun.pop()
