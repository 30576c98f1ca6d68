"""The display list to bytes by matplotlib's object interface; nothing of the user's settings has a say."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache, partial
from io import BytesIO
from typing import Any

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from generator.canvas import pdf, pixels, png
from generator.canvas.fonts import faces
from generator.canvas.glyphs import outline
from generator.canvas.shapes import Box, Fill, Lines, Point, Raster, Shape, Text, box_fill

_LOCK = threading.Lock()
_KEPT: dict[tuple[float, float, int], Any] = {}
Size = tuple[float, float]  # width and height in mm
_POINTS = 72 / 25.4
_BOLD = 0.035
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_ABOUT: dict[str, dict[str, Any]] = {
    "pdf": {"Creator": "tuoguan", "Producer": "tuoguan", "CreationDate": None, "ModDate": None},
    "svg": {"Creator": "tuoguan", "Date": None},
}
_ALWAYS = {"svg.hashsalt": "tuoguan", "svg.fonttype": "path", "pdf.fonttype": 3, "pdf.compression": 6}


def paint(shapes: Sequence[Shape], fmt: str, size_mm: Size, dpi: int) -> bytes:
    """The picture of the shapes on paper of the given size."""
    if fmt == "pdf" and not any(isinstance(shape, Raster) for shape in shapes):
        return pdf.page(shapes, size_mm)
    with _LOCK, _own_settings():
        if fmt == "png":
            return _png(shapes, size_mm, dpi)
        return _vector(shapes, fmt, size_mm, dpi)


def _png(shapes: Sequence[Shape], size_mm: Size, dpi: int) -> bytes:
    """Straight on the pixels: a figure and its axes would take longer to import than the map to draw."""
    renderer = _renderer(size_mm, dpi)
    renderer.clear()
    paper = box_fill(Box(0, 0, *size_mm), "#FFFFFF")
    pen = _Pen(renderer, Affine2D().scale(dpi / 25.4), as_text=False)
    for shape in (paper, *shapes):
        pen.put(shape)
    return png.encode(np.asarray(renderer.buffer_rgba()), dpi)


def _renderer(size_mm: Size, dpi: int) -> Any:
    """One field of pixels, used again for the next page of its size; the one before is let go."""
    key = (*size_mm, dpi)
    if key not in _KEPT:
        _KEPT.clear()
        width, height = (int(side / 25.4 * dpi) for side in size_mm)
        _KEPT[key] = pixels.field(width, height, dpi)
    return _KEPT[key]


def _vector(shapes: Sequence[Shape], fmt: str, size_mm: Size, dpi: int) -> bytes:
    figure = _figure(size_mm, dpi)
    figure.add_artist(_Listed(shapes, dpi))
    out = BytesIO()
    figure.savefig(out, format=fmt, metadata=_ABOUT[fmt])
    figure.clear()
    return out.getvalue()


def _figure(size_mm: Size, dpi: int) -> Any:
    from matplotlib.figure import Figure

    width, height = size_mm
    return Figure(figsize=(width / 25.4, height / 25.4), dpi=dpi, facecolor="white", edgecolor="white")


@contextmanager
def _own_settings() -> Iterator[None]:
    """matplotlib's own defaults whatever the user set, and the user's settings again afterwards.

    The settings are exchanged as they are stored: they were checked when matplotlib read them, and a
    second check would cost time and warn of settings that are on their way out.
    """
    live: dict[str, Any] = matplotlib.rcParams  # type: ignore[assignment]
    stored = partial(dict.__getitem__, live)
    ours = {key: value for key, value in _wanted() if stored(key) != value}
    theirs = {key: stored(key) for key in ours}
    dict.update(live, ours)
    try:
        yield
    finally:
        dict.update(live, theirs)


@cache
def _wanted() -> tuple[tuple[str, Any], ...]:
    """Every setting as matplotlib delivers it, and our own."""
    settings = dict(dict.items(matplotlib.rcParamsDefault)) | _ALWAYS
    return tuple((key, value) for key, value in settings.items() if not key.startswith("backend"))


class _Listed(Artist):
    """Draws a display list straight on the renderer: no axes, no layout of text by matplotlib."""

    def __init__(self, shapes: Sequence[Shape], dpi: int) -> None:
        super().__init__()
        self._shapes = shapes
        self._dpi = dpi

    def draw(self, renderer: Any) -> None:
        """Draw every shape in order, as text where the format keeps text."""
        figure: Any = self.figure
        to_page = Affine2D().scale(1 / 25.4) + figure.dpi_scale_trans
        as_text = figure.canvas.get_default_filetype() == "pdf"
        pen = _Pen(renderer, Affine2D(to_page.get_matrix()), as_text, self._dpi / figure.dpi)
        for shape in self._shapes:
            pen.put(shape)


class _Pen:
    """Draws shapes on one renderer."""

    def __init__(self, renderer: Any, to_page: Affine2D, as_text: bool, resolution: float = 1.0) -> None:
        """`resolution` is the dots of a picture to a unit of the page."""
        self._renderer, self._to_page, self._as_text = renderer, to_page, as_text
        self._flip = float(renderer.height) if renderer.flipy() else None
        self._faces = faces()
        self._resolution = resolution

    def put(self, shape: Shape) -> None:
        if isinstance(shape, Fill):
            self._fill(shape)
        elif isinstance(shape, Lines):
            self._lines(shape)
        elif isinstance(shape, Raster):
            self._raster(shape)
        else:
            self._text(shape)

    def _pen(self, color: str | None, width: float) -> Any:
        gc = self._renderer.new_gc()
        gc.set_linewidth(width * _POINTS if color else 0)
        gc.set_foreground(_rgba(color or "#000000"), isRGBA=True)
        gc.set_joinstyle("miter")
        return gc

    def _stroke(self, gc: Any, path: Path, to_page: Transform, face: str | None = None) -> None:
        self._renderer.draw_path(gc, path, to_page, _rgba(face) if face else None)
        gc.restore()

    def _fill(self, shape: Fill) -> None:
        path = _closed(shape.points) if not shape.more else _compound((shape.points, *shape.more))
        self._stroke(self._pen(shape.edge, shape.width), path, self._to_page, shape.face)

    def _lines(self, shape: Lines) -> None:
        points = [point for line in shape.lines for point in line]
        if not points:
            return
        gc = self._pen(shape.color, shape.width)
        if shape.dash:
            gc.set_dashes(0, [part * _POINTS for part in shape.dash])
        self._stroke(gc, Path(points, _codes(shape.lines)), self._to_page)

    def _raster(self, shape: Raster) -> None:
        from generator.canvas.raster import Field, ink

        dots = self._dots()
        field = Field.of(shape.box, dots)
        left, bottom = field.left / self._resolution, field.bottom / self._resolution
        gc = self._renderer.new_gc()
        self._renderer.draw_image(gc, left, bottom, ink(shape, dots, field)[::-1])
        gc.restore()

    def _dots(self) -> float:
        """The dots of a picture to a millimetre."""
        zero, one = self._to_page.transform(((0.0, 0.0), (1.0, 0.0)))
        return float(one[0] - zero[0]) * self._resolution

    def _text(self, shape: Text) -> None:
        x = shape.x - _ANCHORS[shape.anchor] * self._faces.width(shape.text, shape.size)
        if self._as_text:
            for file, run in self._faces.runs(shape.text):
                self._run(x, shape, file, run)
                x += self._faces.width(run, shape.size)
        else:
            self._outlined(x, shape)

    def _run(self, x: float, shape: Text, file: str, run: str) -> None:
        """Text that can be searched and copied; a character that no font has stays a drawn box."""
        is_missing = bool(self._faces.missing(run))
        if not is_missing:
            self._written(x, shape, file, run)
        if is_missing or shape.bold:  # a bold one is drawn once more with a pen round it
            self._outlined(x, replace(shape, text=run))

    def _written(self, x: float, shape: Text, file: str, run: str) -> None:
        gc, (px, py) = self._pen(shape.color, 0), self._to_page.transform((x, shape.y))
        down = py if self._flip is None else self._flip - py
        self._renderer.draw_text(gc, px, down, run, _properties(file, shape.size), 0)
        gc.restore()

    def _outlined(self, x: float, shape: Text) -> None:
        """Text as outlines, set exactly as measured; bold, for want of a bold font, with a pen."""
        to_page = Affine2D().scale(shape.size).translate(x, shape.y) + self._to_page
        gc = self._pen(shape.color if shape.bold else None, _BOLD * shape.size)
        gc.set_joinstyle("round")
        gc.set_snap(False)
        self._stroke(gc, outline(self._faces, shape.text), to_page, shape.color)


def _codes(lines: Sequence[Sequence[Point]]) -> list[Any]:
    """Matplotlib's code for each point: the first of a line is moved to."""
    return [Path.LINETO if step else Path.MOVETO for line in lines for step, _ in enumerate(line)]


def _closed(points: Sequence[Point]) -> Path:
    return Path((*points, points[0]), closed=True)


def _compound(rings: Sequence[Sequence[Point]]) -> Path:
    return Path.make_compound_path(*map(_closed, rings))


@lru_cache(maxsize=256)
def _rgba(color: str) -> tuple[float, float, float, float]:
    return to_rgba(color)


@lru_cache(maxsize=512)
def _properties(file: str, size: float) -> Any:
    from matplotlib.font_manager import FontProperties  # only here: it looks for all fonts of the system

    return FontProperties(fname=file, size=size * _POINTS)
