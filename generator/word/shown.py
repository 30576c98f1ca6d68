"""What a document shows to the eye, and what is written in it and cannot be seen: why not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generator.word.opening import open_package
from generator.word.styled import Styles
from generator.word.tree import FALLBACK, Element, below, count, given, said, w

LEAST = 12  # half-points that can still be read
_FAINTEST = 1.3  # contrast of letters with what is behind them, of 1 to 21
_NARROWEST = 33  # percent of their width
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SMALLEST = 3 * 36000  # EMU of a picture
_RUN, _PARAGRAPH, _TABLE = w("r"), w("p"), w("tbl")
_OFF = ("0", "false", "off", "none")
_STYLED = "style"
_WIDEST = 31_680  # twentieths of a point: the largest page that Word knows


@dataclass(frozen=True, slots=True)
class Shown:
    """Words, or what stands for a picture; ``hidden`` tells in Chinese why nobody sees it, or is ""."""

    words: str
    hidden: str


def read(data: bytes, name: str, wanted: Collection[str]) -> tuple[Shown, ...]:
    """The runs and pictures of a document in which one of the wanted words stands, part by part."""
    package = open_package(data, name)
    styles = Styles(package.parts.get("word/styles.xml", b""))
    found = (package.tree(part) for part, _ in package.rendered() if not package.is_core(part))
    return tuple(one for root in found for one in _shown(root, styles, wanted))


def _shown(root: Element, styles: Styles, wanted: Collection[str]) -> Iterator[Shown]:
    wide = _page_width(root)
    for run, words in _saying(root, wanted):
        yield Shown(words, _hidden(run, styles, wide) or _unreadable(run, styles))
    drawn = (one for one in root.iter(f"{_WP}docPr") if _says(one.get("descr", ""), wanted))
    yield from (_picture(one, styles, wide) for one in drawn)


def _saying(root: Element, wanted: Collection[str]) -> Iterator[tuple[Element, str]]:
    """The runs in which one of the wanted words stands, with their words."""
    for run in root.iter(_RUN):
        words = said(run.findall(w("t")))
        if _says(words, wanted) and not _is_second(run):
            yield run, words


def _picture(told: Element, styles: Styles, wide: int) -> Shown:
    """A picture by the element that says what it shows."""
    run, drawn = next(told.iterancestors(_RUN), None), told.getparent()
    hidden = "" if run is None else _hidden(run, styles, wide)
    small = "" if drawn is None else _too_small(drawn)
    return Shown(told.get("descr", ""), hidden or small)


def _says(words: str, wanted: Collection[str]) -> bool:
    return bool(words) and any(one in words for one in wanted)


def _is_second(run: Element) -> bool:
    """Whether a run belongs to the second of two ways in which a drawing is shown."""
    return next(run.iterancestors(FALLBACK), None) is not None


def _page_width(root: Element) -> int:
    return max((count(given(page, "w")) for page in root.iter(w("pgSz"))), default=_WIDEST)


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") not in _OFF


def _hidden(run: Element, styles: Styles, wide: int) -> str:
    """Why a run is not seen whatever is in it."""
    if any(_is_on(styles.of_run(run, name)) for name in ("vanish", "webHidden")):
        return "设成了隐藏文字"
    reasons = (_off_the_page(around, styles, wide) for around in run.iterancestors(_PARAGRAPH))
    if reason := next(filter(None, reasons), ""):
        return reason
    if any(map(_is_flat, run.iterancestors(w("tr")))):
        return "所在行的行高太小，看不见"
    is_beside = any(_is_beside(around, wide) for around in run.iterancestors(f"{_WP}anchor"))
    return "文本框在页面之外" if is_beside else ""


def _off_the_page(paragraph: Element, styles: Styles, wide: int) -> str:
    """Why nothing of a paragraph is seen: it stands beside the page, or its lines have no height."""
    if _stands_beside(paragraph, styles, wide):
        return "缩进或图文框使它在页面之外"
    return "行距太小，看不见" if _is_low(styles.of_paragraph(paragraph, "spacing")) else ""


def _is_low(spacing: Mapping[str, str]) -> bool:
    """Whether lines are set too low for letters that can be read."""
    return spacing.get(w("lineRule")) == "exact" and _number(spacing, "line") < LEAST * 5


def _stands_beside(paragraph: Element, styles: Styles, wide: int) -> bool:
    """Whether its indents or its frame put a paragraph beside the page."""
    left, right = _indents(styles.of_paragraph(paragraph, "ind"))
    frame = _number(styles.of_paragraph(paragraph, "framePr"), "x")
    return left + right >= wide or left <= -wide or abs(frame) >= wide


def _indents(given: Mapping[str, str]) -> tuple[int, int]:
    """How far a paragraph is set in on both sides, in twentieths of a point."""
    return _number(given, "left") or _number(given, "start"), _number(given, "right") or _number(given, "end")


def _number(given: Mapping[str, str], name: str) -> int:
    return count(given.get(w(name)))


def _is_flat(row: Element) -> bool:
    height = below(row, "trPr", "trHeight")
    return given(height, "hRule") == "exact" and count(given(height)) < LEAST * 8


def _is_beside(anchor: Element, wide: int) -> bool:
    """Whether a drawing stands beside or far above or below the page."""
    most = max(wide, _WIDEST if wide == _WIDEST else 2 * wide)
    return any(abs(_offset(one)) >= most for one in anchor.iter(f"{_WP}posOffset"))


def _offset(element: Element) -> float:
    """How far a drawing is moved, in twentieths of a point."""
    return count((element.text or "").strip()) / 635


def _too_small(picture: Element) -> str:
    extent = picture.find(f"{_WP}extent")
    sides = [0] if extent is None else [count(extent.get(side)) for side in ("cx", "cy")]
    return "图片太小，看不见" if min(sides) < _SMALLEST else ""


def _unreadable(run: Element, styles: Styles) -> str:
    """Why the letters of a run cannot be read."""
    if styles.size(run) < LEAST:
        return "字号不到 6 磅"
    percent = given(styles.of_run(run, "w")).removesuffix("%")
    if 0 < count(percent) < _NARROWEST:
        return "字符缩放太窄，看不清"
    return "文字与底色几乎同色，看不见" if _is_faint(run, styles) else ""


def _is_faint(run: Element, styles: Styles) -> bool:
    """Whether letters have almost the colour of what is behind them, as far as both are told."""
    written, behind = _colour(run, styles), _behind(run, styles)
    return written != "auto" and bool(behind) and _contrast(written, behind) < _FAINTEST


def _colour(run: Element, styles: Styles) -> str:
    colour = styles.of_run(run, "color")
    return "auto" if colour is None else colour.get(w("val"), "auto")


def _behind(run: Element, styles: Styles) -> str:
    """The colour behind a run as RRGGBB; "" where only the style of its table tells it, or a marker."""
    if styles.of_run(run, "highlight") is not None:
        return ""
    around = run.iterancestors(_PARAGRAPH, w("tc"), _TABLE)
    fills = (given(styles.of_run(run, "shd"), "fill"), *(_fill(one, styles) for one in around))
    found = next((fill for fill in fills if fill and fill != "auto"), "FFFFFF")
    return "" if found == _STYLED else found


def _fill(around: Element, styles: Styles) -> str:
    """The shading of a paragraph or cell; of a table only whether it has a style."""
    if around.tag == _PARAGRAPH:
        return styles.of_paragraph(around, "shd").get(w("fill"), "")
    if around.tag == _TABLE:
        return "" if below(around, "tblPr", "tblStyle") is None else _STYLED
    return given(below(around, "tcPr", "shd"), "fill")


def _contrast(one: str, other: str) -> float:
    high, low = sorted(map(_luminance, (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """How bright a colour is, 0 to 1; what is no colour counts as black."""
    try:
        red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    except ValueError:
        return 0
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
