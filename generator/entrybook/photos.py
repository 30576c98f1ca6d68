"""Photos in one cell, a line each: ``photos/yh-01.jpg｜喷漆房北侧``, or the caption of a picture there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_BAR = "｜"
_BARS = re.compile(r"\s*[｜|]\s*")
_NAME = re.compile(r".*\.(jpe?g|png|heic|heif|webp|bmp|gif|tiff?)", re.IGNORECASE)
_KEYS = {"photo", "caption"}


class Line(NamedTuple):
    """A photo of a cell: its path, "" for a picture that lies in the cell, and its caption, "" for none."""

    photo: str
    caption: str


def written(value: Any) -> str | None:
    """The lines of a list of photos; None for a value that is none."""
    if not isinstance(value, list) or not all(_is_photo(one) for one in value):
        return None
    return "\n".join(map(_shown, value))


def _shown(photo: Mapping[str, str]) -> str:
    return _BAR.join(filter(None, (photo["photo"], photo.get("caption"))))


def _is_photo(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and "photo" in value
        and not value.keys() - _KEYS
        and all(isinstance(one, str) and one.strip() for one in value.values())
    )


def lines(text: str) -> list[Line]:
    """The photos that a cell's text names, and captions without a name in their order."""
    return [_line(one.strip()) for one in text.split("\n") if one.strip()]


def _line(text: str) -> Line:
    before, *after = _BARS.split(text, maxsplit=1)
    if after:
        return Line(before, after[0])
    return Line(text, "") if _NAME.fullmatch(text) else Line("", text)


def value(found: Sequence[Line]) -> list[dict[str, str]]:
    """Photos as the data has them."""
    return [{"photo": one.photo, **({"caption": one.caption} if one.caption else {})} for one in found]
