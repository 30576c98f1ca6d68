"""Values that would be printed and not be seen, and Chinese text in no Chinese font."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem, standing, warning
from generator.word import scan, tags
from generator.word.once import Once
from generator.word.package import Package
from generator.word.scan import Paragraph, Paragraphs
from generator.word.styled import Styles
from generator.word.tree import Element, below, given, said, w

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
_Piece = tuple[Element, str, str]
_Read = tuple[Paragraph, Element]  # a paragraph and the element that it was read from
_FONTS_OF_RUN = f"{w('rPr')}/{w('rFonts')}"


def check(package: Package, paragraphs: Paragraphs) -> Iterator[Problem]:
    """Each value that nobody would see, and each text that names a Chinese font for Western letters alone."""
    for part, _ in package.rendered():
        if not package.is_core(part):
            yield from _of_part(package, part, paragraphs)


def _of_part(package: Package, part: str, paragraphs: Paragraphs) -> Iterator[Problem]:
    """The same of one part; where styles alone may hide something, only what has one of them is looked at."""
    data, styles = package.parts[part], package.parts.get(_STYLES, b"")
    fonts = _has_fonts(data, styles)
    every = scan.with_elements(package, part, paragraphs)
    if fonts or _FAINT.search(data):
        yield from _in_part(every, _known(styles), fonts=fonts)
    elif faint := {name for name in _faint_styles(styles) if name in data}:
        yield from _in_part(_styled(every, faint), _known(styles), fonts=False)


def _styled(every: Iterator[_Read], faint: set[bytes]) -> Iterator[_Read]:
    """The paragraphs that print something and have one of these styles."""
    return ((one, element) for one, element in every if _prints(one) and _names_one(element, faint))


def _known(styles: bytes) -> Styles:
    return _styles.of(styles, (), lambda: Styles(styles))


def _prints(paragraph: Paragraph) -> bool:
    return "{{" in paragraph.text


def _in_part(every: Iterator[_Read], styles: Styles, *, fonts: bool) -> Iterator[Problem]:
    for paragraph, element in every:
        if _prints(paragraph) or (fonts and _CHINESE.search(paragraph.text)):
            yield from standing(_judged(paragraph, element, styles), paragraph.spot)


def _names_one(paragraph: Element, faint: set[bytes]) -> bool:
    """Whether a paragraph or a run of it has one of these styles."""
    named = map(given, paragraph.iter(w("pStyle"), w("rStyle")))
    return any(f'w:val="{name}"'.encode() in faint for name in named)


def _faint_styles(styles: bytes) -> frozenset[bytes]:
    """How a part names the styles that may make text invisible, themselves or by what they are based on."""
    return _faint.of(styles, (), lambda: frozenset(_faint_in(styles)))


def _faint_in(styles: bytes) -> Iterator[bytes]:
    faint: set[bytes] = set()
    for _ in range(2):  # most styles stand behind those that they are based on, the others are met again
        for style in styles.split(b"<w:style ")[1:]:
            if _is_faint(style, faint):
                faint |= {b'w:val="' + name + b'"' for name in _STYLE_ID.findall(style)[:1]}
    yield from faint


def _is_faint(style: bytes, faint: set[bytes]) -> bool:
    """Whether a style may make text invisible, itself or by one of these that it is based on."""
    return bool(_FAINT.search(style)) or any(b"<w:basedOn " + name in style for name in faint)


def _has_fonts(data: bytes, styles: bytes) -> bool:
    """Whether a part may have text that names a font for Western letters alone."""
    named = {one for one in _FONTS.findall(data) if b"astAsia" not in one}
    return bool(named) and (b"astAsia" not in styles or any(map(_names_chinese, named)))


def _names_chinese(fonts: bytes) -> bool:
    """Whether an element of fonts names a Chinese font."""
    return any(_CHINESE_FONT.search(name) for name in re.findall(r'"([^"]*)"', fonts.decode("utf-8")))


def _judged(paragraph: Paragraph, element: Element, styles: Styles) -> Iterator[Problem]:
    told = False
    for run, words, tag in _pieces(element):
        if tag:
            yield from _unseen(run, tag, paragraph.where, styles)
        if not told and (tag or _CHINESE.search(words)):
            misses = tuple(_chinese(run, paragraph.where, styles))
            told = bool(misses)
            yield from misses


def _pieces(paragraph: Element) -> Iterator[_Piece]:
    """The runs of a paragraph with their words and the value whose tag begins there; "" for none."""
    texts = _texts(paragraph)
    starts = _starts(said(texts))
    at = 0
    for text in texts:
        run, words = text.getparent(), text.text or ""
        end = at + len(words)
        if run is not None and run.tag == _R:
            yield run, words, _first_in(range(at, end), starts)
        at = end


def _texts(paragraph: Element) -> list[Element]:
    return [text for text in paragraph.iter(_T) if next(text.iterancestors(_P)) is paragraph]


def _first_in(places: range, starts: dict[int, str]) -> str:
    """The tag that begins first at one of these places; "" for none."""
    return next((starts[place] for place in places if place in starts), "")


def _starts(words: str) -> dict[int, str]:
    """The tags that print something, by where they begin."""
    return {found.start(): found[0] for found in tags.TAG.finditer(words) if found[0].startswith("{{")}


def _unseen(run: Element, tag: str, where: str, styles: Styles) -> Iterator[Problem]:
    """Why nobody would see what a tag prints."""
    size = styles.size(run)
    if _is_on(styles.of_run(run, "vanish")):
        yield warning(where, f"{tag} 是隐藏文字，印不出来", "选中后在“字体”中取消“隐藏”")
    elif size < SMALLEST:
        yield warning(where, f"{tag} 的字号只有 {size / 2:g} 磅，看不清", "选中后改为正常字号")
    elif _is_white(run, styles) and not _is_shaded(run):
        yield warning(where, f"{tag} 是白字，没有底色，看不见", "选中后把字体颜色改为“自动”")


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(w("val")) not in ("0", "false", "off")


def _is_white(run: Element, styles: Styles) -> bool:
    return styles.said(run, "color", "themeColor", "val").upper() in _WHITE


def _chinese(run: Element, where: str, styles: Styles) -> Iterator[Problem]:
    """Why Chinese text is not in the font that a run names."""
    fonts = run.find(_FONTS_OF_RUN)
    named, own = _said(fonts, "ascii", "hAnsi"), _said(fonts, "eastAsia", "eastAsiaTheme")
    if not named or own:
        return
    east = styles.said(run, "rFonts", "eastAsia", "eastAsiaTheme")
    if east != named and (_CHINESE_FONT.search(named) or not east):
        message = f"字体“{named}”只设给了西文，中文会按“{east or '默认字体'}”印出"
        yield warning(where, message, "选中文字，在“字体”的“中文字体”里也选好字体")


def _said(element: Element | None, *names: str) -> str:
    """The first of these attributes that an element has; "" for none."""
    return next(filter(None, (given(element, name) for name in names)), "")


def _is_shaded(run: Element) -> bool:
    """Whether something dark may lie behind a run: shading, a shape, a table with a style of its own."""
    boxes = (*run.iter(w("highlight")), *run.iterancestors(w("txbxContent")))
    return bool(boxes) or any(map(_darkens, (run, *run.iterancestors(_P, w("tc"), w("tbl")))))


def _darkens(holder: Element) -> bool:
    """Whether a run, paragraph, cell or table may have something dark behind it."""
    properties = next((one for one in holder if str(one.tag).endswith("Pr")), None)
    return properties is not None and (_is_filled(properties) or below(properties, "tblStyle") is not None)


def _is_filled(properties: Element) -> bool:
    fill = _said(properties.find(w("shd")), "themeFill", "fill").upper()
    return fill not in ("", "AUTO", *_WHITE)
