"""Outlines of characters, in em, for what is drawn with a pen."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
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
    if not text:
        return Path(np.empty((0, 2)))
    glyphs = [glyph(faces.file_of(char), char) for char in text]
    starts = accumulate(map(faces.advance, text[:-1]), initial=0.0)
    vertices = [corners + np.array((x, 0.0)) for (corners, _), x in zip(glyphs, starts, strict=True)]
    return Path(np.concatenate(vertices), np.concatenate([codes for _, codes in glyphs]))


def rings(file: str, char: str) -> tuple[Ring, ...]:
    """The outline of one character of a font as polygons, in em."""
    found: list[Any] = Path(*glyph(file, char)).to_polygons()
    return tuple(tuple((float(x), float(y)) for x, y in ring[:-1]) for ring in found)


@lru_cache(maxsize=2048)
def glyph(file: str, char: str) -> tuple[Vertices, Codes]:
    """The corners of a character of a font, in em, and matplotlib's code for each."""
    with LOCK:
        font = load_font(file)
        font.load_glyph(font.get_char_index(ord(char)))
        vertices, codes = font.get_path()
    return np.asarray(vertices, np.float64) / EM, np.asarray(codes, np.uint8)
