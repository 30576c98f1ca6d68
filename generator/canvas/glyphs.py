"""Outlines of characters, in em, for what is drawn with a pen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from generator.canvas.fonts import EM, LOCK, Faces, load_font
from generator.canvas.shapes import Ring

Vertices = NDArray[np.float64]
Codes = NDArray[np.uint8]


def outline(faces: Faces, text: str) -> Path:
    """The outline of a line of text, its baseline starting at the origin."""
    vertices: list[Vertices] = []
    codes: list[Codes] = []
    x = 0.0
    for char in text:
        corners, kinds = glyph(faces.file_of(char), char)
        vertices.append(corners + np.array((x, 0.0)))
        codes.append(kinds)
        x += faces.advance(char)
    return Path(np.concatenate(vertices), np.concatenate(codes)) if vertices else Path(np.empty((0, 2)))


def rings(file: str, char: str) -> tuple[Ring, ...]:
    """The outline of one character of a font as polygons, in em."""
    vertices, codes = glyph(file, char)
    found: list[Any] = Path(vertices, codes).to_polygons()
    return tuple(tuple((float(x), float(y)) for x, y in ring[:-1]) for ring in found)


@lru_cache(maxsize=2048)
def glyph(file: str, char: str) -> tuple[Vertices, Codes]:
    """The corners of a character of a font, in em, and matplotlib's code for each."""
    with LOCK:
        font = load_font(file)
        font.load_glyph(font.get_char_index(ord(char)))
        vertices, codes = font.get_path()
    return np.asarray(vertices, np.float64) / EM, np.asarray(codes, np.uint8)
