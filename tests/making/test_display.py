"""The display board and the badges: every field of Article 20, whole whatever is missing."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest
import zxingcpp
from lxml import etree
from PIL import Image

from generator import proofing
from generator.facts import board
from generator.library import built_in, catalogue
from generator.making import display
from generator.pictures import Picture, codes
from generator.problems import errors_in
from generator.word import render, template, text, variants
from generator.word.styled import Styles
from tests import depth
from tests.boards import BOARDS, CELLS, FORMS, LONG, STAMP, client, context, made, with_lengths
from tests.conftest import ROOT
from tests.once import Packs
from tests.word import check

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def _mm(value: str | None) -> float:
    return round(int(value or 0) * 25.4 / 1440, 1)


def _contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("form", BOARDS)
def test_board_bears_every_field_of_article_20(form: str) -> None:
    given = client(3)
    words = text.text(made(form, given))
    people = (given.enterprise.principal, given.enterprise.contact)
    fields = [given.enterprise.name, given.agency.name, given.agency.complaint_phone]
    fields += [value for one in people for value in (one.name, one.phone)]
    fields += [value for one in given.advisors for value in (one.name, one.phone)]
    fields += [item.text for item in (*given.board.left, *given.board.right)]
    fields += ["每月到企业现场办公不少于2次", "企业", "投诉电话", "保证安全生产的责任仍由本单位负责"]
    fields += [
        STAMP.version,
        STAMP.code,
        "建议样式",
        "更新日期：2026年11月23日",
        given.regulator.phone,
        given.regulator.report_phone,
    ]
    assert all(fields)
    assert not [field for field in fields if field not in words]
    assert len(given.board.left + given.board.right) == 16
    with zipfile.ZipFile(io.BytesIO(made(form, given))) as archive:
        pictures = [name for name in archive.namelist() if "/media/" in name]
    assert len(pictures) == 2  # one photo, the same three times, and the code


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", depth.some([0, 1, 2, 3, 4, 5, 6, 7, 12], desk=5))
@pytest.mark.parametrize("bare", [False, True])
def test_form_is_sound_with_any_number_of_advisors(form: str, count: int, bare: bool) -> None:
    given = client(count, bare=bare, name=LONG)
    data = made(form, given)
    words = text.text(data)
    assert check.check(data) == ()
    assert all(one.name in words for one in given.advisors)
    if bare and count:
        assert "照片" in words
    assert not count or LONG in words


@pytest.mark.parametrize("form", BOARDS)
@pytest.mark.parametrize("count", depth.some(range(14), desk=7))
def test_board_fits_its_one_page(form: str, count: int) -> None:
    tree = _tree(made(form, client(count, name=LONG)))
    page, margin = tree.find(f".//{W}pgSz"), tree.find(f".//{W}pgMar")
    assert page is not None
    assert margin is not None
    heights = tree.findall(f".//{W}trHeight")
    assert {height.get(f"{W}hRule") for height in heights} == {"exact"}
    room = _mm(page.get(f"{W}h")) - _mm(margin.get(f"{W}top")) - _mm(margin.get(f"{W}bottom"))
    used = sum(_mm(height.get(f"{W}val")) for height in heights)
    assert room - 4 < used < room - 1


def test_boards_have_their_sizes_and_read_at_two_metres() -> None:
    for form, size, scale in (("board_large", (300.0, 450.0), 2), ("board_a3", (297.0, 420.0), 1)):
        for count in (1, 2, 3, 4, 6, 8, 9, 12):
            data = made(form, client(count))
            tree, styles = _tree(data), Styles(zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml"))
            page = tree.find(f".//{W}pgSz")
            assert page is not None
            assert (_mm(page.get(f"{W}w")), _mm(page.get(f"{W}h"))) == size
            for run in tree.iter(f"{W}r"):
                words = "".join(run.itertext())
                final = styles.size(run) / 2 * 25.4 / 72 * scale
                if "公示牌" in words:
                    assert final >= (45 if scale == 2 else 22)
                elif words and not re.search(r"建议样式|更新日期", words):
                    assert final >= (10 if scale == 2 else 5), words
    for color, paper in (
        ("FFFFFF", "0B3D6B"),
        ("0B3D6B", "EAF1F8"),
        ("B3261E", "FFFFFF"),
        ("5A6673", "F4F7FA"),
        ("3A4550", "FFFFFF"),
    ):
        assert _contrast(color, paper) >= 4.5


def test_only_the_items_agreed_stand_on_the_board() -> None:
    given = client(1)
    items = tuple(item for item in given.service_items if item.no in (1, 2, 11))
    made_board = board.board(
        given.enterprise, given.agency, given.advisors, items, given.regulator, built_in()
    )
    assert [item.no for item in (*made_board.left, *made_board.right)] == [1, 2, 11]


def test_the_variant_goes_by_the_number_of_advisors() -> None:
    shown = {count: client(count).board for count in range(14)}
    assert [found.variant for found in shown.values()] == [
        *("", "1x1", "2x1", "3x1", "2x2", "3x2", "3x2", "4x2", "4x2", "3x3", "4x3", "4x3", "4x3", "4x3")
    ]
    for count, found in shown.items():
        across, _, down = found.variant.partition("x")
        assert [len(line.advisors) for line in found.lines] == [int(across or 0)] * int(down or 0)
        named = [one.name for line in found.lines for one in line.advisors if one.name]
        assert named == [one.name for one in client(count).advisors][:12]
    assert [found.more for found in shown.values()] == [*[0] * 13, 1]
    assert set(variants.GRIDS) == {
        tuple(map(int, found.variant.split("x"))) for found in shown.values() if found.variant
    }


@pytest.mark.parametrize(
    ("lengths", "size"),
    [
        ((14, 16), "large"),
        ((15, 16), "middle"),
        ((14, 17), "middle"),
        ((40, 32), "middle"),
        ((41, 32), "small"),
    ],
)
def test_long_names_and_phones_make_letters_smaller(lengths: tuple[int, int], size: str) -> None:
    assert client(2, lengths=lengths).board.card_size == size


def _sizes(lengths: tuple[int, ...]) -> tuple[str, ...]:
    shown = with_lengths(*lengths).board
    return (
        shown.people_size,
        shown.client_size,
        shown.agency_size,
        shown.complaint_size,
        shown.regulator_size,
    )


@pytest.mark.parametrize("size", CELLS)
def test_cells_hold_so_much_in_letters_of_a_size(size: str) -> None:
    assert _sizes(CELLS[size]) == (size,) * 5


@pytest.mark.parametrize(("at", "changed"), [(0, (0,)), (1, (0, 4)), (2, (1, 2)), (3, (3,)), (4, (4,))])
def test_one_sign_more_than_a_cell_holds_makes_its_letters_smaller(at: int, changed: tuple[int, ...]) -> None:
    lengths = [length + (place == at) for place, length in enumerate(CELLS["large"])]
    expected = ["middle" if place in changed else "large" for place in range(5)]
    assert list(_sizes(tuple(lengths))) == expected


@pytest.mark.parametrize("form", BOARDS)
@pytest.mark.parametrize("size", CELLS)
def test_the_lines_of_a_cell_are_no_higher_than_its_row(form: str, size: str) -> None:
    """Counted as wide as letters are; what prints is measured by `.ci/forms.py`."""
    data = made(form, with_lengths(*CELLS[size]))
    styles = Styles(zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml"))
    rows = list(_tree(data).iter(f"{W}tr"))
    for row in (*rows[1:5], *rows[-4:-2]):
        height = _number(row, "trHeight", "val")
        for cell in row.iter(f"{W}tc"):
            room = (_number(cell, "tcW", "w") - 340) / 10
            assert sum(_height(one, room, styles) for one in cell.iter(f"{W}p")) <= height


def _number(element: etree._Element, name: str, attribute: str) -> int:
    return int(next(element.iter(f"{W}{name}")).get(f"{W}{attribute}") or 0)


def _height(paragraph: etree._Element, room: float, styles: Styles) -> int:
    """How high a paragraph is; ``room`` is in half-points."""
    words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
    size = max((styles.size(run) for run in paragraph.iter(f"{W}r")), default=0)
    lines = max(1, ceil(board._width(words, board._WIDE) * size / room))
    return lines * int(styles.of_paragraph(paragraph, "spacing")[f"{W}line"])


def _saved_with_lines_in_cells(data: bytes) -> bytes:
    """A board as LibreOffice saves it: the lines of the table stand in its cells."""
    outer, inner = (f'w:val="single" w:sz="{size}" w:space="0" w:color="0B3D6B"' for size in (18, 4))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as drawn, zipfile.ZipFile(target, "w") as saved:
        for name in drawn.namelist():
            part = drawn.read(name)
            if name == "word/document.xml":
                xml = re.sub("<w:tblBorders>.*?</w:tblBorders>", "", part.decode())
                cells = re.split("(?=<w:tc>)", xml)
                start, end = (at for at, cell in enumerate(cells) if "{%tc " in cell)
                cells[start] = _lined(cells[start], f"<w:left {outer}/><w:right {inner}/>")
                cells[start + 1] = _lined(cells[start + 1], f"<w:left {inner}/>")
                cells[end - 1] = _lined(cells[end - 1], f"<w:right {inner}/>")
                cells[end] = _lined(cells[end], f"<w:left {inner}/><w:right {outer}/>")
                part = "".join(cells).encode()
            saved.writestr(name, part)
    return target.getvalue()


def _lined(cell: str, lines: str) -> str:
    bare = re.sub("<w:tcBorders>.*?</w:tcBorders>", "", cell)
    return bare.replace("<w:tcMar>", f"<w:tcBorders>{lines}</w:tcBorders><w:tcMar>", 1)


@pytest.mark.parametrize(("count", "cells"), [(3, 3), (12, 8)])
def test_lines_around_and_between_cards_survive_what_libreoffice_saves(count: int, cells: int) -> None:
    saved = _saved_with_lines_in_cells((ROOT / "templates/form/board.docx").read_bytes())
    data = render.render(template.load(saved, "board.docx"), context(client(count)))
    assert check.check(data) == ()
    tree = _tree(data)
    lines = {one.tag.removeprefix(W): one.get(f"{W}sz") for one in tree.find(f".//{W}tblBorders")}  # type: ignore[union-attr]
    assert lines == {"left": "18", "right": "18", "insideV": "4"}
    row = next(row for row in tree.iter(f"{W}tr") if "示例辅导员甲" in "".join(row.itertext()))
    made_cells = row.findall(f"{W}tc")
    assert len(made_cells) == cells
    each = cells // min(count, 4)
    for at, cell in enumerate(made_cells):
        sides = {line.tag.removeprefix(W): line.get(f"{W}val") for line in cell.find(f".//{W}tcBorders")}  # type: ignore[union-attr]
        within = {"left": at % each > 0, "right": at % each < each - 1}
        assert sides == {side: "nil" for side, is_within in within.items() if is_within}


def test_advisors_beyond_the_places_are_counted_and_told() -> None:
    assert "另有 1 名" in text.text(made("board_large", client(13)))
    assert "另有" not in text.text(made("board_large", client(12)))


def test_a_board_drawn_before_there_were_variants_prints_as_it_did() -> None:
    drawn = (Path(__file__).parent / "board_before.docx").read_bytes()
    assert errors_in(proofing.check(drawn, "board_large", "board_large.docx", built_in())) == ()
    for count in (0, 3, 7, 12):
        found = client(count, name=LONG)
        data = render.render(template.load(drawn, "board_large.docx"), context(found))
        words = text.text(data)
        assert all(one.name in words for one in found.advisors)
        heights = [int(height.get(f"{W}val", "0")) for height in _tree(data).iter(f"{W}trHeight")]
        assert 24_300 < sum(heights) < 24_330  # as before: the page is full


@pytest.mark.parametrize("title", board.TITLES)
@pytest.mark.parametrize("form", ["badge_cards", "badge_tags"])
def test_badge_bears_the_official_name_and_what_article_20_asks(form: str, title: str) -> None:
    given = client(2, title=title)
    words = text.text(made(form, given))
    other = next(name for name in board.TITLES if name != title)
    assert title in words
    assert other not in words
    for wanted in (
        given.agency.name,
        given.advisors[0].badge_number,
        "2027年3月20日",
        "示例发证单位（虚构）",
        "本牌仅限安全托管服务使用",
        given.agency.complaint_phone,
    ):
        assert wanted in words


def test_name_of_article_11_is_the_default() -> None:
    assert client(1).badges[0].title == "金华市“安全生产社会化服务”辅导员"


def test_ten_cards_a_page_and_no_validity_without_training() -> None:
    pages = [len(display.context(client(count))["card_sheets"]) for count in (0, 1, 10, 11)]  # type: ignore[arg-type]
    assert pages == [0, 1, 1, 2]
    one = client(1).advisors[0]
    agency = replace(client(1).agency, badge_issuer="")
    bare = board.badges(agency, (replace(one, trained=None),))[0]
    assert (bare.until, bare.issuer) == (None, "")


def _read(picture: Picture) -> str:
    found = zxingcpp.read_barcode(Image.open(io.BytesIO(picture.data)).convert("L"))
    assert found is not None
    return str(found.text)


@pytest.mark.parametrize("count", [1, 6, 12])
def test_codes_read_back_as_what_the_board_and_the_badge_show(count: int) -> None:
    given = client(count, name=LONG)
    shown = display.context(given)
    contact = _read(shown["board_code"])  # type: ignore[arg-type]
    assert contact.splitlines() == [
        f"服务机构：{LONG}",
        f"企业投诉电话：{given.agency.complaint_phone}",
        *(f"辅导员：{one.name} {one.phone}" for one in given.advisors),
    ]
    first = shown["card_sheets"][0]["rows"][0]["left"]  # type: ignore[index]
    card = _read(first["code"])
    assert card == given.badges[0].contact
    assert [line.partition(":")[0] for line in card.split("\r\n")] == [
        "BEGIN",
        "VERSION",
        "N",
        "FN",
        "ORG",
        "TEL;TYPE=CELL",
        "END",
    ]


def test_signs_of_the_card_format_are_escaped_and_the_code_is_the_same_twice() -> None:
    found = client(1, name="甲,乙;丙\\丁公司").badges[0].contact
    assert "ORG:甲\\,乙\\;丙\\\\丁公司" in found
    assert codes.png(found) == codes.png(found)


def test_forms_are_linted_and_delivered(packs: Packs) -> None:
    entries = [entry for entry in catalogue.load(built_in()) if entry.form]
    assert {entry.id for entry in entries} == set(FORMS)
    for entry in entries:
        source = proofing.find(entry.id, built_in())
        assert source.origin == entry.source
        assert proofing.check(source.data, entry.id, source.origin, built_in()) == ()
    delivered = packs["yunzhi-textile"].folder.rglob("08 亮牌服务/*.docx")
    assert len(list(delivered)) == 4
