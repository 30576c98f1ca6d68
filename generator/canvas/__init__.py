"""The drawing kit: a display list of shapes in millimetres becomes PNG, PDF or SVG; fonts, type and glyphs.

``glyphs``, ``paint`` and ``png`` load numpy and matplotlib: they are imported only where something is drawn.
"""

from generator.canvas.fonts import Faces, faces
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
    "clip",
    "disc",
    "faces",
    "text_in",
    "units",
    "wrap",
    "wrap_list",
]
