"""Safety signs: the colours of each kind, icons that exist, words where no picture is known."""

from __future__ import annotations

import io

from PIL import Image

from generator.library import built_in
from generator.making import signage
from generator.making.signage import sign_picture, signs
from tests.rows import each

SIGNS = built_in().table("signs")["signs"]
NAMES = [row["name"] for row in SIGNS]


def _pixel(name: str, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a place given as shares of the sign's width and height, from the upper left."""
    with Image.open(io.BytesIO(sign_picture(name, built_in()).data)) as image:
        found = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def _rgb(color: str) -> tuple[int, ...]:
    return tuple(int(color[place : place + 2], 16) for place in (1, 3, 5))


def test_there_are_at_least_sixty_signs_each_named_once() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 60


@each(
    [
        ("当心触电", (0.5, 0.685), signs.YELLOW),
        ("当心触电", (0.5, 0.115), signs.BLACK),
        ("禁止吸烟", (0.5, 0.04), signs.RED),
        ("禁止吸烟", (0.5, 0.41), signs.RED),
        ("必须戴安全帽", (0.5, 0.05), signs.BLUE),
        ("紧急出口", (0.07, 0.1), signs.GREEN),
    ]
)
def test_each_kind_has_its_colour(name: str, place: tuple[float, float], color: str) -> None:
    wanted = _rgb(color)
    assert all(abs(a - b) < 12 for a, b in zip(_pixel(name, *place), wanted, strict=True))


def test_every_icon_is_in_the_font_or_drawn_by_us() -> None:
    from generator.canvas.fonts import load_font

    font = load_font(signs.icon_font())
    codes = [str(row["icon"]) for row in SIGNS]
    ours = {"earth", "respirator"}
    assert [code for code in codes if code not in ours and not font.get_char_index(int(code, 16))] == []


def test_every_sign_has_a_pictogram_of_its_own() -> None:
    bare = {kind: signs._DRAWN[kind] for kind in ("warning", "prohibition", "mandatory", "information")}
    for row in SIGNS:
        assert len([*bare[row["kind"]](str(row["icon"]))]) >= 2, row["name"]


def test_a_sign_that_is_not_known_is_words_alone() -> None:
    assert sign_picture("先检测后作业", built_in()).alt == "先检测后作业（示意）"
    colours = {_pixel("先检测后作业", x / 20, y / 20) for x in range(20) for y in range(20)}
    assert all(max(colour) - min(colour) < 8 for colour in colours), "black on white, no colour of a kind"


def test_the_same_sign_is_the_same_picture() -> None:
    first = sign_picture("当心火灾", built_in()).data
    signage._sign.cache_clear()
    assert sign_picture("当心火灾", built_in()).data == first
