"""A stretch of a document drawn smaller: its letters and lines, its margins and widths, its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import filterfalse

from generator.word.styled import Styles
from generator.word.tree import Element, child, local, properties, put, w

# What is a length, in twentieths of a point or in EMU, by the element that tells it.
_LENGTHS: Mapping[str, tuple[str, ...]] = {
    "tcW": ("w",),
    "tblW": ("w",),
    "tblInd": ("w",),
    "gridCol": ("w",),
    "trHeight": ("val",),
    "tab": ("pos",),
    "extent": ("cx", "cy"),
    "ext": ("cx", "cy"),
}
_INDENTS = ("left", "right", "start", "end", "firstLine", "hanging")
_MARGINS = ("tcMar", "tblCellMar")
_WHOLE = re.compile(r"-?\d+")
_PICTURE = re.compile(r"(\|\s*picture\s*\(\s*)([\d.]+)(\s*,\s*)([\d.]+)(\s*\))")
_LINE = 11.5  # twentieths of a point that a line needs at least for each half-point of its letters
_OF_WORDS = 16  # up to so many it is a line of words, and shrinks with them; what is higher keeps room
_BEHIND_SIZE = ("highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang")
_BEHIND_SPACING = (
    *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
    *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Factors of lengths and of letters; letters become no smaller than ``least`` half-points by it."""

    lengths: float
    letters: float
    least: int


def scale(root: Element, by: Scale, styles: Styles) -> None:
    """Draw all that is in an element smaller; what its styles say counts as if it stood in it."""
    for paragraph in filterfalse(_vanishes, root.iter(w("p"))):
        _scale_paragraph(paragraph, by, styles)
    for element in root.iter():
        _scale_lengths(element, local(element), by)


def _scale_lengths(element: Element, name: str, by: Scale) -> None:
    """What of an element is a length, and the margins that it holds."""
    _multiply_all(element, _LENGTHS.get(name, ()), by)
    for side in element if name in _MARGINS else ():
        _multiply(side, "w", by.lengths)


def _multiply_all(element: Element, keys: Iterable[str], by: Scale) -> None:
    for key in keys:
        _multiply(element, key, by.lengths)


def _vanishes(paragraph: Element) -> bool:
    """Whether a paragraph is nothing but a tag that takes its place."""
    first = next(paragraph.iter(w("t")), None)
    return first is not None and (first.text or "").startswith("{%p ")


def _multiply(element: Element, key: str, factor: float) -> None:
    name = w(key) if w(key) in element.attrib else key
    written = element.get(name, "")
    if _WHOLE.fullmatch(written) and element.get(w("type"), "dxa") == "dxa":
        element.set(name, str(round(int(written) * factor)))


def _scale_paragraph(paragraph: Element, by: Scale, styles: Styles) -> None:
    letters = [_scale_run(run, by, styles) for run in paragraph.iter(w("r"))]
    was, now = map(max, zip((0, 0), *letters, strict=True))
    _scale_spacing(paragraph, by, styles, (was, now))
    if indents := styles.of_paragraph(paragraph, "ind"):
        _multiply_all(_written(paragraph, "ind", indents, _BEHIND_SPACING[1:]), _INDENTS, by)
    _scale_pictures(paragraph, by)


def _scale_run(run: Element, by: Scale, styles: Styles) -> tuple[int, int]:
    """Make the letters of a run smaller; their half-points as they were and as they are."""
    size = styles.size(run)
    smaller = max(round(size * by.letters), min(size, by.least))
    for name in ("sz", "szCs"):
        put(child(properties(run, "rPr"), name, _BEHIND_SIZE), "val", smaller)
    return size, smaller


def _scale_spacing(paragraph: Element, by: Scale, styles: Styles, letters: tuple[int, int]) -> None:
    """The space around a paragraph and its lines, where they have a height of their own.

    ``letters`` are the half-points of its largest letters as they were and as they are.
    """
    given = styles.of_paragraph(paragraph, "spacing")
    if not given:
        return
    made = _written(paragraph, "spacing", given, _BEHIND_SPACING)
    _multiply_all(made, ("before", "after"), by)
    if given.get(w("lineRule")) in ("exact", "atLeast"):
        _put_line(made, _line(int(given.get(w("line"), "0")), by, *letters))


def _put_line(spacing: Element, height: float) -> None:
    spacing.set(w("line"), str(round(height)))


def _line(line: int, by: Scale, was: int, now: int) -> float:
    """The height of a line: that of words shrinks with them, and leaves room for letters."""
    factor = now / was if was and line <= was * _OF_WORDS else by.lengths
    return max(line * factor, now * _LINE)


def _written(paragraph: Element, name: str, given: Mapping[str, str], behind: Iterable[str]) -> Element:
    """A property of a paragraph with what its styles give it written out."""
    made = child(properties(paragraph, "pPr"), name, behind)
    for key, value in given.items():
        made.set(key, value)
    return made


def _scale_pictures(paragraph: Element, by: Scale) -> None:
    """The places for pictures of the data."""
    texts = [text for text in paragraph.iter(w("t")) if text.text]
    pieces = [text.text or "" for text in texts]
    if _PICTURE.search("".join(pieces)):
        for text, piece in zip(texts, _gathered(pieces), strict=True):
            text.text = _PICTURE.sub(lambda found: _smaller(found, by.lengths), piece)


def _gathered(pieces: list[str]) -> list[str]:
    """Where a tag lies in several pieces, all goes into the first."""
    if any(map(_PICTURE.search, pieces)):
        return pieces
    return ["".join(pieces), *[""] * (len(pieces) - 1)]


def _smaller(found: re.Match[str], factor: float) -> str:
    start, width, comma, height, end = found.groups()
    return f"{start}{_short(float(width) * factor)}{comma}{_short(float(height) * factor)}{end}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
