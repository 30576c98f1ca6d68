"""Photos upright, small, without where they were taken; and what cannot be printed, named."""

from __future__ import annotations

import io
import marshal
import struct
import threading
import zlib
from hashlib import sha256
from pathlib import Path

import pillow_heif
import pytest
from PIL import ExifTags, Image, ImageCms

from generator.assets import File
from generator.kept import NOWHERE, Shelf
from generator.pictures import UnreadableError, photos, tool
from generator.pictures.held import Held

RED, BLUE = (220, 30, 30), (30, 30, 220)


def _split(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, size[0], size[1]))
    return image.convert(mode)


def _jpeg(path: Path, size: tuple[int, int] = (800, 600), orientation: int = 1) -> Path:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "SecretCamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (29.0, 5.0, 0.0)
    _split(size).save(path, "JPEG", quality=95, exif=exif)
    return path


def _opened(picture: photos.Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    assert (image.width, image.height) == (picture.width, picture.height)
    assert (image.format or "").lower() == picture.suffix
    return image


def _at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    pixel = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(pixel, tuple)
    return tuple(int(part) for part in pixel)


def _like(pixel: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 25 for one, other in zip(pixel, wanted, strict=True))


def test_a_photo_fits_its_box_and_loses_its_metadata(tmp_path: Path) -> None:
    path = _jpeg(tmp_path / "大.jpg", (3000, 2000))
    picture = photos.prepare(File(path), "说明", (600, 600))
    assert (picture.width, picture.height, picture.suffix, picture.alt) == (600, 400, "jpeg", "说明")
    image = _opened(picture)
    assert not image.getexif()
    assert b"SecretCamera" in path.read_bytes()
    assert b"SecretCamera" not in picture.data
    assert b"Exif" not in picture.data


def test_a_small_photo_is_not_blown_up(tmp_path: Path) -> None:
    picture = photos.prepare(File(_jpeg(tmp_path / "小.jpg", (80, 60))), "", (600, 600))
    assert (picture.width, picture.height) == (80, 60)


@pytest.mark.parametrize(
    ("orientation", "red"), [(1, (0.5, 0.1)), (3, (0.5, 0.9)), (6, (0.9, 0.5)), (8, (0.1, 0.5))]
)
def test_a_photo_is_turned_upright(tmp_path: Path, orientation: int, red: tuple[float, float]) -> None:
    path = _jpeg(tmp_path / f"{orientation}.jpg", (1600, 1200), orientation)
    picture = photos.prepare(File(path), "", (400, 400))
    upright = orientation >= 5
    assert (picture.width, picture.height) == ((300, 400) if upright else (400, 300))
    image = _opened(picture)
    assert _like(_at(image, *red), RED)
    assert _like(_at(image, 1 - red[0], 1 - red[1]), BLUE)


def test_the_box_of_a_turned_photo_is_not_turned(tmp_path: Path) -> None:
    picture = photos.prepare(File(_jpeg(tmp_path / "a.jpg", (1600, 1200), 6)), "", (900, 200))
    assert (picture.width, picture.height) == (150, 200)


@pytest.mark.parametrize("kind", ["WEBP", "BMP", "TIFF", "GIF"])
def test_other_formats_become_jpeg(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind.lower()}"
    _split((300, 200)).save(path, kind)
    picture = photos.prepare(File(path), "", (150, 150))
    assert picture.suffix == "jpeg"
    assert _like(_at(_opened(picture), 0.5, 0.1), RED)


def test_heic(tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    path = tmp_path / "手机.heic"
    _split((320, 240)).save(path, "HEIF")
    picture = photos.prepare(File(path), "", (160, 160))
    assert picture.suffix == "jpeg"
    assert _like(_at(_opened(picture), 0.5, 0.9), BLUE)
    assert photos.inspect(File(path)) is None


def test_a_drawing_with_transparency_stays_png(tmp_path: Path) -> None:
    path = tmp_path / "章.png"
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (50, 25, 150, 75))
    image.save(path)
    picture = photos.prepare(File(path), "", (100, 100))
    assert picture.suffix == "png"
    assert _opened(picture).convert("RGBA").getpixel((1, 1)) == (0, 0, 0, 0)


def test_a_photo_saved_as_png_becomes_jpeg_on_white(tmp_path: Path) -> None:
    path = tmp_path / "照片.png"
    noise = Image.effect_noise((1200, 900), 90).convert("RGBA")
    noise.putalpha(Image.new("L", noise.size, 255))
    noise.paste((0, 0, 0, 0), (0, 0, 40, 40))
    noise.save(path)
    picture = photos.prepare(File(path), "", (1200, 1200))
    assert picture.suffix == "jpeg"
    assert _like(_at(_opened(picture), 0.01, 0.01), (255, 255, 255))


def test_an_unusable_colour_profile_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p3.jpg"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    _split((100, 100)).save(path, icc_profile=profile.tobytes())
    picture = photos.prepare(File(path), "", (100, 100))
    assert "icc_profile" not in _opened(picture).info


def test_grey_and_cmyk_photos(tmp_path: Path) -> None:
    for mode in ("L", "CMYK"):
        path = tmp_path / f"{mode}.jpg"
        _split((100, 100), mode).save(path)
        assert _opened(photos.prepare(File(path), "", (50, 50))).mode == "RGB"


def test_the_same_photo_is_prepared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = _jpeg(tmp_path / "1.jpg", (640, 480)), tmp_path / "2.jpg"
    two.write_bytes(one.read_bytes())
    first = photos.prepare(File(one), "一", (91, 91))
    monkeypatch.setattr(photos, "_convert", None)
    second = photos.prepare(File(two), "二", (91, 91))
    assert (second.data, second.alt) == (first.data, "二")


def test_another_run_takes_the_photo_from_the_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, one, two = (
        Shelf(tmp_path / "shelf"),
        _jpeg(tmp_path / "1.jpg"),
        _jpeg(tmp_path / "2.jpg", (640, 480)),
    )
    first = photos.prepare(File(one), "一", (93, 93), shelf)
    assert photos.inspect(File(one), shelf) is None
    monkeypatch.setattr(photos, "_held", Held())
    monkeypatch.setattr(photos, "_convert", None)
    assert photos.prepare(File(one), "一", (93, 93), shelf) == first
    assert photos.inspect(File(one), shelf) is None
    for path, box, other in ((one, (92, 93), shelf), (two, (93, 93), shelf), (one, (93, 93), NOWHERE)):
        monkeypatch.setattr(photos, "_held", Held())
        with pytest.raises(TypeError):  # another photo, size or no shelf: it has to be made
            photos.prepare(File(path), "", box, other)
    monkeypatch.setattr(tool, "mark", lambda: b"another tool")
    with pytest.raises(TypeError):
        photos.prepare(File(one), "", (93, 93), shelf)


@pytest.mark.parametrize("damaged", [b"", b"x", marshal.dumps((b"", "png", 1)), marshal.dumps("no")])
def test_what_is_no_photo_on_the_shelf_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bytes
) -> None:
    shelf, path = Shelf(tmp_path / "shelf"), _jpeg(tmp_path / "1.jpg")
    made = photos.prepare(File(path), "", (94, 94), shelf)
    monkeypatch.setattr(photos, "_held", Held())
    shelf.put(photos._key(sha256(path.read_bytes()).hexdigest(), (94, 94)), damaged)
    assert photos.prepare(File(path), "", (94, 94), shelf) == made


