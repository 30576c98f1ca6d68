"""The headers of a layout: the words of a text take the place of the mark, what else stands there stays."""

from __future__ import annotations

from lxml import etree

from generator.word.layout import HEADER_MARK, Layout
from generator.word.package import relations, relations_part
from generator.word.tree import Element, W, said, serialise, w

MAIN = "word/document.xml"
_DRAWN = tuple(map(w, ("drawing", "pict", "fldChar", "fldSimple")))


def headed(part: bytes, words: str) -> bytes:
    """A header part whose mark is replaced by the words."""
    tree = etree.fromstring(part)
    content = etree.fromstring(f'<w:x xmlns:w="{W}">{words}</w:x>')
    for item in tree.iter(w("p")):
        if HEADER_MARK in _words(item):
            _refill(item, content)
    etree.cleanup_namespaces(tree)
    return serialise(tree)


def bare(layout: Layout) -> frozenset[str]:
    """The relationships of the headers that say nothing but what a text puts there."""
    every = relations(layout.parts.get(relations_part(MAIN), b""), MAIN)
    found = (one for one in every if one.target.startswith("word/header"))
    return frozenset(one.id for one in found if _is_bare(layout.parts.get(one.target, b"")))


def _is_bare(part: bytes) -> bool:
    if not part:
        return True
    tree = etree.fromstring(part)
    own = _words(tree).replace(HEADER_MARK, "").strip()
    return not own and next(tree.iter(*_DRAWN), None) is None


def _words(element: Element) -> str:
    return said(element.iter(w("t")))


def _refill(item: Element, content: Element) -> None:
    for old in item.findall(w("r")):
        item.remove(old)
    item.extend(list(content))
