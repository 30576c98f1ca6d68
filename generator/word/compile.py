"""A text and a layout compiled into a Word template with docxtpl tags; the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from generator.library import Texts
from generator.word import headers
from generator.word.compile_order import check_turns, contents_blocks, cover_end, looping, turns
from generator.word.compile_tables import KEEP, WHOLE, paragraph, runs, sign_table, table, tag_paragraph
from generator.word.keeping import kept, undivided
from generator.word.layout import (
    Element,
    Layout,
    Orientation,
    W,
    contents_numbering,
    read_layout,
    w,
)
from generator.word.source import Document, Heading, Mark, Paragraph, Sign, Units, parse, read_text
from generator.word.source_inline import Tag
from generator.word.source_tables import Table

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


def compile_parts(document: Document, layout: Layout) -> Mapping[str, bytes]:
    """Every part of the Word template by name."""
    parts = {name: data for name, data in layout.parts.items() if not name.startswith("docProps/thumbnail")}
    contents = any(isinstance(block, Mark) and block.kind == "toc" for block in document.blocks)
    list_number = 0
    if contents:
        parts["word/numbering.xml"], list_number = contents_numbering(layout)
    parts["word/document.xml"] = _Body(document, layout, list_number).xml().encode()
    words = runs(document.header, blanks=False) if document.header else ""
    for name in [name for name in parts if name.startswith("word/header")]:
        parts[name] = headers.headed(parts[name], words)
    parts["docProps/core.xml"] = _core(document.title).encode()
    return parts


class _Body:
    """Writes the blocks in order and keeps track of the page's orientation."""

    def __init__(self, document: Document, layout: Layout, list_number: int) -> None:
        self._document, self._layout, self._list_number = document, layout, list_number
        self._orientation: Orientation = layout.orientation
        self._cover = layout.has_cover and cover_end(document.blocks) is not None
        self._kept, self._whole = kept(document.blocks), undivided(document.blocks)
        self._turns = turns(document.blocks, cover=self._cover)
        self._bookmarks = 0

    def xml(self) -> str:
        """The main part."""
        check_turns(self._document.blocks, self._layout.orientation)
        cover = cover_end(self._document.blocks) if self._cover else None
        made = []
        depth = 0
        for at, block in enumerate(self._document.blocks):
            depth += looping(block)
            made.append(self._section_break(cover=True) if at == cover else self._block(at, depth > 0))
        body = "".join(made) + self._section(cover=False)
        return f'{_XML}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'

    def _block(self, at: int, looped: bool) -> str:
        block, layout, followed = self._document.blocks[at], self._layout, at in self._kept
        properties = (KEEP if followed else "") + (WHOLE if at in self._whole else "")
        properties += _TURNED if at - 1 in self._turns else ""
        if isinstance(block, Paragraph):
            return paragraph(layout.styles[block.style], runs(block.line, blanks=True), properties)
        if isinstance(block, Heading):
            return self._heading(block, looped, properties)
        if at in self._turns:
            return ""
        if isinstance(block, Tag):
            return tag_paragraph(layout, block.body)
        if isinstance(block, Mark):
            return self._mark(block)
        return self._table(block, followed=followed, last=at + 1 in self._turns)

    def _table(self, block: Sign | Table, *, followed: bool, last: bool) -> str:
        width = self._layout.text_width(self._orientation)
        if isinstance(block, Sign):
            return sign_table(self._layout, block.labels, width)
        return table(self._layout, block, width, followed=followed, last=last)

    def _heading(self, block: Heading, looped: bool, properties: str) -> str:
        content = runs(block.line, blanks=True)
        if self._list_number and not looped and block.level <= self._layout.contents_levels:
            self._bookmarks += 1
            name = f"_Toc{self._bookmarks:06d}"
            start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>'
            content = f'{start}{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        return paragraph(self._layout.styles[f"heading{block.level}"], content, properties)

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
            _drop(section, "titlePg")
            for item in section.findall(w("pgNumType")):
                item.attrib.pop(w("start"), "")
        etree.cleanup_namespaces(section)
        return etree.tostring(section, encoding="unicode")

    def _contents(self) -> str:
        """A field of Word's own, with the entries that stand in it until Word counts the pages."""
        layout = self._layout
        code = f' TOC \\o "1-{layout.contents_levels}" \\h \\z '
        start = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        mark = layout.styles["mark"]
        return paragraph(mark, start) + "".join(self._entries()) + paragraph(mark, end)

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
            content = f'<w:hyperlink w:anchor="_Toc{bookmark:06d}" w:history="1">{content}</w:hyperlink>'
        numbered = (
            f'<w:numPr><w:ilvl w:val="{block.level - 1}"/><w:numId w:val="{self._list_number}"/></w:numPr>'
        )
        return paragraph(self._layout.styles[f"contents{block.level}"], content, numbered)


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


def packaged(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a Word file: content types first, then by name, with fixed dates."""
    ordered = [*_FIRST, *sorted(name for name in parts if name not in _FIRST)]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ordered:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return target.getvalue()
