"""Photos made fit to print: upright, no larger than their place needs, without the place they were taken."""

from __future__ import annotations

import io
import marshal
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from generator import kept
from generator.assets import Asset
from generator.pictures import images, tool
from generator.pictures.held import Held
from generator.pictures.images import Box, UnreadableError
from generator.sidefile import SideFileError

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Picture", "UnreadableError", "inspect", "prepare", "size"]

MAX_BYTES = 64 * 1024 * 1024
_SMALL_PNG = 400_000
_GLANCE = (64, 64)
Made = tuple[bytes, str, int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for Word: suffix is jpeg or png, the size in pixels, alt what stands for it.

    ``made`` are its bytes, or what gives them when a document shows the picture; ``drawn`` tells in that case
    from what: where it tells the same the bytes are the same. ``source`` is the digest of the photo's file
    that it was made from, "" where there is none.
    """

    made: bytes | Callable[[], bytes]
    suffix: str
    width: int
    height: int
    alt: str
    source: str = ""
    drawn: Callable[[], str] | None = None

    @property
    def data(self) -> bytes:
        return self.made if isinstance(self.made, bytes) else self.made()

    @property
    def mark(self) -> str:
        """What tells it from other pictures without drawing it: its bytes where they are there."""
        known = sha256(self.made).hexdigest() if isinstance(self.made, bytes) else ""
        return f"{known} {self.suffix} {self.width}x{self.height} {self.alt}"


_held: Held[Made] = Held()


def prepare(
    asset: Asset, caption: str, max_px: Box, shelf: kept.Shelf = kept.NOWHERE, known: str = ""
) -> Picture:
    """The photo within a box of pixels; UnreadableError with the reason when it cannot be had.

    What is made of it is kept on the shelf by its content, whatever the file is called. ``known`` is the
    digest of the photo where its file was read before: it is not read again while the photo is held.
    """
    if known and (made := _held.get(_key(known, max_px))):
        return Picture(*made, caption, known)
    data = _read(asset)
    digest = sha256(data).hexdigest()
    key = _key(digest, max_px)
    made = _held.get(key) or _hold(key, _shelved(shelf, key) or _made(shelf, key, data, max_px, digest))
    return Picture(*made, caption, digest)


def _hold(key: bytes, made: Made) -> Made:
    _held.put(key, made, len(made[0]))
    return made


def _key(digest: str, box: Box) -> bytes:
    return f"{digest} {box[0]}x{box[1]} ".encode() + tool.mark()


def _made(shelf: kept.Shelf, key: bytes, data: bytes, box: Box, digest: str) -> Made:
    made = _convert(data, box, digest)
    shelf.put(key, marshal.dumps(made))
    return made


def _shelved(shelf: kept.Shelf, key: bytes) -> Made | None:
    """The photo on the shelf; None where there is none of this form."""
    data = shelf.get(key)
    try:
        found = marshal.loads(data) if data else None
    except (ValueError, TypeError, EOFError):
        return None
    return found if _is_made(found) else None


def _is_made(found: object) -> bool:
    return isinstance(found, tuple) and tuple(map(type, found)) == (bytes, str, int, int)


def size(asset: Asset) -> Box:
    """Width and height in pixels, upright; UnreadableError as `prepare` gives it."""
    return images.size(_read(asset))


def turned(asset: Asset) -> int:
    """By how many quarters of a circle, clockwise, a photo is turned to be printed; 0 for a broken one."""
    try:
        return images.turned(_read(asset))
    except UnreadableError:
        return 0


def digest(asset: Asset) -> str:
    """The digest of a photo's bytes; UnreadableError as `prepare` gives it."""
    return sha256(_read(asset)).hexdigest()


def inspect(asset: Asset, shelf: kept.Shelf = kept.NOWHERE) -> str | None:
    """Why a photo cannot be printed, as words that follow its name; None when it can.

    That it can is kept on the shelf by its content; one that cannot is looked at each time.
    """
    try:
        data = _read(asset)
        shelf.once(b"sound " + _key(sha256(data).hexdigest(), _GLANCE), lambda: _glance(data))
    except UnreadableError as exc:
        return str(exc)
    return None


def _glance(data: bytes) -> bytes:
    """Nothing, once the photo has been decoded."""
    _convert(data, _GLANCE)
    return b""


def _read(asset: Asset) -> bytes:
    try:
        if asset.state() in ("missing", "odd"):
            raise UnreadableError("找不到")
        data = asset.read(MAX_BYTES)
    except SideFileError as exc:
        raise UnreadableError(exc.message) from exc
    if not data:
        raise UnreadableError("是空文件")
    return data


def _convert(data: bytes, box: Box, digest: str = "") -> Made:
    image, is_drawing = images.decode(data, box, digest)
    if is_drawing and (made := _as_png(image)):
        return made, "png", image.width, image.height
    photo = _flat(image)
    target = io.BytesIO()
    photo.save(target, "JPEG", quality=85)
    return target.getvalue(), "jpeg", photo.width, photo.height


def _as_png(image: Image.Image) -> bytes:
    """A drawing stays PNG when that is small; "" for what is better a JPEG."""
    clean = image.copy()
    clean.info = {}
    target = io.BytesIO()
    clean.save(target, "PNG", compress_level=6)
    return target.getvalue() if len(target.getvalue()) <= _SMALL_PNG else b""


def _flat(image: Image.Image) -> Image.Image:
    """RGB without metadata; what is transparent becomes white paper."""

    if image.mode == "RGBA":
        return _on_paper(image)
    flat = image.convert("RGB")
    if flat is image:
        flat = image.copy()
    flat.info = {}
    return flat


def _on_paper(image: Image.Image) -> Image.Image:
    from PIL import Image as Images

    paper = Images.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper
