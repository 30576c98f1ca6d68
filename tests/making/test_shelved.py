"""Drawings that are kept: never drawn twice of the same values, never believed where more has a say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator import api, canvas
from generator.api import Order
from generator.kept import NOWHERE, Shelf
from generator.making import ecard, shelved
from generator.making.drawing import Drawing, words
from generator.pictures import codes
from generator.riskmap import Beneath, Site, Zone
from tests import depth
from tests.boards import client
from tests.conftest import DAY
from tests.making.drawing.test_drawing import FLOORS, _client

SITE = Site("图", 60, 40, zones=(Zone.rectangle("A1", "冲压车间", "低", (1, 1, 9, 9)),))


def _drawn(shelf: Shelf, about: str, number: list[int]) -> bytes:
    number.append(len(number))
    return shelved.picture(shelf, about, lambda: bytes([len(number)]))


def test_the_same_is_drawn_once(tmp_path: Path) -> None:
    shelf, made = Shelf(tmp_path), list[int]()
    assert [_drawn(shelf, about, made) for about in ("图一", "图二", "图一")] == [b"\1", b"\2", b"\1"]


@pytest.mark.parametrize("about", ["图\U0002ebe1", "\\u200b"])
def test_what_a_font_of_the_system_may_write_is_drawn_each_time(tmp_path: Path, about: str) -> None:
    shelf, made = Shelf(tmp_path), list[int]()
    assert [_drawn(shelf, about, made) for _ in range(2)] == [b"\1", b"\2"]


def test_without_the_bundled_font_everything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas.fonts, "bundled_font", lambda: None)
    shelf, made = Shelf(tmp_path), list[int]()
    assert [_drawn(shelf, "图", made) for _ in range(2)] == [b"\1", b"\2"]


def test_another_tool_draws_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, made = Shelf(tmp_path), list[int]()
    assert _drawn(shelf, "图", made) == b"\1"
    monkeypatch.setattr(shelved, "_tool", lambda: b"another")
    assert _drawn(shelf, "图", made) == b"\2"


def test_only_that_nothing_was_found_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelved.faults(shelf, "好", list) == []
    assert shelved.faults(shelf, "好", lambda: ["不问"]) == ()
    for _ in range(2):
        assert shelved.faults(shelf, "坏", lambda: ["错"]) == ["错"]
        assert shelved.faults(NOWHERE, "好", lambda: ["错"]) == ["错"]


@pytest.mark.parametrize(
    "other",
    [
        replace(SITE, title="另一图"),
        replace(SITE, north=1.0),
        replace(SITE, beneath=Beneath(b"1", ((0, 0), (1, 0), (0, 1)))),
        replace(SITE, beneath=Beneath(b"2", ((0, 0), (1, 0), (0, 1)))),
    ],
)
def test_all_that_a_map_shows_tells_it_from_others(other: Site) -> None:
    assert words(other) != words(SITE)
    assert words(replace(other)) == words(other)


def test_maps_come_from_the_shelf_as_they_were_drawn(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, derived = _client(small, FLOORS)
    shelf = Shelf(tmp_path / "shelf")
    asked = depth.some([(number, fmt) for number in (0, 1) for fmt in ("png", "pdf", "svg")], desk=3)
    plain = [Drawing(record, derived).file(*one) for one in asked]
    for _ in range(2):
        drawn = Drawing(record, derived, shelf)
        assert drawn.problems == ()
        assert [drawn.file(*one) for one in asked] == plain
        monkeypatch.setattr(canvas, "painted", None)


def test_codes_and_cards_come_from_the_shelf_as_they_were_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, badge = Shelf(tmp_path), client(1).badges[0]
    card, code = ecard.draw(badge), codes.png(badge.contact)
    for _ in range(2):
        assert ecard.draw(badge, shelf) == card
        codes.png.cache_clear()
        assert codes.png(badge.contact, shelf) == code
        monkeypatch.setattr(ecard, "_drawn", None)
        monkeypatch.setattr(codes, "_drawn", None)


def test_a_pack_is_the_same_with_a_shelf_that_is_cold_filled_or_spoilt(cups: Path, tmp_path: Path) -> None:
    drawn = ("badge_pictures", "workshop_boards", "riskmap_png")
    only = drawn if depth.is_thorough() else drawn[:2]  # a map takes longer than all else
    record = api.load(cups)
    plain = {file.path: file.data for file in api.make(record, Order(DAY, only)).files}
    for spoil in (False, False, True, False):
        files = (tmp_path / "cache" / "pictures").glob("*")
        for path in files if spoil else ():
            path.write_bytes(path.read_bytes()[:-1])
        made = api.make(record, Order(DAY, only, cache=tmp_path / "cache"))
        assert {file.path: file.data for file in made.files} == plain
