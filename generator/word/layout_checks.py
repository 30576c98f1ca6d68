"""A layout that somebody brings: a harmless Word file with every style of the dialect in Chinese fonts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import sidefile
from generator.errors import TemplateError
from generator.problems import Problem, error
from generator.word import tree
from generator.word.layout import Element, read_layout, w
from generator.word.package import open_package

_LARGEST = 16 * 1024 * 1024
_STYLES = "word/styles.xml"
_NAMES = ("eastAsia", "eastAsiaTheme")


def check(path: Path) -> tuple[Problem, ...]:
    """Everything wrong with a layout; its name stands in the messages."""
    try:
        open_package(sidefile.read(path, _LARGEST), path.name)
        layout = read_layout(path)
    except sidefile.SideFileError as exc:
        return (error(path.name, exc.message, exc.hint),)
    except TemplateError as exc:
        return exc.problems
    return tuple(_latin(tree.parse(layout.parts[_STYLES]), set(layout.styles.values()), path.name))


def _latin(styles: Element, used: set[str], name: str) -> Iterator[Problem]:
    """Styles of the dialect for which neither they nor what they rest on names a font for Chinese."""
    default = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if _is_chinese(default):
        return
    known = {style.get(w("styleId")): style for style in styles.findall(w("style"))}
    for identity, style in known.items():
        is_text = style.get(w("type")) == "paragraph"
        if identity in used and is_text and not any(map(_is_chinese_style, _rests_on(style, known))):
            label = style.find(w("name"))
            shown = identity if label is None else label.get(w("val"))
            hint = "在“修改样式 → 格式 → 字体”的“中文字体”里选一种，如仿宋"
            yield error(name, f"样式“{shown}”没有中文字体，打印出的字体不定", hint)


def _rests_on(style: Element, known: dict[str | None, Element]) -> Iterator[Element]:
    """A style and those that it is based on."""
    seen: set[str | None] = set()
    above: Element | None = style
    while above is not None and above.get(w("styleId")) not in seen:
        seen.add(above.get(w("styleId")))
        yield above
        based = above.find(w("basedOn"))
        above = None if based is None else known.get(based.get(w("val")))


def _is_chinese_style(style: Element) -> bool:
    return _is_chinese(style.find(w("rPr")))


def _is_chinese(properties: Element | None) -> bool:
    fonts = None if properties is None else properties.find(w("rFonts"))
    return fonts is not None and any(fonts.get(w(name)) for name in _NAMES)
