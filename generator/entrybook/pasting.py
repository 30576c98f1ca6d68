"""Pictures pasted into the cells of a workbook that XlsxWriter writes.

They float over their cells, side by side and within them, which Excel, WPS and LibreOffice all show and keep;
their alternative text is the name of their file. They move and shrink with their cells, so that a row that is
filtered away takes its pictures along. While XlsxWriter works each is held only as long as it is measured:
a word stands for it, and `Pasting.finished` puts the file itself in its place, as it is and not deflated.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from generator import zipped
from generator.assets import Asset, Assets
from generator.entrybook.package import Package
from generator.errors import IntakeError
from generator.problems import Origin, error
from generator.sidefile import SideFileError
from generator.zipped import Member

if TYPE_CHECKING:
    from xlsxwriter.image import Image
    from xlsxwriter.worksheet import Worksheet

_LARGEST = 64 * 1024 * 1024  # bytes of a picture, as for photos of documents
_GAP = 3  # pixels around each picture
_DPI = 96
_MEDIA = "xl/media/"
_WORD = b"tuoguan picture "
_PASTED = (b"\xff\xd8", b"\x89PNG", b"BM", b"GIF8")  # JPEG, PNG, BMP, GIF: what every program of tables shows


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

    def paste(
        self, sheet: Worksheet, row: int, column: int, names: Sequence[str], room: tuple[int, int]
    ) -> tuple[str, ...]:
        """Paste pictures into a cell (row and column from 0), whose upper left ``room`` (pixels) they share.

        Those that cannot be shown are told by name: the file is not there or is none of the kinds that
        programs of tables know (HEIC, WebP); their names in the cell stay good.
        """
        images = {name: image for name in dict.fromkeys(names) if (image := self._image(name))}
        wide, high = room[0] // max(1, len(images)) - 2 * _GAP, room[1] - 2 * _GAP
        for at, (name, image) in enumerate(images.items()):
            options = {
                "description": name,
                "object_position": 1,
                "x_offset": _GAP + at * (wide + 2 * _GAP),
                "y_offset": _GAP,
                **_scale(image, wide, high),
            }
            sheet.insert_image(row, column, image, options)
        return tuple(name for name in names if name not in images)

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
            if not data.startswith(_PASTED):
                return None
            image = Image(_Later(data, _WORD + b"%d" % len(self._files)))
        except (SideFileError, XlsxWriterException, struct.error, OSError):
            return None
        self._files.append(file)
        return image

    def _members(self, package: Package) -> Iterator[Member]:
        for part in package.names:
            member = package.member(part)
            if not part.startswith(_MEDIA) or not (word := package.read(part)).startswith(_WORD):
                yield member
                continue
            file = self._files[int(word.removeprefix(_WORD))]
            try:
                yield zipped.stored(part, file.read(_LARGEST))
            except SideFileError as exc:
                raise IntakeError(error(file.name, exc.message, exc.hint, Origin(package.name))) from exc


def _scale(image: Image, wide: int, high: int) -> dict[str, float]:
    """What makes a picture as large as a room of pixels lets it be, in its own proportions."""
    scale = min(max(wide, 1) / image.width, max(high, 1) / image.height)
    return {"x_scale": scale * image.x_dpi / _DPI, "y_scale": scale * image.y_dpi / _DPI}
