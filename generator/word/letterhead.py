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
from generator.word.layout import HEADER_MARK, Layout, child, named_style, number, read_layout
from generator.word.letterhead_parts import END, Cell, R, filled, paragraph, run
from generator.word.package import relations_part
from generator.word.tree import Element, below, given, properties, put, said, serialise, w

FONTS = tuple(letterhead_fonts.GROUPS)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LOGO = "rIdLogo"
_TWIPS_PER_MM = 1440 / 25.4
_TALL, _LOW = 760, 440  # twips: from which a letterhead stands alone, from which it has two lines
_HIGHEST = 794  # 14 mm
_EDGE = 20  # for the line below the table
_STYLES = "word/styles.xml"
_Kind = Literal["alone", "two", "one"]
Ids = Mapping[str, str]  # of the styles of a layout
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
    kind: _Kind

    @property
    def logo_box(self) -> tuple[float, float]:
        """What a logo may take at most, in millimetres."""
        return self.width / 5 / _TWIPS_PER_MM, (self.height - 2 * END) / _TWIPS_PER_MM


class _Foot(NamedTuple):
    """How a footer is set: the ids of its style and of the mark's, its height in twips."""

    style: str
    mark: str
    height: int

    @classmethod
    def of(cls, styles: Element, ids: Mapping[str, str]) -> _Foot:
        """As the styles of a layout have it."""
        return cls(ids["footer"], ids["mark"], _line(styles, ids["footer"]) - END)

    def words(self, content: str, side: str) -> str:
        """The words of the agency, set to a side."""
        return paragraph(self.style, content, side=side, height=self.height)


def put_on(path: Path, look: Letterhead) -> bytes:
    """The layout of a file with the letterhead, as a Word file; TemplateError where its words lack room."""
    layout = read_layout(path)
    styles = etree.fromstring(layout.parts[_STYLES])
    ids = _ids(layout, styles)
    made = _drawn(layout, look, styles, ids)
    for group, font in look.fonts.items():
        letterhead_fonts.choose(styles, group, font, ids)
    return packaged({**layout.parts, **made, _STYLES: serialise(styles)})


def _drawn(layout: Layout, look: Letterhead, styles: Element, ids: Ids) -> dict[str, bytes]:
    """The parts that show the letterhead: its logo, the headers and the footers."""
    place = _place(layout)
    made = {f"word/media/logo.{look.logo.suffix}": look.logo.data, **_headers(layout, place, look, ids)}
    return made | (_footers(layout, place, look.footer, _Foot.of(styles, ids)) if look.footer else {})


def _headers(layout: Layout, place: _Place, look: Letterhead, ids: Ids) -> dict[str, bytes]:
    """The headers of a layout with the letterhead, each with a relationship to the logo."""
    names = _named(layout, "word/header")
    made = {name: _header(layout.parts[name], place, look, ids) for name in names}
    return made | {relations_part(name): _relations(look.logo) for name in names}


def _footers(layout: Layout, place: _Place, words: str, foot: _Foot) -> dict[str, bytes]:
    names = _named(layout, "word/footer")
    return {name: _footer(layout.parts[name], place, words, foot) for name in names}


def _named(layout: Layout, start: str) -> list[str]:
    """The parts of a layout whose names begin so."""
    return [name for name in layout.parts if name.startswith(start)]


def _ids(layout: Layout, styles: Element) -> Ids:
    """The ids of the dialect's styles and of those of headers and footers."""
    plain = layout.styles["plain"]
    found = {"header": plain, "footer": plain, **layout.styles}
    for style in styles.findall(w("style")):
        name = given(below(style, "name"))
        if name in ("header", "footer"):
            found[name] = str(style.get(w("styleId")))
    return found


def _place(layout: Layout) -> _Place:
    """The room above the text: from the header's place to the first line."""
    margins = child(layout.section, "pgMar")
    room = number(margins, "top") - number(margins, "header") - END - _EDGE
    return _Place(layout.name, layout.text_width(layout.orientation), min(room, _HIGHEST), _arranged(room))


def _arranged(room: int) -> _Kind:
    """How a letterhead is arranged in a room of so many twips."""
    if room >= _TALL:
        return "alone"
    return "two" if room >= _LOW else "one"


def _header(part: bytes, place: _Place, look: Letterhead, ids: Ids) -> bytes:
    """A header with the letterhead; a text's own words go where the mark stands, if both have room."""
    root = etree.fromstring(part)
    logo = _logo(place, look.logo, ids["header"])
    marked = HEADER_MARK in said(root.iter(w("t")))
    beside = _beside(place, look, ids["header"], place.width - logo.width, marked=marked)
    return filled(root, (logo, *beside), place.height, ids["mark"], rule=True)


def _logo(place: _Place, logo: Picture, style: str) -> Cell:
    """The cell of the logo, which takes a fifth of the width at most."""
    box = place.logo_box
    scale = min(box[0] / logo.width, box[1] / logo.height)
    drawn = pictures.drawing(logo, box, 1, _LOGO, escape(logo.alt, {'"': "&quot;"}))
    content = paragraph(style, f"<w:r><w:t>{drawn}</w:t></w:r>")
    return Cell(round(logo.width * scale * _TWIPS_PER_MM) + _GAP, content)


