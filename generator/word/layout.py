"""A house style: a Word file that gives styles, numbering, page set-up, header and footer, and no prose."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from generator.errors import TemplateError
from generator.problems import error
from generator.word.tree import count, serialise

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADER_MARK = "【页眉】"
CONTENTS_INDENT = 480
PARAGRAPH_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "cover": "封面文字",
    "center": "居中文字",
    "right": "居右文字",
    "plain": "顶格文字",
    "note": "附注文字",
    "salutation": "Salutation",
    "caption": "caption",
    "body": "正文段落",
    "bullet": "List Bullet",
    "picture": "图片",
    "heading1": "heading 1",
    "heading2": "heading 2",
    "heading3": "heading 3",
    "heading4": "heading 4",
    "contents1": "toc 1",
    "contents2": "toc 2",
    "cell": "表格文字",
    "label": "表格标题",
    "cell_small": "表格小字",
    "label_small": "表格小标题",
    "cell_picture": "表格图片",
    "gap": "表后间隔",
    "mark": "分隔标记",
}
TABLE_STYLES = {"grid": "有框表格", "plain": "无框表格"}
Element = etree._Element
Orientation = Literal["portrait", "landscape"]

_SIDES = ("top", "right", "bottom", "left")  # clockwise
_CELLS = {"normal": "cell", "small": "cell_small"}
_USUAL = 21  # half-points


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True)
class Layout:
    """The parts of a layout by name, its style ids by our names, and what the compiler asks of it."""

    name: str
    parts: Mapping[str, bytes]
    styles: Mapping[str, str]
    section: Element
    contents_levels: int
    shade: str
    letters: Mapping[str, int]

    @property
    def orientation(self) -> Orientation:
        size = child(self.section, "pgSz")
        return "landscape" if number(size, "w") > number(size, "h") else "portrait"

    @property
    def has_cover(self) -> bool:
        return self.section.find(w("titlePg")) is not None

    def text_width(self, orientation: Orientation) -> int:
        """The width between the margins, in twentieths of a point."""
        section = self.page(orientation)
        margins = child(section, "pgMar")
        sides = number(margins, "left") + number(margins, "right") + number(margins, "gutter")
        return number(child(section, "pgSz"), "w") - sides

    def page(self, orientation: Orientation) -> Element:
        """A copy of the page set-up, turned when needed (margins turn with the sheet)."""
        section = copy.deepcopy(self.section)
        if orientation != self.orientation:
            _turn(section, orientation)
        return section


def read_layout(path: Path) -> Layout:
    """The layout of a Word file; a style that the dialect needs and the file lacks is a problem."""
    parts = _parts(path)
    styles = _tree(parts, "word/styles.xml", path)
    document = _tree(parts, "word/document.xml", path)
    section = document.find(f"{w('body')}/{w('sectPr')}")
    if section is None:
        raise TemplateError(error(path.name, "版式缺少页面设置", "用 Word 打开版式，设置纸张和页边距后保存"))
    ids = _style_ids(styles, path.name)
    return Layout(
        name=path.name,
        parts=parts,
        styles=ids,
        section=_clean(section),
        contents_levels=_contents_levels(styles, ids),
        shade=_shade(styles, ids["table_grid"]),
        letters={size: _letter(styles, ids[key]) for size, key in _CELLS.items()},
    )


def _style_ids(styles: Element, file: str) -> dict[str, str]:
    """The id in this file of each style that the dialect needs, found by kind and name."""
    known = _named_styles(styles)
    wanted = {key: ("paragraph", name) for key, name in PARAGRAPH_STYLES.items()}
    wanted |= {f"table_{key}": ("table", name) for key, name in TABLE_STYLES.items()}
    missing = [name for kind, name in wanted.values() if not known.get((kind, name.lower()))]
    if missing:
        hint = "用 Word 打开版式，补上同名样式"
        raise TemplateError([error(file, f"版式缺少样式“{name}”", hint) for name in missing])
    return {key: known[kind, name.lower()] for key, (kind, name) in wanted.items()}


def _named_styles(styles: Element) -> dict[tuple[str, str], str]:
    """The ids of all styles by kind and name, which counts alike in capitals and small letters."""
    found = {}
    for style in styles.findall(w("style")):
        name = style.find(w("name"))
        if name is not None:
            key = (str(style.get(w("type"))), (name.get(w("val")) or "").lower())
            found[key] = str(style.get(w("styleId")))
    return found


def child(element: Element, name: str) -> Element:
    """The child of that name; page size and margins always exist in a Word file."""
    found = element.find(w(name))
    if found is None:
        raise TemplateError(error("", f"版式的页面设置缺少 {name}", "用 Word 打开版式，重新设置页面后保存"))
    return found


def number(element: Element, name: str) -> int:
    """A whole number among the attributes; 0 for anything else."""
    return count(element.get(w(name)))


def contents_numbering(layout: Layout) -> tuple[bytes, int]:
    """The numbering part with one more list, for entries of the table of contents, and that list's number."""
    tree = etree.fromstring(layout.parts["word/numbering.xml"])
    source = _heading_list(layout, tree)
    if source is None:
        hint = "用 Word 打开版式，把多级列表链接到标题样式"
        raise TemplateError(error(layout.name, "版式的一级标题没有自动编号", hint))
    abstract = _add_last(tree, "abstractNum", copy.deepcopy(source), "abstractNumId")
    for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"):
        for item in abstract.findall(w(name)):
            abstract.remove(item)
    for level in abstract.findall(w("lvl")):
        _indent_only(level)
    entry = _add_last(tree, "num", etree.Element(w("num")), "numId")
    identity = str(abstract.get(w("abstractNumId")))
    etree.SubElement(entry, w("abstractNumId"), {w("val"): identity})
    return serialise(tree), number(entry, "numId")


