"""Image files by what is in them, whatever they are called: opened, decoded, upright, in plain colours."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, NamedTuple

from generator.pictures.held import Held

if TYPE_CHECKING:
    from PIL import Image, ImageCms

Box = tuple[int, int]
_decoded: Held[Image.Image] = Held()

MAX_PIXELS = 120_000_000
_MAX_SIDE = 65_535
_FORMATS = ("JPEG", "PNG", "BMP", "GIF")
# The readers that Pillow does not load at once, by the first bytes: asked for one, it would load all fifty.
_READERS = {b"RIFF": "WebP", b"II": "Tiff", b"MM": "Tiff"}
_USABLE = "请用 JPG、PNG、HEIC、WebP 或 BMP"
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
# What is taken for a photo now and then: the first bytes, after so many others, and its name.
_OTHERS = (
    (0, b"%PDF", "PDF 文件"),
    (0, b"PK\x03\x04", "Office 文件或压缩文件"),
    (0, b"\xd0\xcf\x11\xe0", "旧版 Office 文件"),
    (0, b"8BPS", "Photoshop 图片"),
    (0, b"\xff\x0a", "JPEG XL 图片"),
    (4, b"JXL ", "JPEG XL 图片"),
    (4, b"jP  ", "JPEG 2000 图片"),
    (4, b"ftypavi", "AVIF 图片"),
    (4, b"ftypcrx", "相机原片"),
    (4, b"ftyp", "视频"),
    (0, b"RIFF", "视频或声音"),
    (0, b"%!PS", "EPS 图"),
    (40, b" EMF", "EMF 图"),
    (0, b"\xd7\xcd\xc6\x9a", "WMF 图"),
    (0, b"<svg", "SVG 图"),
    (0, b"<?xml", "SVG 图或网页"),
    (0, b"<!DOCTYPE", "网页"),
    (0, b"<html", "网页"),
)
# Orientation of EXIF to what turns the picture upright (names of PIL's Transpose).
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


class UnreadableError(Exception):
    """The photo cannot be printed; str() is the reason in Chinese."""


class Decoded(NamedTuple):
    """An image upright in plain colours (1, P, L, RGB or RGBA), and whether it came as a drawing does."""

    image: Image.Image
    is_drawing: bool


def size(data: bytes) -> Box:
    """Width and height in pixels, upright; UnreadableError where it is no image that can be read."""
    image = _open(data)
    return _lying((image.width, image.height), _orientation(image))


def _lying(size: Box, orientation: int) -> Box:
    """A size for an orientation of EXIF, or of it: in some the picture lies on its side."""
    return (size[1], size[0]) if orientation >= 5 else size


def turned(data: bytes) -> int:
    """By how many quarters of a circle, clockwise, the camera says that the image is to be turned."""
    return {3: 2, 6: 1, 8: 3}.get(_orientation(_open(data)), 0)


def decode(data: bytes, box: Box, digest: str = "") -> Decoded:
    """The image within the box of pixels.

    What was decoded is held under the ``digest`` of the data, where one is given: one photo is printed in
    boxes of several sizes. UnreadableError with the reason when there is none to be had: cut off, too large,
    or of another kind.
    """
    image = _open(data)
    profile, orientation = image.info.get("icc_profile"), _orientation(image)
    try:
        pixels = _upright(_plain(_small(image, box, orientation, digest)), orientation)
        return Decoded(_srgb(pixels, profile), image.format == "PNG")
    except MemoryError as exc:
        raise UnreadableError(f"像素过大（{image.width}×{image.height}），内存不够") from exc
    except Exception as exc:  # noqa: BLE001 — decoders raise all kinds of errors over broken data
        raise UnreadableError("已损坏或不完整") from exc


def _open(data: bytes) -> Image.Image:
    """The image by its header alone; nothing is decoded yet, and no decoder but ours is asked."""
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of is told by our own limits
            image = Image.open(io.BytesIO(data), formats=_formats(data))
    except Image.DecompressionBombError as exc:
        raise UnreadableError("像素过大") from exc
    except Exception as exc:  # noqa: BLE001 — a broken header raises whatever its reader stumbles over
        raise UnreadableError(_what_else(data)) from exc
    if _is_too_large(image):
        raise UnreadableError(f"像素过大（{image.width}×{image.height}）")
    return image


def _is_too_large(image: Image.Image) -> bool:
    return image.width * image.height > MAX_PIXELS or max(image.width, image.height) > _MAX_SIDE


def _formats(data: bytes) -> tuple[str, ...]:
    """The formats to look for, with their readers loaded."""
    if _is_heif(data):
        import pillow_heif

        pillow_heif.register_heif_opener()
        return ("HEIF",)
    rare = _rare(data)
    if not rare:
        return _FORMATS
    importlib.import_module(f"PIL.{rare}ImagePlugin")
    return (rare.upper(),)


def _rare(data: bytes) -> str:
    return next((name for start, name in _READERS.items() if data.startswith(start)), "")


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS


def _what_else(data: bytes) -> str:
    for at, start, name in _OTHERS:
        if data[at : at + len(start)] == start and not _is_heif(data):
            return f"实际是{name}，不能当照片印（{_USABLE}）"
    return "不是能识别的图片，或文件已损坏"


def _orientation(image: Image.Image) -> int:
    """How the camera was held, 1 where the file does not say so in earnest."""
    if image.format == "TIFF":
        return 1  # Pillow turns these itself as it decodes
    try:
        number = _told_orientation(image)
    except Exception:  # noqa: BLE001 — a broken description spoils no picture
        return 1
    return number if 1 <= number <= 8 else 1


def _told_orientation(image: Image.Image) -> int:
    from PIL import ExifTags

    found = image.getexif().get(ExifTags.Base.Orientation, 1)
    return int(found[0] if isinstance(found, tuple) else found)


def _small(image: Image.Image, box: Box, orientation: int, digest: str) -> Image.Image:
    """The pixels within the box, decoded no finer than needed; a photo cut off is refused by Pillow."""
    width, height = fit((image.width, image.height), _lying(box, orientation))
    image.draft(None, (width, height))  # scales nothing unless asked for the photo's own aspect
    image = _loaded(image, digest)
    if image.width <= width:
        return image
    return _even(image).resize((width, height), 2, reducing_gap=3.0)


def _loaded(image: Image.Image, digest: str) -> Image.Image:
    """The image with its pixels; those of the same photo in the same size where they are held."""
    key = (digest, image.size)
    if digest and (held := _decoded.get(key)):
        return held
    image.load()
    if digest:
        _decoded.put(key, image, image.width * image.height * len(image.getbands()))
    return image


def fit(size: Box, box: Box) -> Box:
    """A size within the box in its own aspect; what fits already stays."""
    scale = min(box[0] / size[0], box[1] / size[1], 1.0)
    return _scaled(size[0], scale), _scaled(size[1], scale)


def _scaled(side: int, scale: float) -> int:
    return max(1, round(side * scale))


def _plain(image: Image.Image) -> Image.Image:
    """The same image in a mode that prints; a small drawing keeps its palette."""
    if image.mode in ("1", "P") and "transparency" not in image.info:
        return image
    made = _even(image)
    return made.convert("RGBA") if made.mode == "LA" else made


def _even(image: Image.Image) -> Image.Image:
    """A mode whose pixels can be averaged: no palette, no colour that means transparent, 8 bits."""
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits a pixel by their upper eight; other deep greys by their own darkest and lightest."""
    if image.mode.startswith("I;16"):
        return _upper_bits(image)
    deep = image.convert("F")
    low, high = (0.0, 65_535.0) if image.format == "PNG" else _extremes(deep)
    step = 255 / (high - low) if high > low else 0.0
    return deep.point(lambda value: value * step + (0.5 - low * step)).convert("L")


def _upper_bits(image: Image.Image) -> Image.Image:
    from PIL import Image as Images

    order = "L;16B" if image.mode.endswith("B") else "L;16"
    return Images.frombytes("L", image.size, image.tobytes(), "raw", order)


def _extremes(grey: Image.Image) -> tuple[float, float]:
    low, high = grey.getextrema()
    return float(low), float(high)  # type: ignore[arg-type]  # one channel has two numbers


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    from PIL import Image as Images

    return image.transpose(Images.Transpose[_TURNS[orientation]]) if orientation in _TURNS else image


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as every screen and printer takes them."""
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        image = _by_profile(image, profile)
    return image.convert("RGB") if image.mode == "CMYK" else image


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours that a profile means; of a broken one the pixels as they are."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return image if "sRGB" in ImageCms.getProfileDescription(source) else _converted(image, source)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    from PIL import ImageCms

    opaque = image.convert("RGB") if image.mode == "RGBA" else image
    srgb = ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(opaque, source, srgb, outputMode="RGB") or opaque
    if image.mode == "RGBA":
        made.putalpha(image.getchannel("A"))
    return made