def _beside(place: _Place, look: Letterhead, style: str, width: int, *, marked: bool) -> Iterator[Cell]:
    """The cells beside the logo."""
    in_one = marked and place.kind == "one"
    left = width * 2 // 3 if in_one else width
    own = _marked(style, _MARK * 12) if marked else ""
    yield Cell(
        left, _words(place, look, style, _sizes(place, look, left)) + (own if place.kind == "two" else "")
    )
    if in_one:
        yield Cell(width - left, _marked(style, place.height))


def _words(place: _Place, look: Letterhead, style: str, sizes: tuple[int, int]) -> str:
    """Name and line: below each other, or one after the other."""
    size, small = sizes
    name, line = run(look.name, size, bold=True), run(look.header, small)
    if place.kind == "alone":
        return paragraph(style, name, height=size * 13) + (line and paragraph(style, line, height=small * 13))
    after = line and run("　", _MARK) + line
    return paragraph(style, name + after, height=place.height if place.kind == "one" else size * 11)


def _marked(style: str, height: int) -> str:
    """The paragraph for a text's own words."""
    return paragraph(style, run(HEADER_MARK, _MARK), side="right", height=height)


def _sizes(place: _Place, look: Letterhead, width: int) -> tuple[int, int]:
    """The sizes of name and line: the largest that fit, the line's shrinking first."""
    points = (width - _GAP) / 20
    for size in _falling(_NAMES[place.kind]):
        for small in _falling(_LINES):
            if _wide(place, look, size, small) <= points:
                return size, small
    raise _too_long(place, look, points)


def _too_long(place: _Place, look: Letterhead, points: float) -> TemplateError:
    most = int(points / (_NAMES[place.kind][1] / 2))
    message = f"机构名称和页眉文字太长，版式 {place.file} 的页眉放不下"
    hint = f"合起来不超过约 {most} 个字，请缩短页眉文字或者用简称"
    return TemplateError(error(look.name, message, hint))


def _wide(place: _Place, look: Letterhead, size: int, small: int) -> float:
    """The points that name and line take in these sizes: below each other, or one after the other."""
    name, line = _points(look.name, size), _points(look.header, small)
    return max(name, line) if place.kind == "alone" else name + line + _MARK / 2


def _points(words: str, size: int) -> float:
    """The points that words take in a size of half-points."""
    return _ems(words) * size / 2


def _falling(bounds: tuple[int, int]) -> range:
    return range(bounds[0], bounds[1] - 1, -1)


def _ems(words: str) -> float:
    """The width of words in their own size: a Chinese character is one, another about half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.6 for char in words)


def _footer(part: bytes, place: _Place, words: str, foot: _Foot) -> bytes:
    """A footer with the words beside the page's number; one without a number stays as it is."""
    root = etree.fromstring(part)
    page = next(filter(_is_number, root.iter(w("p"))), None)
    if page is None:
        return part
    return filled(root, _foot_cells(page, place, words, foot), foot.height, foot.mark)


def _foot_cells(page: Element, place: _Place, words: str, foot: _Foot) -> list[Cell]:
    """The cell of the words and that of the page's number, which stays on its side."""
    narrow = round(place.width * _NUMBER)
    wide = place.width - narrow
    number, side = _aside(page)
    text = foot.words(run(words, _footer_size(place, words, wide)), side)
    cells = [Cell(wide, text), Cell(narrow, number)]
    return cells if side == "left" else cells[::-1]


def _aside(page: Element) -> tuple[str, str]:
    """The paragraph of the page's number, set to one side, and the side for the words."""
    is_left = given(below(page, "pPr", "jc")) == "left"  # as on even pages
    _align(page, "left" if is_left else "right")
    return etree.tostring(page, encoding="unicode"), "right" if is_left else "left"


def _is_number(item: Element) -> bool:
    """Whether a paragraph holds the page's number."""
    return "PAGE" in "".join(map(str, item.itertext()))


def _footer_size(place: _Place, words: str, width: int) -> int:
    points = width / 20
    fitting = next((size for size in _falling(_LINES) if _points(words, size) <= points), None)
    if fitting is None:
        raise _too_long_below(place, words, int(points / (_LINES[1] / 2)))
    return fitting


def _too_long_below(place: _Place, words: str, most: int) -> TemplateError:
    message = f"页脚文字太长，版式 {place.file} 的页脚放不下"
    return TemplateError(error(words, message, f"不超过约 {most} 个字，请缩短"))


def _align(item: Element, side: str) -> None:
    own = properties(item, "pPr")
    for old in own.findall(w("jc")):
        own.remove(old)
    put(etree.SubElement(own, w("jc")), "val", side)


def _line(styles: Element, identity: str) -> int:
    """The height of a line of a footer in twips, as its style has it."""
    spacing = below(named_style(styles, identity), "pPr", "spacing")
    return number(spacing, "line") or _USUAL_FOOTER


def _relations(logo: Picture) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="{_LOGO}" Type="{R}/image"'
        f' Target="media/logo.{logo.suffix}"/></Relationships>'
    ).encode()
