"""A strip in the colour of a grade, with the grade in words."""

from __future__ import annotations

from generator.canvas import Box, Shape, box_fill, text_in
from generator.riskmap import COLOR_WORDS, COLORS, INK, TEXT_COLORS, grade_words


def shapes(grade: str, size: tuple[float, float]) -> list[Shape]:
    """The strip: the words twice as wide apart as they are high, so that they are read from afar."""
    width, height = size
    words = f"{grade_words(grade)}　（{COLOR_WORDS[grade]}色）"
    return [
        box_fill(Box(0.3, 0.3, width - 0.3, height - 0.3), COLORS[grade], INK, 0.6),
        text_in(width / 2, height / 2, words, height * 0.66, TEXT_COLORS[grade], True, "middle"),
    ]
