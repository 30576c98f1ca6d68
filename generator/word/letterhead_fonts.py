"""The Chinese fonts of a layout, chosen for groups of its styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from generator.word.tree import Element, below, properties, w

# What a font may be chosen for, and the styles of the dialect that it is given to.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "标题": ("title",),
    "副标题": ("subtitle", "cover"),
    "小标题": ("heading1", "heading2", "caption", "contents1"),
    "正文": ("body", "bullet", "plain", "center", "right", "note", "salutation", "heading3", "heading4"),
    "表格": ("cell", "cell_small", "cell_picture"),
    "表头": ("label", "label_small"),
    "页眉": ("header", "footer"),
}
_TEXT = "正文"


def choose(styles: Element, group: str, font: str, ids: Mapping[str, str]) -> None:
    """Give a Chinese font to the styles of a group; that of the text to whatever rests on it as well."""
    for style in _of_group(styles, group, {ids[name] for name in GROUPS[group] if name in ids}):
        _set(style, font)
    if group == _TEXT:
        _set_default(styles, font)


def _of_group(styles: Element, group: str, wanted: set[str]) -> Iterator[Element]:
    """The styles of these ids; of the text only those that name a font."""
    for style in styles.findall(w("style")):
        if style.get(w("styleId")) in wanted and (group != _TEXT or _names_one(style)):
            yield style


def _set_default(styles: Element, font: str) -> None:
    default = below(styles, "docDefaults", "rPrDefault")
    if default is not None:
        _set(default, font)


def _names_one(style: Element) -> bool:
    return below(style, "rPr", "rFonts") is not None


def _set(owner: Element, font: str) -> None:
    own = owner.find(w("rPr"))
    fonts = properties(etree.SubElement(owner, w("rPr")) if own is None else own, "rFonts")
    fonts.attrib.pop(w("eastAsiaTheme"), "")
    fonts.set(w("eastAsia"), font)
