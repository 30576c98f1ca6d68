"""QR codes: a text as a PNG picture."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from generator import kept
from generator.pictures import tool

if TYPE_CHECKING:
    from PIL import Image

_SCALE = 6
_MARGIN = 4
_WIDTH = slice(16, 20)  # where a PNG tells it


@lru_cache(maxsize=256)
def png(text: str, shelf: kept.Shelf = kept.NOWHERE) -> tuple[bytes, int]:
    """The code of a text (UTF-8, level M, four modules of quiet zone) and its side in pixels."""
    data = shelf.once(_about(text), lambda: _drawn(text))
    return data, int.from_bytes(data[_WIDTH])


def _about(text: str) -> bytes:
    return f"code {text} ".encode() + tool.mark()


def _drawn(text: str) -> bytes:
    """The PNG. The mask is given: every reader undoes any of the eight, and weighing them takes longest."""
    import segno  # late: it loads much that only its other formats need
    from PIL import Image

    code = segno.make_qr(text, error="m", encoding="utf-8", boost_error=False, mask=2)
    image = _modules(tuple(code.matrix))
    side = image.width * _SCALE
    out = io.BytesIO()
    whole = image.resize((side, side), Image.Resampling.NEAREST).convert("1")
    whole.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _modules(rows: Sequence[Iterable[int]]) -> Image.Image:
    """The code with its quiet zone, a pixel a module."""
    from PIL import Image

    size, side = len(rows), len(rows) + 2 * _MARGIN
    image = Image.new("L", (side, side), 255)
    dots = bytes(0 if dark else 255 for dark in chain(*rows))
    image.paste(Image.frombytes("L", (size, size), dots), (_MARGIN, _MARGIN))
    return image
