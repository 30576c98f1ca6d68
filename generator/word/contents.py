"""The list that numbers the entries of a table of contents as the headings of a layout are numbered."""

from __future__ import annotations

import copy

from lxml import etree

from generator.errors import TemplateError
from generator.problems import error
from generator.word.layout import Layout, child, named_style, number
from generator.word.tree import Element, below, given, put, serialise, w

CONTENTS_INDENT = 480
_OF_ITS_OWN = ("nsid", "tmpl", "name", "styleLink", "numStyleLink")
_OF_HEADINGS = ("pStyle", "pPr", "rPr")


def contents_numbering(layout: Layout) -> tuple[bytes, int]:
    """The numbering part with one more list, for entries of the table of contents, and that list's number."""
    tree = etree.fromstring(layout.parts["word/numbering.xml"])
    abstract = _add_last(tree, "abstractNum", _like(_source(layout, tree)), "abstractNumId")
    entry = _add_last(tree, "num", etree.Element(w("num")), "numId")
    etree.SubElement(entry, w("abstractNumId"), {w("val"): given(abstract, "abstractNumId")})
    return serialise(tree), number(entry, "numId")


def _source(layout: Layout, tree: Element) -> Element:
    """The list that numbers headings."""
    source = _heading_list(layout, tree)
    if source is None:
        hint = "用 Word 打开版式，把多级列表链接到标题样式"
        raise TemplateError(error(layout.name, "版式的一级标题没有自动编号", hint))
    return source


def _like(source: Element) -> Element:
    """A list that counts as another does, free of its name and of the styles of headings."""
    made = copy.deepcopy(source)
    _drop(made, _OF_ITS_OWN)
    for level in made.findall(w("lvl")):
        _indent_only(level)
    return made


def _drop(element: Element, names: tuple[str, ...]) -> None:
    for name in names:
        for item in element.findall(w(name)):
            element.remove(item)


def _add_last(tree: Element, kind: str, added: Element, identity: str) -> Element:
    """Put an element behind the last of its kind, with the next free id (the schema keeps kinds together)."""
    there = tree.findall(w(kind))
    put(added, identity, _free(there, identity))
    there[-1].addnext(added)
    return added


def _free(there: list[Element], identity: str) -> int:
    return max(number(item, identity) for item in there) + 1


def _indent_only(level: Element) -> None:
    """Free a list level from its heading style; deeper entries of the contents stand further in."""
    _drop(level, _OF_HEADINGS)
    properties = etree.SubElement(level, w("pPr"))
    left = str(CONTENTS_INDENT * number(level, "ilvl"))
    etree.SubElement(properties, w("ind"), {w("left"): left, w("firstLine"): "0"})


def _heading_list(layout: Layout, numbering: Element) -> Element | None:
    """The list of the highest heading as it is defined; None where that is not numbered."""
    styles = etree.fromstring(layout.parts["word/styles.xml"])
    style = named_style(styles, layout.styles["heading1"])
    reference = below(style, "pPr", "numPr", "numId")
    entry = None if reference is None else _known(numbering, "num", "numId", given(reference))
    if entry is None:
        return None
    return _known(numbering, "abstractNum", "abstractNumId", given(child(entry, "abstractNumId")))


def _known(numbering: Element, kind: str, identity: str, wanted: str) -> Element | None:
    """The element of a kind that has this id; None where there is none."""
    return next((one for one in numbering.findall(w(kind)) if given(one, identity) == wanted), None)
