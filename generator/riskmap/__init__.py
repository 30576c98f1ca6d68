"""The four-colour safety risk map of one site: `draw` gives a picture, `check` what is wrong with the plan.

matplotlib, numpy and shapely are imported at the first use, never when this package is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import canvas
from generator.riskmap.model import GRADES, Beneath, Site, TopRisk, Zone
from generator.riskmap.outline import Outline, outline
from generator.riskmap.style import COLOR_WORDS, COLORS, INK, PAPER, RULE, TEXT_COLORS, grade_of, grade_words

if TYPE_CHECKING:
    from generator.canvas import Shape
    from generator.riskmap.checks import Finding

__all__ = [
    "COLORS",
    "COLOR_WORDS",
    "GRADES",
    "INK",
    "PAPER",
    "RULE",
    "TEXT_COLORS",
    "Beneath",
    "Outline",
    "Site",
    "TopRisk",
    "Zone",
    "check",
    "draw",
    "grade_of",
    "grade_words",
    "laid_out",
    "outline",
    "painted",
]


def draw(site: Site, fmt: str = "png", size_mm: tuple[float, float] = (420, 297), dpi: int = 200) -> bytes:
    """The map as the bytes of a PNG, PDF or SVG file; the same site gives the same bytes."""
    return painted(laid_out(site, size_mm), fmt, size_mm, dpi)


def laid_out(site: Site, size_mm: tuple[float, float]) -> list[Shape]:
    """What the map shows, in millimetres: the same for every format of a size."""
    from generator.riskmap.page import compose

    return compose(site, size_mm)


def painted(shapes: list[Shape], fmt: str, size_mm: tuple[float, float], dpi: int = 200) -> bytes:
    """A laid-out map as the bytes of a PNG, PDF or SVG file."""
    if fmt not in ("png", "pdf", "svg"):
        raise ValueError(f"四色图只能生成 png、pdf 或 svg，不能生成 {fmt}")
    return canvas.painted(shapes, fmt, size_mm, dpi)


def check(site: Site) -> tuple[Finding, ...]:
    """What a person should mend in the plan, one Chinese line each; empty when all is well."""
    from generator.riskmap.checks import check as run

    return run(site)
