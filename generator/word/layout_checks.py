"""A layout that somebody brings: a harmless Word file with every style of the dialect in Chinese fonts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import sidefile
from generator.errors import TemplateError
from generator.problems import Problem, error
from generator.word import lineage, tree
from generator.word.layout import Layout, read_layout
from generator.word.opening import open_package
from generator.word.tree import Element, below, given, w

_LARGEST = 16 * 1024 * 1024
_STYLES = "word/styles.xml"
_NAMES = ("eastAsia", "eastAsiaTheme")
_HINT = "在“修改样式 → 格式 → 字体”的“中文字体”里选一种，如仿宋"


def check(path: Path) -> tuple[Problem, ...]:
    """Everything wrong with a layout; its name stands in the messages."""
    try:
        open_package(sidefile.read(path, _LARGEST), path.name)
        return tuple(_judged(read_layout(path)))
    except sidefile.SideFileError as exc:
        return (error(path.name, exc.message, exc.hint),)
    except TemplateError as exc:
        return exc.problems


def _judged(layout: Layout) -> Iterator[Problem]:
    for name in _latin(tree.parse(layout.parts[_STYLES]), set(layout.styles.values())):
        yield error(layout.name, f"样式“{name}”没有中文字体，打印出的字体不定", _HINT)


def _latin(styles: Element, used: set[str]) -> Iterator[str]:
    """Styles of the dialect for which neither they nor what they rest on names a font for Chinese."""
    if _is_chinese(below(styles, "docDefaults", "rPrDefault", "rPr")):
        return
    known = {given(style, "styleId"): style for style in styles.findall(w("style"))}
    for name, style in known.items():
        is_text = name in used and given(style, "type") == "paragraph"
        if is_text and not any(map(_is_chinese_style, lineage.styles(name, known))):
            yield _shown(style)


def _shown(style: Element) -> str:
    """How Word calls a style."""
    label = below(style, "name")
    return str(style.get(w("styleId")) if label is None else label.get(w("val")))


def _is_chinese_style(style: Element) -> bool:
    return _is_chinese(style.find(w("rPr")))


def _is_chinese(properties: Element | None) -> bool:
    fonts = below(properties, "rFonts")
    return any(given(fonts, name) for name in _NAMES)
