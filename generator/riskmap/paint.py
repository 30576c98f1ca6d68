"""The display list to bytes by matplotlib's object interface; nothing of the user's settings has a say."""

from __future__ import annotations

import gc
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from generator.riskmap import png
from generator.riskmap.fonts import faces
from generator.riskmap.glyphs import outline
from generator.riskmap.shapes import Fill, Lines, Shape, Text

_LOCK = threading.Lock()
_POINTS = 72 / 25.4
_BOLD = 0.035
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_ALWAYS = {"svg.hashsalt": "tuoguan", "svg.fonttype": "path", "pdf.fonttype": 3, "pdf.compression": 6}


def paint(shapes: Sequence[Shape], fmt: str, size_mm: tuple[float, float], dpi: int) -> bytes:
    """The picture of the shapes on a sheet of the given size."""
    with _LOCK, _own_settings():
        if fmt == "png":
            return _png(shapes, size_mm, dpi)
        return _vector(shapes, fmt, size_mm, dpi)


def _png(shapes: Sequence[Shape], size_mm: tuple[float, float], dpi: int) -> bytes:
    canvas = _canvas(size_mm, dpi)
    canvas.figure.clear()
    canvas.figure.add_artist(_Sheet(shapes))
    canvas.draw()
    canvas.figure.clear()
    import numpy as np

    return png.encode(np.asarray(canvas.buffer_rgba()), dpi)


@lru_cache(maxsize=1)
def _canvas(size_mm: tuple[float, float], dpi: int) -> FigureCanvasAgg:
    """One canvas, used again and again: its pixels are the memory that would pile up."""
    gc.collect()
    return FigureCanvasAgg(_figure(size_mm, dpi))


def _vector(shapes: Sequence[Shape], fmt: str, size_mm: tuple[float, float], dpi: int) -> bytes:
    figure = _figure(size_mm, dpi)
    figure.add_artist(_Sheet(shapes))
    about = {"pdf": {"CreationDate": None, "ModDate": None}, "svg": {"Date": None}}[fmt]
    about |= {"Creator": "tuoguan", **({"Producer": "tuoguan"} if fmt == "pdf" else {})}  # type: ignore[dict-item]
    out = BytesIO()
    figure.savefig(out, format=fmt, metadata=about)
    figure.clear()
    return out.getvalue()


def _figure(size_mm: tuple[float, float], dpi: int) -> Figure:
    width, height = size_mm
    return Figure(figsize=(width / 25.4, height / 25.4), dpi=dpi, facecolor="white", edgecolor="white")


@contextmanager
def _own_settings() -> Iterator[None]:
    """matplotlib's own defaults whatever the user set, and the user's settings again afterwards."""
    ours = {
        key: value
        for key, value in (dict(dict.items(matplotlib.rcParamsDefault)) | _ALWAYS).items()
        if not key.startswith("backend") and dict.get(matplotlib.rcParams, key) != value
    }
    theirs = {key: dict.get(matplotlib.rcParams, key) for key in ours}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", matplotlib.MatplotlibDeprecationWarning)
        matplotlib.rcParams.update(ours)
        try:
            yield
        finally:
            matplotlib.rcParams.update(theirs)


class _Sheet(Artist):
    """Draws a display list straight on the renderer: no axes, no layout of text by matplotlib."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        super().__init__()
        self._shapes = shapes

    def draw(self, renderer: RendererBase) -> None:
        """Draw every shape in order."""
        figure = self.get_figure(root=True) if hasattr(Figure, "get_figure") else self.figure
        to_page = Affine2D().scale(1 / 25.4) + figure.dpi_scale_trans  # type: ignore[union-attr,attr-defined]
        frozen = Affine2D(to_page.get_matrix())
        pen = _Pen(renderer, frozen)
        for shape in self._shapes:
            pen.put(shape)


class _Pen:
    """Draws shapes on one renderer."""

    def __init__(self, renderer: RendererBase, to_page: Affine2D) -> None:
        self._renderer = renderer
        self._to_page = to_page
        self._scale = float(to_page.get_matrix()[0, 0])
        self._flip = float(renderer.height) if renderer.flipy() else None  # type: ignore[attr-defined]
        self._faces = faces()

    def put(self, shape: Shape) -> None:
        if isinstance(shape, Fill):
            self._fill(shape)
        elif isinstance(shape, Lines):
            self._lines(shape)
        else:
            self._text(shape)

    def _pen(self, color: str | None, width: float) -> GraphicsContextBase:
        gc = self._renderer.new_gc()
        gc.set_linewidth(self._renderer.points_to_pixels(width * _POINTS) if color else 0)
        gc.set_foreground(_rgba(color or "#000000"), isRGBA=True)
        gc.set_joinstyle("miter")
        return gc

    def _stroke(
        self, gc: GraphicsContextBase, path: Path, to_page: Transform, face: str | None = None
    ) -> None:
        self._renderer.draw_path(gc, path, to_page, _rgba(face) if face else None)  # type: ignore[arg-type]
        gc.restore()

    def _fill(self, shape: Fill) -> None:
        path = Path((*shape.points, shape.points[0]), closed=True)
        self._stroke(self._pen(shape.edge, shape.width), path, self._to_page, shape.face)

    def _lines(self, shape: Lines) -> None:
        points = [point for line in shape.lines for point in line]
        if not points:
            return
        codes = [Path.LINETO if step else Path.MOVETO for line in shape.lines for step, _ in enumerate(line)]
        gc = self._pen(shape.color, shape.width)
        if shape.dash:
            gc.set_dashes(0, [self._renderer.points_to_pixels(part * _POINTS) for part in shape.dash])
        self._stroke(gc, Path(points, codes), self._to_page)

    def _text(self, shape: Text) -> None:
        x = shape.x - _ANCHORS[shape.anchor] * self._faces.width(shape.text, shape.size)
        for file, run in self._faces.runs(shape.text):
            self._run(x, shape, file, run)
            x += self._faces.width(run, shape.size)

    def _run(self, x: float, shape: Text, file: str, run: str) -> None:
        gc = self._pen(shape.color, 0)
        px, py = self._to_page.transform((x, shape.y))
        down = py if self._flip is None else self._flip - py
        self._renderer.draw_text(gc, px, down, run, _properties(file, shape.size), 0)
        gc.restore()
        if shape.bold:
            self._embolden(x, shape, run)

    def _embolden(self, x: float, shape: Text, run: str) -> None:
        """The bundled font has one weight: bold is the outline of the characters, drawn with a pen."""
        to_page = Affine2D().scale(shape.size).translate(x, shape.y) + self._to_page
        gc = self._pen(shape.color, _BOLD * shape.size)
        gc.set_joinstyle("round")
        self._stroke(gc, outline(self._faces, run), to_page)


@lru_cache(maxsize=256)
def _rgba(color: str) -> tuple[float, float, float, float]:
    return to_rgba(color)


@lru_cache(maxsize=512)
def _properties(file: str, size: float) -> Any:
    return FontProperties(fname=file, size=size * _POINTS)  # type: ignore[arg-type]