def _add_last(tree: Element, kind: str, added: Element, identity: str) -> Element:
    """Put an element behind the last of its kind, with the next free id (the schema keeps kinds together)."""
    there = tree.findall(w(kind))
    added.set(w(identity), str(max(number(item, identity) for item in there) + 1))
    there[-1].addnext(added)
    return added


def _indent_only(level: Element) -> None:
    """Free a list level from its heading style; deeper entries of the contents stand further in."""
    for name in ("pStyle", "pPr", "rPr"):
        for item in level.findall(w(name)):
            level.remove(item)
    properties = etree.SubElement(level, w("pPr"))
    left = str(CONTENTS_INDENT * number(level, "ilvl"))
    etree.SubElement(properties, w("ind"), {w("left"): left, w("firstLine"): "0"})


def _heading_list(layout: Layout, numbering: Element) -> Element | None:
    styles = etree.fromstring(layout.parts["word/styles.xml"])
    style = _style(styles, layout.styles["heading1"])
    reference = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    if reference is None:
        return None
    chosen = reference.get(w("val"))
    for entry in numbering.findall(w("num")):
        if entry.get(w("numId")) == chosen:
            identity = child(entry, "abstractNumId").get(w("val"))
            found = (x for x in numbering.findall(w("abstractNum")) if x.get(w("abstractNumId")) == identity)
            return next(found, None)
    return None


def _parts(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (OSError, zipfile.BadZipFile) as exc:
        hint = "版式应是 Word 保存的 .docx 文件"
        raise TemplateError(error(path.name, f"版式打不开：{exc}", hint)) from exc
    for name in ("[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/numbering.xml"):
        if name not in parts:
            raise TemplateError(error(path.name, f"版式缺少部件 {name}", "从其他版式另存一份再改"))
    return parts


def _tree(parts: Mapping[str, bytes], name: str, path: Path) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(parts[name], parser)
    except etree.XMLSyntaxError as exc:
        raise TemplateError(error(path.name, f"版式的部件 {name} 已损坏", "用 Word 重新保存")) from exc


def _style(styles: Element, identity: str) -> Element | None:
    return next((style for style in styles.findall(w("style")) if style.get(w("styleId")) == identity), None)


def _letter(styles: Element, identity: str) -> int:
    """The size of a style's letters, in twentieths of a point."""
    style = _style(styles, identity)
    size = None if style is None else style.find(f"{w('rPr')}/{w('sz')}")
    return 10 * (number(size, "val") if size is not None else _USUAL)


def _contents_levels(styles: Element, ids: Mapping[str, str]) -> int:
    """How many heading levels (at most two) have an outline level, and so stand in the contents."""
    for level in (1, 2):
        style = _style(styles, ids[f"heading{level}"])
        outline = None if style is None else style.find(f"{w('pPr')}/{w('outlineLvl')}")
        if outline is None or number(outline, "val") > 8:
            return level - 1
    return 2


def _shade(styles: Element, identity: str) -> str:
    """The fill of header and label cells: that of the first row in the bordered table style."""
    style = _style(styles, identity)
    if style is not None:
        for part in style.findall(w("tblStylePr")):
            fill = part.find(f"{w('tcPr')}/{w('shd')}")
            if part.get(w("type")) == "firstRow" and fill is not None:
                return fill.get(w("fill")) or "auto"
    return "auto"


def _clean(section: Element) -> Element:
    section = copy.deepcopy(section)
    for name in [name for name in section.attrib if "rsid" in str(name)]:
        del section.attrib[name]
    section.tail = None
    return section


def _turn(section: Element, orientation: Orientation) -> None:
    """Turn the sheet, and its margins with it: to landscape a quarter to the right, back a quarter left."""
    size, margins = child(section, "pgSz"), child(section, "pgMar")
    width, height = size.get(w("w")) or "", size.get(w("h")) or ""
    size.set(w("w"), height)
    size.set(w("h"), width)
    size.attrib.pop(w("orient"), "")
    if orientation == "landscape":
        size.set(w("orient"), "landscape")
    _turn_margins(margins, orientation)


def _turn_margins(margins: Element, orientation: Orientation) -> None:
    now = [margins.get(w(side)) or "0" for side in _SIDES]
    turned = [*now[-1:], *now[:-1]] if orientation == "landscape" else [*now[1:], now[0]]
    for side, value in zip(_SIDES, turned, strict=True):
        margins.set(w(side), value)
