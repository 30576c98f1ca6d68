"""The display list as a PDF page: outlines as they are, text as Type 3 fonts that can be searched.

Of our own for speed: with hundreds of Chinese characters matplotlib's PDF took a fifth of a whole pack.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from generator.canvas.fonts import Faces, faces
from generator.canvas.glyphs import glyph
from generator.canvas.shapes import Fill, Lines, Point, Shape, Text

_POINTS = 72 / 25.4
_BOLD = 0.035
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_MOVE, _QUADRATIC, _CUBIC, _CLOSE = 1, 3, 4, 79
_ROOM = 255  # codes of one font; 0 is left out
_EM = 1000


def page(shapes: Sequence[Shape], size_mm: tuple[float, float]) -> bytes:
    """One page of that size; the same shapes give the same bytes."""
    return _Page(size_mm).made(shapes)


class _Page:
    """Collects the content of the page and the characters that it uses."""

    def __init__(self, size_mm: tuple[float, float]) -> None:
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
        out: list[tuple[int, str]] = []
        for char in text:
            font, code = divmod(self._codes.setdefault((char, bold), len(self._codes)), _ROOM)
            if out and out[-1][0] == font:
                out[-1] = (font, f"{out[-1][1]}{code + 1:02X}")
            else:
                out.append((font, f"{code + 1:02X}"))
        return out


def _fill(shape: Fill) -> Iterator[str]:
    operator = {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(shape.face), bool(shape.edge)]
    if shape.face:
        yield f"{_color(shape.face)} rg"
    if shape.edge:
        yield f"{_color(shape.edge)} RG {_number(shape.width)} w 0 j 0 J [] 0 d"
    for ring in (shape.points, *shape.more):
        yield f"{_path(ring)} h"
    yield operator


def _lines(shape: Lines) -> Iterator[str]:
    dash = " ".join(map(_number, shape.dash or ()))
    yield f"{_color(shape.color)} RG {_number(shape.width)} w 0 j 0 J [{dash}] 0 d"
    yield from (_path(line) for line in shape.lines if len(line) > 1)
    yield "S"


def _path(points: Sequence[Point]) -> str:
    steps = (f"{_number(x)} {_number(y)} {'l' if step else 'm'}" for step, (x, y) in enumerate(points))
    return " ".join(steps)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _color(color: str) -> str:
    return " ".join(_number(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))


def _fonts(made: Faces, chars: list[tuple[str, bool]]) -> Iterator[list[tuple[str, float, str]]]:
    """The characters of each font: what each says, its width in em, and the drawing of it."""
    for start in range(0, len(chars), _ROOM):
        yield [
            (char, made.advance(char), _glyph(made, char, bold))
            for char, bold in chars[start : start + _ROOM]
        ]


def _glyph(made: Faces, char: str, bold: bool) -> str:
    """A character in thousandths of an em; a bold one, for want of a bold font, with a pen round it."""
    vertices, codes = glyph(made.file_of(char), char)
    points = np.rint(vertices * _EM).astype(int).tolist()
    width = round(made.advance(char) * _EM)
    box = [min(x for x, _ in points), min(y for _, y in points)] if points else [0, 0]
    box += [max(x for x, _ in points), max(y for _, y in points)] if points else [0, 0]
    pen = round(_BOLD * _EM) if bold else 0
    grown = [box[0] - pen, box[1] - pen, box[2] + pen, box[3] + pen]
    steps = list(_steps(points, codes.tolist()))
    head = f"{width} 0 {' '.join(map(str, grown))} d1"
    return " ".join(
        [head, *([f"{pen} w 1 j"] if bold else []), *steps, *(["B" if bold else "f"] if steps else [])]
    )


def _steps(points: list[list[int]], codes: list[int]) -> Iterator[str]:
    place, here = 0, [0, 0]
    while place < len(codes):
        code = codes[place]
        if code == _CLOSE:
            yield "h"
            place += 1
            continue
        count = {_QUADRATIC: 2, _CUBIC: 3}.get(code, 1)
        given = points[place : place + count]
        if code == _QUADRATIC:
            yield _curve(_cubic(here, *given))
        elif code == _CUBIC:
            yield _curve(given)
        else:
            yield f"{given[0][0]} {given[0][1]} {'m' if code == _MOVE else 'l'}"
        place, here = place + count, given[-1]


def _cubic(start: list[int], control: list[int], end: list[int]) -> list[list[int]]:
    """A quadratic curve as a cubic one."""
    return [
        [round(side[axis] + 2 / 3 * (control[axis] - side[axis])) for axis in (0, 1)] for side in (start, end)
    ] + [end]


def _curve(points: list[list[int]]) -> str:
    return " ".join(f"{x} {y}" for x, y in points) + " c"


def _file(content: str, size_mm: tuple[float, float], fonts: list[list[tuple[str, float, str]]]) -> bytes:
    """The objects of the file: 1 catalogue, 2 pages, 3 page, 4 content, 5 about, then each font's own."""
    width, height = (_number(side * _POINTS) for side in size_mm)
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        4: _stream(content.encode("ascii")),
        5: b"<< /Producer (tuoguan) /Creator (tuoguan) >>",
    }
    names = []
    for number, chars in enumerate(fonts):
        first = max(objects) + 1
        names.append(f"/F{number} {first} 0 R")
        objects |= _font(first, chars)
    resources = f"<< /Font << {' '.join(names)} >> >>"
    box = f"[0 0 {width} {height}]"
    page_ = f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R /Resources {resources} >>"
    objects[3] = page_.encode("ascii")
    return _written(objects)


def _font(first: int, chars: list[tuple[str, float, str]]) -> dict[int, bytes]:
    """A Type 3 font, what its codes say, and a stream for each character."""
    drawn = {
        first + 2 + place: _stream(drawing.encode("ascii")) for place, (_, _, drawing) in enumerate(chars)
    }
    procs = " ".join(f"/g{place + 1} {first + 2 + place} 0 R" for place in range(len(chars)))
    names = " ".join(f"/g{place + 1}" for place in range(len(chars)))
    widths = " ".join(str(round(width * _EM)) for _, width, _ in chars)
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0]"
        " /Resources << >>"
        f" /FirstChar 1 /LastChar {len(chars)} /Widths [{widths}] /CharProcs << {procs} >>"
        f" /Encoding << /Type /Encoding /Differences [1 {names}] >> /ToUnicode {first + 1} 0 R >>"
    )
    return {
        first: font.encode("ascii"),
        first + 1: _stream(_unicode([char for char, _, _ in chars])),
        **drawn,
    }


def _unicode(chars: list[str]) -> bytes:
    """What each code of a font says, in blocks of a hundred as the format asks."""
    rows = [f"<{place:02X}> <{char.encode('utf-16-be').hex()}>" for place, char in enumerate(chars, 1)]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    said = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /tuoguan def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{said}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 6)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream"


def _written(objects: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number in sorted(objects):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
