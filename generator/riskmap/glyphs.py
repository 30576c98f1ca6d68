"""Outlines of characters, in em, for what is drawn with a pen."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from matplotlib.path import Path

from generator.riskmap.fonts import EM, LOCK, Faces, load_font


def outline(faces: Faces, text: str) -> Path:
    """The outline of a line of text, its baseline starting at the origin."""
    vertices, codes, x = [], [], 0.0
    for char in text:
        glyph = _glyph(faces.path_of(char) or faces.path_of("口"), char)
        vertices.append(glyph.vertices + (x, 0.0))
        codes.append(glyph.codes)
        x += faces.advance(char)
    return Path(np.concatenate(vertices), np.concatenate(codes)) if vertices else Path(np.empty((0, 2)))


@lru_cache(maxsize=2048)
def _glyph(file: str, char: str) -> Path:
    with LOCK:
        font = load_font(file)
        font.load_char(ord(char))
        vertices, codes = font.get_path()
    return Path(np.asarray(vertices) / EM, np.asarray(codes, np.uint8))
