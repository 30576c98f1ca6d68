"""Pictures pasted into the cells of a workbook that XlsxWriter writes.

They float over their cells, side by side and within them, which Excel, WPS and LibreOffice all show and keep;
their alternative text is the name of their file. They move and shrink with their cells, so that a row that is
filtered away takes its pictures along. While XlsxWriter works each is held only as long as it is measured:
a word stands for it, and `Pasting.finished` puts the file itself in its place, as it is and not deflated.
What a camera says of how it was held, which no program of tables looks at, turns the picture in its drawing.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import unescape

from generator import zipped
from generator.assets import Asset, Assets
from generator.entrybook.package import Package
from generator.errors import IntakeError
from generator.pictures import photos
from generator.problems import Origin, error
from generator.sidefile import SideFileError
from generator.zipped import Member

if TYPE_CHECKING:
    from xlsxwriter.image import Image
    from xlsxwriter.worksheet import Worksheet

_LARGEST = 64 * 1024 * 1024  # bytes of a picture, as for photos of documents
_GAP = 3  # pixels around each picture
_DPI = 96
_MEDIA, _DRAWING = "xl/media/", "xl/drawings/drawing"
_EXIF, _HEAD = b"Exif\0\0", 65_536  # what begins the words of a camera, and in how many first bytes
_FRAME = re.compile(
    rb'(?P<before>descr="(?P<name>[^"]*)"(?:(?!</xdr:pic>).)*?)<a:xfrm><a:off x="(?P<x>\d+)" y="(?P<y>\d+)"/>'
    rb'<a:ext cx="(?P<wide>\d+)" cy="(?P<high>\d+)"/>',
    re.DOTALL,
)
_WORD = b"tuoguan picture "


Size = tuple[float, float]


class _Later(BytesIO):
    """The bytes of a file for whoever measures it, afterwards a word that stands for it."""

    def __init__(self, data: bytes, word: bytes) -> None:
        super().__init__(word)
        self._data = data

    def getvalue(self) -> bytes:
        """The bytes when they are asked for first, from then on the word."""
        data, self._data = self._data, b""
        return data or super().getvalue()


class Pasting:
    """Pastes the files of one workbook, found by their names."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._files: list[Asset] = []
        self._turned: dict[str, int] = {}  # names of those to be turned, and by how many quarters of a circle

    def paste(
        self, sheet: Worksheet, row: int, column: int, names: Sequence[str], room: tuple[int, int]
    ) -> tuple[str, ...]:
        """Paste pictures into a cell (row and column from 0), whose upper left ``room`` (pixels) they share.

        Those that cannot be shown are told by name: the file is not there or is none of the kinds that
        workbooks can hold (HEIC, WebP); their names in the cell stay good.
        """
        pasted = {name: image for name in names if (image := self._image(name))}
        wide, high = room[0] // max(1, len(pasted)) - 2 * _GAP, room[1] - 2 * _GAP
        for at, (name, image) in enumerate(pasted.items()):
            scale = _scale(_seen(image, self._turned.get(name, 0)), wide, high)
            place = {"x_offset": _GAP + at * (wide + 2 * _GAP), "y_offset": _GAP}
            options = {"description": name, "object_position": 1, **place, **_scaled(image, scale)}
            sheet.insert_image(row, column, image, options)
        return tuple(name for name in names if name not in pasted)

    def finished(self, raw: bytes, name: str) -> bytes:
        """The workbook that XlsxWriter wrote with the pictures in it; ``name`` is what an error calls it.

        IntakeError for a picture that was there and no longer is.
        """
        return zipped.pack(self._members(Package(raw, name))) if self._files else raw

    def _image(self, name: str) -> Image | None:
        """A picture measured, None for one that cannot be shown."""
        from xlsxwriter.exceptions import XlsxWriterException
        from xlsxwriter.image import Image

        file = self._assets.find(name)
        try:
            data = b"" if file.state() else file.read(_LARGEST)
            image = Image(_Later(data, _WORD + b"%d" % len(self._files)))
            self._note_turned(name, file, data)
        except (SideFileError, XlsxWriterException, struct.error, OSError):
            return None
        self._files.append(file)
        return image

    def _note_turned(self, name: str, file: Asset, data: bytes) -> None:
        """Note how a picture is to be turned."""
        if _EXIF in data[:_HEAD] and (quarters := photos.turned(file)):
            self._turned[name] = quarters

    def _members(self, package: Package) -> Iterator[Member]:
        for part in package.names:
            if part.startswith(_DRAWING) and self._turned:
                yield zipped.deflated(part, _FRAME.sub(self._framed, package.read(part)))
            elif part.startswith(_MEDIA):
                yield zipped.stored(part, self._file(package, part))
            else:
                yield package.member(part)

    def _file(self, package: Package, part: str) -> bytes:
        """The picture for which a word stands."""
        file = self._files[int(package.read(part).removeprefix(_WORD))]
        try:
            return file.read(_LARGEST)
        except SideFileError as exc:
            raise IntakeError(error(file.name, exc.message, exc.hint, Origin(package.name))) from exc

    def _framed(self, found: re.Match[bytes]) -> bytes:
        """A picture's drawing, turned where the picture is; its anchor is the outline that is seen."""
        quarters = self._turned.get(unescape(found["name"].decode(), {"&quot;": '"'}), 0)
        if not quarters:
            return found[0]
        return found["before"] + f'<a:xfrm rot="{quarters * 5_400_000}">{_frame(found, quarters)}'.encode()


def _frame(found: re.Match[bytes], quarters: int) -> str:
    """The frame of a picture before it is turned, of which the one in the drawing is what is seen."""
    x, y, wide, high = (int(found[name]) for name in ("x", "y", "wide", "high"))
    if quarters % 2:
        x, y, wide, high = x + (wide - high) // 2, y + (high - wide) // 2, high, wide
    return f'<a:off x="{max(0, x)}" y="{max(0, y)}"/><a:ext cx="{wide}" cy="{high}"/>'


def _seen(image: Image, quarters: int) -> Size:
    """The size of a picture as it is seen."""
    return (image.height, image.width) if quarters % 2 else (image.width, image.height)


def _scaled(image: Image, size: Size) -> dict[str, float]:
    """What makes the outline of a picture so large."""
    return {
        "x_scale": size[0] / image.width * image.x_dpi / _DPI,
        "y_scale": size[1] / image.height * image.y_dpi / _DPI,
    }


def _scale(size: Size, wide: int, high: int) -> Size:
    """A size that is as large as a room of pixels lets it be, in its own proportions."""
    scale = min(max(wide, 1) / size[0], max(high, 1) / size[1])
    return scale * size[0], scale * size[1]
