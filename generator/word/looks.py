"""Values that would be printed and not be seen, and Chinese text in no Chinese font."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem, standing, warning
from generator.word import scan, tags
from generator.word.once import Once
from generator.word.package import Package
from generator.word.scan import Paragraph
from generator.word.styled import Styles
from generator.word.tree import Element, w

SMALLEST = 8  # half-points: 4 pt, the smallest that anybody can read
_STYLES = "word/styles.xml"
_WHITE = ("FFFFFF", "BACKGROUND1")
# What may make text invisible, as it is written; most templates have none of it.
_FAINT = re.compile(
    rb'<w:vanish\b|<w:color [^>]*(?:w:val="(?:FFFFFF|ffffff)"|"background1")|<w:sz w:val="[1-7]"/>'
)
_STYLE_ID = re.compile(rb'w:styleId="([^"]*)"')
_FONTS = re.compile(rb"<w:rFonts [^>]*>")
_faint: Once[frozenset[bytes]] = Once()
_styles: Once[Styles] = Once()
_CHINESE = re.compile("[\u4e00-\u9fff]")
# Fonts of Chinese that also have an English name.
_CHINESE_FONT = re.compile("[\u4e00-\u9fff]|^(?:N?Sim|Fang|Kai|ST|Microsoft YaHei|DengXian)")
_P, _R, _T = w("p"), w("r"), w("t")
_FONTS_OF_RUN = f"{w('rPr')}/{w('rFonts')}"


def check(package: Package, paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """Each value that nobody would see, and each text that names a Chinese font for Western letters alone."""
    for part, _ in package.rendered():
        if not package.is_core(part):
            yield from _of_part(package, part, paragraphs)


def _of_part(package: Package, part: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """The same of one part; where styles alone may hide something, only what has one of them is looked at."""
    data, styles = package.parts[part], package.parts.get(_STYLES, b"")
    faint = {name for name in _faint_styles(styles) if name in data}
    fonts = _has_fonts(data, styles)
    direct = fonts or bool(_FAINT.search(data))
    if direct or faint:
        every = scan.with_elements(package, part, paragraphs)
        prints = ((one, element) for one, element in every if direct or "{{" in one.text)
        chosen = (pair for pair in prints if direct or _names_one(pair[1], faint))
        yield from _in_part(chosen, _styles.of(styles, (), lambda: Styles(styles)), fonts=fonts)


def _in_part(every: Iterator[tuple[Paragraph, Element]], styles: Styles, *, fonts: bool) -> Iterator[Problem]:
    for paragraph, element in every:
        if "{{" in paragraph.text or (fonts and _CHINESE.search(paragraph.text)):
            yield from standing(_judged(paragraph, element, styles), paragraph.spot)


def _names_one(paragraph: Element, faint: set[bytes]) -> bool:
    """Whether a paragraph or a run of it has one of these styles."""
    named = (one.get(w("val")) or "" for one in paragraph.iter(w("pStyle"), w("rStyle")))
    return any(f'w:val="{name}"'.encode() in faint for name in named)


def _faint_styles(styles: bytes) -> frozenset[bytes]:
    """How a part names the styles that may make text invisible, themselves or by what they are based on."""
    return _faint.of(styles, (), lambda: frozenset(_faint_in(styles)))


def _faint_in(styles: bytes) -> Iterator[bytes]:
    faint: set[bytes] = set()
    for _ in range(2):  # most styles stand behind those that they are based on, the others are met again
        for style in styles.split(b"<w:style ")[1:]:
            if _FAINT.search(style) or any(b"<w:basedOn " + name in style for name in faint):
                faint |= {b'w:val="' + name + b'"' for name in _STYLE_ID.findall(style)[:1]}
    yield from faint


def _has_fonts(data: bytes, styles: bytes) -> bool:
    """Whether a part may have text that names a font for Western letters alone."""
    named = {one for one in _FONTS.findall(data) if b"astAsia" not in one}
    return bool(named) and (b"astAsia" not in styles or any(map(_names_chinese, named)))


def _names_chinese(fonts: bytes) -> bool:
    """Whether an element of fonts names a Chinese font."""
    return any(_CHINESE_FONT.search(name) for name in re.findall(r'"([^"]*)"', fonts.decode("utf-8")))


def _judged(paragraph: Paragraph, element: Element, styles: Styles) -> Iterator[Problem]:
    told = False
    for run, said, tag in _pieces(element):
        if tag:
            yield from _unseen(run, tag, paragraph.where, styles)
        if not told and (tag or _CHINESE.search(said)):
            misses = tuple(_chinese(run, paragraph.where, styles))
            told = bool(misses)
            yield from misses


def _pieces(paragraph: Element) -> Iterator[tuple[Element, str, str]]:
    """The runs of a paragraph with their words and the value whose tag begins there; "" for none."""
    runs = [
        (text.getparent(), text.text or "")
        for text in paragraph.iter(_T)
        if next(text.iterancestors(_P)) is paragraph
    ]
    whole = "".join(said for _, said in runs)
    starts = {found.start(): found[0] for found in tags.TAG.finditer(whole) if found[0].startswith("{{")}
    at = 0
    for run, said in runs:
        tag = next((starts[place] for place in range(at, at + len(said)) if place in starts), "")
        at += len(said)
        if run is not None and run.tag == _R:
            yield run, said, tag


def _unseen(run: Element, tag: str, where: str, styles: Styles) -> Iterator[Problem]:
    """Why nobody would see what a tag prints."""
    hidden, size = styles.of_run(run, "vanish"), styles.size(run)
    if hidden is not None and hidden.get(w("val")) not in ("0", "false", "off"):
        yield warning(where, f"{tag} 是隐藏文字，印不出来", "选中后在“字体”中取消“隐藏”")
    elif size < SMALLEST:
        yield warning(where, f"{tag} 的字号只有 {size / 2:g} 磅，看不清", "选中后改为正常字号")
    elif styles.said(run, "color", "themeColor", "val").upper() in _WHITE and not _is_shaded(run):
        yield warning(where, f"{tag} 是白字，没有底色，看不见", "选中后把字体颜色改为“自动”")


def _chinese(run: Element, where: str, styles: Styles) -> Iterator[Problem]:
    """Why Chinese text is not in the font that a run names."""
    fonts = run.find(_FONTS_OF_RUN)
    named, own = _said(fonts, "ascii", "hAnsi"), _said(fonts, "eastAsia", "eastAsiaTheme")
    east = styles.said(run, "rFonts", "eastAsia", "eastAsiaTheme") if named else ""
    if named and not own and east != named and (_CHINESE_FONT.search(named) or not east):
        message = f"字体“{named}”只设给了西文，中文会按“{east or '默认字体'}”印出"
        yield warning(where, message, "选中文字，在“字体”的“中文字体”里也选好字体")


def _said(element: Element | None, *names: str) -> str:
    """The first of these attributes that an element has; "" for none."""
    found = () if element is None else (element.get(w(name)) for name in names)
    return next((value for value in found if value), "")


def _is_shaded(run: Element) -> bool:
    """Whether something dark may lie behind a run: shading, a shape, a table with a style of its own."""
    boxes = (*run.iter(w("highlight")), *run.iterancestors(w("txbxContent")))
    if boxes:
        return True
    for holder in (run, *run.iterancestors(_P, w("tc"), w("tbl"))):
        properties = next((one for one in holder if str(one.tag).endswith("Pr")), None)
        if properties is not None and (_is_filled(properties) or properties.find(w("tblStyle")) is not None):
            return True
    return False


def _is_filled(properties: Element) -> bool:
    fill = _said(properties.find(w("shd")), "themeFill", "fill").upper()
    return fill not in ("", "AUTO", *_WHITE)
