"""The electronic badge of an advisor: a PNG for a phone, 1080 pixels wide."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING

from generator import domain, schema
from generator.canvas import faces, png_file
from generator.kept import NOWHERE, Shelf
from generator.making import shelved
from generator.pictures import codes, photos
from generator.problems import Problem
from generator.record import Keys, Record

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

# All in pixels; heights are counted from the upper edge.
SIZE = (1080, 1712)
_DPI = 300
_EDGE = 70
_MIDDLE, _ROOM = SIZE[0] // 2, SIZE[0] - 2 * _EDGE
_BAND = 190
_PHOTO, _PHOTO_TOP = (500, 700), 230
_LINES_TOP, _LINE_STEP, _LABEL = 1110, 58, 165
_CODE, _CODE_TOP = 330, 1080
_FOOT_TOP = 1460
_NAVY, _INK, _SOFT, _LINE = "#0B3D6B", "#1A1A1A", "#EAF1F8", "#9DB4CB"
_FOOT = "本牌仅限安全托管服务使用"


def draw(badge: domain.Badge, shelf: Shelf = NOWHERE) -> bytes:
    """The card; the same badge gives the same bytes. UnreadableError as `photos.prepare` gives it."""
    photo = photos.digest(badge.photo.asset) if badge.photo else ""
    code = sha256(badge.contact.encode()).hexdigest()  # it is drawn, never written
    about = f"card {replace(badge, photo=None, contact=code)} {photo} {_FOOT}"
    return shelved.picture(shelf, about, lambda: _drawn(badge, shelf))


def _drawn(badge: domain.Badge, shelf: Shelf) -> bytes:
    import numpy as np
    from PIL import Image, ImageDraw

    image = Image.new("RGB", SIZE, "white")
    pen = _Pen(ImageDraw.Draw(image))
    _head(pen, badge.title)
    if badge.photo:
        _portrait(image, _prepared(badge.photo, badge.name, shelf))
    else:
        _no_portrait(pen)
    pen.centred(badge.name, 1000, 92, _NAVY, bold=2)
    _particulars(pen, badge)
    _code(image, badge.contact)
    _foot(pen, badge.agency)
    return png_file(np.asarray(image), _DPI)


def _head(pen: _Pen, title: str) -> None:
    pen.box((0, 0, SIZE[0], _BAND), _NAVY)
    pen.centred(title, _BAND // 2, 60, "white")


def _prepared(photo: domain.Photo, name: str, shelf: Shelf) -> bytes:
    return photos.prepare(photo.asset, name, _PHOTO, shelf).data


def _portrait(image: Image, data: bytes) -> None:
    """The photo in the middle of its field, which it may not fill."""
    portrait = _opened(data)
    left = _MIDDLE - _PHOTO[0] // 2 + (_PHOTO[0] - portrait.width) // 2
    image.paste(portrait, (left, _PHOTO_TOP + (_PHOTO[1] - portrait.height) // 2))


def _no_portrait(pen: _Pen) -> None:
    left, low = _MIDDLE - _PHOTO[0] // 2, _PHOTO_TOP + _PHOTO[1]
    pen.box((left, _PHOTO_TOP, left + _PHOTO[0], low), _SOFT, _LINE)
    pen.centred("照片", _PHOTO_TOP + _PHOTO[1] // 2, 48, _LINE, room=400)


def _particulars(pen: _Pen, badge: domain.Badge) -> None:
    """What is known of the advisor, line by line, beside the code."""
    room = SIZE[0] - _CODE - 2 * _EDGE - _LABEL
    for number, (label, value) in enumerate(_lines(badge)):
        y = _LINES_TOP + _LINE_STEP * number
        pen.line(label, _EDGE, y, _LABEL)
        pen.line(value, _EDGE + _LABEL, y, room)


def _code(image: Image, contact: str) -> None:
    """The code of the contact; its own white margin reaches 20 pixels into the card's edge."""
    from PIL.Image import Resampling

    data, _ = codes.png(contact)
    code = _opened(data).resize((_CODE, _CODE), Resampling.NEAREST)
    image.paste(code, (SIZE[0] - _EDGE - _CODE + 20, _CODE_TOP))


