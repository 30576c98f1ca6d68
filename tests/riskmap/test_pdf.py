"""The PDF of a map: a well-formed file whose text says what was drawn, with every outline."""

from __future__ import annotations

import re
import zlib

import pytest

from generator.canvas import Box, Fill, Lines, Raster, Shape, Text, pdf
from generator.riskmap import Site
from generator.riskmap.page import compose

_A3 = (420.0, 297.0)


def _objects(data: bytes) -> dict[int, bytes]:
    """The objects of a file by number, found through its table of places."""
    table = re.search(rb"xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)trailer", data)
    assert table
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", table[2])]
    assert len(places) == int(table[1]) - 1
    found = {}
    for number, place in enumerate(places, 1):
        head = b"%d 0 obj\n" % number
        assert data[place : place + len(head)] == head
        found[number] = data[place + len(head) : data.index(b"\nendobj", place)]
    return found


def _stream(item: bytes) -> str:
    size = re.search(rb"/Length (\d+) >>\nstream\n", item)
    assert size
    return zlib.decompress(item[size.end() : size.end() + int(size[1])]).decode("ascii")


def _words(data: bytes) -> list[str]:
    """Each line of text of the page, read back by what its codes say."""
    objects = _objects(data)
    fonts = {
        int(name): _stream(objects[int(number) + 1])
        for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", objects[3])
    }
    said = {
        name: {code: bytes.fromhex(text).decode("utf-16-be") for code, text in _pairs(source)}
        for name, source in fonts.items()
    }
    lines = re.findall(r"BT (.*?)ET", _stream(objects[4]), re.DOTALL)
    return ["".join(_run(said, run) for run in _shown(line)) for line in lines]


def _pairs(source: str) -> list[tuple[str, str]]:
    return re.findall(r"<([0-9A-F]{2})> <([0-9a-f]+)>", source)


def _shown(line: str) -> list[tuple[str, str]]:
    return re.findall(r"/F(\d+) \S+ Tf <([0-9A-F]+)> Tj", line)


def _run(said: dict[int, dict[str, str]], run: tuple[str, str]) -> str:
    font, codes = run
    return "".join(said[int(font)][codes[place : place + 2]] for place in range(0, len(codes), 2))


def test_every_text_of_a_map_is_read_back(cups: Site) -> None:
    shapes = compose(cups, _A3)
    assert _words(pdf.page(shapes, _A3)) == [shape.text for shape in shapes if isinstance(shape, Text)]


def test_more_characters_than_one_font_holds() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(600)) + "𠮷A"
    data = pdf.page([Text(5, 5, text, 3, "#000000"), Text(5, 9, text[:20], 3, "#123456", True)], _A3)
    assert _words(data) == [text, text[:20]]
    assert len(re.findall(rb"/Subtype /Type3", data)) == 3


def test_shapes_are_outlines_in_millimetres() -> None:
    shapes: list[Shape] = [
        Fill(((1, 2), (3, 2), (3, 4)), "#FF0000", "#000000", 0.5, (((1.5, 2.5), (2, 3), (2, 2.5)),)),
        Lines((((0, 0), (10, 0.25)),), "#00FF00", 1.0, (2, 1)),
    ]
    content = _stream(_objects(pdf.page(shapes, (100.0, 50.0)))[4]).splitlines()
    assert content[0] == "2.835 0 0 2.835 0 0 cm"
    assert (
        "1 0 0 rg" in content and "1 2 m 3 2 l 3 4 l h" in content and "1.5 2.5 m 2 3 l 2 2.5 l h" in content
    )
    assert "0 1 0 RG 1 w 0 j 0 J [2 1] 0 d" in content and "0 0 m 10 0.25 l" in content


def test_the_same_shapes_give_the_same_bytes(cups: Site) -> None:
    assert pdf.page(compose(cups, _A3), _A3) == pdf.page(compose(cups, _A3), _A3)


def test_a_picture_is_left_to_matplotlib() -> None:
    with pytest.raises(TypeError, match="Raster"):
        pdf.page([Raster(Box(0, 0, 1, 1), b"", ((0, 0), (1, 0), (0, 1)), 1.0)], _A3)


def test_a_quadratic_curve_of_a_glyph_becomes_the_same_cubic_one() -> None:
    """Its control points lie two thirds of the way to the one that the font has (ISO 32000-1, 8.5.2)."""
    assert pdf._quadratic([0, 0], [30, 60], [60, 0]) == "20 40 40 40 60 0 c"
