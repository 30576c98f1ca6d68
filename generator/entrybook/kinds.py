"""What kind of value a cell holds, by what the schema says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from generator.schema import Shape

_PROSE = 200  # a text that may be longer is written in sentences


class Kind(StrEnum):
    """How the content of a cell is meant; a value that does not fit its kind stands there as text."""

    TEXT = "文字"
    NUMBER = "数字"
    INTEGER = "整数"
    MIXED = "数字或文字"  # both are right, and each stays what it is
    DATE = "日期"
    MONTH = "年月"  # text: 2026-10 or 2026-10-05
    YES = "是或否"
    CHOICE = "选项"
    PICTURE = "图片"  # the path of one picture, or a picture in the cell
    PICTURES = "照片"  # photos, each with a caption: objects {photo, caption}
    POINT = "坐标"  # [x, y]
    RECT = "矩形"  # [x, y, width, height]
    POLYGON = "多边形"  # points
    ROUTES = "路线"  # lists of points
    SPOTS = "点位"  # objects of one or two points and at most one text beside them
    PATCHES = "地块"  # objects {rect, polygon}


COUNTED = frozenset({Kind.NUMBER, Kind.INTEGER, Kind.MIXED})
PICTURED = frozenset({Kind.PICTURE, Kind.PICTURES})
GEOMETRY = frozenset({Kind.POINT, Kind.RECT, Kind.POLYGON, Kind.ROUTES, Kind.SPOTS, Kind.PATCHES})
_WORDS: tuple[dict[Kind, int], ...] = ({}, {Kind.TEXT: 1}, {Kind.CHOICE: 1})
_FIXED = {2: Kind.POINT, 4: Kind.RECT}  # by how many numbers
_NESTED = {2: Kind.POLYGON, 3: Kind.ROUTES}  # by how many lists within each other


def of(shape: Shape) -> tuple[Kind, bool] | None:
    """The kind of a value and whether the cell holds many of them; None for what no single cell can hold."""
    if single := _single(shape):
        return single, False
    if shape.items is None:
        return None
    if kind := _placed(shape) or _listed(shape.items):
        return kind, False
    many = _single(shape.items)
    return (many, True) if many else None


def is_prose(shape: Shape) -> bool:
    """Whether a text may be written in sentences, so that no mark in it parts two items."""
    return shape.text and not shape.choices and not shape.date and not 0 < shape.longest <= _PROSE


def _single(shape: Shape) -> Kind | None:
    """The kind of a scalar; None for an object or a list."""
    if shape.properties or shape.items:
        return None
    if shape.choices:
        return Kind.CHOICE
    if shape.picture:
        return Kind.PICTURE
    if shape.date or shape.month:
        return Kind.DATE if shape.date else Kind.MONTH
    return _typed(set(shape.types))


def _typed(types: set[str]) -> Kind:
    if types == {"boolean"}:
        return Kind.YES
    if "string" in types and types & {"number", "integer"}:
        return Kind.MIXED
    if "integer" in types:
        return Kind.INTEGER
    return Kind.NUMBER if "number" in types else Kind.TEXT


def _placed(shape: Shape) -> Kind | None:
    """The kind of numbers in lists: a place, or several; None for any other list."""
    nested = list(_nested(shape))
    if not nested or not _is_place(nested[-1]):
        return None
    return _FIXED[nested[-1].fixed] if len(nested) == 1 else _NESTED.get(len(nested))


def _nested(shape: Shape) -> Iterator[Shape]:
    """A list and the lists within it, the innermost last; nothing for what is no list."""
    while shape.items:
        yield shape
        shape = shape.items


def _is_place(shape: Shape) -> bool:
    """Whether a list holds numbers, so many as a point or a rectangle has."""
    return shape.fixed in _FIXED and shape.items is not None and _single(shape.items) is Kind.NUMBER


def _listed(items: Shape) -> Kind | None:
    """The kind of a list of small objects that one cell holds, a line or a block each."""
    parts = [of(child) for child in items.properties.values()]
    single = [part[0] for part in parts if part and not part[1]]
    return _small(Counter(single)) if parts and len(single) == len(parts) else None


def _small(parts: Counter[Kind]) -> Kind | None:
    """The kind of a list of objects by how many values of each kind an object has."""
    if parts == {Kind.PICTURE: 1, Kind.TEXT: 1}:
        return Kind.PICTURES
    if parts.keys() <= {Kind.RECT, Kind.POLYGON}:
        return Kind.PATCHES
    # Points and at most one word, which can end their line.
    return Kind.SPOTS if parts.pop(Kind.POINT, 0) and parts in _WORDS else None
