"""Images by their content: every depth and colour prints as it looks, every fault has its reason."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageOps

from generator.assets import File
from generator.pictures import images, photos
from generator.pictures.held import Held
from generator.pictures.images import UnreadableError
from tests.conftest import ROOT
from tests.rows import each
from tests.word import png

BOX = (400, 400)
RED, BLUE = (220, 30, 30), (30, 30, 220)


def _split(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, size[0], size[1]))
    return image


def _bytes(kind: str, image: Image.Image | None = None, **given: object) -> bytes:
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    target = io.BytesIO()
    (image or _split()).save(target, kind, **given)
    return target.getvalue()


def _pixel(data: bytes, x: float, y: float, box: tuple[int, int] = BOX) -> tuple[int, ...]:
    image = images.decode(data, box).image.convert("RGB")
    found = image.getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def _near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 28 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "HEIF"])
@pytest.mark.parametrize("suffix", [".jpg", ".heic", ".png", ""])
def test_a_photo_is_what_it_holds_not_what_it_is_called(tmp_path: Path, kind: str, suffix: str) -> None:
    path = tmp_path / f"现场{suffix}"
    path.write_bytes(_bytes(kind))
    assert photos.inspect(File(path)) is None
    picture = photos.prepare(File(path), "", BOX)
    image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    assert _near(image.getpixel((32, 4)), RED)
    assert photos.size(File(path)) == (64, 48)


def _deep(color: int, *values: int) -> bytes:
    """A picture of 16 bits a channel, 40 x 40, one colour."""
    row = b"\0" + struct.pack(f">{len(values)}H", *values) * 40
    return png.made(40, 40, 16, color, row * 40)


@pytest.mark.parametrize("box", [BOX, (16, 16)])
@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (_deep(0, 0x4000), (64, 64, 64)),
        (_deep(0, 0xFFFF), (255, 255, 255)),
        (_deep(0, 0x00FF), (0, 0, 0)),
        (_deep(2, 0xC000, 0x2000, 0x8000), (192, 32, 128)),
        (_deep(4, 0x4000, 0xFFFF), (64, 64, 64)),
        (_deep(6, 0xC000, 0x2000, 0x8000, 0xFFFF), (192, 32, 128)),
    ],
)
def test_sixteen_bits_print_as_they_look(data: bytes, wanted: tuple[int, ...], box: tuple[int, int]) -> None:
    assert _near(_pixel(data, 0.5, 0.5, box), wanted)


def test_deep_greys_of_tiff_are_spread_between_their_darkest_and_lightest() -> None:
    for mode, low, high in (("I", 0, 100_000), ("F", -1.0, 3.0)):
        image = Image.new(mode, (40, 40), low)
        image.paste(high, (0, 20, 40, 40))
        assert _near(_pixel(_bytes("TIFF", image), 0.5, 0.1), (0, 0, 0))
        assert _near(_pixel(_bytes("TIFF", image), 0.5, 0.9), (255, 255, 255))
    assert images.decode(_bytes("TIFF", Image.new("F", (9, 9), 7.5)), BOX).image.mode == "L"


@pytest.mark.parametrize("box", [BOX, (20, 20)])
def test_cmyk_palette_and_transparent_colours(box: tuple[int, int]) -> None:
    assert _near(_pixel(_bytes("JPEG", _split().convert("CMYK")), 0.5, 0.1, box), RED)
    assert _near(_pixel(_bytes("TIFF", _split().convert("CMYK")), 0.5, 0.9, box), BLUE)
    palette = _split().quantize(4)
    assert _near(_pixel(_bytes("PNG", palette), 0.5, 0.1, box), RED)
    clear = palette.getpixel((1, 1))
    whole = images.decode(_bytes("PNG", palette, transparency=clear), box).image
    assert whole.mode == "RGBA"
    assert whole.getpixel((1, 1))[3] == 0
    assert whole.getpixel((1, whole.height - 1))[3] == 255
    keyed = images.decode(_bytes("PNG", _split(), transparency=RED), box).image
    assert keyed.getpixel((1, 1))[3] == 0


def test_a_palette_is_made_smaller_without_steps() -> None:
    image = Image.new("P", (400, 400), 0)
    image.putpalette([0, 0, 0, 255, 255, 255])
    for column in range(0, 400, 2):
        image.paste(1, (column, 0, column + 1, 400))
    assert _near(_pixel(_bytes("PNG", image), 0.5, 0.5, (100, 100)), (128, 128, 128))


@pytest.mark.parametrize(
    ("written", "size"), [("6", (48, 64)), ("x", (64, 48)), (99, (64, 48)), (6, (48, 64))]
)
def test_an_orientation_written_as_text(written: object, size: tuple[int, int]) -> None:
    if isinstance(written, str):
        tag = struct.pack("<HHI", 0x0112, 2, 2) + written.encode() + b"\0\0\0"
    else:
        tag = struct.pack("<HHIHH", 0x0112, 3, 1, written, 0)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + tag + b"\0\0\0\0"
    data = _bytes("JPEG", exif=exif)
    assert images.size(data) == size
    assert images.decode(data, BOX).image.size == size


@pytest.mark.parametrize("held", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_every_kind_is_turned_upright_once(kind: str, held: int) -> None:
    description = Image.Exif()
    description[0x112] = held
    options = {"lossless": True} if kind == "WEBP" else {}
    data = _bytes(kind, exif=description, **options)
    plain = Image.open(io.BytesIO(_bytes("PNG", exif=description)))
    upright = ImageOps.exif_transpose(plain).convert("RGB")
    assert images.decode(data, BOX).image.convert("RGB").tobytes() == upright.tobytes()
    assert images.size(data) == upright.size


def test_a_broken_description_spoils_no_picture() -> None:
    data = _bytes("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f")
    assert images.size(data) == images.decode(data, BOX).image.size == (64, 48)


@each(
    [
        (png.made(119_000_000, 1), r"像素过大（119000000×1）"),
        (png.made(1, 65_536), r"像素过大（1×65536）"),
        (png.made(12_000, 12_000), r"像素过大（12000×12000）"),
        (png.made(2_000_000_000, 2_000_000_000), "像素过大|不是能识别"),
        (png.made(60_000, 1), "已损坏或不完整"),
        (b"%PDF-1.7 ...", "实际是PDF 文件"),
        (b"PK\x03\x04....", "实际是Office 文件"),
        (b"\0\0\0\x20ftypavif....", "实际是AVIF"),
        (b"\0\0\0\x20ftypisom....", "实际是视频"),
        (b"8BPS....", "实际是Photoshop"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "实际是EPS"),
        (b"<svg xmlns=''/>", "实际是SVG"),
        (b"\1\0\0\0" + bytes(36) + b" EMF", "实际是EMF 图"),
        (b"\xd7\xcd\xc6\x9a" + bytes(18), "实际是WMF 图"),
        (b"not a picture", "不是能识别的图片"),
        (b"", "不是能识别的图片"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "不是能识别的图片|已损坏"),
    ]
)
def test_what_cannot_be_printed_has_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        images.decode(data, BOX)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "HEIF"])
def test_a_photo_cut_off_anywhere_is_refused_or_whole(tmp_path: Path, kind: str) -> None:
    """Looking at it and printing it come to the same end, and neither to a traceback."""
    whole = _bytes(kind, Image.effect_noise((90, 70), 60).convert("RGB"))
    path = tmp_path / "a.jpg"
    for part in range(1, 16):
        path.write_bytes(whole[: len(whole) * part // 16] or b"x")
        told = photos.inspect(File(path))
        try:
            photos.prepare(File(path), "", (80, 80))
        except UnreadableError as exc:
            assert told == str(exc)
        else:
            assert told is None


def test_a_decoder_that_fails_in_any_way_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for raised, reason in ((MemoryError, "内存不够"), (RuntimeError, "已损坏"), (KeyError, "已损坏")):
        monkeypatch.setattr(images, "_small", _raising(raised))
        with pytest.raises(UnreadableError, match=reason):
            images.decode(_bytes("JPEG"), BOX)


def _raising(kind: type[BaseException]) -> object:
    def work(*_: object) -> None:
        raise kind

    return work


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "TIFF", "WEBP"])
def test_only_the_reader_that_is_needed_is_loaded(tmp_path: Path, kind: str) -> None:
    """Pillow's own way to a rare format loads fifty readers, which takes longer than most photos."""
    path = tmp_path / "photo"
    path.write_bytes(_bytes(kind))
    code = (
        "import sys; from pathlib import Path; from generator.assets import File; "
        "from generator.pictures import photos\n"
        f"assert photos.inspect(File(Path({str(path)!r}))) is None\n"
        "assert 'PIL.PcxImagePlugin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "HEIF"])
@pytest.mark.parametrize("side", [500, 120, 40])
def test_a_photo_that_is_held_is_decoded_once_and_is_the_same(
    kind: str, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "_decoded", Held())
    data, boxes = _bytes(kind, _split().resize((400, 300))), [(side, side), (side - 1, side)]
    apart = [images.decode(data, box).image.convert("RGB").tobytes() for box in boxes]
    held = [images.decode(data, box, "digest").image.convert("RGB").tobytes() for box in (*boxes, *boxes)]
    assert held == [*apart, *apart]
    assert len(images._decoded._things) == 1
