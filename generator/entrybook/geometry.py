"""Coordinates, and small objects with coordinates, in one cell: written and read again.

A point is ``x, y``, a rectangle ``x, y, w, h``, a polygon a point a line; routes and patches are parted by an
empty line, a patch is a rectangle or a polygon (or both, the rectangle first). A spot is a line: its points,
``120, 860 → 0, 0`` where it has two, and after a blank the word that goes with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from generator.entrybook.kinds import Kind
from generator.schema import Shape

_ARROW = " → "
_Number = int | float
_NOTHING = "（空）"  # a patch without rectangle and polygon
_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:(?:\s*,\s*|\s+){_NUMBER})*")
_POINT = rf"[\[(（［【]?\s*({_NUMBER})\s*[,，、]\s*({_NUMBER})\s*[\])）］】]?"
_ARROWS = r"\s*(?:→|->|=|\s)\s*"
_MANY_APART = re.compile(r"\s*[;\n]\s*")
_BLOCKS = re.compile(r"\n[^\S\n]*\n\s*")
_LIKE_COMMAS = str.maketrans({"，": ",", "、": ",", "；": ";", "－": "-", "−": "-"})
_BRACKETS = str.maketrans("", "", "[]()（）【】")


def written(kind: Kind, value: Any, shape: Shape) -> str | None:
    """The text of a cell; None for a value that does not fit its kind, nothing for a list without items."""
    try:
        return _written(kind, value, shape)
    except (TypeError, KeyError, ValueError):
        return None


def read(kind: Kind, text: str, shape: Shape) -> Any:
    """The value of a cell's text; None for a text that is not of the kind."""
    try:
        return _read(kind, text.strip(), shape)
    except ValueError:
        return None


def _written(kind: Kind, value: Any, shape: Shape) -> str:
    if not isinstance(value, list):
        raise TypeError
    if not value:
        return ""
    if kind in (Kind.POINT, Kind.RECT):
        return _row(value)
    if kind is Kind.POLYGON:
        return _rows(value)
    return _several(kind, value, shape.items or Shape())


def _several(kind: Kind, value: list[Any], items: Shape) -> str:
    """Routes and patches, parted by an empty line, or spots."""
    if kind is Kind.ROUTES:
        return "\n\n".join(map(_rows, value))
    if kind is Kind.PATCHES:
        return "\n\n".join(_patch(one, items) for one in value)
    return "\n".join(_spot(one, items) for one in value)


def _row(value: Sequence[Any]) -> str:
    """Numbers that part from each other with commas."""
    if not isinstance(value, list) or not value:
        raise TypeError
    return ", ".join(map(_number, value))


def _number(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    return repr(value)


def _rows(value: Sequence[Any]) -> str:
    if not isinstance(value, list) or not value:
        raise TypeError
    return "\n".join(map(_row, value))


def _patch(value: Mapping[str, Any], shape: Shape) -> str:
    if value.keys() - shape.properties.keys():
        raise KeyError
    parts = [_row(value["rect"])] if "rect" in value else []
    parts += [_rows(value["polygon"])] if "polygon" in value else []
    return "\n".join(parts) or _NOTHING


def _spot(value: Mapping[str, Any], shape: Shape) -> str:
    points, word = _parts(shape)
    if value.keys() - {*points, word}:
        raise KeyError
    text = _ARROW.join(_row(value[key]) for key in points)
    return f"{text} {_word(value[word])}" if word in value else text


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def _parts(shape: Shape) -> tuple[list[str], str]:
    """The keys of a spot's points in their order, and that of the word beside them, "" for none."""
    points = [key for key, child in shape.properties.items() if child.items]
    return points, next((key for key in shape.properties if key not in points), "")


def _read(kind: Kind, text: str, shape: Shape) -> Any:
    if kind in (Kind.POINT, Kind.RECT):
        return _numbers(text)
    if kind is Kind.POLYGON:
        return _points(text)
    if kind is Kind.SPOTS:
        return _read_spots(text, shape.items or Shape())
    blocks = [block for block in _BLOCKS.split(text) if block.strip()]
    return [_read_patch(block) if kind is Kind.PATCHES else _points(block) for block in blocks]


def _plain(text: str) -> str:
    """Digits and marks as they are typed on a keyboard, without brackets."""
    return unicodedata.normalize("NFKC", text.translate(_LIKE_COMMAS)).translate(_BRACKETS).strip()


def _numbers(text: str) -> list[_Number]:
    plain = _plain(text)
    if not _NUMBERS.fullmatch(plain):
        raise ValueError(text)
    return [_value(one) for one in re.findall(_NUMBER, plain)]


def _value(digits: str) -> _Number:
    return int(digits) if re.fullmatch(r"[-+]?\d{1,15}", digits) else float(digits)


def _points(text: str) -> list[list[_Number]]:
    lines = _MANY_APART.split(text.translate(_LIKE_COMMAS).strip())
    return [_numbers(line) for line in lines if line]


def _read_patch(block: str) -> dict[str, Any]:
    if block.strip() == _NOTHING:
        return {}
    rows = _points(block)
    rect = rows.pop(0) if len(rows[0]) == 4 else None
    return {**({"rect": rect} if rect else {}), **({"polygon": rows} if rows else {})}


def _read_spots(text: str, shape: Shape) -> list[dict[str, Any]]:
    points, word = _parts(shape)
    pattern = re.compile(rf"\s*{_ARROWS.join([_POINT] * len(points))}(?:\s+(\S.*?))?\s*")
    found = [(line, pattern.fullmatch(line)) for line in text.split("\n") if line.strip()]
    return [_spot_of(line, one, points, word) for line, one in found]


def _spot_of(line: str, found: re.Match[str] | None, points: list[str], word: str) -> dict[str, Any]:
    """The spot that a line tells; ValueError for one that does not match, or has a word without a key."""
    *digits, said = found.groups() if found else ("",)
    if not found or (said and not word):
        raise ValueError(line)
    numbers = [_value(one) for one in digits]
    spot: dict[str, Any] = {key: numbers[2 * place : 2 * place + 2] for place, key in enumerate(points)}
    return {**spot, word: said} if said else spot
