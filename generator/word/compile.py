"""A text and a layout compiled into a Word template with docxtpl tags; the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from generator.library import Texts
from generator.word import headers
from generator.word.compile_order import check_turns, contents_blocks, cover_end, looping, turns
from generator.word.compile_tables import KEEP, WHOLE, paragraph, runs, sign_table, table, tag_paragraph
from generator.word.contents import contents_numbering
from generator.word.keeping import kept, undivided
from generator.word.layout import Layout, Orientation, read_layout
from generator.word.package import Parts
from generator.word.source import Document, Heading, Mark, Paragraph, Sign, Units, parse, read_text
from generator.word.source_inline import Tag
from generator.word.source_tables import Table
from generator.word.tree import Element, W, w

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_UNITS: Units = {}
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_MOMENT = "2026-01-01T00:00:00Z"
_TURNED = "<w:pageBreakBefore/>"


def compile_text(source: Path, layout: Path, texts: Texts, units: Units = _NO_UNITS) -> bytes:
    """The Word template of a text in a layout; ``texts`` are where includes are found.

    ``units`` are the sections that ``@units`` places.
    """
    name = texts.name(source)
    return compile_words(read_text(source, name), name, layout, texts, units)


def compile_words(words: str, name: str, layout: Path, texts: Texts, units: Units = _NO_UNITS) -> bytes:
    """The Word template of a text in memory; ``name`` stands in the messages."""
    document = parse(words, name, texts, units)
    return packaged(compile_parts(document, read_layout(layout)))


def compile_parts(document: Document, layout: Layout) -> Parts:
    """Every part of the Word template by name."""
    parts = {name: data for name, data in layout.parts.items() if not name.startswith("docProps/thumbnail")}
    list_number = 0
    if _has_contents(document):
        parts["word/numbering.xml"], list_number = contents_numbering(layout)
    parts["word/document.xml"] = _Body(document, layout, list_number).xml().encode()
    parts |= _headers(document, parts)
    parts["docProps/core.xml"] = _core(document.title).encode()
    return parts


def _has_contents(document: Document) -> bool:
    return any(isinstance(block, Mark) and block.kind == "toc" for block in document.blocks)


def _headers(document: Document, parts: Parts) -> dict[str, bytes]:
    """The headers of a layout with the words of a text."""
    words = runs(document.header, blanks=False) if document.header else ""
    return {name: headers.headed(part, words) for name, part in parts.items() if _is_header(name)}


def _is_header(part: str) -> bool:
    return part.startswith("word/header")


class _Body:
    """Writes the blocks in order and keeps track of the page's orientation."""

    def __init__(self, document: Document, layout: Layout, list_number: int) -> None:
        blocks = document.blocks
        self._document, self._layout, self._list_number = document, layout, list_number
        self._orientation: Orientation = layout.orientation
        self._cover = cover_end(blocks) if layout.has_cover else None
        self._kept, self._whole = kept(blocks), undivided(blocks)
        self._turns = turns(blocks, self._cover)
        self._bookmarks = 0

    def xml(self) -> str:
        """The main part."""
        check_turns(self._document.blocks, self._layout.orientation)
        body = "".join(self._blocks()) + self._section(cover=False)
        return f'{_XML}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'

    def _blocks(self) -> Iterator[str]:
        """The blocks in their order, the end of the cover as that of a section."""
        depth = 0
        for at, block in enumerate(self._document.blocks):
            depth += looping(block)
            yield self._section_break(cover=True) if at == self._cover else self._block(at, depth > 0)

    def _block(self, at: int, looped: bool) -> str:
        block = self._document.blocks[at]
        if isinstance(block, Paragraph):
            return self._paragraph(block, at)
        if isinstance(block, Heading):
            return self._heading(block, looped, self._properties(at))
        return "" if at in self._turns else self._other(block, at)

    def _paragraph(self, block: Paragraph, at: int) -> str:
        line = runs(block.line, blanks=True)
        return paragraph(self._layout.styles[block.style], line, self._properties(at))

    def _properties(self, at: int) -> str:
        """What a paragraph has beside its style, by what comes before and after it."""
        held = (KEEP if at in self._kept else "") + (WHOLE if at in self._whole else "")
        return held + (_TURNED if at - 1 in self._turns else "")

    def _other(self, block: Tag | Mark | Sign | Table, at: int) -> str:
        """A block that is neither a paragraph nor a heading."""
        if isinstance(block, Tag):
            return tag_paragraph(self._layout, block.body)
        if isinstance(block, Mark):
            return self._mark(block)
        return self._table(block, followed=at in self._kept, last=at + 1 in self._turns)

    def _table(self, block: Sign | Table, *, followed: bool, last: bool) -> str:
        layout = self._layout
        width = layout.text_width(self._orientation)
        if isinstance(block, Sign):
            return sign_table(layout, block.labels, width)
        return table(layout, block, width, followed=followed, last=last)

    def _heading(self, block: Heading, looped: bool, properties: str) -> str:
        content = runs(block.line, blanks=True)
        if not looped and self._is_listed(block):
            content = self._bookmarked(content)
        return paragraph(self._layout.styles[f"heading{block.level}"], content, properties)

    def _is_listed(self, block: Heading) -> bool:
        """Whether the contents lead to a heading."""
        return bool(self._list_number) and block.level <= self._layout.contents_levels

    def _bookmarked(self, content: str) -> str:
        """A heading that the contents lead to."""
        self._bookmarks += 1
        number = self._bookmarks
        start = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:06d}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def _mark(self, block: Mark) -> str:
        if block.kind == "pagebreak":
            return paragraph(self._layout.styles["mark"], '<w:r><w:br w:type="page"/></w:r>')
        if block.kind == "toc":
            return self._contents()
        broken = self._section_break(cover=False)
        self._orientation = block.kind
        return broken

    def _section_break(self, *, cover: bool) -> str:
        return paragraph(self._layout.styles["mark"], "", self._section(cover=cover))

    def _section(self, *, cover: bool) -> str:
        section = self._layout.page(self._orientation)
        if not self._document.header:
            _drop(section, "headerReference", headers.bare(self._layout))
        if not cover:
            _go_on(section)
        etree.cleanup_namespaces(section)
        return etree.tostring(section, encoding="unicode")

    def _contents(self) -> str:
        """A field of Word's own, with the entries that stand in it until Word counts the pages."""
        mark = self._layout.styles["mark"]
        start = paragraph(mark, _contents_begun(self._layout.contents_levels))
        return start + "".join(self._entries()) + paragraph(mark, _field("end"))

    def _entries(self) -> Iterator[str]:
        """The entries of the contents; a heading in a loop has no bookmark: it stands there many times."""
        bookmark = depth = 0
        for block in contents_blocks(self._document.blocks, self._layout.contents_levels):
            depth += looping(block)
            if isinstance(block, Tag):
                yield tag_paragraph(self._layout, block.body)
            else:
                bookmark += depth == 0
                yield self._entry(block, 0 if depth else bookmark)

    def _entry(self, block: Heading, bookmark: int) -> str:
        content = runs(block.line, blanks=True)
        if bookmark:
            content = _linked(content, bookmark)
        return paragraph(self._layout.styles[f"contents{block.level}"], content, self._numbered(block.level))

    def _numbered(self, level: int) -> str:
        """The number of an entry, as its heading has it."""
        return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{self._list_number}"/></w:numPr>'