def test_a_photo_that_was_read_is_not_read_again_while_it_is_held(tmp_path: Path) -> None:
    path = _jpeg(tmp_path / "1.jpg")
    first = photos.prepare(File(path), "一", (95, 95))
    path.unlink()
    assert photos.prepare(File(path), "一", (95, 95), known=first.source) == first
    for box, known in (((95, 94), first.source), ((95, 95), ""), ((95, 95), "0" * 64)):
        with pytest.raises(UnreadableError, match="找不到"):
            photos.prepare(File(path), "一", box, known=known)


def test_a_photo_that_cannot_be_printed_is_told_each_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(_jpeg(tmp_path / "whole.jpg").read_bytes()[:2000])
    assert [photos.inspect(File(path), Shelf(tmp_path / "shelf")) for _ in range(2)] == ["已损坏或不完整"] * 2


def test_same_bytes_from_many_threads(tmp_path: Path) -> None:
    paths = [_jpeg(tmp_path / f"{number}.jpg", (900, 600 - 90 * number), 6) for number in range(4)]
    made: list[bytes] = []

    def work() -> None:
        made.extend(photos.prepare(File(path), "", (77, 77)).data for path in paths)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 16
    assert len(set(made)) == 4


def _bomb(path: Path, side: int) -> Path:
    """A PNG of a few bytes whose header speaks of a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    path.write_bytes(data)
    return path


def _faulty(folder: Path) -> dict[str, tuple[Path, str]]:
    whole = _jpeg(folder / "whole.jpg", (900, 700)).read_bytes()
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (folder / "text.jpg").write_bytes(b"this is not a picture at all")
    _split((50, 50)).save(folder / "cut.png")
    png = (folder / "cut.png").read_bytes()
    (folder / "cut.png").write_bytes(png[: len(png) // 2])
    return {
        "missing": (folder / "none.jpg", "找不到"),
        "folder": (folder, "找不到"),
        "empty": (folder / "empty.jpg", "是空文件"),
        "cut": (folder / "cut.jpg", "已损坏或不完整"),
        "cut png": (folder / "cut.png", "已损坏或不完整"),
        "no picture": (folder / "text.jpg", "不是能识别的图片"),
        "bomb": (_bomb(folder / "bomb.png", 20_000), "像素过大"),
        "bomb beside Pillow's limit": (_bomb(folder / "less.png", 12_000), "像素过大（12000×12000）"),
    }


@pytest.mark.parametrize(
    "fault",
    [
        "missing",
        "folder",
        "empty",
        "cut",
        "cut png",
        "no picture",
        "bomb",
        "bomb beside Pillow's limit",
    ],
)
def test_what_cannot_be_printed_is_named(tmp_path: Path, fault: str) -> None:
    path, reason = _faulty(tmp_path)[fault]
    with pytest.raises(UnreadableError, match=reason) as caught:
        photos.prepare(File(path), "", (100, 100))
    assert photos.inspect(File(path)) == str(caught.value)


def test_a_good_photo_has_no_fault(tmp_path: Path) -> None:
    assert photos.inspect(File(_jpeg(tmp_path / "好.JPG"))) is None


def test_what_is_transparent_stays_so_in_other_colours(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = srgb.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    assert other != srgb
    logo = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    logo.paste((200, 30, 40, 255), (0, 0, 20, 20))
    logo.save(tmp_path / "logo.png", icc_profile=other)
    shown = _opened(photos.prepare(File(tmp_path / "logo.png"), "", (40, 20)))
    assert shown.mode == "RGBA"
    assert [shown.getpixel(at) for at in ((5, 5), (30, 5))] == [(200, 30, 40, 255), (0, 0, 0, 0)]
