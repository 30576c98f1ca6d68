"""Breaking Chinese text into lines that fit a width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from generator.canvas.fonts import Faces

_NOT_FIRST = "，。、；：！？）》」』】〕”’％%…,.;:!?)]}/"
_NOT_LAST = "（《「『【〔“‘([{"
_UNITS = re.compile(r"（[^（）]{1,8}）|[A-Za-z0-9.#\-+]+|.", re.DOTALL)


def units(text: str) -> list[str]:
    """The pieces that a line may be broken between; Latin words, numbers and punctuation hold together."""
    return _joined(_UNITS.findall(" ".join(text.split())))


def wrap(faces: Faces, text: str, size: float, width: float) -> list[str]:
    """The text in lines no wider than the width (a piece that is wider is broken anywhere)."""
    room = width / size + 1e-6
    lines: list[str] = []
    line, used = "", 0.0
    for piece, ems in _pieces(faces, text, room):
        if line and used + ems > room:
            lines.append(line.rstrip())
            line, used = "", 0.0
            if piece == " ":
                continue
        line, used = line + piece, used + ems
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(faces: Faces, text: str, room: float) -> Iterator[tuple[str, float]]:
    """The units of a text with their widths in em; those wider than the room in smaller ones."""
    for unit, ems in _measured(faces, text):
        if ems <= room:
            yield unit, ems
        else:
            yield from _broken(faces, unit, room)


def _broken(faces: Faces, unit: str, room: float) -> Iterator[tuple[str, float]]:
    """A unit in pieces, and what is still wider than the room in characters."""
    for piece in _joined(unit):
        width = faces.width(piece, 1.0)
        yield from [(piece, width)] if width <= room else ((char, faces.advance(char)) for char in piece)


def _joined(pieces: Iterable[str]) -> list[str]:
    """The pieces; what must not begin or end a line goes with what is before or follows."""
    out: list[str] = []
    for piece in pieces:
        if out and (piece[0] in _NOT_FIRST or out[-1][-1] in _NOT_LAST):
            out[-1] += piece
        else:
            out.append(piece)
    return out


@lru_cache(maxsize=4096)
def _measured(faces: Faces, text: str) -> tuple[tuple[str, float], ...]:
    return tuple((unit, faces.width(unit, 1.0)) for unit in units(text))


def balanced(faces: Faces, text: str, size: float, width: float) -> list[str]:
    """The text in as few lines as fit, of about equal width (no lone character on the last line)."""
    return [*_balanced(faces, text, size, width)]


@lru_cache(maxsize=4096)
def _balanced(faces: Faces, text: str, size: float, width: float) -> tuple[str, ...]:
    """The same, remembered: a map tries each name in many places."""
    lines = wrap(faces, text, size, width)
    if len(lines) < 2:
        return tuple(lines)
    low, high = faces.width(text, size) / len(lines), width
    for _ in range(5):
        middle = (low + high) / 2
        fits = len(wrap(faces, text, size, middle)) <= len(lines)
        low, high = (low, middle) if fits else (middle, high)
    return tuple(wrap(faces, text, size, high))


def wrap_list(faces: Faces, items: Sequence[str], size: float, width: float) -> list[str]:
    """Items joined by 、 in lines; a line ends between items where it can."""
    lines: list[str] = []
    for piece in (*(f"{item}、" for item in items[:-1]), *items[-1:]):
        if lines and faces.width(lines[-1] + piece, size) <= width + 1e-6:
            lines[-1] += piece
        else:
            lines.extend(balanced(faces, piece, size, width))
    return lines


def clip(faces: Faces, text: str, size: float, width: float) -> str:
    """The text, cut with … where it is wider than the width."""
    if faces.width(text, size) <= width:
        return text
    while text and faces.width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"
