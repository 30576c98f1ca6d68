"""What is found in a floor plan."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]
_FARTHEST = 1e9
_NUMBERS = "坐标是两个普通的数，请在绘图程序里核对后重新导出"


class FloorplanError(Exception):
    """The file gives no outlines; str() is the reason, as words that follow its name, `hint` the mend."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Area:
    """One outline with its holes; `texts` are what it is called, `place` where it stands in the file."""

    texts: tuple[str, ...]
    outers: tuple[Ring, ...]
    holes: tuple[Ring, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Found:
    """The outlines of a file and the lines around them.

    `unit` is metres a unit of the file, 0 where the file does not say; in a `flipped` file y points down.
    `unclosed` counts what was drawn where outlines are looked for, but does not close.
    """

    areas: tuple[Area, ...]
    lines: tuple[Ring, ...] = ()
    unit: float = 0.0
    flipped: bool = False
    unclosed: int = 0


def point(value: Any, place: str) -> Point:
    """A point of plain JSON data; FloorplanError when it is none."""
    try:
        x, y = float(value[0]), float(value[1])
    except (TypeError, ValueError, IndexError, KeyError, OverflowError) as exc:
        raise _miswritten(place) from exc
    if not (_is_near(x) and _is_near(y)):
        raise _miswritten(place)
    return x, y


def _miswritten(place: str) -> FloorplanError:
    return FloorplanError(f"里{place}有写坏的坐标", _NUMBERS)


def _is_near(number: float) -> bool:
    """Whether a number can be a coordinate of a plan."""
    return math.isfinite(number) and abs(number) <= _FARTHEST


def ring(values: Any, place: str) -> Ring:
    """A ring of plain JSON data, without the closing corner."""
    if not isinstance(values, list):
        raise FloorplanError(f"里{place}没有坐标")
    points = _opened(tuple(point(value, place) for value in values))
    if len(points) < 3:
        raise FloorplanError(f"里{place}少于三个角")
    return points


def _opened(points: Ring) -> Ring:
    is_closed = len(points) > 1 and points[0] == points[-1]
    return points[:-1] if is_closed else points
