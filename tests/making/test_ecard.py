"""The electronic badge: the same bytes twice, its code readable, every character drawn."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from generator import api, domain
from generator.api import Order
from generator.assets import File
from generator.errors import GeneratorError
from generator.making import ecard
from tests.boards import LONG, client
from tests.conftest import DAY


def _image(badge: domain.Badge) -> Image.Image:
    return Image.open(io.BytesIO(ecard.draw(badge))).convert("RGB")


@pytest.mark.parametrize("bare", [False, True])
def test_card_is_the_same_twice_and_its_code_reads_back(bare: bool) -> None:
    badge = client(1, bare=bare, name=LONG).badges[0]
    assert ecard.draw(badge) == ecard.draw(badge)
    image = _image(badge)
    assert image.size == (1080, 1712)
    found = zxingcpp.read_barcode(image)
    assert found is not None
    assert found.text == badge.contact


def test_photo_stands_upright(tmp_path: Path) -> None:
    turned = Image.new("RGB", (400, 200), "red")
    turned.paste("blue", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(tmp_path / "a.jpg", exif=exif)
    badge = replace(client(1).badges[0], photo=domain.Photo(File(tmp_path / "a.jpg"), ""))
    image = _image(badge)
    above, below = image.getpixel((540, 520)), image.getpixel((540, 640))
    assert above[2] > 200 > 100 > above[0]  # type: ignore[index]
    assert below[0] > 200 > 100 > below[2]  # type: ignore[index]


def test_every_advisor_has_a_card(cups: Path, tmp_path: Path) -> None:
    made = api.build(api.load(cups), tmp_path / "out", Order(DAY, ("badge_pictures",)))
    names = sorted(path.name for path in made.report.folder.rglob("*.png"))
    assert names == [f"电子工牌 示例辅导员{letter}.png" for letter in "ACD"]


def test_character_that_no_font_has_is_named_with_its_place(small: Path, tmp_path: Path) -> None:
    agency = small.parent / "agency.yaml"
    rare = "\U0002ebe1"
    agency.write_text(agency.read_text("utf-8").replace("示例辅导员A", f"示例{rare}"), "utf-8")
    found, problems = api.examine(api.load(small), DAY)
    assert found is None
    line = next(str(problem) for problem in problems if rare in str(problem))
    assert "agency.yaml:3" in line
    assert "U+2EBE1" in line
    with pytest.raises(GeneratorError, match="U\\+2EBE1"):
        api.build(api.load(small), tmp_path / "out", Order(DAY, ("badge_pictures",)))


def test_unreadable_photo_stops_the_card(cups: Path, tmp_path: Path) -> None:
    (cups.parent / "photos/advisor_a.jpg").write_bytes(b"no picture")
    with pytest.raises(GeneratorError, match="advisor_a.jpg"):
        api.build(api.load(cups), tmp_path / "out", Order(DAY, ("badge_pictures",)))
