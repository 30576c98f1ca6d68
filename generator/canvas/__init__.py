"""The drawing kit: a display list of shapes in millimetres becomes PNG, PDF or SVG; fonts, type and glyphs.

numpy and matplotlib are loaded at the first call of what needs them (`painted`, `png_file`, `glyph_rings`),
never when this package is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.canvas.fonts import Faces, bundled_font, faces, foreign, is_bundled
from generator.canvas.shapes import (
    Box,
    Fill,
    Lines,
    Point,
    Raster,
    Ring,
    Shape,
    Text,
    box_fill,
    disc,
    text_in,
)
from generator.canvas.typeset import balanced, clip, units, wrap, wrap_list

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Box",
    "Faces",
    "Fill",
    "Lines",
    "Point",
    "Raster",
    "Ring",
    "Shape",
    "Text",
    "balanced",
    "box_fill",
    "bundled_font",
    "clip",
    "disc",
    "faces",
    "foreign",
    "glyph_rings",
    "is_bundled",
    "painted",
    "png_file",
    "text_in",
    "units",
    "wrap",
    "wrap_list",
]


def painted(shapes: Sequence[Shape], fmt: str, size_mm: tuple[float, float], dpi: int) -> bytes:
    """The bytes of a png, pdf or svg of the shapes on paper of that size; the same shapes, the same bytes."""
    from generator.canvas.paint import paint

    return paint(shapes, fmt, size_mm, dpi)


def png_file(rgb: NDArray[np.uint8], dpi: float) -> bytes:
    """The bytes of a PNG of opaque pixels, height x width x 3 (or 4, of which the last is left out)."""
    from generator.canvas.png import encode

    return encode(rgb, dpi)


def glyph_rings(file: str, char: str) -> tuple[Ring, ...]:
    """The outline of one character of a font file as polygons, in em."""
    from generator.canvas.glyphs import rings

    return rings(file, char)
