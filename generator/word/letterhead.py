"""An agency's letterhead put on a layout: logo, name, a line above and below, fonts; the page stays as it is.

All of it stands in tables whose row has an exact height, no higher than the room that the page leaves above
and below its text: whatever is written there, no line of a document moves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from generator.errors import TemplateError
from generator.pictures import Picture
from generator.problems import error
from generator.word import letterhead_fonts, pictures
from generator.word.compile import packaged
from generator.word.layout import HEADER_MARK, Element, Layout, child, number, read_layout, w
from generator.word.letterhead_parts import END, Cell, R, filled, paragraph, run
from generator.word.package import relations_part
from generator.word.tree import properties, serialise

FONTS = tuple(letterhead_fonts.GROUPS)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LOGO = "rIdLogo"
_TWIPS_PER_MM = 1440 / 25.4
_TALL, _LOW = 760, 440  # twips: from which a letterhead stands alone, from which it has two lines
_HIGHEST = 794  # 14 mm
_EDGE = 20  # for the line below the table
_GAP = 140  # between the logo and the name
_USUAL_FOOTER = 280
_NUMBER = 0.22  # of a footer's width for the page's number
_MARK = 16  # half-points, as are the sizes below
# Of a name the largest and the smallest, by how the header is arranged; of the lines above and below.
_NAMES: Mapping[str, tuple[int, int]] = {"alone": (36, 20), "two": (24, 16), "one": (20, 14)}
_LINES = (18, 14)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on every page: ``name`` beside the ``logo``, ``header`` after or below it, ``footer``.

    ``fonts`` are names of Chinese fonts by what they are for, one of `FONTS`.
    """

    name: str
    logo: Picture
    header: str = ""
    footer: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)


class _Place(NamedTuple):
    """Where a letterhead stands: its layout's name, the width and height of its row in twips.

    It is arranged ``alone``, in ``two`` lines of which the lower is the text's own, or all in ``one``.
    """

    file: str
    width: int
    height: int
    kind: Literal["alone", "two", "one"]


def put_on(path: Path, look: Letterhead) -> bytes:
    """The layout of a file with the letterhead, as a Word file; TemplateError where its words lack room."""
    layout = read_layout(path)
    parts = dict(layout.parts)
    styles = etree.fromstring(parts["word/styles.xml"])
    ids, place = _ids(layout, styles), _place(layout)
    for name in [name for name in parts if name.startswith("word/header")]:
        parts[name] = _header(parts[name], place, look, ids)
        parts[relations_part(name)] = _relations(look.logo)
    parts[f"word/media/logo.{look.logo.suffix}"] = look.logo.data
    for name in [name for name in parts if name.startswith("word/footer")] if look.footer else ():
        parts[name] = _footer(parts[name], place, look.footer, ids, _line(styles, ids["footer"]))
    for group, font in look.fonts.items():
        letterhead_fonts.choose(styles, group, font, ids)
    parts["word/styles.xml"] = serialise(styles)
    return packaged(parts)


def _ids(layout: Layout, styles: Element) -> Mapping[str, str]:
    """The ids of the dialect's styles and of those of headers and footers."""
    found = {"header": layout.styles["plain"], "footer": layout.styles["plain"], **layout.styles}
    for style in styles.findall(w("style")):
        name = style.find(w("name"))
        if name is not None and name.get(w("val")) in ("header", "footer"):
            found[str(name.get(w("val")))] = str(style.get(w("styleId")))
    return found


def _place(layout: Layout) -> _Place:
    """The room above the text: from the header's place to the first line."""
    margins = child(layout.section, "pgMar")
    room = number(margins, "top") - number(margins, "header") - END - _EDGE
    kind: Literal["alone", "two", "one"] = "alone" if room >= _TALL else "two" if room >= _LOW else "one"
    return _Place(layout.name, layout.text_width(layout.orientation), min(room, _HIGHEST), kind)


def _header(part: bytes, place: _Place, look: Letterhead, ids: Mapping[str, str]) -> bytes:
    """A header with the letterhead; a text's own words go where the mark stands, if both have room."""
    root = etree.fromstring(part)
    marked = HEADER_MARK in "".join(str(text.text or "") for text in root.iter(w("t")))
    box = (place.width / 5 / _TWIPS_PER_MM, (place.height - 2 * END) / _TWIPS_PER_MM)
    scale = min(box[0] / look.logo.width, box[1] / look.logo.height)
    width = round(look.logo.width * scale * _TWIPS_PER_MM) + _GAP
    drawn = pictures.drawing(look.logo, box, 1, _LOGO, escape(look.logo.alt, {'"': "&quot;"}))
    logo = Cell(width, paragraph(ids["header"], f"<w:r><w:t>{drawn}</w:t></w:r>"))
    beside = _beside(place, look, ids["header"], place.width - width, marked=marked)
    return filled(root, (logo, *beside), place.height, ids["mark"], rule=True)


