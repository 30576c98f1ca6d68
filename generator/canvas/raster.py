"""A picture under the plan as ink: turned into place, its paper white, its white transparent."""

from __future__ import annotations

import io
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generator.canvas.shapes import Box, Raster

Pixels = NDArray[np.uint8]
_PAPER = 80  # the percentile of the paper's brightness among all pixels


class Field(NamedTuple):
    """Dots of the page, counted from its lower left corner."""

    left: int
    bottom: int
    right: int
    top: int

    @classmethod
    def of(cls, box: Box, dots: float) -> Field:
        """The field of a box in mm, at so many dots a mm."""
        return cls(*(round(edge * dots) for edge in box))

    @property
    def size(self) -> tuple[int, int]:
        return max(self.right - self.left, 1), max(self.top - self.bottom, 1)


def ink(shape: Raster, dots: float, field: Field) -> Pixels:
    """The picture in a field of dots, so many a mm, as height x width x RGBA."""
    image = Image.open(io.BytesIO(shape.data)).convert("RGB")
    turn = _turn(shape, dots, field)
    shrink = max(int(max(abs(turn[0]), abs(turn[1]))), 1)
    if shrink > 1:  # bilinear looks at four pixels only: a much finer picture is averaged first
        image = image.reduce(shrink)
        turn = tuple(number / shrink for number in turn)
    return _without_white(np.asarray(_placed(image, field, turn)), _paper(image), shape.strength)


def _placed(image: Image.Image, field: Field, turn: tuple[float, ...]) -> Image.Image:
    """A picture in a field by a matrix, white all around it."""
    kind, sampling = Image.Transform.AFFINE, Image.Resampling.BILINEAR
    return image.transform(field.size, kind, turn, sampling, fillcolor=(255, 255, 255))


def _turn(shape: Raster, dots: float, field: Field) -> tuple[float, ...]:
    """From a dot of the field, counted from its upper left, to a pixel of the picture: a matrix."""
    made: list[float] = []
    for zero, right, up in zip(*shape.pixels, strict=True):
        across, down = (right - zero) / dots, (zero - up) / dots
        made += (across, down, zero + across * field.left - down * field.top)
    return tuple(made)


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
