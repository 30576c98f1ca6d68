"""The electronic badge of an advisor: a PNG for a phone, 1080 pixels wide."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from generator import domain, schema
from generator.canvas import fonts
from generator.pictures import codes, photos
from generator.problems import Problem
from generator.record import Record

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1080, 1712)
_DPI = 300
_PHOTO, _CODE, _VALUE = (500, 700), 330, 165
_NAVY, _INK, _SOFT, _LINE = "#0B3D6B", "#1A1A1A", "#EAF1F8", "#9DB4CB"
_BAND, _EDGE = 190, 70
_FOOT = "本牌仅限安全托管服务使用"


def draw(badge: domain.Badge) -> bytes:
    """The card; the same badge gives the same bytes. UnreadableError as `photos.prepare` gives it."""
    import numpy as np
    from PIL import Image, ImageDraw

    from generator.canvas import png

    image = Image.new("RGB", SIZE, "white")
    pen = _Pen(ImageDraw.Draw(image))
    pen.box((0, 0, SIZE[0], _BAND), _NAVY)
    pen.fitted(badge.title, SIZE[0] // 2, 95, 60, "white", SIZE[0] - 2 * _EDGE)
    left = (SIZE[0] - _PHOTO[0]) // 2
    if badge.photo:
        made = photos.prepare(badge.photo.path, badge.name, _PHOTO)
        portrait = Image.open(io.BytesIO(made.data)).convert("RGB")
        room = ((_PHOTO[0] - portrait.width) // 2, (_PHOTO[1] - portrait.height) // 2)
        image.paste(portrait, (left + room[0], 230 + room[1]))
    else:
        pen.box((left, 230, left + _PHOTO[0], 230 + _PHOTO[1]), _SOFT, _LINE)
        pen.fitted("照片", SIZE[0] // 2, 230 + _PHOTO[1] // 2, 48, _LINE, 400)
    pen.fitted(badge.name, SIZE[0] // 2, 1000, 92, _NAVY, SIZE[0] - 2 * _EDGE, bold=2)
    for number, (label, value) in enumerate(_lines(badge)):
        pen.line(label, _EDGE, 1110 + 58 * number, 36, _VALUE)
        pen.line(value, _EDGE + _VALUE, 1110 + 58 * number, 36, SIZE[0] - _CODE - 2 * _EDGE - _VALUE)
    data, _ = codes.png(badge.contact)
    code = Image.open(io.BytesIO(data)).convert("RGB").resize((_CODE, _CODE), Image.Resampling.NEAREST)
    image.paste(code, (SIZE[0] - _EDGE - _CODE + 20, 1080))
    pen.box((0, 1460, SIZE[0], SIZE[1]), _SOFT)
    for number, words in enumerate(_halves(badge.agency)):
        pen.fitted(words, SIZE[0] // 2, 1512 + 54 * number, 44, _INK, SIZE[0] - 2 * _EDGE)
    pen.fitted(_FOOT, SIZE[0] // 2, 1660, 32, _NAVY, SIZE[0] - 2 * _EDGE)
    return png.encode(np.asarray(image), _DPI)


def problems(record: Record, facts: domain.Facts) -> tuple[Problem, ...]:
    """Characters of names that no font of this machine has, each at its place in the data."""
    staff = [row["name"] for row in record.data["agency"].get("advisors") or ()]
    found: list[Problem] = []
    for badge in facts.badges:
        place = ("agency", "advisors", staff.index(badge.name)) if badge.name in staff else ("agency",)
        for char in fonts.faces().missing(
            "".join((badge.name, badge.agency, *(value for _, value in _lines(badge))))
        ):
            message = f"电子工牌上的字“{char}”（U+{ord(char):04X}），这台电脑的字体里没有"
            found.append(schema.fault(record, place, message, "安装含这个字的字体"))
    return tuple(found)


def _lines(badge: domain.Badge) -> list[tuple[str, str]]:
    pairs = {
        "编号": badge.number,
        "专业": badge.specialty,
        "资格": badge.qualification,
        "发证": badge.issuer,
        "有效期至": badge.until,
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

    def fitted(self, text: str, x: int, y: int, size: int, color: str, room: int, bold: int = 1) -> None:
        """Text centred on a point, smaller where it would be wider than its room."""
        width = fonts.faces().width(text, size)
        size = size if width <= room else int(size * room / width)
        self._runs(text, x - fonts.faces().width(text, size) / 2, y, size, color, bold)

    def line(self, text: str, x: int, y: int, size: int, room: int) -> None:
        """Text from a point to the right, smaller where it would be wider than its room."""
        width = fonts.faces().width(text, size)
        self._runs(text, x, y, size if width <= room else int(size * room / width), _INK, 0)

    def _runs(self, text: str, x: float, y: int, size: int, color: str, bold: int) -> None:
        for file, run in fonts.faces().runs(text):
            self._target.text(
                (round(x), y), run, color, _font(file, size), "lm", stroke_width=bold, stroke_fill=color
            )
            x += fonts.faces().width(run, size)


@lru_cache(maxsize=64)
def _font(file: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
