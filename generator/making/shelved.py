"""Drawings that are kept: what was drawn of the same values by the same tool is not drawn again.

What the bundled font alone does not write depends on the fonts of the day, and is never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from generator import canvas, riskmap
from generator.canvas import Shape
from generator.kept import Shelf, state
from generator.making.signage.signs import icon_font
from generator.pictures import tool

T = TypeVar("T")
_PACKAGES = ("matplotlib", "numpy", "shapely", "isal")


def drawn(
    shelf: Shelf,
    about: str,
    shapes: Callable[[], Sequence[Shape]],
    fmt: str,
    size: tuple[float, float],
    dpi: int,
) -> bytes:
    """The shapes as png, pdf or svg on paper of a size in mm; ``about`` holds all that they are made of."""
    return picture(shelf, f"{about} {fmt} {size} {dpi}", lambda: canvas.painted(shapes(), fmt, size, dpi))


def picture(shelf: Shelf, about: str, draw: Callable[[], bytes]) -> bytes:
    """What ``draw`` gives; ``about`` holds all that it is drawn of."""
    key = _key("drawn", about)
    found = shelf.get(key)
    if found is None:
        found = draw()
        if _is_settled(about):
            shelf.put(key, found)
    return found


def faults(shelf: Shelf, about: str, look: Callable[[], Sequence[T]]) -> Sequence[T]:
    """What a look at some values finds wrong; it is kept of which there was nothing to find."""
    key = _key("sound", about)
    if shelf.get(key) is not None:
        return ()
    found = look()
    if not found and _is_settled(about):
        shelf.put(key, b"")
    return found


def _is_settled(about: str) -> bool:
    """Whether no font of the system has a say; one may, where Python writes a character with a backslash."""
    return "\\" not in about and canvas.is_bundled(about)


def _key(kind: str, about: str) -> bytes:
    return f"{kind} {about} ".encode() + _tool()


@cache
def _tool() -> bytes:
    """What a drawing depends on besides its values: the code that draws, its packages and fonts."""
    fonts = [Path(icon_font()), *filter(None, [canvas.bundled_font()])]
    return sha256(state([*_sources(), *fonts], _PACKAGES) + tool.mark()).digest()


def _sources() -> Iterator[Path]:
    for module in (canvas.__file__, riskmap.__file__, __file__):
        yield from sorted(Path(module).parent.rglob("*.py"))
