"""The shipped examples: readable, every photo named in them there, marked as drawn, and small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from generator import intake, schema
from tests.depth import some
from tests.rows import each

register_heif_opener()

_HOME = Path(__file__).resolve().parents[2] / "examples"
_CLIENTS = sorted(_HOME.glob("*/client.yaml"))
_PHOTOS = sorted(path for path in _HOME.rglob("photos/*") if path.is_file())
_LIMIT = 150 * 1024
_YELLOW_SHARE = 0.3


def _named(value: object) -> set[str]:
    """Every value under a key `photo`, however deep."""
    if isinstance(value, dict):
        own = {str(value["photo"])} if "photo" in value else set()
        return own.union(*map(_named, value.values()))
    return set().union(*map(_named, value)) if isinstance(value, list) else set()


def _yellow(image: Image.Image) -> float:
    """The share of pixels in the yellow of the mark."""
    pixels = image.convert("RGB").resize((120, 40)).tobytes()
    triples = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    return sum(red > 200 and green > 160 and blue < 110 for red, green, blue in triples) / (120 * 40)


def _mark(image: Image.Image) -> Image.Image:
    """Where the mark stands: top left of a scene, the lower edge of a portrait."""
    width, height = image.size
    if height > width:
        return image.crop((0, int(height * 0.95), width, height))
    return image.crop((int(width * 0.015), int(height * 0.02), int(width * 0.275), int(height * 0.082)))


def test_the_readme_tells_of_every_client() -> None:
    told = re.findall(r"^\| `([\w-]+)/` \|", (_HOME / "README.md").read_text("utf-8"), re.M)
    assert sorted(told) == [path.parent.name for path in _CLIENTS]


@pytest.mark.parametrize("path", _CLIENTS, ids=lambda path: path.parent.name)
def test_client_passes_the_check(path: Path) -> None:
    assert list(schema.check(intake.read(path))) == []


@pytest.mark.parametrize("path", _CLIENTS, ids=lambda path: path.parent.name)
def test_every_hazard_has_a_photo_and_every_photo_is_used(path: Path) -> None:
    data = intake.read(path).data
    assert all(hazard["before"] for hazard in data["hazards"])
    shipped = {f"photos/{photo.name}" for photo in (path.parent / "photos").iterdir()}
    assert {f"photos/{Path(name).name}" for name in _named(data["hazards"])} == shipped


@each(some(_PHOTOS, desk=25))
def test_photo_is_marked_as_drawn(path: Path) -> None:
    with Image.open(path) as image:
        assert _yellow(_mark(ImageOps.exif_transpose(image))) > _YELLOW_SHARE


def test_photos_are_small() -> None:
    assert [path for path in _PHOTOS if path.stat().st_size >= _LIMIT] == []


def test_photos_cover_the_awkward_kinds() -> None:
    formats, turns, places = set(), set(), 0
    for path in _PHOTOS:
        with Image.open(path) as image:
            exif = image.getexif()
            formats.add(image.format)
            turns.add(exif.get(0x0112, 1))
            places += bool(exif.get_ifd(0x8825))
    assert (formats, turns, places) == ({"JPEG", "PNG", "HEIF"}, {1, 3, 6, 8}, 1)
