"""The display list as a PDF page: outlines as they are, text as Type 3 fonts that can be searched.

Of our own for speed: with hundreds of Chinese characters matplotlib's PDF took a fifth of a whole pack.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from generator.canvas.fonts import Faces, faces
from generator.canvas.glyphs import glyph
from generator.canvas.shapes import Fill, Lines, Point, Shape, Text

_POINTS = 72 / 25.4
_BOLD = 0.035
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_MOVE, _QUADRATIC, _CUBIC, _CLOSE = 1, 3, 4, 79  # matplotlib's codes of a path
_POINTS_OF = {_QUADRATIC: 2, _CUBIC: 3}  # points of a step, where it takes more than one
Size = tuple[float, float]  # width and height in mm
_PAINTS = {(True, True): "B", (True, False): "f", (False, True): "S"}  # by whether it has a face, an edge
_USUAL = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    5: b"<< /Producer (tuoguan) /Creator (tuoguan) >>",
}
_TYPE_3 = (
    "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] /Resources << >>"
)
_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "/CMapName /tuoguan def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n"
)
_ROOM = 255  # codes of one font; 0 is left out
_EM = 1000


def page(shapes: Sequence[Shape], size_mm: Size) -> bytes:
    """One page of that size; the same shapes give the same bytes."""
    return _Writer(size_mm).made(shapes)


class _Writer:
    """Collects the content of the page and the characters that it uses."""

    def __init__(self, size_mm: Size) -> None:
        self._size = size_mm
        self._faces = faces()
        self._codes: dict[tuple[str, bool], int] = {}

    def made(self, shapes: Sequence[Shape]) -> bytes:
        scale = f"{_number(_POINTS)} 0 0 {_number(_POINTS)} 0 0 cm"
        content = "\n".join([scale, *(line for shape in shapes for line in self._put(shape))])
        return _file(content, self._size, list(_fonts(self._faces, list(self._codes))))

    def _put(self, shape: Shape) -> Iterator[str]:
        if isinstance(shape, Fill):
            yield from _fill(shape)
        elif isinstance(shape, Lines):
            yield from _lines(shape)
        elif isinstance(shape, Text):
            yield from self._text(shape)
        else:
            raise TypeError(f"no {type(shape).__name__} on a page of outlines")

    def _text(self, shape: Text) -> Iterator[str]:
        x = shape.x - _ANCHORS[shape.anchor] * self._faces.width(shape.text, shape.size)
        yield f"BT {_color(shape.color)} rg 1 0 0 1 {_number(x)} {_number(shape.y)} Tm"
        for font, codes in self._runs(shape.text, shape.bold):
            yield f"/F{font} {_number(shape.size)} Tf <{codes}> Tj"
        yield "ET"

    def _runs(self, text: str, bold: bool) -> list[tuple[int, str]]:
        """The text as codes, cut where the font changes."""
        codes = [divmod(self._code(char, bold), _ROOM) for char in text]
        runs = groupby(codes, key=itemgetter(0))
        return [(font, "".join(f"{code + 1:02X}" for _, code in run)) for font, run in runs]

    def _code(self, char: str, bold: bool) -> int:
        """The number of a character among those of the page, a new one for one not met before."""
        return self._codes.setdefault((char, bold), len(self._codes))


def _fill(shape: Fill) -> Iterator[str]:
    if shape.face:
        yield f"{_color(shape.face)} rg"
    if shape.edge:
        yield f"{_pen(shape.edge, shape.width)} [] 0 d"
    for ring in (shape.points, *shape.more):
        yield f"{_path(ring)} h"
    yield _PAINTS[bool(shape.face), bool(shape.edge)]


def _lines(shape: Lines) -> Iterator[str]:
    dash = " ".join(map(_number, shape.dash or ()))
    yield f"{_pen(shape.color, shape.width)} [{dash}] 0 d"
    yield from (_path(line) for line in shape.lines if len(line) > 1)
    yield "S"


def _pen(color: str, width: float) -> str:
    """The colour and width of a pen, with sharp corners and ends."""
    return f"{_color(color)} RG {_number(width)} w 0 j 0 J"


def _path(points: Sequence[Point]) -> str:
    steps = (f"{_number(x)} {_number(y)} {'l' if step else 'm'}" for step, (x, y) in enumerate(points))
    return " ".join(steps)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _color(color: str) -> str:
    return " ".join(_number(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))


class _Glyph(NamedTuple):
    """A character of a font: what it says, its width in em, and the drawing of it."""

    char: str
    width: float
    drawing: str


def _fonts(made: Faces, chars: list[tuple[str, bool]]) -> Iterator[list[_Glyph]]:
    """The characters of each font, as many as it has codes."""
    glyphs = [_Glyph(char, made.advance(char), _drawing(made, char, bold)) for char, bold in chars]
    for start in range(0, len(glyphs), _ROOM):
        yield glyphs[start : start + _ROOM]


def _drawing(made: Faces, char: str, bold: bool) -> str:
    """A character in thousandths of an em; a bold one, for want of a bold font, with a pen round it."""
    vertices, codes = glyph(made.file_of(char), char)
    points = np.rint(vertices * _EM).astype(int).tolist()
    pen = round(_BOLD * _EM) if bold else 0
    head = f"{round(made.advance(char) * _EM)} 0 {_extent(points, pen)} d1"
    return " ".join([head, *_painted(list(_steps(points, codes.tolist())), pen)])


def _painted(steps: list[str], pen: int) -> list[str]:
    """An outline filled, with a pen round it if there is one; a blank has none to paint."""
    stroke = [f"{pen} w 1 j"] if pen else []
    paint = ["B" if pen else "f"] if steps else []
    return [*stroke, *steps, *paint]


def _extent(points: list[list[int]], pen: int) -> str:
    """The box around points, wider by the pen on each side: left, lower, right and upper edge."""
    xs, ys = zip(*points, strict=True) if points else ((0,), (0,))
    return f"{min(xs) - pen} {min(ys) - pen} {max(xs) + pen} {max(ys) + pen}"


def _steps(points: list[list[int]], codes: list[int]) -> Iterator[str]:
    """The outline in PDF's operators; matplotlib writes a curve's code once for each of its points."""
    place, here = 0, [0, 0]
    while place < len(codes):
        code = codes[place]
        count = _POINTS_OF.get(code, 1)
        given = points[place : place + count]
        yield _step(code, here, given)
        place += count
        if code != _CLOSE:  # the point beside a closing code says nothing
            here = given[-1]


def _step(code: int, here: list[int], given: list[list[int]]) -> str:
    if code == _CLOSE:
        return "h"
    if code == _QUADRATIC:
        return _quadratic(here, *given)
    if code == _CUBIC:
        return " ".join(f"{x} {y}" for x, y in given) + " c"
    (x, y), operator = given[0], "m" if code == _MOVE else "l"
    return f"{x} {y} {operator}"


def _quadratic(start: list[int], control: list[int], end: list[int]) -> str:
    """A quadratic curve as a cubic one, which is all that PDF has (ISO 32000-1, 8.5.2).

    Its controls lie two thirds of the way from either end; written out, for a page has ten thousand of them.
    """
    (left, low), (x, y), (right, high) = start, control, end
    first = f"{round(left + 2 / 3 * (x - left))} {round(low + 2 / 3 * (y - low))}"
    return f"{first} {round(right + 2 / 3 * (x - right))} {round(high + 2 / 3 * (y - high))} {right} {high} c"


def _file(content: str, size_mm: Size, fonts: list[list[_Glyph]]) -> bytes:
    """The objects of the file: 1 catalogue, 2 pages, 3 page, 4 content, 5 about, then each font's own."""
    objects = {**_USUAL, 4: _stream(content.encode("ascii"))}
    names = []
    for number, glyphs in enumerate(fonts):
        first = max(objects) + 1
        names.append(f"/F{number} {first} 0 R")
        objects |= _font(first, glyphs)
    objects[3] = _page(size_mm, " ".join(names)).encode("ascii")
    return _written(objects)


