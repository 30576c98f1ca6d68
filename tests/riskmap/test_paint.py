from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from PIL import Image

from generator.canvas import Fill
from generator.riskmap import COLORS, Site, Zone, draw
from generator.riskmap.page import compose
from tests import depth


def _picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def _commonest(picture: Image.Image, left: float, bottom: float, right: float, top: float, dpi: int) -> str:
    """The commonest colour of a part of the page, in millimetres."""
    per_mm = dpi / 25.4
    box = (left * per_mm, picture.height - top * per_mm, right * per_mm, picture.height - bottom * per_mm)
    part = np.asarray(picture.crop(tuple(map(round, box)))).reshape(-1, 3)
    colors, counts = np.unique(part, axis=0, return_counts=True)
    return "#{:02X}{:02X}{:02X}".format(*colors[counts.argmax()])


def test_zones_and_legend_have_exactly_the_colours_of_the_grades(cups: Site) -> None:
    picture = _picture(draw(cups, "png", (420, 297), 100))
    fills = [s for s in compose(cups, (420, 297)) if isinstance(s, Fill) and s.face in COLORS.values()]
    seen = set()
    for fill in fills:
        xs, ys = [x for x, _ in fill.points], [y for _, y in fill.points]
        if max(xs) - min(xs) > 6 and max(ys) - min(ys) > 5:
            middle = (min(xs) + 1, min(ys) + 1, max(xs) - 1, max(ys) - 1)
            assert _commonest(picture, *middle, 100) == fill.face
            seen.add(fill.face)
    assert seen == set(COLORS.values())


def test_a_zone_is_painted_once_in_the_legend_and_once_on_the_plan() -> None:
    site = Site("图", 20, 10, zones=(Zone.rectangle("Z1", "车间", "重大", (2, 2, 16, 6)),))
    picture = np.asarray(_picture(draw(site, dpi=60)))
    red = (picture == (0xE6, 0x00, 0x12)).all(axis=2)
    assert red[:, : picture.shape[1] * 2 // 3].sum() > 10_000
    assert red[:, picture.shape[1] * 2 // 3 :].sum() > 500


def test_the_picture_is_rgb_of_the_asked_size_and_resolution(cups: Site) -> None:
    picture = _picture(draw(cups, "png", (297, 210), 150))
    assert picture.mode == "RGB"
    assert picture.size == (int(297 / 25.4 * 150), int(210 / 25.4 * 150))
    assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.02)


@pytest.mark.parametrize("fmt", ["png", "pdf", "svg"])
def test_the_same_site_gives_the_same_bytes(cups: Site, shapes: Site, fmt: str) -> None:
    first = draw(cups, fmt, (297, 210), 80)
    draw(shapes, fmt, (297, 210), 80)
    assert draw(cups, fmt, (297, 210), 80) == first
    assert not re.search(rb"CreationDate|<dc:date>|ModDate", first)


def test_what_was_drawn_before_leaves_nothing_behind(cups: Site) -> None:
    empty = draw(Site("图", 10, 10), "png", (297, 210), 60)
    draw(cups, "png", (297, 210), 60)
    assert draw(Site("图", 10, 10), "png", (297, 210), 60) == empty


@pytest.mark.parametrize("fmt", ["png", "pdf", "svg"])
def test_settings_of_the_user_change_nothing_and_stay(cups: Site, fmt: str) -> None:
    plain = draw(cups, fmt, (297, 210), 60)
    mine = {
        "font.family": ["monospace"],
        "path.sketch": (5.0, 50.0, 20.0),
        "path.snap": False,
        "lines.antialiased": False,
        "savefig.bbox": "tight",
        "savefig.facecolor": "black",
        "savefig.transparent": True,
        "svg.fonttype": "none",
        "svg.hashsalt": "mine",
        "pdf.compression": 0,
        "text.hinting": "none",
        "figure.dpi": 33.0,
    }
    with matplotlib.rc_context(mine):
        assert draw(cups, fmt, (297, 210), 60) == plain
        assert matplotlib.rcParams["svg.hashsalt"] == "mine"
        assert matplotlib.rcParams["path.sketch"] == (5.0, 50.0, 20.0)


def test_threads_draw_what_one_thread_draws(cups: Site, shapes: Site, crowd: Site) -> None:
    one = Site("图", 20, 10, zones=(Zone.rectangle("Z1", "车间", "重大", (2, 2, 16, 6)),))
    sites = depth.some([one, crowd, cups, shapes], desk=2)
    alone = [draw(site, "png", (297, 210), 50) for site in sites]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda site: draw(site, "png", (297, 210), 50), sites * 2))
    assert together == alone * 2


def test_text_of_a_pdf_is_text(cups: Site) -> None:
    data = draw(cups, "pdf")
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Font") > 0
    assert len(data) < 1_500_000


@pytest.mark.parametrize("fmt", ["png", "pdf", "svg"])
def test_a_character_that_no_font_has_is_drawn_as_a_box(cups: Site, fmt: str) -> None:
    unknown, known = (replace(cups, title=f"示例{char}厂") for char in ("\U0003134a", "国"))
    assert draw(unknown, fmt, dpi=50) != draw(known, fmt, dpi=50)


def test_the_smallest_and_the_strangest_sites_are_drawn(cups: Site) -> None:
    odd = replace(
        cups,
        zones=(
            Zone("Z1", "线", "低", ((1, 1), (2, 2))),
            Zone("Z2", "无", "低", ()),
            Zone("Z3", "结", "重大", ((10, 10), (30, 30), (30, 10), (10, 30))),
            Zone.rectangle("", "", "极高", (200, 120, 10, 10)),
        ),
        routes=(((1, 1),), ()),
    )
    for site in (odd, Site("", 0, 0), Site("图", 1e6, 1), Site("", 0.5, 0.5)):
        assert _picture(draw(site, dpi=40)).size == (int(420 / 25.4 * 40), int(297 / 25.4 * 40))
