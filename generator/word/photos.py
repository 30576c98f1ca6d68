"""Photos made fit to print: upright, no larger than their place needs, without the place they were taken."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 120_000_000
MAX_BYTES = 64 * 1024 * 1024
_KEPT = 256
_SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".jpg", ".jpeg", ".mpo"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "BMP": (".bmp",),
    "GIF": (".gif",),
    "TIFF": (".tif", ".tiff"),
    "HEIF": (".heic", ".heif", ".hif"),
}
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_SMALL_PNG = 400_000

Box = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for Word: suffix is jpeg or png, the size in pixels, alt what stands for it.

    ``made`` are its bytes, or what gives them when a document shows the picture.
    """

    made: bytes | Callable[[], bytes]
    suffix: str
    width: int
    height: int
    alt: str

    @property
    def data(self) -> bytes:
        return self.made if isinstance(self.made, bytes) else self.made()


class _Kept:
    """The last prepared photos by content and size; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pictures: OrderedDict[tuple[bytes, Box], tuple[bytes, str, int, int]] = OrderedDict()

    def get(self, key: tuple[bytes, Box]) -> tuple[bytes, str, int, int] | None:
        """The photo kept under a key."""
        with self._lock:
            return self._pictures.get(key)

    def put(self, key: tuple[bytes, Box], made: tuple[bytes, str, int, int]) -> None:
        """Keep a photo; the oldest goes when there are too many."""
        with self._lock:
            self._pictures[key] = made
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)


_kept = _Kept()


class UnreadableError(Exception):
    """The photo cannot be printed; str() is the reason in Chinese."""


def prepare(path: str | Path, caption: str, max_px: Box) -> Picture:
    """The photo within a box of pixels; UnreadableError with the reason when it cannot be had."""
    data = _read(Path(path))
    key = (sha256(data).digest(), max_px)
    made = _kept.get(key)
    if made is None:
        image = _open(data, Path(path).suffix)
        made = _convert(image, max_px)
        _kept.put(key, made)
    return Picture(*made, caption)


def size(path: str | Path) -> Box:
    """Width and height in pixels, upright; UnreadableError as `prepare` gives it."""
    from PIL import ExifTags

    image = _open(_read(Path(path)), Path(path).suffix)
    turned = image.getexif().get(ExifTags.Base.Orientation, 1) >= 5
    return (image.height, image.width) if turned else (image.width, image.height)


def inspect(path: str | Path) -> str | None:
    """Why a photo cannot be printed, as words that follow its name; None when it can."""
    try:
        data = _read(Path(path))
        _decode(_open(data, Path(path).suffix), (64, 64))
    except UnreadableError as exc:
        return str(exc)
    return None


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise UnreadableError("找不到")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）")
        data = path.read_bytes()
    except OSError as exc:
        raise UnreadableError("无法读取") from exc
    if not data:
        raise UnreadableError("是空文件")
    return data


def _open(data: bytes, suffix: str) -> Image.Image:
    """The image by its header alone; nothing is decoded yet."""
    import warnings

    from PIL import Image

    _learn_heif(data)
    try:
        with warnings.catch_warnings():
            # Our own limit on pixels follows; Pillow's warning about it says nothing more.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as exc:
        raise UnreadableError("像素过大") from exc
    except (OSError, SyntaxError, ValueError) as exc:
        raise UnreadableError("不是能识别的图片，或文件已损坏") from exc
    known = _SUFFIXES.get(image.format or "")
    if known is None:
        raise UnreadableError(f"格式 {image.format} 不支持（请用 JPG、PNG、HEIC、WebP 或 BMP）")
    if suffix.lower() not in known:
        raise UnreadableError(f"的扩展名与内容不符（实际为 {image.format} 图片，应以 {known[0]} 结尾）")
    if image.width * image.height > MAX_PIXELS:
        raise UnreadableError(f"像素过大（{image.width}×{image.height}）")
    return image


def _learn_heif(data: bytes) -> None:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        import pillow_heif

        pillow_heif.register_heif_opener()


def _decode(image: Image.Image, box: Box) -> Image.Image:
    """The pixels, upright and within the box; a photo cut off is refused."""
    from PIL import ExifTags, ImageOps

    try:
        turned = image.getexif().get(ExifTags.Base.Orientation, 1) >= 5
        width, height = _fit((image.width, image.height), (box[1], box[0]) if turned else box)
        # Scales nothing unless asked for the photo's own aspect.
        image.draft(None, (width, height))
        image.load()
        small = image.resize((width, height), 2, reducing_gap=3.0) if image.width > width else image
        if small is not image:
            small.info.update(image.info)
        return ImageOps.exif_transpose(small)
    except (OSError, SyntaxError, ValueError, EOFError) as exc:
        raise UnreadableError("已损坏或不完整") from exc


def _fit(size: Box, box: Box) -> Box:
    scale = min(box[0] / size[0], box[1] / size[1], 1.0)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _convert(image: Image.Image, box: Box) -> tuple[bytes, str, int, int]:
    graphics = image.format == "PNG"
    upright = _decode(image, box)
    if graphics and (made := _as_png(upright)):
        return made, "png", upright.width, upright.height
    photo = _flat(_srgb(upright))
    target = io.BytesIO()
    photo.save(target, "JPEG", quality=85)
    return target.getvalue(), "jpeg", photo.width, photo.height


def _as_png(image: Image.Image) -> bytes:
    """A drawing stays PNG when that is small; "" for what is better a JPEG."""
    palette = image if image.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else image.convert("RGBA")
    clean = palette.copy()
    clean.info = {key: value for key, value in palette.info.items() if key == "transparency"}
    target = io.BytesIO()
    clean.save(target, "PNG", compress_level=6)
    return target.getvalue() if len(target.getvalue()) <= _SMALL_PNG else b""


def _srgb(image: Image.Image) -> Image.Image:
    """Colours as every screen and printer takes them."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile: the pixels as they are
    return made or image


def _flat(image: Image.Image) -> Image.Image:
    """RGB without metadata; what is transparent becomes white paper."""
    from PIL import Image

    if "A" in image.getbands() or "transparency" in image.info:
        whole = image.convert("RGBA")
        paper = Image.new("RGB", whole.size, "white")
        paper.paste(whole, mask=whole.getchannel("A"))
        return paper
    flat = image.convert("RGB")
    if flat is image:
        flat = image.copy()
    flat.info = {}
    return flat