def _linked(content: str, bookmark: int) -> str:
    return f'<w:hyperlink w:anchor="_Toc{bookmark:06d}" w:history="1">{content}</w:hyperlink>'


def _contents_begun(levels: int) -> str:
    """The code of the field that makes the contents."""
    code = escape(f' TOC \\o "1-{levels}" \\h \\z ')
    instruction = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return _field("begin") + instruction + _field("separate")


def _field(kind: str) -> str:
    """A mark of a field: where it begins, where its code ends, where it ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _go_on(section: Element) -> None:
    """Let a section have no cover of its own, and count its pages on."""
    _drop(section, "titlePg")
    for item in section.findall(w("pgNumType")):
        item.attrib.pop(w("start"), "")


def _drop(section: Element, name: str, only: frozenset[str] | None = None) -> None:
    """Take away the elements of a name; ``only`` those that lead to one of these relationships."""
    for item in section.findall(w(name)):
        if only is None or item.get(f"{{{_R}}}id") in only:
            section.remove(item)


def _core(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:modified></cp:coreProperties>'
    )


def packaged(parts: Parts) -> bytes:
    """The parts as a Word file: content types first, then by name, with fixed dates."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in _ordered(parts):
            archive.writestr(_member(name), parts[name])
    return target.getvalue()


def _ordered(names: Iterable[str]) -> list[str]:
    return [*_FIRST, *sorted(name for name in names if name not in _FIRST)]


def _member(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
