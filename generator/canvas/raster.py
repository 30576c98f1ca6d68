"""A picture under the plan as ink: turned into place, its paper white, its white transparent."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generator.canvas.shapes import Raster

Pixels = NDArray[np.uint8]
_PAPER = 80


def ink(shape: Raster, dots: float, field: tuple[int, int, int, int]) -> Pixels:
    """The picture in a field of dots (left, bottom, right, top) of the page, as height x width x RGBA."""
    image = Image.open(io.BytesIO(shape.data)).convert("RGB")
    turn = _turn(shape, dots, field)
    shrink = max(int(max(abs(turn[0]), abs(turn[1]))), 1)
    if shrink > 1:
        image = image.reduce(shrink)
        turn = tuple(number / shrink for number in turn)
    size = (max(field[2] - field[0], 1), max(field[3] - field[1], 1))
    placed = image.transform(
        size, Image.Transform.AFFINE, turn, Image.Resampling.BILINEAR, fillcolor=(255, 255, 255)
    )
    return _without_white(np.asarray(placed), _paper(image), shape.strength)


def _turn(shape: Raster, dots: float, field: tuple[int, int, int, int]) -> tuple[float, ...]:
    """From a dot of the field, counted from its upper left, to a pixel of the picture."""
    (x, y), (rx, ry), (ux, uy) = shape.pixels
    left, top = field[0], field[3]
    across, down = ((rx - x) / dots, (ry - y) / dots), ((x - ux) / dots, (y - uy) / dots)
    return (
        across[0],
        down[0],
        x + across[0] * left - down[0] * top,
        across[1],
        down[1],
        y + across[1] * left - down[1] * top,
    )


def _paper(image: Image.Image) -> NDArray[np.float32]:
    """The colour of the paper: what most of the brighter pixels have."""
    small = np.asarray(image.resize((96, 96))).reshape(-1, 3)
    paper: NDArray[np.float32] = np.maximum(np.percentile(small, _PAPER, axis=0), 1).astype(np.float32)
    return paper


def _without_white(rgb: Pixels, paper: NDArray[np.float32], strength: float) -> Pixels:
    """The same colours over white paper, but letting through what lies under them."""
    clear = np.minimum(rgb / paper, 1.0).astype(np.float32)
    cover = 1 - clear.min(axis=2, keepdims=True)
    color = np.where(cover > 0, (clear - (1 - cover)) / np.maximum(cover, 1e-6), 0.0)
    made = np.concatenate((color, cover * np.float32(strength)), axis=2)
    return np.ascontiguousarray((made * 255 + 0.5).astype(np.uint8))
