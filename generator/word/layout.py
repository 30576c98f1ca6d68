"""A house style: a Word file that gives styles, numbering, page set-up, header and footer, and no prose."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal

from lxml import etree

from generator.errors import TemplateError
from generator.problems import error
from generator.word.tree import Element, below, count, given, put, w

HEADER_MARK = "【页眉】"

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
# The kind and the name of each style that the dialect needs.
_WANTED = {key: ("paragraph", name) for key, name in PARAGRAPH_STYLES.items()} | {
    f"table_{key}": ("table", name) for key, name in TABLE_STYLES.items()
}
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_NEEDED = ("[Content_Types].xml", _DOCUMENT, _STYLES, "word/numbering.xml")

Orientation = Literal["portrait", "landscape"]

_SIDES = ("top", "right", "bottom", "left")  # clockwise
_CELLS = {"normal": "cell", "small": "cell_small"}
_USUAL = 21  # half-points


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
        sides = sum(number(margins, side) for side in ("left", "right", "gutter"))
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
    styles = _tree(parts, _STYLES, path)
    section = _section(_tree(parts, _DOCUMENT, path), path.name)
    ids = _style_ids(styles, path.name)
    return Layout(
        name=path.name,
        parts=parts,
        styles=ids,
        section=section,
        contents_levels=_contents_levels(styles, ids),
        shade=_shade(styles, ids["table_grid"]),
        letters={size: _letter(styles, ids[key]) for size, key in _CELLS.items()},
    )


def _section(document: Element, file: str) -> Element:
    """The page set-up of a file, without Word's notes."""
    found = below(document, "body", "sectPr")
    if found is None:
        raise TemplateError(error(file, "版式缺少页面设置", "用 Word 打开版式，设置纸张和页边距后保存"))
    return _without_notes(found)


def _without_notes(section: Element) -> Element:
    made = copy.deepcopy(section)
    for name in [name for name in made.attrib if "rsid" in str(name)]:
        del made.attrib[name]
    made.tail = None
    return made


def _style_ids(styles: Element, file: str) -> dict[str, str]:
    """The id in this file of each style that the dialect needs, found by kind and name."""
    known = _named_styles(styles)
    _check_styles(known, file)
    return {key: known[kind, name.lower()] for key, (kind, name) in _WANTED.items()}


def _missing(known: Mapping[tuple[str, str], str]) -> list[str]:
    """The styles of the dialect that are not known."""
    return [name for kind, name in _WANTED.values() if not known.get((kind, name.lower()))]


def _check_styles(known: Mapping[tuple[str, str], str], file: str) -> None:
    if missing := _missing(known):
        hint = "用 Word 打开版式，补上同名样式"
        raise TemplateError([error(file, f"版式缺少样式“{name}”", hint) for name in missing])


def _named_styles(styles: Element) -> dict[tuple[str, str], str]:
    """The ids of all styles by kind and name, which counts alike in capitals and small letters."""
    named = ((style, below(style, "name")) for style in styles.findall(w("style")))
    return {
        (str(style.get(w("type"))), given(name).lower()): str(style.get(w("styleId")))
        for style, name in named
        if name is not None
    }


def child(element: Element, name: str) -> Element:
    """The child of that name; page size and margins always exist in a Word file."""
    found = element.find(w(name))
    if found is None:
        raise TemplateError(error("", f"版式的页面设置缺少 {name}", "用 Word 打开版式，重新设置页面后保存"))
    return found


def number(element: Element | None, name: str = "val") -> int:
    """A whole number among the attributes; 0 for anything else."""
    return count(given(element, name))


def _parts(path: Path) -> dict[str, bytes]:
    parts = _members(path)
    for name in _NEEDED:
        if name not in parts:
            raise TemplateError(error(path.name, f"版式缺少部件 {name}", "从其他版式另存一份再改"))
    return parts


def _members(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (OSError, zipfile.BadZipFile) as exc:
        hint = "版式应是 Word 保存的 .docx 文件"
        raise TemplateError(error(path.name, f"版式打不开：{exc}", hint)) from exc


def _tree(parts: Mapping[str, bytes], name: str, path: Path) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(parts[name], parser)
    except etree.XMLSyntaxError as exc:
        raise TemplateError(error(path.name, f"版式的部件 {name} 已损坏", "用 Word 重新保存")) from exc


def named_style(styles: Element, identity: str) -> Element | None:
    """The style of an id; None where there is none."""
    return next((style for style in styles.findall(w("style")) if style.get(w("styleId")) == identity), None)


def _letter(styles: Element, identity: str) -> int:
    """The size of a style's letters, in twentieths of a point."""
    size = below(named_style(styles, identity), "rPr", "sz")
    return 10 * (number(size) if size is not None else _USUAL)


def _contents_levels(styles: Element, ids: Mapping[str, str]) -> int:
    """How many heading levels (at most two) have an outline level, and so stand in the contents."""
    listed = takewhile(lambda level: _is_outlined(styles, ids[f"heading{level}"]), (1, 2))
    return max(listed, default=0)


def _is_outlined(styles: Element, identity: str) -> bool:
    outline = below(named_style(styles, identity), "pPr", "outlineLvl")
    return outline is not None and number(outline) <= 8


def _shade(styles: Element, identity: str) -> str:
    """The fill of header and label cells: that of the first row in the bordered table style."""
    style = named_style(styles, identity)
    for part in () if style is None else style.findall(w("tblStylePr")):
        fill = below(part, "tcPr", "shd")
        if part.get(w("type")) == "firstRow" and fill is not None:
            return given(fill, "fill") or "auto"
    return "auto"


def _turn(section: Element, orientation: Orientation) -> None:
    """Turn the sheet, and its margins with it: to landscape a quarter to the right, back a quarter left."""
    size = child(section, "pgSz")
    _swap(size)
    size.attrib.pop(w("orient"), "")
    if orientation == "landscape":
        put(size, "orient", "landscape")
    _turn_margins(child(section, "pgMar"), orientation)


def _swap(size: Element) -> None:
    """Let the width of a sheet be its height."""
    width, height = given(size, "w"), given(size, "h")
    put(size, "w", height)
    put(size, "h", width)


def _turn_margins(margins: Element, orientation: Orientation) -> None:
    now = [given(margins, side) or "0" for side in _SIDES]
    turned = [*now[-1:], *now[:-1]] if orientation == "landscape" else [*now[1:], now[0]]
    for side, value in zip(_SIDES, turned, strict=True):
        put(margins, side, value)
