"""The field of pixels that a page is painted on: matplotlib's own, without what its public module loads.

That module goes through every font of the system the first time that it is imported, which takes seconds on
a machine with many; no page is set by it. Where the renderer beneath is no longer as it was, the public one
paints the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

Color = tuple[float, float, float, float]
_BLACK: Color = (0.0, 0.0, 0.0, 1.0)
# What another version of the renderer beneath could say to what is asked of it here.
_CHANGED = (ImportError, AttributeError, TypeError, ValueError)


def field(width: int, height: int, dpi: float) -> Any:
    """A field of so many pixels, with the methods of matplotlib's RendererAgg that are used here."""
    try:
        made = Field(width, height, dpi)
        made.draw_path(made.new_gc(), Path(((0, 0), (1, 1))), IdentityTransform(), None)
    except _CHANGED:
        from matplotlib.backends.backend_agg import RendererAgg

        return RendererAgg(width, height, dpi)  # type: ignore[no-untyped-call]
    return made


class Field:
    """Pixels, and what paints them."""

    def __init__(self, width: int, height: int, dpi: float) -> None:
        from matplotlib.backends._backend_agg import RendererAgg  # type: ignore[attr-defined]

        self.height = height
        self._beneath = RendererAgg(width, height, dpi)
        self.clear, self.draw_image = self._beneath.clear, self._beneath.draw_image
        self.draw_path = self._beneath.draw_path

    def flipy(self) -> bool:
        """Whether the first row is the uppermost."""
        return True

    def new_gc(self) -> Pen:
        """A pen for one shape."""
        return Pen()

    def buffer_rgba(self) -> NDArray[np.uint8]:
        """The pixels as they are now."""
        return np.asarray(self._beneath)


class Pen:
    """How a line is drawn: the names are those that the renderer asks for."""

    def __init__(self) -> None:
        self._alpha, self._forced_alpha, self._antialiased = 1.0, False, 1
        self._rgb, self._linewidth = _BLACK, 1.0
        self._capstyle, self._joinstyle = "butt", "round"
        self._cliprect = None
        self._dashes: tuple[float, Sequence[float] | None] = (0, None)
        self._snap: bool | None = None

    def set_linewidth(self, width: float) -> None:
        """The width in points."""
        self._linewidth = float(width)

    def set_foreground(self, color: Color, isRGBA: bool = True) -> None:  # noqa: ARG002, N803 - matplotlib's
        """The colour."""
        self._rgb = color

    def set_joinstyle(self, style: str) -> None:
        """How corners are drawn: miter, round or bevel."""
        self._joinstyle = style

    def set_dashes(self, offset: float, parts: Sequence[float]) -> None:
        """The lengths of strokes and gaps in points."""
        self._dashes = (offset, parts)

    def set_snap(self, snap: bool) -> None:
        """Whether lines are moved to whole pixels; where nothing is said, upright and level ones are."""
        self._snap = snap

    def get_dashes(self) -> tuple[float, Sequence[float] | None]:
        return self._dashes

    def get_snap(self) -> bool | None:
        return self._snap

    def get_clip_path(self) -> tuple[None, None]:
        return None, None

    def get_hatch_path(self) -> None:
        return None

    def get_hatch_color(self) -> Color:
        return _BLACK

    def get_hatch_linewidth(self) -> float:
        return 1.0

    def get_sketch_params(self) -> None:
        return None

    def restore(self) -> None:
        """Nothing to put back: each shape has a pen of its own."""