def _beside(place: _Place, look: Letterhead, style: str, width: int, *, marked: bool) -> Iterator[Cell]:
    """The cells beside the logo."""
    left = width * 2 // 3 if marked and place.kind == "one" else width
    size, small = _sizes(place, look, left)
    name, line = run(look.name, size, bold=True), run(look.header, small)
    after = run("　", _MARK) + line if line else ""
    if place.kind == "alone":
        below = paragraph(style, line, height=small * 13) if line else ""
        yield Cell(width, paragraph(style, name, height=size * 13) + below)
    elif place.kind == "two":
        below = _marked(style, _MARK * 12) if marked else ""
        yield Cell(width, paragraph(style, name + after, height=size * 11) + below)
    else:
        yield Cell(left, paragraph(style, name + after, height=place.height))
        if marked:
            yield Cell(width - left, _marked(style, place.height))


def _marked(style: str, height: int) -> str:
    """The paragraph for a text's own words."""
    return paragraph(style, run(HEADER_MARK, _MARK), side="right", height=height)


def _sizes(place: _Place, look: Letterhead, width: int) -> tuple[int, int]:
    """The sizes of name and line: the largest that fit, the line's shrinking first."""
    points = (width - _GAP) / 20
    for size in _falling(_NAMES[place.kind]):
        for small in _falling(_LINES):
            name, line = _ems(look.name) * size / 2, _ems(look.header) * small / 2
            if (max(name, line) if place.kind == "alone" else name + line + _MARK / 2) <= points:
                return size, small
    most = int(points / (_NAMES[place.kind][1] / 2))
    message = f"机构名称和页眉文字太长，版式 {place.file} 的页眉放不下"
    raise TemplateError(error(look.name, message, f"合起来不超过约 {most} 个字，请缩短页眉文字或者用简称"))


def _falling(bounds: tuple[int, int]) -> range:
    return range(bounds[0], bounds[1] - 1, -1)


def _ems(words: str) -> float:
    """The width of words in their own size: a Chinese character is one, another about half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.6 for char in words)


def _footer(part: bytes, place: _Place, words: str, ids: Mapping[str, str], height: int) -> bytes:
    """A footer with the words beside the page's number; one without a number stays as it is."""
    root = etree.fromstring(part)
    page = next((item for item in root.iter(w("p")) if "PAGE" in "".join(map(str, item.itertext()))), None)
    if page is None:
        return part
    narrow = round(place.width * _NUMBER)
    size = _footer_size(place, words, place.width - narrow)
    side = page.find(f"{w('pPr')}/{w('jc')}")
    is_left = side is not None and side.get(w("val")) == "left"  # as on even pages
    _align(page, "left" if is_left else "right")
    inner = "right" if is_left else "left"
    text = paragraph(ids["footer"], run(words, size), side=inner, height=height - END)
    cells = [Cell(place.width - narrow, text), Cell(narrow, etree.tostring(page, encoding="unicode"))]
    return filled(root, cells[::-1] if is_left else cells, height - END, ids["mark"])


def _footer_size(place: _Place, words: str, width: int) -> int:
    for size in _falling(_LINES):
        if _ems(words) * size / 2 <= width / 20:
            return size
    most = int(width / 20 / (_LINES[1] / 2))
    message = f"页脚文字太长，版式 {place.file} 的页脚放不下"
    raise TemplateError(error(words, message, f"不超过约 {most} 个字，请缩短"))


def _align(item: Element, side: str) -> None:
    own = properties(item, "pPr")
    for old in own.findall(w("jc")):
        own.remove(old)
    etree.SubElement(own, w("jc"), {w("val"): side})


def _line(styles: Element, identity: str) -> int:
    """The height of a line of a footer in twips, as its style has it."""
    for style in styles.findall(w("style")):
        spacing = style.find(f"{w('pPr')}/{w('spacing')}")
        if style.get(w("styleId")) == identity and spacing is not None:
            return number(spacing, "line") or _USUAL_FOOTER
    return _USUAL_FOOTER


def _relations(logo: Picture) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="{_LOGO}" Type="{R}/image"'
        f' Target="media/logo.{logo.suffix}"/></Relationships>'
    ).encode()