def _foot(pen: _Pen, agency: str) -> None:
    pen.box((0, _FOOT_TOP, *SIZE), _SOFT)
    for number, words in enumerate(_halves(agency)):
        pen.centred(words, 1512 + 54 * number, 44, _INK)
    pen.centred(_FOOT, 1660, 32, _NAVY)


def _opened(data: bytes) -> Image:
    from PIL import Image

    return Image.open(io.BytesIO(data)).convert("RGB")


def problems(record: Record, facts: domain.Facts, shelf: Shelf = NOWHERE) -> tuple[Problem, ...]:
    """Characters of names that no font of this machine has, each at its place in the data."""
    staff = [row["name"] for row in record.data["agency"].get("advisors") or ()]
    found: list[Problem] = []
    for badge in facts.badges:
        place = _place(badge, staff)
        found += [
            schema.fault(record, place, message, "安装含这个字的字体")
            for message in _unwritable(badge, shelf)
        ]
    return tuple(found)


def _unwritable(badge: domain.Badge, shelf: Shelf) -> Sequence[str]:
    words = _words(badge)
    return shelved.faults(shelf, f"card {words}", partial(_missing, words))


def _place(badge: domain.Badge, staff: Sequence[str]) -> Keys:
    """Where its advisor stands in the data."""
    return ("agency", "advisors", staff.index(badge.name)) if badge.name in staff else ("agency",)


def _missing(words: str) -> list[str]:
    """What to say of each character that no font has."""
    return [
        f"电子工牌上的字“{char}”（U+{ord(char):04X}），这台电脑的字体里没有"
        for char in faces().missing(words)
    ]


def _words(badge: domain.Badge) -> str:
    """Everything that a card prints of its advisor's own."""
    return "".join((badge.name, badge.agency, *(value for _, value in _lines(badge))))


def _lines(badge: domain.Badge) -> list[tuple[str, str]]:
    pairs = {
        "编号": badge.number,
        "专业": badge.specialty,
        "资格": badge.qualification,
        "发证": badge.issuer,
        "有效期至": domain.printing.printed(badge, "until"),
        "投诉电话": badge.complaint_phone,
    }
    return [(label, value) for label, value in pairs.items() if value]


def _halves(name: str) -> tuple[str, ...]:
    """A long name in two lines."""
    half = (len(name) + 1) // 2
    return (name,) if len(name) <= 21 else (name[:half], name[half:])


class _Pen:
    """Writes on one picture; each character from the first font that has it."""

    def __init__(self, target: ImageDraw) -> None:
        self._target = target

    def box(self, sides: tuple[int, int, int, int], fill: str, edge: str | None = None) -> None:
        self._target.rectangle(sides, fill=fill, outline=edge, width=4 if edge else 0)

    def centred(self, text: str, y: int, size: int, color: str, bold: int = 1, room: int = _ROOM) -> None:
        """Text in the middle of the card, smaller where it would be wider than its room."""
        size = _fitted(text, size, room)
        self._runs(text, _MIDDLE - faces().width(text, size) / 2, y, size, color, bold)

    def line(self, text: str, x: int, y: int, room: int) -> None:
        """A line of particulars from a point to the right, smaller where it would be wider than its room."""
        self._runs(text, x, y, _fitted(text, 36, room), _INK, 0)

    def _runs(self, text: str, x: float, y: int, size: int, color: str, bold: int) -> None:
        for file, run in faces().runs(text):
            at, font = (round(x), y), _font(file, size)
            self._target.text(at, run, color, font, "lm", stroke_width=bold, stroke_fill=color)
            x += faces().width(run, size)


def _fitted(text: str, size: int, room: int) -> int:
    """The size at which a text is no wider than its room."""
    width = faces().width(text, size)
    return size if width <= room else int(size * room / width)


@lru_cache(maxsize=64)
def _font(file: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
