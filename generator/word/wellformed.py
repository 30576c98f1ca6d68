"""Whether an XML part is well-formed, declares nothing, and is no deeper or wider than an honest one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from lxml import etree

from generator.errors import TemplateError
from generator.word import archive, tree
from generator.word.once import Once

_ENCODINGS = ("utf-8", "us-ascii", "ascii")
_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16
# An element with that many attributes is longer: each takes five bytes at least.
_LONG = re.compile(rb"<[^<]{%d}" % (5 * archive.MAX_ATTRIBUTES))
_too_deep = etree.XPath("/*" * (archive.MAX_DEPTH + 1))
_sound: Once[None] = Once()


def check(data: bytes, part: str, name: str) -> tree.Element | None:
    """TemplateError where a part of the file of that name is no sound XML in UTF-8.

    Its tree where it was read just now, None where the same bytes were found sound before.
    """
    made: list[tree.Element] = []
    _sound.of(data, (), lambda: made.append(_Parser(part, name).parse(data)))
    return made[0] if made else None


class _Parser:
    """Reads one part by expat, which tells of declarations, and by lxml, which minds prefixes."""

    def __init__(self, part: str, name: str) -> None:
        self._part, self._name = part, name
        self._depth = 0

    def parse(self, data: bytes) -> tree.Element:
        """The whole part as a tree; TemplateError with what is wrong."""
        if data[:2] in _MARKS:
            raise self._fault("的编码不是 UTF-8")
        try:
            return self._parsed(data)
        except (expat.ExpatError, etree.XMLSyntaxError) as exc:
            raise self._fault("不是完好的 XML") from exc

    def _parsed(self, data: bytes) -> tree.Element:
        self._read(data, counted=False)
        small = _small(data)
        if small is not None:
            return small
        self._read(data, counted=True)
        return tree.parse(data)

    def _fault(self, message: str, *hint: str) -> TemplateError:
        return archive.fault(self._name, f"部件 {self._part} {message}", *hint)

    def _read(self, data: bytes, *, counted: bool) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        if counted:
            parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.Parse(data, True)

    def _start(self, _tag: str, given: Mapping[str, str]) -> None:
        self._depth += 1
        if len(given) > archive.MAX_ATTRIBUTES:
            raise self._fault(f"里一个元素的属性过多（最多 {archive.MAX_ATTRIBUTES} 个）")
        if self._depth > archive.MAX_DEPTH:
            hint = "表格、文本框套得太深，拆开后再存"
            raise self._fault(f"的 XML 嵌套过深（最多 {archive.MAX_DEPTH} 层）", hint)

    def _end(self, _tag: str) -> None:
        self._depth -= 1

    def _doctype(self, *_: object) -> None:
        raise self._fault("含有 DOCTYPE 声明，已拒绝")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise self._fault("的编码不是 UTF-8")


def _small(data: bytes) -> tree.Element | None:
    """The tree where lxml takes it within its own limits, nothing too wide or too deep: no call for each."""
    if _LONG.search(data):
        return None
    try:
        root = etree.fromstring(data, tree.limited())
    except etree.XMLSyntaxError:
        return None
    return None if _too_deep(root) else root