def _page(size_mm: Size, fonts: str) -> str:
    width, height = (_number(side * _POINTS) for side in size_mm)
    box, resources = f"[0 0 {width} {height}]", f"<< /Font << {fonts} >> >>"
    return f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R /Resources {resources} >>"


def _font(first: int, glyphs: list[_Glyph]) -> dict[int, bytes]:
    """A Type 3 font, what its codes say, and a stream for each character; `first` is its object's number."""
    drawn = {first + 2 + place: _stream(one.drawing.encode("ascii")) for place, one in enumerate(glyphs)}
    return {
        first: _font_object(first, glyphs).encode("ascii"),
        first + 1: _stream(_unicode([one.char for one in glyphs])),
        **drawn,
    }


def _font_object(first: int, glyphs: list[_Glyph]) -> str:
    codes = range(1, len(glyphs) + 1)
    procs = " ".join(f"/g{code} {first + 1 + code} 0 R" for code in codes)
    names = " ".join(f"/g{code}" for code in codes)
    widths = " ".join(str(round(one.width * _EM)) for one in glyphs)
    return (
        f"{_TYPE_3} /FirstChar 1 /LastChar {len(glyphs)} /Widths [{widths}] /CharProcs << {procs} >>"
        f" /Encoding << /Type /Encoding /Differences [1 {names}] >> /ToUnicode {first + 1} 0 R >>"
    )


def _unicode(chars: list[str]) -> bytes:
    """What each code of a font says, in blocks of a hundred as the format asks."""
    rows = [f"<{place:02X}> <{char.encode('utf-16-be').hex()}>" for place, char in enumerate(chars, 1)]
    said = "\n".join(_block(rows[start : start + 100]) for start in range(0, len(rows), 100))
    return f"{_MAP}{said}\nendcmap CMapName currentdict /CMap defineresource pop end end".encode("ascii")


def _block(rows: list[str]) -> str:
    return "\n".join((f"{len(rows)} beginbfchar", *rows, "endbfchar"))


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 6)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream"


def _written(objects: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number in sorted(objects):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    return bytes(out + _table(places, len(out)))


def _table(places: list[int], start: int) -> bytes:
    """Where each object begins, and where this table itself does."""
    count = len(places) + 1
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n" % count
    return head + rows + trailer + b"startxref\n%d\n%%%%EOF\n" % start
